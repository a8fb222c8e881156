"""The list of a coach tells what opening the case would tell, and no more than choosing takes."""

from __future__ import annotations

from datetime import date, timedelta

from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.follow_ups import FollowUpKind, FollowUpState
from skills_passport.casework.phase import PHASE_WORDS, CasePhase
from skills_passport.casework.plan import StepState
from skills_passport.model import AnswerStatus
from tests.skills_passport.casework.casework_world import World

DAY = date(2026, 12, 10)


def test_waiting_time_region_and_whose_it_is(world: World) -> None:
    world.tell("m2", "midden-utrecht")
    world.tell("m3")
    own, team, anothers = world.share("m1", "c1", name="Ria"), world.share("m2", None, name="Jan"), world.share("m3", "c2")
    listed = {each.case: each for each in world.store.cases_for("c1")}
    assert list(listed) == [own, team] and anothers not in listed
    assert [(each.name, each.mine, each.from_team, each.region_id) for each in listed.values()] == [("Ria", True, False, "twente"), ("", False, True, "midden-utrecht")]
    assert listed[own].waiting(listed[own].since + timedelta(days=3)) == timedelta(days=3)
    coaching.take_case(world.store, team, "c1")
    assert [(each.name, each.mine) for each in world.store.cases_for("c1")] == [("Ria", True), ("Jan", True)]
    assert [each.case for each in world.store.cases_for("c2")] == [anothers]


def test_the_list_alone_is_no_look(world: World) -> None:
    world.share("m1", None)
    rows = world.store.verify_audit().rows
    assert [each.phase for each in world.store.cases_for("c1")] == ["new"]
    assert world.store.verify_audit().rows == rows


def test_a_region_that_was_skipped_or_taken_back_is_not_known(world: World) -> None:
    world.share("m1", "c1")
    for answer in (None, {"region_id": None, "words": "ergens"}):
        world.store.change("m1", lambda p, answer=answer: p.with_answer("region", answer, words="", at=world.at), actor="bot", action="answer")
        assert world.store.cases_for("c1")[0].region_id is None is world.passport("m1").person().region_id
    skipped = {"region_id": "twente", "words": "x"}
    world.store.change("m1", lambda p: p.with_answer("region", skipped, words="", at=world.at, status=AnswerStatus.SKIPPED), actor="bot", action="answer")
    assert world.store.cases_for("c1")[0].region_id is None is world.passport("m1").person().region_id


def test_the_phase_follows_what_is_done_in_the_list_as_in_the_case(world: World) -> None:
    case = world.share("m1", "c1")
    phases = []

    def note() -> None:
        listed = world.store.cases_for("c1", closed=True)[0].phase
        work = world.passport("m1").casework
        share = work.share(case)
        assert share and work.progress(share).phase is listed
        phases.append(listed)

    note()
    version = world.open(case, "c1").version
    note()
    version = world.judge(case, "c1", version).version
    note()
    found = coaching.plan_follow_up(world.store, case, "c1", kind=FollowUpKind.CHECK, day=DAY, at=world.clock(), expected_version=version)
    note()
    found = coaching.plan_follow_up(world.store, case, "c1", kind=FollowUpKind.CONVERSATION, day=DAY, at=world.clock(), expected_version=found.version)
    note()
    talk = found.passport.casework.follow_ups_now[1].id
    found = coaching.settle_follow_up(world.store, case, "c1", talk, state=FollowUpState.DONE, at=world.clock(), expected_version=found.version)
    note()
    found = coaching.propose_step(world.store, case, "c1", kind=70, text="Loop mee", at=world.clock(), expected_version=found.version)
    note()
    step = found.passport.casework.steps[0].id
    found = coaching.change_step(world.store, case, "c1", step, state=StepState.AGREED, at=world.clock(), expected_version=found.version)
    note()
    coaching.change_step(world.store, case, "c1", step, state=StepState.DROPPED, at=world.clock(), expected_version=found.version)
    note()
    coaching.close_case(world.store, case, "c1", at=world.clock())
    note()
    assert phases == ["new", "seen", "judged", "judged", "conversation-planned", "judged", "judged", "agreed", "judged", "closed"]
    assert world.store.cases_for("c1") == ()
    world.share("m1", "c1")
    note()
    assert phases[-1] == "judged" and [each.case for each in world.store.cases_for("c1")] == [case]
    assert set(PHASE_WORDS) == set(CasePhase)


