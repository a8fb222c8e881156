"""The plan on the passport page: steps of employee and coach, undo, and two people who change it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from fastapi.testclient import TestClient

from skills_passport.casework import coach as coaching
from skills_passport.casework.case import Case
from skills_passport.casework.plan import StepState
from skills_passport.casework.queue import Coach
from skills_passport.casework.shares import Party
from skills_passport.guidance import advice_in
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, fields, own_form

CARLA = "c4f2a"


@pytest.fixture
def coached(ria: TestClient, told: SkillsPassport, store: SqliteStore, passport: Callable[[], SkillsPassport]) -> str:
    """The number of a case that is open to Carla, who proposed a step."""
    store.note_coach(Coach(CARLA, "Carla de Wit", AT))
    ria.post("/paspoort/delen", data=own_form(ria, recipient=CARLA, name="Ria"))
    case = passport().casework.open_shares[0].case
    proposed(store, case, "Loop mee met Piet", passport())
    return case


def proposed(store: SqliteStore, case: str, text: str, now: SkillsPassport) -> Case:
    return coaching.propose_step(
        store, case, CARLA, kind=20, text=text, due=date(2027, 2, 1), at=datetime.now(UTC), expected_version=now.casework.version,
    )


def plan(client: TestClient, place: str = "/paspoort") -> str:
    return client.get(place).text.split('<section class="deel" id="plan"', 1)[1].split("\n</section>", 1)[0]


def pressed(client: TestClient, page: str, label: str, path: str = "/paspoort/plan/stap") -> str:
    """Where the form with this button leads."""
    answer = client.post(path, data={name: unescape(value) for name, value in fields(page, label).items()})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_a_step_that_a_coach_proposes_is_asked_about_and_agreed(ria: TestClient, coached: str, passport: Callable[[], SkillsPassport]) -> None:
    assert "Je coach stelt een stap voor." in ria.get("/paspoort").text
    page = plan(ria)
    assert "Carla de Wit stelt dit voor. Wat vind jij?" in page and "uiterlijk 1 februari 2027" in page
    assert page.index("Samen met anderen") < page.index("Loop mee met Piet") < page.index("In een cursus of training")
    place = pressed(ria, page, ">Akkoord<")
    step, = passport().casework.steps
    assert (step.now.state, step.now.due, step.now.by) == (StepState.AGREED, date(2027, 2, 1), Party.EMPLOYEE)
    assert "Je coach stelt" not in ria.get("/paspoort").text
    pressed(ria, plan(ria, place), "Ongedaan maken", "/paspoort/plan/ongedaan")
    step, = passport().casework.steps
    assert step.waits_for is Party.EMPLOYEE and len(step.history) == 1, "it is the coach's word again, and nobody's new one"


def test_done_dropped_and_back_again(ria: TestClient, coached: str, passport: Callable[[], SkillsPassport]) -> None:
    pressed(ria, plan(ria), ">Akkoord<")
    place = pressed(ria, plan(ria), ">Gedaan<")
    assert passport().casework.steps[0].now.state is StepState.DONE and "Gedaan of vervallen (1)" in plan(ria)
    pressed(ria, plan(ria, place), "Ongedaan maken", "/paspoort/plan/ongedaan")
    assert passport().casework.steps[0].now.state is StepState.AGREED
    pressed(ria, plan(ria), ">Laat vallen<")
    pressed(ria, plan(ria), "Zet terug in mijn plan")
    assert [change.state for change in passport().casework.steps[0].history] == ["proposed", "agreed", "dropped", "agreed"]
    assert "Hoe het was" in plan(ria)


def test_a_step_put_otherwise_is_the_employees_proposal(ria: TestClient, coached: str, passport: Callable[[], SkillsPassport]) -> None:
    sent = fields(plan(ria), "Bewaar stap")
    ria.post("/paspoort/plan/stap", data={**sent, "text": "Loop mee met Anja", "due": ""})
    step = passport().casework.steps[0]
    assert (step.now.text, step.now.due, step.waits_for) == ("Loop mee met Anja", None, Party.COACH)
    page = plan(ria)
    assert "eerst van Carla de Wit" in page and "Voorgesteld: Loop mee met Piet" in page


def test_who_has_no_coach_plans_too_and_takes_it_back(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    answer = ria.post("/paspoort/plan", data={"casework": 0, "kind": "70", "text": "  Ik vraag\u202e Piet 111222333 ", "due": "2027-03-01"})
    step, = passport().casework.steps
    assert (step.now.kind, step.now.due, step.now.state) == (70, date(2027, 3, 1), StepState.PROPOSED)
    assert step.now.text == "Ik vraag Piet [nummer weggelaten]"
    page = plan(ria)
    assert "Dit ga ik doen" in page and "Je coach leest dit" not in page
    pressed(ria, plan(ria, answer.headers["Location"]), "Ongedaan maken", "/paspoort/plan/ongedaan")
    assert passport().casework.steps == ()


def test_a_step_of_the_advice_is_taken_over_once(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    ria.post("/paspoort/advies")
    chosen = advice_in(passport().advices[-1]).suggestions[0]
    ria.post("/paspoort/corrigeren", data={"version": passport().version, "field": "choice", "value": chosen.function_id})
    page = plan(ria)
    assert f"Neem een stap over uit je advies ({len(chosen.steps)})" in page
    pressed(ria, page, "Zet in mijn plan<span", "/paspoort/plan")
    step, = passport().casework.steps
    assert step.now.origin is Party.ADVICE and step.now.text in {each.text for each in chosen.steps}
    page = plan(ria)
    assert f"Neem een stap over uit je advies ({len(chosen.steps) - 1})" in page and "uit je advies, " in page


@pytest.mark.parametrize("new", [True, False], ids=["a new step", "a change"])
def test_who_comes_second_sees_what_the_first_did_and_keeps_the_own_words(
    ria: TestClient, coached: str, store: SqliteStore, passport: Callable[[], SkillsPassport], new: bool
) -> None:
    sent = {**fields(plan(ria), "Bewaar stap"), "kind": "10", "due": "2027-04-01"}
    words = 'Ik vraag "Piet" & Anja'
    proposed(store, coached, "Doe een kleine bestelling", passport())
    before = passport()
    path = "/paspoort/plan" if new else "/paspoort/plan/stap"
    answer = ria.post(path, data={**sent, "text": words})
    assert answer.status_code == 409 and passport() == before
    assert "Carla de Wit zette een stap in het plan op ‘voorgesteld’: Doe een kleine bestelling" in answer.text
    assert "Ik vraag &#34;Piet&#34; &amp; Anja</textarea>" in answer.text and 'value="2027-04-01"' in answer.text
    again = {**fields(answer.text, "Bewaar het toch"), "text": words, "due": "2027-04-01"}
    assert ria.post(path, data=again).status_code == 303
    assert words in {step.now.text for step in passport().casework.steps}
    assert len(passport().casework.steps) == (3 if new else 2)


def test_a_state_pressed_on_an_old_page_is_asked_again(ria: TestClient, coached: str, store: SqliteStore, passport: Callable[[], SkillsPassport]) -> None:
    page = plan(ria)
    step = passport().casework.steps[0]
    coaching.change_step(
        store, coached, CARLA, step.id, state=StepState.PROPOSED, text="Loop mee met Fatima", at=datetime.now(UTC), expected_version=passport().casework.version,
    )
    answer = ria.post("/paspoort/plan/stap", data=fields(page, ">Akkoord<"))
    assert answer.status_code == 409 and "Loop mee met Fatima" in answer.text and "<textarea" not in answer.text
    assert passport().casework.steps[0].now.state is StepState.PROPOSED


def test_a_button_pressed_twice_does_its_work_once(ria: TestClient, coached: str, passport: Callable[[], SkillsPassport]) -> None:
    def twice(path: str, sent: dict[str, object]) -> str:
        first, second = ria.post(path, data=sent), ria.post(path, data=sent)
        assert (first.status_code, second.status_code) == (303, 303), second.text
        assert first.headers["location"] == second.headers["location"]
        return first.headers["location"]

    place = twice("/paspoort/plan", {"casework": passport().casework.version, "kind": "70", "text": "Ik vraag  Piet"})
    assert [step.now.text for step in passport().casework.steps] == ["Loop mee met Piet", "Ik vraag Piet"]
    assert "Ongedaan maken" in plan(ria, place)
    twice("/paspoort/plan/stap", {"casework": passport().casework.version, "step": passport().casework.steps[0].id, "state": "agreed"})
    assert len(passport().casework.steps[0].history) == 2
    undo = {name: unescape(value) for name, value in fields(plan(ria, place.replace("versie=2", "versie=3")), "Ongedaan maken").items()}
    twice("/paspoort/plan/ongedaan", dict(undo))
    assert [len(step.history) for step in passport().casework.steps] == [2]


@pytest.mark.parametrize("sent", [
    {"kind": "30", "text": "x"}, {"kind": "", "text": "x"}, {"kind": "70", "text": ""}, {"kind": "70", "text": "x" * 501}, {"kind": "zeventig", "text": "x"},
    {"kind": "70", "text": "x", "due": "morgen"}, {"kind": "70", "text": "x", "due": "0001-01-01"}, {"kind": "70", "text": "x", "due": "9999-12-31"}, {"kind": "70", "text": "x", "casework": "-1"}, {"kind": "²", "text": "x"},
])
def test_a_step_that_cannot_be_is_refused(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], sent: dict[str, str]) -> None:
    assert ria.post("/paspoort/plan", data={"casework": "0", **sent}).status_code == 422
    assert passport().casework.plan_changes == ()


def test_a_day_that_stands_there_goes_along_however_long_ago(ria: TestClient, coached: str, keep: Callable[..., SkillsPassport], passport: Callable[[], SkillsPassport]) -> None:
    keep(lambda p: replace(p, casework=replace(p.casework, plan_changes=(replace(p.casework.plan_changes[0], due=date(2020, 1, 1)),))))
    pressed(ria, plan(ria), ">Akkoord<")
    step, = passport().casework.steps
    assert (step.now.state, step.now.due) == (StepState.AGREED, date(2020, 1, 1))
    sent = {"casework": passport().casework.version, "step": step.id, "state": "agreed", "text": "Loop mee", "due": "2099-01-01"}
    refused = ria.post("/paspoort/plan/stap", data=sent)
    assert refused.status_code == 422 and "meer dan 10 jaar vooruit. Kies een dag die dichterbij is. Er is niets veranderd." in refused.text
    assert passport().casework.steps == (step,)


def test_what_is_not_there_is_not_changed_and_what_a_coach_did_not_taken_back(ria: TestClient, coached: str, passport: Callable[[], SkillsPassport]) -> None:
    before = passport()
    version, step = before.casework.version, before.casework.steps[0].id
    assert ria.post("/paspoort/plan/stap", data={"casework": version, "step": "weg", "state": "done"}).status_code == 409
    assert ria.post("/paspoort/plan/stap", data={"casework": version, "step": step, "state": "gewonnen"}).status_code == 422
    for wrong in ("weg", step):
        assert ria.post("/paspoort/plan/ongedaan", data={"casework": version, "step": wrong}).status_code == 409
    assert passport() == before


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("path", ["", "/stap", "/ongedaan"])
def test_an_erasure_between_the_check_and_the_writing_begins_no_passport(
    ria: TestClient, store: SqliteStore, passport: Callable[[], SkillsPassport], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    load = store.load

    def load_and_lose(of: str, *, actor: str, action: str) -> SkillsPassport:
        found = load(of, actor=actor, action=action)
        if action == "check-consent":
            store.erase(of, actor="employee")
        return found

    monkeypatch.setattr(store, "load", load_and_lose)
    answer = ria.post(f"/paspoort/plan{path}", data={"casework": 0, "kind": "70", "text": "Loop mee", "step": "0" * 16, "state": "done"})
    assert answer.status_code == 403 and passport().is_new
