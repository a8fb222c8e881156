"""Every correction on the passport page can be taken back, also after the page was opened again, and never something else than it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from skills_passport.model import AnswerStatus, Purpose, SkillsPassport
from tests.portal.conftest import AT, CORRECT, fields, own_form, whole_passport

UNDO = "/paspoort/ongedaan"
CORRECTIONS: list[dict[str, Any]] = [
    {"field": "function", "values": "Inkoopmedewerker"}, {"field": "function", "values": "torenwachter", "value": "none"},
    {"field": "region", "value": "twente"}, {"field": "region", "value": ""},
    {"field": "remove", "question": "tasks", "items": "mentions", "places": ["0", "1"]},
    {"field": "remove", "question": "tasks", "items": "messages", "places": ["0"]},
    {"field": "meaning", "question": "tasks", "items": "mentions", "places": ["3"], "value": "wanted"},
    {"field": "trend", "question": "trends", "items": "trends", "places": "0", "value": "shrinks"},
    {"field": "remove", "question": "trends", "items": "trends", "places": "0"},
    {"field": "hard", "question": "criteria", "items": "criteria", "places": "0", "value": "soft"},
    {"field": "remove", "question": "criteria", "items": "criteria", "places": "0"},
    {"field": "remove", "question": "wishes", "items": "refused_sectors", "places": "0"},
    {"field": "sectors", "values": ["zorg", "ict"]}, {"field": "sectors"},
    {"field": "direction", "value": "add-role"}, {"field": "digital", "values": ["4", "1"]},
]


def corrected(client: TestClient, passport: SkillsPassport, **sent: Any) -> str:
    """The page that comes after a correction, and its address."""
    answer = client.post(CORRECT, data={"version": passport.version, **sent})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def pressed(client: TestClient, page: str) -> int:
    return client.post(UNDO, data=fields(page, "Ongedaan maken")).status_code


@pytest.mark.parametrize("status", list(AnswerStatus), ids=str)
@pytest.mark.parametrize("sent", CORRECTIONS, ids=lambda sent: f"{sent['field']}-{sent.get('question', '')}-{sent.get('value', '')}")
def test_every_correction_is_taken_back_to_the_letter(
    ria: TestClient, keep: Callable[..., SkillsPassport], passport: Callable[[], SkillsPassport], sent: dict[str, Any], status: AnswerStatus
) -> None:
    question = sent.get("question") or {"sectors": "wishes"}.get(sent["field"], sent["field"])
    if status is AnswerStatus.SKIPPED and "places" in sent:
        pytest.skip("what was skipped holds no items")
    value = keep(whole_passport).answers[question].value
    before = keep(lambda p: p.with_answer(question, value, words="", at=AT, status=status))
    corrected(ria, before, **sent)
    page = ria.get(f"/paspoort?gedaan=gewijzigd&bij={question}&versie={before.version + 1}").text
    assert passport().answers_given != before.answers_given
    assert pressed(ria, page) == 303
    assert passport().answers_given == before.answers_given


def test_an_answer_that_was_never_given_is_gone_after_taking_back(ria: TestClient, keep: Callable[..., SkillsPassport], passport: Callable[[], SkillsPassport]) -> None:
    before = keep(lambda p: p)
    page = ria.get(corrected(ria, before, field="digital", values=["1", "1"])).text
    assert pressed(ria, page) == 303
    assert passport().answer("digital") is None


def test_a_choice_is_taken_back_to_the_one_before_and_to_none(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    ria.post("/paspoort/advies")
    shown = re.findall(r'name="value" value="([\w-]+)"><button class="knop knop--klein" type="submit">Hier wil ik mee verder', ria.get("/paspoort").text)
    first, second = shown[:2]
    corrected(ria, passport(), field="choice", value=first)
    corrected(ria, passport(), field="choice", value="none")
    page = ria.get(corrected(ria, passport(), field="choice", value=second)).text
    assert pressed(ria, page) == 303
    assert passport().answers["choice"].value is None and "Jouw keuze" not in ria.get("/paspoort").text
    page = ria.get(corrected(ria, passport(), field="choice", value=second)).text
    pressed(ria, ria.get(corrected(ria, passport(), field="choice", value="none")).text)
    assert (passport().answers["choice"].value or {})["function_id"] == second


def test_the_notice_stands_in_its_section_survives_reload_and_goes_when_something_else_changes(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]
) -> None:
    place = corrected(ria, told, field="region", value="twente")
    assert place.endswith("#werk")
    for _ in range(2):
        section = ria.get(place).text.split('id="werk"', 1)[1].split("</section>", 1)[0]
        assert "Je regio is aangepast." in section and "Ongedaan maken" in section
    corrected(ria, passport(), field="direction", value="add-role")
    assert "Ongedaan maken" not in ria.get(place).text
    assert "Ongedaan maken" not in ria.get("/paspoort").text


def test_taking_back_twice_or_from_an_old_page_takes_nothing_else(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    corrected(ria, told, field="region", value="drenthe")
    page = ria.get(corrected(ria, passport(), field="region", value="twente")).text
    assert (pressed(ria, page), pressed(ria, page)) == (303, 409)
    assert passport().person().region_id == "drenthe"


@pytest.mark.parametrize("question", ["consent", "contact", "confirmed", "coach", "", "salaris", "choice"])
def test_what_no_form_corrects_is_not_taken_back(
    ria: TestClient, told: SkillsPassport, keep: Callable[..., SkillsPassport], passport: Callable[[], SkillsPassport], question: str
) -> None:
    before = keep(lambda p: p.with_answer("confirmed", {"skills": []}, words="", at=AT))
    assert ria.post(UNDO, data={"version": before.version, "question": question}).status_code == 422
    assert passport().answers_given == before.answers_given


def test_contact_can_be_given_back_and_taken_back_from_the_notice(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    place = ria.post("/paspoort/toestemming", data=own_form(ria, given="true", purpose="benaderen")).headers["Location"]
    undo = fields(ria.get(place).text, "Ongedaan maken")
    assert undo == own_form(ria, purpose="benaderen", given="false")
    ria.post("/paspoort/toestemming", data=undo)
    assert not passport().agrees_to(Purpose.CONTACT)


@pytest.mark.parametrize("query", ["gedaan=gewijzigd&bij=x&versie=1", "gedaan=<b>&bij=<b>", "gedaan=stap&bij=x", "gedaan=toestemming&bij=gesprek", "gedaan=gewijzigd"])
def test_an_address_that_somebody_made_up_says_nothing(ria: TestClient, told: SkillsPassport, query: str) -> None:
    page = ria.get(f"/paspoort?{query}")
    assert page.status_code == 200 and 'role="status"' not in page.text


def test_who_typed_a_function_on_an_old_page_finds_the_words_still_there(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    corrected(ria, told, field="region", value="twente")
    answer = ria.post(CORRECT, data={"version": told.version, "field": "function", "values": "Inkoopmedewerker"})
    assert answer.status_code == 409 and "intussen veranderd" in answer.text
    assert passport().answers["function"].value == told.answers["function"].value
    again = fields(answer.text, "Inkoopmedewerker")
    assert html.unescape(again["values"]) == "Inkoopmedewerker"
    assert ria.post(CORRECT, data={**again, "value": "inkoopmedewerker"}).status_code == 303
    assert passport().person().function_id == "inkoopmedewerker"