def test_what_was_done_in_an_earlier_case_does_not_make_a_new_one_look_done(world: World) -> None:
    first = world.share("m1", "c1")
    found = coaching.propose_step(world.store, first, "c1", kind=70, text="Loop mee", at=world.clock(), expected_version=0)
    coaching.change_step(world.store, first, "c1", found.passport.casework.steps[0].id, state=StepState.AGREED, at=world.clock(), expected_version=1)
    world.judge(first, "c1", 2)
    world.end("m1", first)
    second = world.share("m1", "c1")
    assert [(each.case, each.phase) for each in world.store.cases_for("c1")] == [(second, "new")]
    found = world.open(second, "c1")
    assert found.phase == "new" and len(found.passport.casework.verdicts) == 1 and len(found.passport.casework.steps) == 1


def test_two_cases_of_one_passport_are_two(world: World) -> None:
    own, team = world.share("m1", "c1"), world.share("m1", None)
    assert [each.case for each in world.store.cases_for("c1")] == [own, team]
    world.judge(team, "c1", 0)
    assert {each.case: each.phase for each in world.store.cases_for("c1")} == {own: "new", team: "judged"}


def test_a_case_with_everything_in_it_is_listed_once(world: World) -> None:
    case = world.share("m1", "c1")
    for number in range(3):
        found = coaching.propose_step(world.store, case, "c1", kind=70, text=f"stap {number}", at=world.clock(), expected_version=world.open(case, "c1").version)
        coaching.change_step(world.store, case, "c1", found.passport.casework.steps[-1].id, state=StepState.AGREED, due=DAY, at=world.clock(), expected_version=found.version)
    assert [each.case for each in world.store.cases_for("c1")] == [case]
    assert [(each.case, each.text) for each in world.store.reminders("c1", DAY)] == [(case, "")] * 3


def test_an_answer_is_owed_from_the_first_message_after_the_coachs_last(world: World) -> None:
    case = world.share("m1", "c1")
    other = world.share("m1", None)
    owed = lambda: {each.case: each.unanswered_since for each in world.store.cases_for("c1")}  # noqa: E731
    assert owed() == {case: None, other: None}
    coaching.write_to_employee(world.store, case, "c1", "Hallo", at=world.clock())
    asked = world.clock()
    for at in (asked, asked + timedelta(hours=1)):
        employee.answer_coach(world.store, "m1", case, "Wanneer?", at=at)
    assert owed() == {case: asked, other: None}
    world.open(case, "c1")
    assert owed()[case] == asked, "read is not answered"
    coaching.write_to_employee(world.store, case, "c1", "Morgen", at=world.clock())
    assert owed() == {case: None, other: None}


def test_a_look_that_shows_no_messages_leaves_them_unread(world: World) -> None:
    case = world.share("m1", "c1")
    employee.answer_coach(world.store, "m1", case, "Wanneer?", at=world.clock())
    opened = coaching.open_case(world.store, case, "c1", action="prepare-talk")
    assert [message.text for message in opened.unread] == ["Wanneer?"] and world.store.cases_for("c1")[0].unread == 1
    assert world.store.cases_for("c1")[0].phase is CasePhase.SEEN
    assert [entry.action for entry in world.store.accesses("m1", actor="employee") if entry.actor == "coach:c1"] == ["prepare-talk"]
    world.open(case, "c1")
    assert world.store.cases_for("c1")[0].unread == 0
