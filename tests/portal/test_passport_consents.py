"""Consents on the passport page: what is refused without them, and how each is given and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from skills_passport.model import Purpose, SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, CORRECT, fields, own_form

WITHOUT_CONSENT = [
    (CORRECT, {"version": "0", "field": "function", "value": "none", "values": "zonderverlofwoord"}),
    (CORRECT, {"version": "0", "field": "function", "values": "zonderverlofwoord"}),
    (CORRECT, {"version": "0", "field": "region", "value": "twente"}), (CORRECT, {"version": "0", "field": "digital", "values": ["1", "1"]}),
    ("/paspoort/ongedaan", {"question": "region"}), ("/paspoort/delen", {"recipient": "team", "name": "zonderverlofwoord"}),
    ("/paspoort/berichten", {"case": "0123456789abcdef", "text": "zonderverlofwoord"}), ("/paspoort/berichten/gelezen", {}),
    ("/paspoort/plan", {"casework": "0", "kind": "70", "text": "zonderverlofwoord"}),
    ("/paspoort/plan/stap", {"casework": "0", "step": "0123456789abcdef", "state": "done"}), ("/paspoort/plan/ongedaan", {"casework": "0", "step": "x"}),
    ("/paspoort/toestemming", {"given": "true"}), ("/paspoort/toestemming", {"given": "false"}), ("/paspoort/advies", {}),
]


@pytest.fixture(params=["never asked", "said no"])
def without_consent(request: pytest.FixtureRequest, passport: Callable[[], SkillsPassport], store: SqliteStore, owner: str) -> SkillsPassport:
    if request.param == "said no":
        store.change(owner, lambda p: p.with_consent(Purpose.TALK, given=False, at=AT, text_version="2026-12"), actor="bot", action="answer")
    return passport()


@pytest.mark.parametrize(("path", "sent"), WITHOUT_CONSENT)
def test_without_consent_no_route_stores_anything(
    ria: TestClient, without_consent: SkillsPassport, passport: Callable[[], SkillsPassport], path: str, sent: dict[str, str]
) -> None:
    before = without_consent
    answer = ria.post(path, data={**own_form(ria), **sent, "version": str(before.version)})
    assert answer.status_code == 403
    assert "Zeg eerst ja in het gesprek" in answer.text
    after = passport()
    assert (after.version, after.answers_given, after.consents, after.advices) == (before.version, (), before.consents, ())
    assert "zonderverlofwoord" not in ria.get("/api/passport").text


@pytest.mark.parametrize("opened", [False, True])
def test_without_consent_the_page_has_nothing_to_fill_in(ria: TestClient, opened: bool) -> None:
    if opened:
        ria.get("/gesprek")
    page = ria.get("/paspoort").text
    assert "Ik bewaar niets van wat je vertelt" in page
    assert re.search(r'<main.*href="/gesprek".*</main>', page, re.DOTALL)
    assert re.findall(r'<form[^>]*action="([^"]+)"', page) == ["/afmelden"]
    assert 'href="/paspoort/wissen"' in page


def test_who_took_consent_back_reads_what_is_still_there(ria: TestClient, told: SkillsPassport, store: SqliteStore, owner: str) -> None:
    assert "staat er nog" not in ria.get("/paspoort").text
    store.change(owner, lambda p: p.with_consent(Purpose.TALK, given=False, at=AT, text_version="2026-12"), actor="bot", action="answer")
    page = ria.get("/paspoort").text
    assert "Wat je eerder vertelde, staat er nog" in page
    assert "nog leeg" not in page


def test_consent_to_be_contacted_can_be_taken_back_by_who_lost_the_other(ria: TestClient, store: SqliteStore, owner: str, passport: Callable[[], SkillsPassport]) -> None:
    store.change(owner, lambda p: p.with_consent(Purpose.CONTACT, given=True, at=AT, text_version="2026-12"), actor="bot", action="answer")
    assert "Trek in" in ria.get("/paspoort").text
    assert ria.post("/paspoort/toestemming", data=own_form(ria, given="false")).status_code == 303
    assert not passport().agrees_to(Purpose.CONTACT)


def test_consent_to_be_contacted_can_be_given_and_taken_back(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    for given in (True, False):
        assert ria.post("/paspoort/toestemming", data=own_form(ria, given=str(given).lower())).status_code == 303
        assert passport().agrees_to(Purpose.CONTACT) is given
        assert passport().answers["contact"].value == {"may_contact": given}
    assert passport().person().function_id, "the rest stays"


def test_a_coach_may_look_on_and_that_can_be_taken_back(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    before = ria.get("/paspoort").text
    assert "Een transfercoach laten meekijken" in before and "nog geen coach aangesloten" in before
    for given in (True, False):
        assert ria.post("/paspoort/toestemming", data=own_form(ria, given=str(given).lower(), purpose="meekijken")).status_code == 303
        assert passport().agrees_to(Purpose.COACH) is given
        assert passport().answers["coach"].value == {"may_look": given}
        page = ria.get("/paspoort").text.split('id="toestemming"', 1)[1]
        if given:
            assert fields(page, 'value="meekijken"')["given"] == "false"
        else:
            assert 'href="#coach">Kies een coach</a>' in page and 'value="meekijken"' not in page, "there the name is asked"
    assert not passport().agrees_to(Purpose.CONTACT), "one consent is not the other"


def test_the_consent_for_the_talk_is_taken_back_by_erasing_only(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    assert ria.post("/paspoort/toestemming", data=own_form(ria, given="false", purpose="gesprek")).status_code == 422
    assert ria.post("/paspoort/toestemming", data=own_form(ria, given="true", purpose="iets-anders")).status_code == 422
    assert passport().agrees_to(Purpose.TALK) and passport().answers
