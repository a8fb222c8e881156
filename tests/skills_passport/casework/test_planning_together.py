"""Steps of the plan, messages and follow-up: either side sees what the other did, and all of it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.follow_ups import FollowUpKind, FollowUpState
from skills_passport.casework.messages import MOST
from skills_passport.casework.plan import STATE_WORDS, StepState, overdue
from skills_passport.casework.shares import Party
from skills_passport.errors import CaseNotFound, NotThere, TextRefused
from tests.skills_passport.casework.casework_world import World

DAY = date(2026, 12, 10)


def test_either_side_proposes_and_the_other_sees_it(world: World) -> None:
    case = world.share("m1", "c1")
    coaching.propose_step(world.store, case, "c1", kind=20, text="Praat met een inkoper", due=DAY, at=world.at, expected_version=0)
    passport = employee.propose_step(world.store, "m1", kind=70, text="Ik vraag een klus", at=world.at, expected_casework=1)
    assert [(step.now.text, step.now.origin, step.waits_for) for step in passport.casework.steps] == [
        ("Praat met een inkoper", Party.COACH, Party.EMPLOYEE), ("Ik vraag een klus", Party.EMPLOYEE, Party.COACH),
    ]
    assert world.open(case, "c1").passport.casework.steps == passport.casework.steps


def test_a_step_keeps_all_it_was(world: World) -> None:
    case = world.share("m1", "c1")
    step = coaching.propose_step(
        world.store, case, "c1", kind=70, text="Loop mee", origin=Party.ADVICE, at=world.at, expected_version=0,
    ).passport.casework.steps[0].id
    employee.change_step(world.store, "m1", step, state=StepState.AGREED, text="Loop een dag mee", due=DAY, at=world.at, expected_casework=1)
    found = coaching.change_step(world.store, case, "c1", step, state=StepState.DONE, due=DAY, at=world.at, expected_version=2).passport.casework.step(step)
    assert found and [(change.state, change.text, change.by, change.coach, change.due) for change in found.history] == [
        (StepState.PROPOSED, "Loop mee", Party.COACH, "c1", None),
        (StepState.AGREED, "Loop een dag mee", Party.EMPLOYEE, "", DAY),
        (StepState.DONE, "Loop een dag mee", Party.COACH, "c1", DAY),
    ]
    assert found.now.origin is Party.ADVICE and found.waits_for is None
    assert set(STATE_WORDS) == set(StepState)


@pytest.mark.parametrize("text", ["", "   ", "\u200f", "x" * 501])
def test_a_step_without_text_or_with_too_much_is_refused(world: World, text: str) -> None:
    with pytest.raises(TextRefused):
        employee.propose_step(world.store, "m1", kind=70, text=text, at=world.at, expected_casework=0)
    assert world.passport("m1").casework.steps == ()


def test_a_step_or_follow_up_that_is_not_there_is_said(world: World) -> None:
    case = world.share("m1", "c1")
    with pytest.raises(NotThere):
        employee.change_step(world.store, "m1", "0" * 16, state=StepState.DONE, at=world.at, expected_casework=0)
    with pytest.raises(NotThere):
        coaching.settle_follow_up(world.store, case, "c1", "0" * 16, state=FollowUpState.DONE, at=world.at, expected_version=0)
    with pytest.raises(NotThere):
        coaching.plan_follow_up(world.store, case, "c1", kind=FollowUpKind.CHECK, day=DAY, step="0" * 16, at=world.at, expected_version=0)


def test_messages_go_to_and_fro_and_are_read_once(world: World, at: datetime) -> None:
    case = world.share("m1", "c1")
    assert employee.read_messages(world.store, "m1", at=at) == ()
    coaching.write_to_employee(world.store, case, "c1", "Dag Ria,\n\u202ehoe <b>gaat</b> het?\x00", at=at)
    (message,) = employee.read_messages(world.store, "m1", at=at)
    assert (message.text, message.coach, message.by) == ("Dag Ria,\n hoe    gaat     het?", "c1", Party.COACH)
    assert employee.read_messages(world.store, "m1", at=at + timedelta(days=1)) == ()
    assert world.passport("m1").casework.messages[0].read_at == at
    employee.answer_coach(world.store, "m1", case, "goed", at=at)
    assert [each.unread for each in world.store.cases_for("c1")] == [1]
    first, again = world.open(case, "c1"), world.open(case, "c1")
    assert [m.text for m in first.unread] == ["goed"] and again.unread == () and len(again.messages) == 2
    assert [each.unread for each in world.store.cases_for("c1")] == [0]
    assert world.passport("m1").casework.messages[1].read_at


def test_a_message_of_one_case_is_not_in_another(world: World, at: datetime) -> None:
    first, second = world.share("m1", "c1"), world.share("m1", "c2")
    employee.answer_coach(world.store, "m1", first, "alleen voor c1", at=at)
    assert world.open(second, "c2").messages == ()
    assert [each.unread for each in world.store.cases_for("c1")] == [1]
    world.open(second, "c2")
    assert world.passport("m1").casework.messages[0].read_at is None


def test_nobody_writes_in_a_case_that_ended(world: World, at: datetime) -> None:
    case = world.share("m1", "c1")
    world.end("m1", case)
    with pytest.raises(CaseNotFound):
        employee.answer_coach(world.store, "m1", case, "hoi", at=at)
    with pytest.raises(CaseNotFound):
        employee.answer_coach(world.store, "m1", "0" * 16, "hoi", at=at)


def test_messages_are_bounded_in_length_and_number(world: World, at: datetime) -> None:
    case = world.share("m1", "c1")
    for text in ("", "x" * 4001):
        with pytest.raises(TextRefused):
            employee.answer_coach(world.store, "m1", case, text, at=at)
    passport = employee.answer_coach(world.store, "m1", case, "x" * 4000, at=at)
    message = passport.casework.messages[0]
    many = tuple(replace(message, id=f"id{number}") for number in range(MOST))
    world.store.change("m1", lambda p: replace(p, casework=replace(p.casework, messages=many)), actor="employee", action="fill")
    with pytest.raises(TextRefused, match=str(MOST)):
        employee.answer_coach(world.store, "m1", case, "nog een", at=at)


def test_a_message_is_added_whatever_else_happens_and_spoils_no_form(world: World, at: datetime) -> None:
    case = world.share("m1", "c1")
    version = world.open(case, "c1").version
    employee.answer_coach(world.store, "m1", case, "hoi", at=at)
    assert len(world.judge(case, "c1", version).messages) == 1


def test_what_is_to_be_come_back_to_stands_in_the_list_until_it_is_done(world: World) -> None:
    case = world.share("m1", "c1", name="Ria")
    step = coaching.propose_step(world.store, case, "c1", kind=70, text="Loop mee", due=DAY, at=world.clock(), expected_version=0).passport.casework.steps[0].id
    assert world.store.reminders("c1", DAY) == ()
    coaching.change_step(world.store, case, "c1", step, state=StepState.AGREED, due=DAY, at=world.clock(), expected_version=1)
    found = coaching.plan_follow_up(
        world.store, case, "c1", kind=FollowUpKind.CONVERSATION, day=DAY + timedelta(days=1), text="Goede gesprek", at=world.clock(), expected_version=2,
    )
    assert found.phase == "conversation-planned"
    follow_up = found.passport.casework.follow_ups_now[0].id
    assert world.store.reminders("c1", DAY - timedelta(days=1)) == ()
    assert [(each.case, each.name, each.day, each.text, each.step) for each in world.store.reminders("c1", DAY)] == [(case, "Ria", DAY, "", step)], "a list shows no words of a step"
    assert [(each.text, each.conversation, each.follow_up) for each in world.store.reminders("c1", DAY + timedelta(days=1))] == [
        ("", False, ""), ("Goede gesprek", True, follow_up),
    ]
    assert world.store.reminders("c2", DAY + timedelta(days=1)) == ()
    coaching.change_step(world.store, case, "c1", step, state=StepState.DONE, at=world.clock(), expected_version=3)
    coaching.settle_follow_up(world.store, case, "c1", follow_up, state=FollowUpState.PLANNED, day=DAY + timedelta(days=7), at=world.clock(), expected_version=4)
    assert world.store.reminders("c1", DAY + timedelta(days=6)) == ()
    assert len(world.store.reminders("c1", DAY + timedelta(days=7))) == 1
    found = coaching.settle_follow_up(world.store, case, "c1", follow_up, state=FollowUpState.DONE, at=world.clock(), expected_version=5)
    assert world.store.reminders("c1", DAY + timedelta(days=99)) == ()
    assert found.phase == "agreed"
    assert len(found.passport.casework.follow_ups) == 3


def test_an_ended_share_reminds_nobody(world: World) -> None:
    case = world.share("m1", "c1")
    coaching.plan_follow_up(world.store, case, "c1", kind=FollowUpKind.CHECK, day=DAY, at=world.at, expected_version=0)
    assert len(world.store.reminders("c1", DAY)) == 1
    world.end("m1", case)
    assert world.store.reminders("c1", DAY) == ()


def test_a_case_that_was_closed_reminds_nobody_until_it_is_open_again(world: World) -> None:
    case = world.share("m1", "c1")
    coaching.plan_follow_up(world.store, case, "c1", kind=FollowUpKind.CHECK, day=DAY, at=world.at, expected_version=0)
    coaching.close_case(world.store, case, "c1", at=world.at)
    assert world.store.reminders("c1", DAY) == ()
    coaching.reopen_case(world.store, case, "c1")
    assert len(world.store.reminders("c1", DAY)) == 1


def test_one_number_in_two_cases_is_two_messages(world: World) -> None:
    world.tell("m2")
    for case in (world.share("m1", "c1"), world.share("m1", None), world.share("m2", "c1")):
        for _ in range(2):
            coaching.write_to_employee(world.store, case, "c1", "Tot dinsdag", at=world.clock(), message_id="0" * 24)
    assert [len(world.passport(owner).casework.messages) for owner in ("m1", "m2")] == [2, 1]


def test_only_what_was_agreed_can_be_overdue(world: World) -> None:
    step = employee.propose_step(world.store, "m1", kind=10, text="Cursus", due=DAY, at=world.at, expected_casework=0).casework.steps[0]
    assert not overdue(step.now, DAY)
    agreed = employee.change_step(world.store, "m1", step.id, state=StepState.AGREED, due=DAY, at=world.at, expected_casework=1).casework.steps[0].now
    assert overdue(agreed, DAY) and not overdue(agreed, DAY - timedelta(days=1))


def test_an_employee_takes_back_only_their_own_last_change(world: World) -> None:
    case = world.share("m1", "c1")
    now = coaching.propose_step(world.store, case, "c1", kind=70, text="Loop mee", at=world.at, expected_version=0)
    step = now.passport.casework.steps[0].id
    with pytest.raises(NotThere):
        employee.take_back_step(world.store, "m1", step, expected_casework=1)
    employee.change_step(world.store, "m1", step, state=StepState.AGREED, at=world.at, expected_casework=1)
    taken = employee.take_back_step(world.store, "m1", step, expected_casework=2)
    assert taken.casework.plan_changes == now.passport.casework.plan_changes
    assert (taken.casework.version, taken.casework.steps[0].waits_for) == (3, Party.EMPLOYEE)
