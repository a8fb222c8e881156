"""A case: all that a coach needs and nothing of the talk; verdicts, added functions, confirmed skills and the plan."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.documents.dossier import confirmed_in
from skills_passport.answers import Proof
from skills_passport.casework import employee
from skills_passport.casework.shares import Party
from skills_passport.guidance import advice_in, advise_and_store
from skills_passport.model import SkillsPassport, Speaker, TalkLine
from skills_passport.pseudonym import owner_id
from skills_passport.sqlite_store import SqliteStore
from tests.portal.coaching.conftest import Sharing, coach_of
from tests.portal.conftest import AT, SECRET, fields

Now = Callable[[], SkillsPassport]


def seen(client: TestClient, path: str) -> str:
    """The page as text, without what HTML writes otherwise."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def version(client: TestClient, case: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(f"/begeleiding/{case}").text)
    assert found
    return found[1]


def judged(client: TestClient, case: str, advice: SkillsPassport, **form: str) -> tuple[int, str]:
    """Judges the first suggestion; the status and the page that came."""
    stored = advice.advices[-1]
    first = advice_in(stored).suggestions[0].function_id
    sent = {"version": version(client, case), "advice_id": stored.id, "function_id": first, "outcome": "reject", "reason": "too-far", **form}
    answer = client.post(f"/begeleiding/{case}/oordeel", data=sent)
    return answer.status_code, html.unescape(answer.text)


def test_the_page_tells_who_it_is_and_what_was_advised(carla: TestClient, case: str, advised: SkillsPassport) -> None:
    page = seen(carla, f"/begeleiding/{case}")
    advice = advice_in(advised.advices[-1])
    for said in ("Ria de Wit", "toestel 4021", "Administratief medewerker", "West-Brabant", "geen avonden", "Moet echt", "Zorg en welzijn", "iets met techniek"):
        assert said in page
    assert len(advice.suggestions) == 3 and len(advice.considered) == 20
    for suggestion in advice.suggestions:
        assert suggestion.title in page and suggestion.opening in page
        for told in (*suggestion.barriers, *suggestion.arrangements, *suggestion.for_coach):
            assert told.text in page and told.source in page
        for rule in suggestion.fired:
            assert f"<code>{rule.rule_id}</code>" in page and rule.source in page
        assert all(part.because in page for part in suggestion.parts)
    for other in advice.considered:
        assert other.title in page and other.because in page
    for note in advice.own_work.for_coach:
        assert note.text in page
    assert all(task.text in page for task in advice.own_work.tasks)
    assert "Zeer krap" in page and "bron:" in page


def test_nothing_of_the_talk_and_nothing_that_was_taken_back(carla: TestClient, case: str, keep: Callable[..., SkillsPassport]) -> None:
    def told(passport: SkillsPassport) -> SkillsPassport:
        passport = passport.with_lines(TalkLine(Speaker.EMPLOYEE, "kanarie-gesprek", AT))
        for words in ("kanarie-teruggenomen", "alleen overdag"):
            criteria = [{"words": words, "kind": "no-irregular-hours", "hard": True}]
            passport = passport.with_answer("criteria", {"criteria": criteria}, words="kanarie-getypt", at=AT)
        return passport.with_answer("tasks", {"messages": ["kanarie-bericht"], "mentions": []}, words="kanarie-getypt", at=AT)

    keep(told)
    page = seen(carla, f"/begeleiding/{case}")
    assert "alleen overdag" in page and "kanarie" not in page
    assert "na dit advies is er iets veranderd" in page


