"""What the portal serves follows what is published: whole, without a restart, and never two versions in one answer."""

from __future__ import annotations

import html
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.conversation import Conversation
from bot.incoming import Incoming
from bot.replies import Turn
from portal.login.session import Session
from portal.settings import Settings
from portal.versions.editor import editor_of
from portal.versions.served import Published
from publishing.content import Content, Part
from publishing.drafts import Drafts
from publishing.live import Live
from publishing.model import Editor, Version
from publishing.reading import knowledge_of, parse
from rules.advice import advise
from rules.files.version_files import load_versions
from rules.serialise import advice_to_json
from skills_passport.model import SkillsPassport
from tests.portal.conftest import own_form

HANS, MIEN = Editor("e-hans", "Hans"), Editor("e-mien", "Mien")
SOON = 5.0  # seconds in which what is published must be live
WELCOME, GREETING = "Hoi, ik ben Wijzer: een computerprogramma, geen mens.", "Dag, ik ben Wijzer: een computer, geen mens."
ROUTE = "rulebook/30-route.yml"


@pytest.fixture
def drafts(visitor: TestClient, app: FastAPI) -> Drafts:
    found: Drafts = app.state.drafts
    return found


@pytest.fixture
def live(app: FastAPI) -> Live[Published]:
    found: Live[Published] = app.state.live
    return found


@pytest.fixture
def publish(drafts: Drafts, live: Live[Published]) -> Callable[[Callable[[Content], Content]], Version]:
    """Takes an edit the whole way, and waits until it is live."""

    def go(edit: Callable[[Content], Content]) -> Version:
        begun = drafts.begin(by=HANS, title="Wijziging")
        changed = drafts.change(begun.number, edit, by=HANS, what="wijziging", expected_revision=begun.revision)
        drafts.submit(changed.number, by=HANS)
        published = drafts.publish(changed.number, by=MIEN, reason="hoort zo")
        until_live(live, published)
        return published

    return go


def until_live(live: Live[Published], version: Version) -> None:
    began, waiting = time.monotonic(), threading.Event()
    while live.now.number != version.number:
        assert time.monotonic() - began < SOON, f"not live within {SOON} s"
        waiting.wait(0.02)


def other_welcome(content: Content) -> Content:
    """The first question in other words."""
    assert WELCOME in content["interview.yml"]
    return content.with_file("interview.yml", content["interview.yml"].replace(WELCOME, GREETING))


def without(content: Content, function_id: str) -> Content:
    """With a rule more, that keeps a function out."""
    rule = (
        f"\n- id: niet-meer\n  title: Dit niet meer\n  models: [M5]\n  when:\n    function: {{id: [{function_id}]}}\n  then:\n"
        '    - exclude: "Dit werk is er niet meer."\n  because: "Dit werk is er niet meer."\n  source: "eigen oordeel"\n'
        "  valid_from: 2026-01-01\n  author: Hans\n"
    )
    return content.with_file(ROUTE, content[ROUTE] + rule)


def test_a_published_text_is_on_the_page_without_a_restart(ria: TestClient, publish: Callable[..., Version]) -> None:
    assert GREETING not in html.unescape(ria.get("/gesprek").text)
    publish(other_welcome)
    assert GREETING in html.unescape(ria.get("/gesprek").text)


def test_what_did_not_change_is_shared_and_advises_as_if_it_was_built_anew(live: Live[Published], publish: Callable[..., Version], told: SkillsPassport) -> None:
    before, day = live.now, datetime(2026, 12, 1, tzinfo=UTC).date()
    gone = advise(told.person(), before.knowledge, day).suggestions[0].function_id
    publish(lambda content: without(content, gone))
    after = live.now
    assert after.knowledge.matcher is before.knowledge.matcher and after.knowledge.engines is not before.knowledge.engines
    assert after.knowledge.versions.rulebook == after.content.versions[Part.RULEBOOK] != before.knowledge.versions.rulebook
    advice = advise(told.person(), after.knowledge, day)
    assert gone not in [suggestion.function_id for suggestion in advice.suggestions]
    assert advice_to_json(advice) == advice_to_json(advise(told.person(), knowledge_of(parse(after.content)), day))
    assert advise(told.person(), before.knowledge, day).suggestions[0].function_id == gone, "who still has the old version gets the old advice"


def test_every_published_version_is_kept_for_replay(made_with: Settings, live: Live[Published], publish: Callable[..., Version]) -> None:
    first = live.now.knowledge.versions
    publish(lambda content: without(content, "kok"))
    for versions in (first, live.now.knowledge.versions):
        kept = [path.name for path in made_with.kept_versions.glob("rulebook/*")]
        assert f"{versions.rulebook}.json.gz" in kept
    assert load_versions(live.now.knowledge.versions, made_with.kept_versions, made_with.data).versions == live.now.knowledge.versions


async def test_a_turn_ends_with_the_version_it_began_with(app: FastAPI, owner: str, live: Live[Published], publish: Callable[..., Version]) -> None:
    conversation: Conversation = app.state.conversation
    with conversation.in_flight.turn(owner, Incoming("m-12345678", "hallo", ""), conversation.taking()) as nonce:
        publish(other_welcome)
        under_way = await conversation.hear_in_flight(owner, nonce, "greet", 1.0)
    assert under_way is not None and GREETING not in _said(under_way)
    assert GREETING in _said(await conversation.open(owner))


def test_who_edits_is_known_by_an_id_of_their_own(app: FastAPI, owner: str, visitor: TestClient) -> None:
    hans = editor_of(Session(owner, frozenset(), "Hans", "oidc"), app.state.settings)
    assert hans.name == "Hans" and owner[1:] not in hans.id
    assert editor_of(Session(owner, frozenset(), "Hans", "break-glass"), app.state.settings).name == "een collega van HR"


def test_who_edits_finds_that_in_their_download_and_their_name_goes_with_their_passport(
    ria: TestClient, app: FastAPI, owner: str, told: SkillsPassport, drafts: Drafts
) -> None:
    assert "as_editor" not in ria.get("/api/passport").json()
    own = editor_of(Session(owner, frozenset(), "Ria de Vries", "oidc"), app.state.settings)
    begun = drafts.begin(by=own, title="Nieuwe titels")
    for content in (ria.get("/api/passport").json(), ria.get("/paspoort/download").json()):
        assert content["as_editor"]["name"] == "Ria de Vries"
        assert [(step["version"], step["what"]) for step in content["as_editor"]["steps"]] == [(begun.number, "Nieuwe titels")]
    assert own in drafts.store.editors()
    assert ria.post("/paspoort/wissen", data=own_form(ria), headers={"Origin": "http://127.0.0.1"}).status_code == 303
    assert own not in drafts.store.editors()
    assert "Vries" not in str(drafts.store.history())


def _said(turn: Turn) -> str:
    return "\n".join(message.text for message in turn.messages)
