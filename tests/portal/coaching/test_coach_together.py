"""Two coaches at one case at once, and an employee: the second is shown the first, and nothing is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from portal.documents.dossier import confirmed_in
from portal.login.form_mark import FIELD
from skills_passport.casework import employee
from skills_passport.guidance import advice_in
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.coaching.conftest import Sharing
from tests.portal.conftest import fields

Now = Callable[[], SkillsPassport]
Form = dict[str, str]


def form_of(page: str, action: str) -> Form:
    """The hidden fields of the first form that is sent there."""
    return {name: html.unescape(value) for name, value in fields(page, f'method="post" action="{action}"').items()}


def test_the_second_verdict_is_shown_the_first_and_keeps_its_text(carla: TestClient, sanne: TestClient, case: str, passport: Now) -> None:
    action = f"/begeleiding/{case}/oordeel"
    of_carla, of_sanne = (form_of(coach.get(f"/begeleiding/{case}").text, action) for coach in (carla, sanne))
    assert of_carla | {FIELD: ""} == of_sanne | {FIELD: ""}, "the same but for whom it is"
    carla.post(action, data={**of_carla, "outcome": "accept", "reason": "fits", "words": "Carla vindt het goed"})
    mine = {"outcome": "reject", "reason": "too-far", "words": "Sanne twijfelt <nog>", "signal": "wrong-rule"}
    second = sanne.post(action, data={**of_sanne, **mine})
    page = html.unescape(second.text)
    assert second.status_code == 409 and "Iemand was je net voor. Er is nog niets van jou bewaard" in page
    assert re.search(r"Carla beoordeelde [^<]+: akkoord\.", page) and "Carla vindt het goed" in page
    assert ">Sanne twijfelt <nog></textarea>" in page and '<option value="too-far" selected>' in page and '<option value="wrong-rule" selected>' in page
    assert re.search(r'name="outcome" value="reject" required checked', page)
    assert [verdict.words for verdict in passport().casework.verdicts] == ["Carla vindt het goed"]
    again = sanne.post(action, data={**form_of(second.text, action), **mine})
    assert again.status_code == 303
    assert [verdict.outcome for verdict in passport().casework.verdicts] == ["accept", "reject"]


def test_so_is_the_second_in_the_plan(carla: TestClient, sanne: TestClient, case: str, passport: Now) -> None:
    action = f"/begeleiding/{case}/plan"
    carla.post(action, data={"version": "0", "kind": "70", "text": "Lees mee"})
    late = sanne.post(action, data={"version": "0", "kind": "10", "text": "Volg een cursus", "due": "2027-02-01"})
    page = html.unescape(late.text)
    assert late.status_code == 409 and "Carla veranderde het plan: “Lees mee” is voorgesteld." in page
    assert ">Volg een cursus</textarea>" in page and 'value="2027-02-01"' in page
    (step,) = passport().casework.steps
    carla.post(f"{action}/{step.id}", data={"version": "1", "state": "agreed"})
    late = sanne.post(f"{action}/{step.id}", data={"version": "1", "state": "proposed", "text": "Lees een week mee"})
    assert late.status_code == 409 and "is afgesproken" in late.text and ">Lees een week mee</textarea>" in late.text
    (step,) = passport().casework.steps
    assert (step.now.state, step.now.text) == ("agreed", "Lees mee")


def test_so_is_a_coach_who_is_second_to_the_employee(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    employee.propose_step(store, owner, kind=20, text="Ik vraag het Joyce", at=datetime.now(UTC), expected_casework=0)
    late = carla.post(f"/begeleiding/{case}/plan", data={"version": "0", "kind": "10", "text": "Volg een cursus"})
    assert late.status_code == 409 and "Ria de Wit veranderde het plan: “Ik vraag het Joyce” is voorgesteld." in late.text


def test_so_is_the_second_who_adds_a_function(carla: TestClient, sanne: TestClient, case: str, passport: Now) -> None:
    action = f"/begeleiding/{case}/functies"
    forms = [form_of(coach.get(f"{action}?functie=kok").text, action) for coach in (carla, sanne)]
    carla.post(action, data={**forms[0], "reason": "fits"})
    late = sanne.post(action, data={**forms[1], "reason": "fits-better", "words": "Ook mijn idee"})
    assert late.status_code == 409 and "Carla beoordeelde Kok: toegevoegd door de coach." in late.text and ">Ook mijn idee</textarea>" in late.text
    sanne.post(action, data={**form_of(late.text, action), "reason": "fits-better", "words": "Ook mijn idee"})
    assert [verdict.words for verdict in passport().casework.verdicts] == ["", "Ook mijn idee"]


def test_so_is_the_second_who_confirms_a_skill(carla: TestClient, sanne: TestClient, case: str, passport: Now) -> None:
    action = f"/begeleiding/{case}/vaardigheid"
    carla.post(f"/begeleiding/{case}/plan", data={"version": "0", "kind": "70", "text": "Lees mee"})
    forms = [form_of(coach.get(f"/begeleiding/{case}").text, action) for coach in (carla, sanne)]
    carla.post(action, data={**forms[0], "skill_id": "plannen-en-organiseren"})
    mine = {"skill_id": "nauwkeurig-werken", "words": "Zag geen fout"}
    late = sanne.post(action, data={**forms[1], **mine})
    assert late.status_code == 409 and "De bevestigde vaardigheden zijn veranderd" in late.text and "Carla bevestigde plannen en organiseren." in html.unescape(late.text) and ">Zag geen fout</textarea>" in late.text
    assert "veranderde het plan" not in late.text, "what was done long before is no news"
    sanne.post(action, data={**form_of(late.text, action), **mine})
    assert [(each.by, each.skill_id) for each in confirmed_in(passport())] == [("Carla", "plannen-en-organiseren"), ("Sanne", "nauwkeurig-werken")]


def test_who_presses_twice_is_done_and_is_no_other(carla: TestClient, case: str, passport: Now) -> None:
    sent_twice = [
        (f"/begeleiding/{case}/oordeel", {"outcome": "reject", "reason": "too-far", "words": "Nu nog niet"}),
        (f"/begeleiding/{case}/plan", {"kind": "70", "text": "Lees mee", "due": "2027-02-01"}),
        (f"/begeleiding/{case}/afspraken", {"soort": "conversation", "dag": "2027-03-01", "tekst": "Kennismaken"}),
        (f"/begeleiding/{case}/vaardigheid", {"skill_id": "plannen-en-organiseren", "words": "Zag ik"}),
    ]
    for action, typed in sent_twice:
        form = {**form_of(carla.get(f"/begeleiding/{case}").text, action), **typed}
        first, second = carla.post(action, data=form), carla.post(action, data=form)
        assert (first.status_code, second.status_code) == (303, 303) and first.headers["location"] == second.headers["location"], action
    work = passport().casework
    assert (len(work.verdicts), len(work.plan_changes), len(work.follow_ups), work.version) == (1, 1, 1, 3)
    action = f"/begeleiding/{case}/plan/{work.steps[0].id}"
    assert [carla.post(action, data={"version": "3", "state": "agreed"}).status_code for _ in range(2)] == [303, 303]
    other = carla.post(action, data={"version": "3", "state": "dropped"})
    assert other.status_code == 409 and "Je veranderde dit dossier intussen zelf, in een ander venster. Dit is nog niet bewaard" in other.text
    assert "Jij veranderde het plan: “Lees mee” is afgesproken." in html.unescape(other.text)


def test_what_a_colleague_did_the_same_is_still_theirs(carla: TestClient, sanne: TestClient, case: str) -> None:
    of_carla, of_sanne = ({**form_of(coach.get(f"/begeleiding/{case}").text, f"/begeleiding/{case}/oordeel"), "outcome": "reject", "reason": "too-far"} for coach in (carla, sanne))
    assert carla.post(f"/begeleiding/{case}/oordeel", data=of_carla).status_code == 303
    late = sanne.post(f"/begeleiding/{case}/oordeel", data=of_sanne)
    assert late.status_code == 409 and "Iemand was je net voor" in late.text


def test_what_a_colleague_did_in_their_own_case_is_not_told_as_mine(carla: TestClient, sanne: TestClient, advised: SkillsPassport, share: Sharing) -> None:
    mine, theirs = share("carla"), share("sanne")
    assert carla.post(f"/begeleiding/{mine}/plan", data={"version": "0", "kind": "70", "text": "Lees mee"}).status_code == 303
    sanne.post(f"/begeleiding/{theirs}/afspraken", data={"version": "1", "soort": "conversation", "dag": "2027-03-01", "tekst": "Onder ons"})
    late = carla.post(f"/begeleiding/{mine}/plan", data={"version": "1", "kind": "10", "text": "Volg een cursus"})
    assert late.status_code == 409 and "Iemand was je net voor" in late.text
    assert "veranderde het plan" not in late.text and "plande een afspraak" not in late.text and "Onder ons" not in late.text


def test_of_many_at_the_same_moment_nothing_is_lost(carla: TestClient, sanne: TestClient, case: str, advised: SkillsPassport, passport: Now) -> None:
    """Each coach sends five verdicts and steps, and sends again what was refused; all of them stand, each once."""
    stored = advised.advices[-1]
    function = advice_in(stored).suggestions[0].function_id

    def work(coach: TestClient, name: str) -> int:
        refused = 0
        for number in range(5):
            for path, form in (
                ("oordeel", {"advice_id": stored.id, "function_id": function, "outcome": "adjust", "reason": "smaller-step", "words": f"{name} {number}"}),
                ("plan", {"kind": "70", "text": f"{name} {number}"}),
            ):
                version = "0"
                while (answer := coach.post(f"/begeleiding/{case}/{path}", data={"version": version, **form})).status_code == 409:
                    refused += 1
                    assert f"{name} {number}</textarea>" in answer.text
                    version = form_of(answer.text, f"/begeleiding/{case}/plan")["version"]
                assert answer.status_code == 303
        return refused

    with ThreadPoolExecutor(2) as pool:
        refused = list(pool.map(work, (carla, sanne), ("Carla", "Sanne")))
    assert sum(refused) >= 18, "every one but the first began from a page that was old"
    expected = sorted(f"{name} {number}" for name in ("Carla", "Sanne") for number in range(5))
    work_now = passport().casework
    assert sorted(verdict.words for verdict in work_now.verdicts) == expected
    assert sorted(step.now.text for step in work_now.steps) == expected
    assert work_now.version == 20
