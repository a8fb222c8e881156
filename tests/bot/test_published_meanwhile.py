"""What HR publishes while somebody is away: they are told at their next visit, and what they were advised before stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.front_door import build_conversation, serve
from bot.interview import Interview
from bot.served import Served
from publishing.content import Content, read_content
from publishing.drafts import Drafts
from publishing.live import Live
from publishing.model import Editor, Version
from publishing.reading import parse
from publishing.shipped import take_in
from publishing.store import VersionStore
from rules.knowledge import Knowledge
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, OWNER
from tests.bot.test_meanwhile import BACK, Talks, finished, talks

__all__ = ["finished", "talks"]
DATA = Path(__file__).parents[2] / "data"
ROUTE = "rulebook/30-route.yml"
EXCLUDING = (
    "\n- id: niet-meer\n  title: Dit niet meer\n  models: [M5]\n  when:\n    function: {id: [inkoopmedewerker]}\n  then:\n"
    '    - exclude: "Dit werk is er niet meer."\n  because: "Dit werk is er niet meer."\n  source: "eigen oordeel"\n'
    "  valid_from: 2026-01-01\n  author: Hans\n"
)


@pytest.fixture
def versions(tmp_path: Path) -> Iterator[VersionStore]:
    opened = VersionStore(tmp_path / "publishing.sqlite")
    take_in(opened, read_content(DATA), lambda content: None, product="1")
    yield opened
    opened.close()


@pytest.fixture
def live(versions: VersionStore, knowledge: Knowledge, interview: Interview) -> Live[Served]:
    there = Served(knowledge, interview)

    def build(version: Version, content: Content, known: Sequence[Served]) -> Served:
        return serve(content, parse(content), DATA, [*known, there])

    return Live(build, versions)


async def test_who_comes_back_is_told_and_the_old_advice_stays_as_it_was(finished: Talks, live: Live[Served], versions: VersionStore, store: SqliteStore, tmp_path: Path) -> None:
    before = store.load(OWNER, actor="employee", action="read").advices
    assert "inkoopmedewerker" in before[0].advice
    drafts = Drafts(versions, parse, product="1", rehearse=live.rehearse)
    number = drafts.begin(by=Editor("e1", "Hans"), title="Inkoop vervalt").number
    drafts.change(number, lambda content: content.with_file(ROUTE, content[ROUTE] + EXCLUDING), by=Editor("e1", "Hans"), what="sluit inkoop uit", expected_revision=1)
    drafts.submit(number, by=Editor("e1", "Hans"))
    drafts.publish(number, by=Editor("e2", "Mien"))
    live.look(versions)
    back = build_conversation(
        store, lambda: live.now, rasa_url="http://127.0.0.1:9", patience=1.0, tracker=tmp_path / "tracker.sqlite", clock=lambda: NOW + timedelta(days=1),
    )
    text = (await back.open(OWNER)).messages[-1].text
    assert text.startswith(BACK) and "Er is intussen iets bijgewerkt" in text and "*Inkoopmedewerker*" in text
    after = store.load(OWNER, actor="employee", action="read").advices
    assert after[: len(before)] == before and len(after) == len(before) + 1
    assert after[-1].versions.rulebook == live.now.knowledge.versions.rulebook != before[-1].versions.rulebook
