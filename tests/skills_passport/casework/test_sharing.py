"""A coach sees a passport only through a share that is open to them; consent and shares tell the same; the name goes with the share."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.case import Case, who_looked
from skills_passport.casework.queue import Coach
from skills_passport.errors import CaseNotFound, CaseTaken, PassportError, TextRefused
from skills_passport.export import compact
from skills_passport.model import Purpose, SkillsPassport, StoredAdvice
from skills_passport.opening import open_passports
from skills_passport.pseudonym import coach_id, owner_id
from skills_passport.rights import erase_all, export_all, give_consent, withdraw_consent
from skills_passport.sql import Place
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore
from tests.skills_passport.casework.casework_world import VERSIONS, World


def told_the_same(passport: SkillsPassport) -> bool:
    answer = passport.answer("coach")
    return passport.agrees_to(Purpose.COACH) == bool(passport.casework.open_shares) == bool(answer and answer.value and answer.value["may_look"])


def withdraw(world: World, purpose: Purpose) -> SkillsPassport:
    return withdraw_consent(world.store, "m1", purpose, at=world.clock(), text_version="1", actor="employee", forget_talk=lambda owner: None)


def test_the_coach_with_whom_it_is_shared_sees_it_and_no_other(world: World) -> None:
    case = world.share("m1", "c1")
    found = world.open(case, "c1")
    assert found.passport.person().region_id == "twente" and found.share.name == "Ria" and found.share.reach == "toestel 12"
    for other in ("c2", "m1"):
        with pytest.raises(CaseNotFound):
            world.open(case, other)


def test_what_a_coach_sees_leads_to_nobody_and_leaves_out_talk_and_what_was_taken_back(world: World) -> None:
    world.share("m1", None, name="secret-other-name")
    employee.answer_coach(world.store, "m1", world.share("m1", "c2", name="secret-second-name"), "secret-message", at=world.at)
    found = world.open(world.share("m1", "c1"), "c1")
    shown = repr(found)
    assert "'m1'" not in shown and "secret" not in shown
    assert found.passport.owner == found.number
    assert [advice.id for advice in found.passport.advices] == ["advice-m1"]
    found = world.judge(found.number, "c1", found.version)
    assert "'m1'" not in repr(found) and "secret" not in repr(found)


def test_not_there_ended_erased_and_anothers_are_the_same_to_a_coach(world: World) -> None:
    world.tell("m2")
    world.tell("m3")
    ended, erased, anothers = world.share("m1", "c1"), world.share("m2", "c1"), world.share("m3", "c2")
    world.end("m1", ended)
    erase_all(world.store, "m2", actor="employee", forget_talk=lambda owner: None)
    refusals, rows, before = set(), world.store.verify_audit().rows, world.passport("m1")
    for case in ("0" * 16, ended, erased, anothers):
        for call in (
            lambda case=case: world.open(case, "c1"),
            lambda case=case: world.judge(case, "c1", 0),
            lambda case=case: coaching.take_case(world.store, case, "c1"),
            lambda case=case: coaching.write_to_employee(world.store, case, "c1", "hoi", at=world.at),
        ):
            with pytest.raises(PassportError) as refusal:
                call()
            refusals.add((type(refusal.value), str(refusal.value).replace(case, "…")))
    assert len(refusals) == 1
    assert world.store.verify_audit().rows == rows + 1 and world.passport("m1") == before  # nothing was read or written on the way to the refusal
    assert world.store.cases_for("c1") == () and world.store.reminders("c1", world.at.date()) == ()


def test_ending_one_share_leaves_the_other(world: World) -> None:
    first, second = world.share("m1", "c1"), world.share("m1", "c2")
    passport = world.end("m1", first)
    assert told_the_same(passport) and passport.agrees_to(Purpose.COACH)
    assert world.open(second, "c2").number == second
    passport = world.end("m1", second)
    assert told_the_same(passport) and not passport.agrees_to(Purpose.COACH)
    assert world.end("m1", second) == passport


def test_somebody_elses_share_cannot_be_ended(world: World) -> None:
    world.tell("m2")
    case = world.share("m2", "c1")
    with pytest.raises(CaseNotFound):
        world.end("m1", case)
    assert world.open(case, "c1")


def test_a_share_that_ended_is_another_case_when_it_is_shared_again(world: World) -> None:
    first = world.share("m1", "c1")
    assert world.share("m1", "c1", name="Ria de V.") == first
    assert world.open(first, "c1").share.name == "Ria de V."
    world.end("m1", first)
    assert world.share("m1", "c1") != first


@pytest.mark.parametrize("end", [lambda world, case: world.end("m1", case), lambda world, case: withdraw(world, Purpose.COACH), lambda world, case: withdraw(world, Purpose.TALK)], ids=["end", "coach", "talk"])
def test_the_name_is_in_no_file_once_the_share_ended(world: World, files_with: Callable[[str], list[str]], end: Callable[[World, str], object]) -> None:
    case = world.share("m1", "c1", name="canary-name")
    for number in range(30):  # so that rows move between pages
        coaching.write_to_employee(world.store, case, "c1", f"bericht {number} " * 40, at=world.at)
    assert files_with("canary-name") and files_with("toestel 12")
    end(world, case)
    assert files_with("canary-name") == [] and files_with("toestel 12") == []
    with pytest.raises(CaseNotFound):
        world.open(case, "c1")


def test_a_share_ends_also_when_the_files_cannot_be_wiped_now(
    world: World, path: Path, files_with: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skills_passport.sqlite_engine.BUSY_SECONDS", 0)
    store = SqliteStore(path)
    passport = employee.share(store, "m1", coach="c1", name="canary-name", at=world.at, text_version="1")
    case = passport.casework.shares[0].case
    world.store.close()  # its connection would wait for twenty seconds
    reader = sqlite3.connect(str(path), isolation_level=None, timeout=0)
    if reader.execute("PRAGMA journal_mode").fetchone()[0] == "wal":  # with a rollback journal a reader keeps every writer out
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM shares").fetchall()
        employee.end_share(store, "m1", case, at=world.at, text_version="1")
        with pytest.raises(CaseNotFound):
            store.look_at_case(case, coach="c1")
        assert files_with("canary-name")
    else:
        employee.end_share(store, "m1", case, at=world.at, text_version="1")
    reader.close()
    store.close()
    SqliteStore(path).close()
    assert files_with("canary-name") == []


def test_agreeing_opens_the_queue_and_withdrawing_closes_everything(world: World) -> None:
    passport = give_consent(world.store, "m1", Purpose.COACH, at=world.at, text_version="1", actor="employee")
    assert told_the_same(passport) and [share.coach for share in passport.casework.open_shares] == [None]
    case = passport.casework.shares[0].case
    assert give_consent(world.store, "m1", Purpose.COACH, at=world.at, text_version="1", actor="employee").casework == passport.casework
    other = world.share("m1", "c1")
    assert world.open(case, "c2") and world.open(other, "c1")
    passport = withdraw(world, Purpose.COACH)
    assert told_the_same(passport) and not passport.casework.open_shares
    assert world.store.cases_for("c1") == world.store.cases_for("c2") == ()


def test_a_share_on_the_page_gives_the_consent(world: World) -> None:
    world.share("m1", "c1")
    passport = world.passport("m1")
    assert passport.agrees_to(Purpose.COACH) and told_the_same(passport)
    assert [share.coach for share in passport.casework.shares] == ["c1"]


def test_without_the_talk_nobody_looks_on(world: World) -> None:
    case = world.share("m1", "c1")
    passport = world.store.change("m1", lambda p: p.with_consent(Purpose.TALK, given=False, at=world.at, text_version="1"), actor="bot", action="answer")
    assert told_the_same(passport) and not passport.agrees_to(Purpose.COACH)
    with pytest.raises(CaseNotFound):
        world.open(case, "c1")


def test_the_employee_sees_who_looked_and_when(world: World) -> None:
    case = world.share("m1", None)
    world.store.note_coach(Coach("c1", "Sanne", world.at))
    world.store.note_coach(Coach("c1", "Sanne Bos", world.at))
    world.open(case, "c1")
    world.open(case, "c2")
    world.judge(case, "c1", 0)
    names = [(coach.id, coach.name) for coach in world.store.coaches()]
    seen = [(entry.action, who_looked(entry.actor, names)) for entry in world.store.accesses("m1", actor="employee") if entry.actor.startswith("coach")]
    assert seen == [("show-case", "Sanne Bos"), ("show-case", "een coach"), ("judge:reject", "Sanne Bos")]


def test_nobody_is_the_coach_of_their_own_passport(home: Place, clock: Callable[[], datetime], at: datetime) -> None:
    with closing(open_passports(home, clock=clock, coach_of=lambda owner: f"c-{owner}")) as store:
        own = World(store, at, clock)
        own.tell("m1")
        cases = [own.share("m1", "c-m1"), own.share("m1", None)]
        for case in cases:
            for attempt in (coaching.open_case, coaching.take_case):
                with pytest.raises(CaseNotFound):
                    attempt(store, case, "c-m1")
            with pytest.raises(CaseNotFound):
                coaching.confirm_skill(store, case, "c-m1", skill_id="plannen", by="Ria", at=at, seen=None)
        assert store.cases_for("c-m1") == () == store.reminders("c-m1", date(2027, 1, 1))
        assert [each.case for each in store.cases_for("c2")] == cases[1:] and own.open(cases[1], "c2")


def test_a_coach_who_leaves_is_forgotten_and_their_cases_go_back_to_the_team(world: World) -> None:
    case, own = world.share("m1", None), world.share("m1", "c1")
    world.store.note_coach(Coach("c1", "canary-coach", world.at))
    coaching.take_case(world.store, case, "c1")
    assert [each.case for each in world.store.cases_for("c2")] == []
    assert world.store.remove_coach("c1", actor="operator") == 1 and world.store.remove_coach("c1", actor="operator") is None
    assert world.store.coaches() == ()
    assert [each.case for each in world.store.cases_for("c2")] == [case] and [share.is_open for share in world.passport("m1").casework.shares] == [True, True]
    assert [entry.action for entry in world.store.accesses("m1", actor="employee") if entry.actor == "operator"] == ["give-back-case"]
    assert own and world.store.verify_audit().whole


def test_the_name_of_a_coach_who_left_is_in_no_file(world: World, files_with: Callable[[str], list[str]]) -> None:
    world.store.note_coach(Coach("c1", "canary-coach", world.at))
    assert files_with("canary-coach")
    world.store.remove_coach("c1", actor="operator")
    assert files_with("canary-coach") == []


def test_what_is_kept_of_a_coach_is_in_their_export_and_goes_with_an_erasure(home: Place, clock: Callable[[], datetime], at: datetime) -> None:
    with closing(open_passports(home, clock=clock, coach_of=lambda owner: f"c-{owner}")) as store:
        own = World(store, at, clock)
        own.tell("m1")
        own.tell("m2")
        store.note_coach(Coach("c-m1", "Sanne Bos", at))
        exported = [json.loads(export_all(store, owner, actor="employee")).get("as_coach") for owner in ("m1", "m2")]
        assert exported == [{"id": "c-m1", "name": "Sanne Bos", "last_sign_in": at.isoformat()}, None]
        store.erase("m2", actor="employee")
        assert len(store.coaches()) == 1
        store.erase("m1", actor="employee")
        assert store.coaches() == ()


def test_a_refused_look_leaves_no_row_and_marks_nothing(world: World) -> None:
    case = world.share("m1", "c1")
    rows = world.store.verify_audit().rows
    with pytest.raises(CaseNotFound):
        world.open(case, "c2")
    assert world.store.verify_audit().rows == rows
    assert world.passport("m1").casework.shares[0].seen_at is None


def test_a_look_does_not_spoil_the_form_of_the_employee(world: World, at: datetime) -> None:
    case = world.share("m1", "c1")
    shown = world.passport("m1")
    found = world.open(case, "c1")
    world.judge(case, "c1", found.version)
    coaching.write_to_employee(world.store, case, "c1", "hoi", at=at)
    world.store.change(
        "m1", lambda p: p.with_answer("contact", {"may_contact": True}, words="", at=at), actor="employee", action="correct", expected_version=shown.version,
    )
    assert len(world.passport("m1").casework.verdicts) == 1


def test_a_case_of_the_team_is_taken_by_one_and_given_back(world: World) -> None:
    case = world.share("m1", None)
    assert world.open(case, "c1") and world.open(case, "c2")
    assert coaching.take_case(world.store, case, "c1").share.taken_by == "c1"
    assert coaching.take_case(world.store, case, "c1").share.taken_by == "c1"
    with pytest.raises(CaseTaken):
        coaching.take_case(world.store, case, "c2")
    for refused in (lambda: world.open(case, "c2"), lambda: coaching.give_back(world.store, case, "c2")):
        with pytest.raises(CaseNotFound):
            refused()
    coaching.give_back(world.store, case, "c1")
    assert coaching.take_case(world.store, case, "c2").share.taken_by == "c2"


def test_of_many_coaches_who_take_a_case_at_once_one_wins_and_the_others_are_told(world: World) -> None:
    case = world.share("m1", None)
    start, told = threading.Barrier(8), []

    def take(coach: str) -> None:
        start.wait()
        try:
            told.append(("won", coaching.take_case(world.store, case, coach).share.taken_by))
        except CaseTaken:
            told.append(("told", coach))

    threads = [threading.Thread(target=take, args=(f"c{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(what for what, _ in told) == ["told"] * 7 + ["won"]
    assert [who for what, who in told if what == "won"] == [world.passport("m1").casework.shares[0].taken_by]


def test_a_direct_case_is_not_in_a_queue_to_take_from(world: World) -> None:
    case = world.share("m1", "c1")
    assert coaching.take_case(world.store, case, "c1").share.taken_by is None
    with pytest.raises(CaseNotFound):
        coaching.take_case(world.store, case, "c2")


def test_a_closed_case_stays_open_to_its_coach_until_the_employee_ends_it(world: World) -> None:
    case = world.share("m1", "c1")
    assert coaching.close_case(world.store, case, "c1", at=world.at).phase == "closed"
    assert world.open(case, "c1").share.closed_at == world.at
    assert coaching.reopen_case(world.store, case, "c1").share.closed_at is None


@pytest.mark.parametrize(("name", "reach"), [("", ""), ("\u202e \x00", ""), ("x" * 81, ""), ("Ria", "y" * 121)])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_shared(world: World, name: str, reach: str) -> None:
    with pytest.raises(TextRefused) as refusal:
        employee.share(world.store, "m1", coach="c1", name=name, reach=reach, at=world.at, text_version="1")
    assert "xx" not in str(refusal.value) and "yy" not in str(refusal.value)
    assert world.passport("m1").casework.shares == ()


def test_a_name_is_cleaned(world: World) -> None:
    assert world.open(world.share("m1", "c1", name=" Ria\u202e\n<b>de</b>  Vries\x07 "), "c1").share.name == "Ria de Vries"


def test_the_id_of_a_coach_does_not_lead_to_their_own_passport() -> None:
    secret = "a secret of the portal"
    assert coach_id("ria", secret) != "c" + owner_id("ria", secret)[1:]
    assert coach_id("ria", secret) == coach_id("ria", secret) != coach_id("jan", secret)


def test_a_case_is_a_case(world: World) -> None:
    found = world.open(world.share("m1", "c1"), "c1")
    assert isinstance(found, Case) and len(found.number) == 32 and found.number != world.share("m1", "c2")


def test_own_words_that_were_taken_back_are_left_out_of_the_advice_that_a_coach_sees(world: World) -> None:
    def quote(text: str, kind: str) -> dict[str, object]:
        return {"quote": text, "matched": "koken", "kind": kind, "strength": 1.0}

    def advised(passport: SkillsPassport) -> SkillsPassport:
        card = {
            "function_id": "soep", "opening": "Dit doe je al: “soep” en “kook graag”.", "evidence": [quote("soep", "task"), quote("kook graag", "interest"), quote("je werk", "function")],
            "criteria": [{"words": "geen nachten", "hard": True, "met": True, "because": "Je zei: “geen nachten”."}], "steps": [{"text": "Maak soep"}],
        }
        advice = compact({"suggestions": [card], "note": "Soepel: “soep”."})
        passport = passport.with_answer("wishes", {"words": ["ik kook graag"], "sectors": [], "mentions": []}, words="", at=world.at)
        return passport.with_advice(StoredAdvice("last", world.at, VERSIONS, compact({"wish_words": ["soep", "ik kook graag"]}), advice))

    world.store.change("m1", advised, actor="bot", action="answer")
    shown = json.loads(world.open(world.share("m1", "c1"), "c1").passport.advices[-1].advice)
    card = shown["suggestions"][0]
    assert (card["function_id"], card["opening"], shown["note"]) == ("soep", "Dit doe je al: “…” en “kook graag”.", "Soepel: “…”.")
    assert [each["quote"] for each in card["evidence"]] == ["kook graag", "je werk"] and card["criteria"] == [] and card["steps"] == [{"text": "Maak soep"}]
    assert "soep" in world.passport("m1").advices[-1].advice, "the store keeps what was advised"
