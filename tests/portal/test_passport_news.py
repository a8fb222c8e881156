"""What went live meanwhile is told on the passport page, too; what was given stays as it was given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from publishing.drafts import Drafts
from publishing.model import Editor
from rules.answer import Advice
from skills_passport.guidance import advise_and_store
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, wait_until_live
from tests.portal.hr.colleagues import with_rule

HANS, MIEN = Editor("e-hans", "Hans"), Editor("e-mien", "Mien")
NEWS = "Er is intussen iets bijgewerkt"
STAYS = "Het advies hieronder blijft staan zoals je het kreeg."


def put_live(app: FastAPI, when: str) -> None:
    """Another version, in which a rule shuts out what it is about."""
    drafts: Drafts = app.state.drafts
    begun = drafts.begin(by=MIEN, title="Anders")
    drafts.change(begun.number, with_rule(when), by=MIEN, what="schreef een regel", expected_revision=begun.revision)
    drafts.submit(begun.number, by=MIEN)
    drafts.publish(begun.number, by=HANS, reason="voor deze proef")
    wait_until_live(app, begun.number)


def advised(app: FastAPI, store: SqliteStore, passport: SkillsPassport) -> Advice:
    return advise_and_store(store, passport.owner, app.state.live.now.knowledge, AT.date(), "employee")


def test_what_went_live_and_changes_the_advice_is_told_and_nothing_is_rewritten(
    ria: TestClient, told: SkillsPassport, app: FastAPI, store: SqliteStore, passport: Callable[[], SkillsPassport],
) -> None:
    advice = advised(app, store, told)
    assert NEWS not in ria.get("/paspoort").text
    gone = advice.suggestions[0]
    put_live(app, f"function: {{id: {gone.function_id}}}")
    given = passport().advices
    page = ria.get("/paspoort").text
    assert NEWS in page and gone.title in page and STAYS in page and "Maak een nieuw advies" in page
    news = page.partition(NEWS)[2].partition("</p>")[0]
    assert 'href="/gesprek"' in news, "the way to where it can be seen"
    assert NEWS in ria.get("/paspoort").text, "it stands there until a new advice is made"
    assert passport().advices == given
    assert ria.post("/paspoort/advies").status_code == 303
    assert NEWS not in ria.get("/paspoort").text and passport().advices[:-1] == given


def test_nothing_is_reasoned_while_the_versions_are_the_same_or_the_answers_are_not(
    ria: TestClient, told: SkillsPassport, app: FastAPI, keep: Callable[..., SkillsPassport], monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reasons(*_: object) -> Advice:
        raise AssertionError("an advice was made")

    gone = advised(app, app.state.store, told).suggestions[0]
    monkeypatch.setattr("bot.advised.meanwhile.advise", reasons)
    assert NEWS not in ria.get("/paspoort").text
    keep(lambda passport: passport.with_answer("region", {"region_id": "twente", "words": "Twente"}, words="Twente", at=AT))
    put_live(app, f"function: {{id: {gone.function_id}}}")
    page = ria.get("/paspoort")
    assert page.status_code == 200 and NEWS not in page.text and "Je antwoorden zijn veranderd" in page.text


def test_what_went_live_and_changes_nothing_for_somebody_is_not_told(ria: TestClient, told: SkillsPassport, app: FastAPI, store: SqliteStore) -> None:
    shown = {each.function_id for each in advised(app, store, told).suggestions}
    other = next(name for name in ("zwembadmedewerker", "brugwachter", "kok") if name not in shown)
    put_live(app, f"function: {{id: {other}}}")
    assert NEWS not in ria.get("/paspoort").text