def test_the_employee_reads_that_the_coach_looked(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    carla.get(f"/begeleiding/{case}")
    looks = [entry.actor for entry in store.accesses(owner, actor="employee") if entry.action == "show-case"]
    assert looks == [f"coach:{coach_of('carla')}"]


def test_without_an_advice_the_page_says_what_is_to_be_done(carla: TestClient, told: SkillsPassport, share: Sharing) -> None:
    case = share(name="Ria")
    assert "Er is nog geen advies" in seen(carla, f"/begeleiding/{case}")
    page = seen(carla, f"/begeleiding/{case}/functies?functie=kok")
    assert "dus er kan nog niets naast" in page and "Voeg toe" not in page


def test_somebody_who_told_nothing_has_a_page_too(carla: TestClient, keep: Callable[..., SkillsPassport], share: Sharing) -> None:
    keep(lambda passport: passport)
    page = seen(carla, f"/begeleiding/{share(name='<b>Ria</b>', reach='')}")
    assert "Nog niet verteld" in page and "Niet gegeven. Stuur een bericht" in page and "<h1 class=\"utrecht-heading-1\"><b>" not in page


def test_a_verdict_is_kept_with_everything_and_shown(carla: TestClient, case: str, advised: SkillsPassport, passport: Now) -> None:
    status, _ = judged(carla, case, advised, words="Eerst dit.\r\nDan dat. BSN 111222333 <i>", signal="learning-step")
    (verdict,) = passport().casework.verdicts
    assert status == 303
    assert (verdict.outcome, verdict.reason, verdict.signal) == ("reject", "too-far", "learning-step")
    assert verdict.words == "Eerst dit.\nDan dat. BSN [nummer weggelaten]"
    assert (verdict.coach, verdict.versions) == (coach_of("carla"), advised.advices[-1].versions)
    page = seen(carla, f"/begeleiding/{case}")
    assert "te grote stap voor nu · signaal voor HR: leerstap klopt niet" in page and "Beoordeeld" in page


def test_a_second_verdict_counts_and_the_first_stays_in_view(carla: TestClient, case: str, advised: SkillsPassport) -> None:
    judged(carla, case, advised, words="Toch niet")
    judged(carla, case, advised, outcome="accept", reason="fits", words="Toch wel")
    page = seen(carla, f"/begeleiding/{case}")
    assert page.index("Toch wel") < page.index("Toch niet") < page.index("telt niet meer")


@pytest.mark.parametrize("wrong", [
    ({"outcome": ""}, "Kies akkoord, aangepast of niet passend"),
    ({"reason": ""}, "Kies er een uit de lijst"),
    ({"outcome": "accept", "reason": "too-far"}, "De reden past niet bij je oordeel"),
    ({"signal": "weet-niet"}, "Het signaal voor HR ken ik niet"),
    ({"function_id": "kok"}, "Deze functie hoort niet bij dit advies"),
    ({"advice_id": "weg"}, "Dit advies staat niet (meer) in het paspoort"),
    ({"outcome": "add", "reason": "fits", "function_id": "niet-in-de-lijst"}, "Kies akkoord, aangepast of niet passend"),
])
def test_a_verdict_that_is_not_complete_is_not_kept_and_the_text_stays(
    carla: TestClient, case: str, advised: SkillsPassport, passport: Now, wrong: tuple[dict[str, str], str]
) -> None:
    sent, said = wrong
    status, page = judged(carla, case, advised, words="Dit typ ik maar één keer", **sent)
    assert status == 422 and said in page and passport().casework.verdicts == ()
    assert sent.get("function_id") or ">Dit typ ik maar één keer</textarea>" in page


def test_too_much_text_is_refused_whole(carla: TestClient, case: str, advised: SkillsPassport, passport: Now) -> None:
    status, page = judged(carla, case, advised, words="a" * 2_001)
    assert status == 422 and "langer dan 2000 tekens" in page and "a" * 2_001 in page and passport().casework.verdicts == ()


def test_a_function_is_found_seen_beside_the_person_and_added(carla: TestClient, case: str, passport: Now) -> None:
    found = seen(carla, f"/begeleiding/{case}/functies?zoek=kok")
    assert f'href="/begeleiding/{case}/functies?functie=kok"' in found
    beside = seen(carla, f"/begeleiding/{case}/functies?functie=kok")
    for said in ("Kok staat er niet bij", "ast niet bij je eis “geen avonden”", "Wat in de weg staat", "van 100"):
        assert said in beside
    form = fields(beside, "Voeg toe")
    answer = carla.post(f"/begeleiding/{case}/functies", data={**form, "reason": "fits-better", "words": "Kookt graag"})
    assert answer.headers["Location"].endswith("gelukt=functie#suggesties")
    (verdict,) = passport().casework.verdicts
    assert (verdict.function_id, verdict.outcome, verdict.words) == ("kok", "add", "Kookt graag")
    page = seen(carla, f"/begeleiding/{case}")
    assert "Toegevoegd door de coach" in page and "Kookt graag" in page


def test_an_unknown_word_finds_nothing_and_says_so(carla: TestClient, case: str) -> None:
    assert "Geen functie lijkt op" in seen(carla, f"/begeleiding/{case}/functies?zoek=xqzvw")


def test_what_is_suggested_already_or_unknown_is_not_added(carla: TestClient, case: str, advised: SkillsPassport, passport: Now) -> None:
    suggested = advice_in(advised.advices[-1]).suggestions[0].function_id
    assert "staat al bij de suggesties" in seen(carla, f"/begeleiding/{case}/functies?functie={suggested}")
    for function in (suggested, "piloot-van-niets"):
        sent = {"version": "0", "advice_id": advised.advices[-1].id, "function_id": function, "reason": "fits"}
        assert carla.post(f"/begeleiding/{case}/functies", data=sent).status_code == 422
    assert passport().casework.verdicts == ()


def test_an_earlier_advice_with_its_verdicts_stays_in_view(
    carla: TestClient, case: str, advised: SkillsPassport, keep: Callable[..., SkillsPassport], app: FastAPI
) -> None:
    judged(carla, case, advised, words="Van toen")
    keep(lambda passport: passport.with_answer("wishes", {"words": [], "sectors": ["techniek"], "mentions": []}, words="", at=AT))
    advise_and_store(app.state.store, owner_id("demo:ria", SECRET), app.state.live.now.knowledge, datetime.now(UTC).date(), "employee")
    page = seen(carla, f"/begeleiding/{case}")
    assert "Eerdere adviezen die beoordeeld zijn" in page and page.index("Eerdere adviezen die") < page.index("Van toen")


@pytest.mark.parametrize("page", ["", "/berichten", "/afspraken", "/functies", "/wat-als", "/voorbereiding"])
def test_no_title_holds_the_name_as_it_stays_in_the_history_of_the_browser(carla: TestClient, case: str, page: str) -> None:
    found = carla.get(f"/begeleiding/{case}{page}").text
    title = re.search(r"<title>(.*?)</title>", found, re.DOTALL)
    assert title and "Ria" in found and "Ria" not in title[1]
    assert page or case in title[1]


def confirm(client: TestClient, case: str, **form: str) -> tuple[int, str]:
    given = fields(client.get(f"/begeleiding/{case}").text, 'name="seen"')["seen"]
    answer = client.post(f"/begeleiding/{case}/vaardigheid", data={"skill_id": "plannen-en-organiseren", "seen": given, **form})
    return answer.status_code, html.unescape(answer.text)


def test_a_coach_stands_for_a_skill_with_name_and_level(carla: TestClient, case: str, passport: Now) -> None:
    assert confirm(carla, case, level="3", words="Zag het bij de verhuizing")[0] == 303
    (skill,) = confirmed_in(passport())
    assert (skill.skill_id, skill.proof, skill.by, skill.level, skill.words) == ("plannen-en-organiseren", Proof.COACH, "Carla", 3, "Zag het bij de verhuizing")
    assert "Door Carla" in seen(carla, f"/begeleiding/{case}")


def test_a_skill_on_paper_is_kept_apart_and_taken_back_alike(carla: TestClient, ria: TestClient, case: str, passport: Now) -> None:
    assert confirm(carla, case, paper="ja", words="Mbo-diploma Secretarieel")[0] == 303
    (skill,) = confirmed_in(passport())
    assert (skill.proof, skill.by, skill.words) == (Proof.CERTIFICATE, "Carla", "Mbo-diploma Secretarieel")
    page = seen(carla, f"/begeleiding/{case}")
    assert "Staat op een diploma of certificaat, gezien door Carla" in page
    assert "Staat op een diploma of certificaat" in seen(ria, "/paspoort")
    assert confirm(carla, case)[0] == 303
    assert [each.proof for each in confirmed_in(passport())] == [Proof.COACH], "one word of each coach for a skill"


def test_both_coaches_stand_for_it_and_each_takes_back_only_their_own(carla: TestClient, sanne: TestClient, case: str, passport: Now) -> None:
    confirm(carla, case)
    confirm(sanne, case, level="2")
    assert [(each.by, each.level) for each in confirmed_in(passport())] == [("Carla", None), ("Sanne", 2)]
    confirm(carla, case, level="4")
    assert [(each.by, each.level) for each in confirmed_in(passport())] == [("Sanne", 2), ("Carla", 4)]
    page = carla.get(f"/begeleiding/{case}").text
    form = fields(page, "vaardigheid/terug")
    assert page.count("/vaardigheid/terug") == 1
    assert carla.post(f"/begeleiding/{case}/vaardigheid/terug", data=form).status_code == 303
    assert [each.by for each in confirmed_in(passport())] == ["Sanne"]


@pytest.mark.parametrize(("wrong", "said"), [
    ({"skill_id": "toveren"}, "Kies een vaardigheid uit de lijst"), ({"level": "5"}, "Het niveau ken ik niet"), ({"seen": "gisteren"}, "De pagina is te oud"),
])
def test_a_skill_that_cannot_be_confirmed(carla: TestClient, case: str, passport: Now, wrong: dict[str, str], said: str) -> None:
    status, page = confirm(carla, case, words="Echt gezien", **wrong)
    assert (status, confirmed_in(passport())) == (422, ()) and said in page and ">Echt gezien</textarea>" in page


def test_a_step_goes_from_proposal_to_done(carla: TestClient, case: str, passport: Now) -> None:
    base = f"/begeleiding/{case}/plan"
    sent = {"version": version(carla, case), "kind": "20", "text": "Loop een dag\nmee", "due": "2027-03-01"}
    assert carla.post(base, data=sent).headers["Location"].endswith("gelukt=plan#plan")
    (step,) = passport().casework.steps
    assert (step.now.kind, step.now.text, step.now.due, step.now.origin, step.now.by) == (20, "Loop een dag mee", date(2027, 3, 1), Party.COACH, Party.COACH)
    assert "Voorstel van Carla · wacht op Ria de Wit · klaar op 1 maart 2027" in seen(carla, f"/begeleiding/{case}")
    for state, said in (("agreed", "Afgesproken"), ("done", "Gedaan"), ("agreed", "Afgesproken"), ("dropped", "Vervallen")):
        form = {"version": version(carla, case), "state": state, "due": "2027-03-01"}
        assert carla.post(f"{base}/{step.id}", data=form).status_code == 303
        assert f">{said}</span>" in seen(carla, f"/begeleiding/{case}")
    carla.post(f"{base}/{step.id}", data={"version": version(carla, case), "state": "proposed", "text": "Loop een week mee", "due": ""})
    (step,) = passport().casework.steps
    assert (step.now.text, step.now.state, step.now.due, len(step.history)) == ("Loop een week mee", "proposed", None, 6)


def test_a_step_of_the_advice_is_taken_over_once(carla: TestClient, case: str, advised: SkillsPassport, passport: Now) -> None:
    page = carla.get(f"/begeleiding/{case}").text
    form = {name: html.unescape(value) for name, value in fields(page, "Zet in het plan").items()}
    assert carla.post(f"/begeleiding/{case}/plan", data=form).status_code == 303
    (step,) = passport().casework.steps
    assert step.now.origin is Party.ADVICE and step.now.text == advice_in(advised.advices[-1]).suggestions[0].steps[0].text
    after = seen(carla, f"/begeleiding/{case}")
    assert "Staat in het plan." in after and "Voorstel uit het advies" in after


def test_only_the_advice_can_have_proposed_what_is_said_to_come_from_it(carla: TestClient, case: str, passport: Now) -> None:
    carla.post(f"/begeleiding/{case}/plan", data={"version": version(carla, case), "kind": "70", "text": "Zelf bedacht", "origin": "advice"})
    assert [step.now.origin for step in passport().casework.steps] == [Party.COACH]


def test_a_step_of_the_employee_waits_for_the_coach(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    employee.propose_step(store, owner, kind=70, text="Ik vraag het na", at=datetime.now(UTC), expected_casework=0)
    assert "Voorstel van Ria de Wit · wacht op jou" in seen(carla, f"/begeleiding/{case}")


@pytest.mark.parametrize(("wrong", "said"), [
    ({"kind": ""}, "Het soort stap ontbreekt nog"), ({"kind": "50"}, "Het soort stap ontbreekt nog"), ({"text": "  "}, "De stap is nog leeg"),
    ({"due": "morgen"}, "De datum lees ik niet"), ({"due": "9999-12-31"}, "De datum ligt meer dan 10 jaar vooruit"),
    ({"due": "0001-01-01"}, "De datum ligt meer dan een jaar terug"), ({"text": "a" * 501}, "langer dan 500 tekens"),
])
def test_a_step_that_cannot_be_kept(carla: TestClient, case: str, passport: Now, wrong: dict[str, str], said: str) -> None:
    sent = {"version": version(carla, case), "kind": "10", "text": "Volg de cursus", "due": "2027-01-01", **wrong}
    answer = carla.post(f"/begeleiding/{case}/plan", data=sent)
    page = html.unescape(answer.text)
    assert answer.status_code == 422 and said in page and f">{sent['text']}</textarea>" in page and passport().casework.steps == ()


def test_a_step_that_is_not_there_is_told(carla: TestClient, case: str) -> None:
    answer = carla.post(f"/begeleiding/{case}/plan/0123456789abcdef", data={"version": version(carla, case), "state": "done"})
    assert answer.status_code == 422 and "Deze stap staat niet (meer) in het plan" in answer.text
