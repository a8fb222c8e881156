"""Messages, appointments and reminders of a coach, over HTTP with the real store."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.preparing.reminders import reminder_list
from skills_passport.casework import coach as casework
from skills_passport.casework import employee
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.phase import CasePhase
from skills_passport.casework.plan import StepState
from skills_passport.casework.queue import QueuedCase
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.coaching.conftest import Sharing, coach_of
from tests.portal.conftest import fields

SOON = (datetime.now(UTC).date() + timedelta(days=3)).isoformat()
Passport = Callable[[], SkillsPassport]
TALKS = ("berichten", "afspraken", "voorbereiding", "voorbereiding.pdf", "wat-als")


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def version_of(page: str) -> int:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return int(found[1])


def plan_of(client: TestClient, case: str, **changed: object) -> tuple[int, str]:
    """Plans a talk as the page does; status and page (of what comes after)."""
    page = client.get(f"/begeleiding/{case}/afspraken").text
    sent = {"version": version_of(page), "soort": "conversation", "dag": SOON, "stap": "", "tekst": "", **changed}
    answer = client.post(f"/begeleiding/{case}/afspraken", data=sent)
    shown = client.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text
    return answer.status_code, shown


# --- Messages


def test_a_message_arrives_and_is_marked_as_read_on_both_sides(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    answer = carla.post(f"/begeleiding/{case}/berichten", data={"tekst": "Zullen we dinsdag praten?\nIk bel je."})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/begeleiding/{case}/berichten?gelukt=verstuurd")
    page = text_of(carla.get(answer.headers["location"]).text)
    assert "Je bericht is verstuurd." in page and "Nog niet gelezen" in page
    assert [message.text for message in employee.read_messages(store, owner, at=datetime.now(UTC))] == ["Zullen we dinsdag praten?\nIk bel je."]
    assert "Gelezen op" in text_of(carla.get(f"/begeleiding/{case}/berichten").text)
    employee.answer_coach(store, owner, case, "Ja, <b>graag</b>", at=datetime.now(UTC))
    first, second = (carla.get(f"/begeleiding/{case}/berichten").text for _ in range(2))
    assert "Ja, &lt;b&gt;graag&lt;/b&gt;" in first or "Ja, graag" in text_of(first)
    assert "Nieuw" in text_of(first) and "Nieuw" not in text_of(second)


def test_other_looks_do_not_count_as_reading(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    employee.answer_coach(store, owner, case, "Ben je er?", at=datetime.now(UTC))
    for place in ("afspraken", "voorbereiding", "wat-als", "functies?zoek=kok"):
        assert carla.get(f"/begeleiding/{case}/{place}").status_code == 200
    taken_over = {"version": "0", "kind": "70", "text": "Lees mee", "origin": "advice"}
    assert carla.post(f"/begeleiding/{case}/plan", data=taken_over).status_code == 303
    assert store.cases_for(coach_of("carla"))[0].unread == 1
    carla.get(f"/begeleiding/{case}/berichten")
    assert store.cases_for(coach_of("carla"))[0].unread == 0


def test_a_citizen_number_does_not_arrive_and_the_coach_is_told(carla: TestClient, case: str, passport: Passport) -> None:
    answer = carla.post(f"/begeleiding/{case}/berichten", data={"tekst": "Je bsn 111222333 heb ik niet nodig\u202e", "van": "dossier"})
    assert answer.headers["location"] == f"/begeleiding/{case}?gelukt=zonder-nummer#berichten"
    assert passport().casework.messages[0].text == "Je bsn [nummer weggelaten] heb ik niet nodig"
    assert "burgerservicenummer" in text_of(carla.get(answer.headers["location"].partition("#")[0]).text)


def test_what_is_long_arrives_whole_and_what_is_too_long_stays_in_the_field(carla: TestClient, case: str, passport: Passport) -> None:
    whole = " ".join(["woord"] * 600)
    assert carla.post(f"/begeleiding/{case}/berichten", data={"tekst": whole}).status_code == 303
    assert passport().casework.messages[0].text == whole and len(whole) > 3000
    answer = carla.post(f"/begeleiding/{case}/berichten", data={"tekst": "te lang " * 600})
    assert answer.status_code == 422 and "langer dan 4000 tekens" in answer.text and "te lang te lang" in answer.text
    assert carla.post(f"/begeleiding/{case}/berichten", data={"tekst": " \u200b\n"}).status_code == 422
    assert len(passport().casework.messages) == 1


def test_pressing_twice_sends_once_and_writing_the_same_again_sends_again(carla: TestClient, case: str, passport: Passport) -> None:
    for _ in range(2):
        number = fields(carla.get(f"/begeleiding/{case}/berichten").text, "Verstuur")["nummer"]
        for _ in range(2):
            assert carla.post(f"/begeleiding/{case}/berichten", data={"tekst": "Tot dinsdag", "nummer": number}).status_code == 303
    assert [message.text for message in passport().casework.messages] == ["Tot dinsdag", "Tot dinsdag"]
    assert carla.post(f"/begeleiding/{case}/berichten", data={"tekst": "x", "nummer": "../x"}).status_code == 422


# --- Appointments


def test_an_appointment_is_planned_moved_and_done(carla: TestClient, case: str, passport: Passport) -> None:
    status, page = plan_of(carla, case, tekst="Kennismaken")
    assert status == 303 and "De afspraak staat erin." in page and "Kennismaken" in page
    made = passport().casework.follow_ups_now[0]
    assert (made.kind, made.day.isoformat()) == (FollowUpKind.CONVERSATION, SOON)
    later = (date.fromisoformat(SOON) + timedelta(days=7)).isoformat()
    for sent, day, state in (({"stand": "planned", "dag": later}, later, "planned"), ({"stand": "done"}, later, "done")):
        version = passport().casework.version
        assert carla.post(f"/begeleiding/{case}/afspraken/{made.id}", data={"version": version, **sent}).status_code == 303
        now = passport().casework.follow_ups_now[0]
        assert (now.day.isoformat(), now.state) == (day, state)
    assert "Eerder (1)" in carla.get(f"/begeleiding/{case}/afspraken").text


@pytest.mark.parametrize(("changed", "said"), [
    ({"dag": "2020-01-01"}, "is al voorbij"), ({"dag": "9999-12-31"}, "De dag ligt meer dan 10 jaar vooruit"), ({"dag": ""}, "is nog leeg"), ({"dag": "morgen"}, "lees ik niet"),
    ({"soort": "feest"}, "ken ik niet"), ({"stap": "bestaat-niet"}, "staat niet (meer) in het plan"), ({"tekst": "x" * 501}, "langer dan 500"),
])
def test_what_cannot_be_planned_is_told_with_what_was_typed_still_there(
    carla: TestClient, case: str, passport: Passport, changed: dict[str, str], said: str
) -> None:
    status, page = plan_of(carla, case, **{"tekst": "Over de opleiding", **changed})
    assert status == 422 and said in html.unescape(page)
    assert changed.get("tekst", "Over de opleiding") in page
    assert passport().casework.follow_ups == ()


def test_who_is_second_sees_what_the_first_did_and_keeps_the_own_text(carla: TestClient, sanne: TestClient, case: str, passport: Passport) -> None:
    stale = version_of(sanne.get(f"/begeleiding/{case}/afspraken").text)
    assert plan_of(carla, case, tekst="Eerst")[0] == 303
    answer = sanne.post(f"/begeleiding/{case}/afspraken", data={"version": stale, "soort": "check", "dag": SOON, "tekst": "Mijn eigen zin"})
    page = text_of(answer.text)
    assert answer.status_code == 409 and "Iemand was je net voor" in page and "Carla plande een afspraak" in page
    assert "Mijn eigen zin" in answer.text and 'value="check" required checked' in answer.text
    assert len(passport().casework.follow_ups) == 1
    again = sanne.post(f"/begeleiding/{case}/afspraken", data={"version": version_of(answer.text), "soort": "check", "dag": SOON, "tekst": "Mijn eigen zin"})
    assert again.status_code == 303 and len(passport().casework.follow_ups) == 2


def test_an_agreed_step_gets_a_day_and_is_done(carla: TestClient, case: str, store: SqliteStore, passport: Passport) -> None:
    me = coach_of("carla")
    found = casework.propose_step(store, case, me, kind=70, text="Een dag meelopen", at=datetime.now(UTC), expected_version=0)
    step = found.passport.casework.steps[0].id
    found = casework.change_step(store, case, me, step, state=StepState.AGREED, at=datetime.now(UTC), expected_version=found.version)
    page = carla.get(f"/begeleiding/{case}/afspraken").text
    assert "Een dag meelopen" in page and "Nog geen datum" in page
    for sent in ({"stand": "agreed", "dag": SOON}, {"stand": "done", "dag": SOON}):
        assert carla.post(f"/begeleiding/{case}/afspraken/stap/{step}", data={"version": passport().casework.version, **sent}).status_code == 303
    done = passport().casework.steps[0].now
    assert (done.state, done.due and done.due.isoformat()) == (StepState.DONE, SOON)


# --- Reminders


def test_the_reminder_list_tells_what_to_come_back_to_and_opens_nothing(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    assert "Je bent bij." in text_of(carla.get("/begeleiding/herinneringen").text)
    assert carla.post(f"/begeleiding/{case}/oppakken").status_code == 303
    today = datetime.now(UTC).date()
    version = 0
    for day, text in ((today - timedelta(days=1), "gisteren"), (today, "nu"), (today + timedelta(days=14), "straks"), (today + timedelta(days=15), "veel later")):
        version = casework.plan_follow_up(
            store, case, coach_of("carla"), kind=FollowUpKind.CHECK, day=day, text=text, at=datetime.now(UTC), expected_version=version
        ).version
    employee.answer_coach(store, owner, case, "Hoor ik nog iets?", at=datetime.now(UTC))
    rows = store.verify_audit().rows
    page = carla.get("/begeleiding/herinneringen").text
    sections = {name: text_of(page.split(f'id="{name}"', 1)[1].split("</section>", 1)[0]) for name in ("te-laat", "vandaag", "komend", "antwoord")}
    assert "gisteren" in sections["te-laat"] and "nu" in sections["vandaag"] and "straks" in sections["komend"]
    assert "veel later" not in page and "Ria de Wit schreef je 1 nieuw" in sections["antwoord"]
    assert store.verify_audit().rows == rows, "a list is no look"
    carla.get(f"/begeleiding/{case}/berichten")
    assert 'id="antwoord"' in carla.get("/begeleiding/herinneringen").text, "read is not answered"
    carla.post(f"/begeleiding/{case}/berichten", data={"tekst": "Ja, morgen."})
    assert 'id="antwoord"' not in carla.get("/begeleiding/herinneringen").text


@pytest.mark.parametrize(("shared", "listed"), [("2026-11-19", False), ("2026-11-18", True), ("2026-11-17", True)])
def test_a_case_waits_too_long_after_five_working_days(shared: str, listed: bool) -> None:
    """Today is Thursday 26 November; the weekend does not count."""
    since = datetime.fromisoformat(f"{shared}T12:00:00+00:00")
    waits = {"name": "", "mine": False, "from_team": True, "since": since, "region_id": None, "unread": 0}
    untouched, judged = (QueuedCase(case=phase.value, phase=phase, **waits) for phase in (CasePhase.NEW, CasePhase.JUDGED))  # type: ignore[arg-type]
    found = reminder_list((), (untouched, judged), date(2026, 11, 26)).waiting
    assert [each.case.case for each in found] == (["new"] if listed else [])


# --- Who may


@pytest.mark.parametrize("place", TALKS)
def test_a_case_that_is_not_open_to_this_coach_is_as_if_absent(
    sign_in: Callable[[str], TestClient], carla: TestClient, advised: SkillsPassport, share: Sharing, place: str
) -> None:
    theirs = share("sanne")
    for number in (theirs, "0" * 16, "x"):
        for answer in (carla.get(f"/begeleiding/{number}/{place}"), *([carla.post(f"/begeleiding/{number}/{place}", data={"version": 0, "tekst": "x", "wat": "excel leren", "dag": SOON})] if "voor" not in place else [])):
            assert answer.status_code == 404 and "Deze pagina bestaat niet" in answer.text
    assert sign_in("sanne").get(f"/begeleiding/{theirs}/{place}").status_code == 200


def test_only_a_coach_comes_in(sign_in: Callable[[str], TestClient], case: str, app: FastAPI) -> None:
    for person in ("ria", "hans"):
        client = sign_in(person)
        for path in ("/begeleiding/herinneringen", *(f"/begeleiding/{case}/{place}" for place in TALKS)):
            assert client.get(path).status_code == 403


def test_after_the_share_ends_nothing_can_be_sent(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    employee.end_share(store, owner, case, at=datetime.now(UTC), text_version="2026-12")
    assert carla.post(f"/begeleiding/{case}/berichten", data={"tekst": "Nog iets"}).status_code == 404
    assert carla.get(f"/begeleiding/{case}/voorbereiding.pdf").status_code == 404


def test_the_case_page_holds_the_parts_and_comes_back_to_them(carla: TestClient, case: str) -> None:
    page = carla.get(f"/begeleiding/{case}").text
    for place in ("berichten", "afspraken", "wat-als"):
        assert f'id="{place}"' in page
    assert page.count('name="van" value="dossier"') == 2
