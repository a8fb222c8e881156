"""The own export put back gives the same passport, and lets nobody in who was not invited here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from skills_passport.casework import employee
from skills_passport.casework.plan import StepState
from skills_passport.casework.shares import Party
from skills_passport.errors import CaseNotFound, ExportInvalid, ImportRefused
from skills_passport.export import passport_to_export
from skills_passport.importing import import_passport
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.rights import erase_all, export_all, withdraw_consent
from skills_passport.sqlite_store import SqliteStore

Filler = Callable[[SkillsPassport, str], SkillsPassport]


def forgets_nothing(owner: str) -> None:
    """A conversation engine that held nothing of this owner."""


def load(store: SqliteStore, owner: str = "m1") -> SkillsPassport:
    return store.load(owner, actor="employee", action="show")


def put_back(store: SqliteStore, text: str, at: datetime, owner: str = "m1", **more: Any) -> SkillsPassport:
    return import_passport(store, owner, text, actor="employee", at=at, text_version="1", **more)


def told(passport: SkillsPassport) -> SkillsPassport:
    """What two passports that tell the same have in common: all but what the store counts, and the ids of steps."""
    plan = tuple(replace(change, step="") for change in passport.casework.plan_changes)
    return replace(passport, version=0, updated_at=passport.created_at, casework=replace(passport.casework, version=0, plan_changes=plan))


def forged(text: str, *path: str | int, value: Any) -> str:
    """The export with something else at this place of the passport."""
    document = json.loads(text)
    place = document["passport"]
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return json.dumps(document)


def test_after_an_erasure_the_export_gives_the_same_passport(store: SqliteStore, filled: Filler, at: datetime) -> None:
    before = store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    before = employee.propose_step(store, "m1", kind=70, text="Loop mee", at=at, expected_casework=0)
    text = export_all(store, "m1", actor="employee")
    erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)
    after = put_back(store, text, at)
    assert told(after) == told(before) and after == load(store)
    assert next(entry.action for entry in store.accesses("m1", actor="employee")) == "import"


def test_put_back_over_what_is_there_it_is_the_file_that_counts(store: SqliteStore, filled: Filler, at: datetime) -> None:
    before = store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    text = export_all(store, "m1", actor="employee")
    store.change("m1", lambda p: p.with_answer("contact", {"may_contact": True}, words="later", at=at).without_answers("function"), actor="bot", action="answer")
    assert told(put_back(store, text, at)) == told(before)
    assert put_back(store, text, at).version == 3


def test_no_share_verdict_message_or_appointment_comes_back(store: SqliteStore, filled: Filler, worked: Filler, at: datetime) -> None:
    store.change("m1", lambda passport: worked(filled(passport, "x"), "x"), actor="bot", action="answer")
    text = export_all(store, "m1", actor="employee")
    erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)
    after = put_back(store, text, at)
    work = after.casework
    assert (work.shares, work.verdicts, work.messages, work.follow_ups) == ((), (), (), ())
    assert [step.now.text for step in work.steps] == ["x-steptext"]
    assert not after.agrees_to(Purpose.COACH) and after.answers["coach"].value == {"may_look": False}
    assert after.answers["function"].words == "x-functiontyped"
    with pytest.raises(CaseNotFound):
        store.look_at_case("x-case", coach="x-coach")
    assert store.cases_for("x-coach") == ()


def test_an_ended_share_does_not_come_alive_and_an_open_one_stays(store: SqliteStore, filled: Filler, at: datetime) -> None:
    store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    case = employee.share(store, "m1", coach="c1", name="Ria", at=at, text_version="1").casework.shares[0].case
    text = export_all(store, "m1", actor="employee")
    employee.end_share(store, "m1", case, at=at, text_version="1")
    assert not put_back(store, text, at).agrees_to(Purpose.COACH)
    with pytest.raises(CaseNotFound):
        store.look_at_case(case, coach="c1")
    other = employee.share(store, "m1", coach="c2", name="Ria", at=at, text_version="1").casework.open_shares[0].case
    after = put_back(store, text, at)
    assert after.agrees_to(Purpose.COACH) and [share.case for share in after.casework.open_shares] == [other]
    assert after.answers["coach"].value == {"may_look": True}


def test_anothers_passport_is_refused_unless_it_is_said(store: SqliteStore, filled: Filler, at: datetime) -> None:
    text = passport_to_export(filled(SkillsPassport(owner="m9", created_at=at, updated_at=at), "x"))
    with pytest.raises(ImportRefused, match="ander paspoort"):
        put_back(store, text, at)
    assert load(store).is_new
    after = put_back(store, text, at, of_another=True)
    assert after.owner == "m1" and after.answers["function"].words == "x-functiontyped"


def test_an_advice_that_stands_with_somebody_else_is_refused_and_nothing_is_written(store: SqliteStore, filled: Filler, at: datetime) -> None:
    store.change("m9", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    with pytest.raises(ImportRefused, match="advies"):
        put_back(store, export_all(store, "m9", actor="employee"), at, of_another=True)
    assert load(store).is_new


def test_who_no_longer_agrees_to_the_talk_gets_nothing_back(store: SqliteStore, filled: Filler, clock: Callable[[], datetime], at: datetime) -> None:
    store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    text = export_all(store, "m1", actor="employee")
    withdraw_consent(store, "m1", Purpose.TALK, at=clock(), text_version="1", actor="employee", forget_talk=forgets_nothing)
    with pytest.raises(ImportRefused, match="toestemming"):
        put_back(store, text, at)
    assert load(store).answers_given == ()


def test_what_the_talk_cannot_read_is_refused(store: SqliteStore, filled: Filler, at: datetime) -> None:
    def check(passport: SkillsPassport) -> object:
        return passport.interview.notes["nothing"]

    text = passport_to_export(filled(SkillsPassport(owner="m1", created_at=at, updated_at=at), "secret"))
    with pytest.raises(ImportRefused) as refusal:
        put_back(store, text, at, check=check)
    assert "secret" not in str(refusal.value) and load(store).is_new


def test_a_spoiled_file_is_refused_with_its_field(store: SqliteStore, filled: Filler, at: datetime) -> None:
    document = json.loads(passport_to_export(filled(SkillsPassport(owner="m1", created_at=at, updated_at=at), "x")))
    document["passport"]["talk"][0]["who"] = "boss"
    with pytest.raises(ExportInvalid, match=r"talk\.0\.who"):
        put_back(store, json.dumps(document), at)


@pytest.fixture
def text(store: SqliteStore, filled: Filler, worked: Filler, at: datetime) -> str:
    """The export of somebody with a coach, of whom nothing is left in the store."""
    store.change("m1", lambda passport: worked(filled(passport, "x"), "x"), actor="bot", action="answer")
    exported = export_all(store, "m1", actor="employee")
    erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)
    return exported


def test_the_id_of_a_step_is_made_here_as_it_becomes_part_of_an_address(store: SqliteStore, text: str, at: datetime) -> None:
    after = put_back(store, forged(text, "casework", "plan_changes", 0, "step", value="../../../paspoort/wissen"), at)
    assert len(after.casework.steps) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", step.id) for step in after.casework.steps)


@pytest.mark.parametrize(("state", "comes"), [("agreed", "proposed"), ("proposed", "proposed"), ("done", "done"), ("dropped", "dropped")])
def test_a_step_comes_back_as_the_employees_word_and_nobody_agreed_to_it(store: SqliteStore, text: str, at: datetime, state: str, comes: str) -> None:
    step, = put_back(store, forged(text, "casework", "plan_changes", 1, "state", value=state), at).casework.steps
    assert len(step.history) == 1 and step.now.state is StepState(comes)
    assert (step.now.by, step.now.origin, step.now.coach) == (Party.EMPLOYEE, Party.EMPLOYEE, "")


@pytest.mark.parametrize("words", ["", "x" * 501], ids=["empty", "too long"])
def test_the_words_of_a_step_are_bound_as_when_they_are_typed(store: SqliteStore, text: str, at: datetime, words: str) -> None:
    with pytest.raises(ImportRefused, match="stap"):
        put_back(store, forged(text, "casework", "plan_changes", 1, "text", value=words), at)


def test_a_stored_advice_is_not_swapped_and_one_that_was_judged_is_not_dropped(store: SqliteStore, filled: Filler, worked: Filler, at: datetime) -> None:
    before = store.change("m1", lambda passport: worked(filled(passport, "x"), "x"), actor="bot", action="answer")
    exported = export_all(store, "m1", actor="employee")
    assert put_back(store, forged(exported, "advices", 0, "person", value={"function_words": "swapped"}), at).advices == before.advices
    assert put_back(store, forged(exported, "advices", value=[]), at).advices == before.advices
    other = forged(exported, "advices", 0, "id", value="other")
    assert [advice.id for advice in put_back(store, other, at).advices] == ["x-adviceid", "other"]


def test_an_advice_of_the_file_that_is_stored_and_was_not_judged_may_go(store: SqliteStore, filled: Filler, at: datetime) -> None:
    store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    assert put_back(store, forged(export_all(store, "m1", actor="employee"), "advices", value=[]), at).advices == ()


@pytest.mark.parametrize(("part", "value"), [("advice", {"suggestions": [{"title": "x"}]}), ("advice", {}), ("person", {"mentions": "x"})])
def test_an_advice_that_cannot_be_read_is_refused(store: SqliteStore, text: str, at: datetime, part: str, value: Any) -> None:
    with pytest.raises(ImportRefused, match="niet kan lezen"):
        put_back(store, forged(text, "advices", 0, part, value=value), at)
    assert load(store).is_new


def test_nothing_is_being_written_to_a_coach_and_what_was_told_of_them_is_as_it_is_here(store: SqliteStore, text: str, at: datetime) -> None:
    notes = {"to_coach": {"stage": "zzz"}, "told": {"verdicts": 9}, "path": ["function"]}
    text = forged(text, "interview", "notes", value=notes)
    assert put_back(store, text, at).interview.notes == {"to_coach": None, "told": {}, "path": ["function"]}
    here = {"told": {"verdicts": 2}}
    store.change("m1", lambda p: p.with_interview(replace(p.interview, notes=here)), actor="bot", action="answer")
    assert put_back(store, text, at).interview.notes["told"] == {"verdicts": 2}
    assert put_back(store, forged(text, "interview", "notes", value={}), at).interview.notes == here


@pytest.mark.parametrize("place", [("advices", 0, "person", "function_words"), ("interview", "notes", "misses")], ids=["advice", "notes"])
@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_a_number_that_is_too_large_to_be_one_is_refused(store: SqliteStore, text: str, at: datetime, place: tuple[str | int, ...], number: str) -> None:
    with pytest.raises(ExportInvalid, match="te groot"):
        put_back(store, forged(text, *place, value="NUMBER").replace('"NUMBER"', number), at)


@pytest.mark.parametrize("place", [
    ("created_at",), ("updated_at",), ("answers_given", 0, "given_at"), ("consents", 0, "at"), ("talk", 0, "at"), ("exchanges", 0, "at"),
    ("advices", 0, "made_at"), ("casework", "plan_changes", 1, "at"),
], ids=lambda place: ".".join(map(str, place)))
def test_a_time_that_cannot_be_is_refused(store: SqliteStore, text: str, at: datetime, place: tuple[str | int, ...]) -> None:
    for wrong in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "1999-12-31T00:00:00+00:00", (at + timedelta(days=2)).isoformat()):
        with pytest.raises(ImportRefused, match="tijd"):
            put_back(store, forged(text, *place, value=wrong), at)
    assert load(store).is_new
    almost = (at + timedelta(hours=23)).isoformat()
    assert not put_back(store, forged(text, *place, value=almost), at).is_new


def test_a_no_that_came_after_a_yes_stays_the_last_word_also_when_the_clock_was_put_back_in_between(store: SqliteStore, filled: Filler, at: datetime) -> None:
    def decide(given: bool, when: datetime) -> None:
        store.change("m1", lambda passport: passport.with_decision(Purpose.TOTALS, given=given, at=when, text_version="1"), actor="employee", action="consent")

    store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    decide(True, at + timedelta(hours=2))
    text = export_all(store, "m1", actor="employee")
    decide(False, at + timedelta(hours=1))
    assert not put_back(store, text, at + timedelta(hours=3)).agrees_to(Purpose.TOTALS)
