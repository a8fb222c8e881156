"""A verdict is kept with what it was about, its history too; who comes second is shown the first, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.plan import StepState
from skills_passport.casework.verdicts import (
    OUTCOME_WORDS,
    REASON_WORDS,
    SIGNAL_WORDS,
    Outcome,
    Reason,
    Signal,
    verdict_history,
)
from skills_passport.errors import NotThere, PassportChanged, TextRefused
from tests.skills_passport.casework.casework_world import VERSIONS, World


def test_a_verdict_stands_with_advice_versions_reason_and_signal(world: World) -> None:
    case = world.share("m1", "c1")
    found = world.judge(case, "c1", world.open(case, "c1").version, signal=Signal.MISSING_RULE, words="regel één\r\nregel\u202e twee\x07")
    (verdict,) = found.passport.casework.verdicts
    assert (verdict.about, verdict.versions, verdict.coach, verdict.case) == (("advice-m1", "kok"), VERSIONS, "c1", case)
    assert (verdict.outcome, verdict.reason, verdict.signal, verdict.words) == (Outcome.REJECT, Reason.CRITERION, Signal.MISSING_RULE, "regel één\nregel  twee")
    assert world.passport("m1").casework.verdicts == (verdict,)
    assert found.phase == "judged"


def test_a_later_verdict_counts_and_the_earlier_stays(world: World) -> None:
    case = world.share("m1", "c1")
    found = world.judge(case, "c1", 0)
    found = world.judge(case, "c1", found.version, function_id="inkoper", outcome=Outcome.ACCEPT, reason=Reason.FITS)
    work = world.judge(case, "c1", found.version, outcome=Outcome.ADJUST, reason=Reason.SMALLER_STEP).passport.casework
    assert {about: verdict.outcome for about, verdict in work.verdicts_now.items()} == {("advice-m1", "kok"): "adjust", ("advice-m1", "inkoper"): "accept"}
    assert [verdict.outcome for verdict in verdict_history(work.verdicts, "advice-m1", "kok")] == ["reject", "adjust"]


def test_a_function_is_added_beside_the_suggestions(world: World) -> None:
    case = world.share("m1", "c1")
    (verdict,) = world.judge(case, "c1", 0, function_id="verkeersregelaar", outcome=Outcome.ADD, reason=Reason.FITS_BETTER).passport.casework.verdicts
    assert (verdict.function_id, verdict.outcome) == ("verkeersregelaar", "add")


@pytest.mark.parametrize(
    "wrong",
    [
        {"advice_id": "advice-m2"}, {"advice_id": ""}, {"function_id": "piloot"}, {"outcome": Outcome.ADD},
        {"advice_id": "old-m1"}, {"function_id": "piloot", "outcome": Outcome.ACCEPT},
    ],
)
def test_what_is_not_in_this_passport_cannot_be_judged(world: World, wrong: dict[str, Any]) -> None:
    world.tell("m2")
    with pytest.raises(NotThere):
        world.judge(world.share("m1", "c1"), "c1", 0, **wrong)
    assert world.passport("m1").casework.verdicts == ()


def test_words_that_are_too_long_are_refused_whole(world: World) -> None:
    case = world.share("m1", "c1")
    with pytest.raises(TextRefused, match="2000"):
        world.judge(case, "c1", 0, words="x" * 2001)
    assert len(world.judge(case, "c1", 0, words="x" * 2000).passport.casework.verdicts[0].words) == 2000


def test_the_second_is_shown_the_first_and_can_then_go_on(world: World) -> None:
    first, second = world.share("m1", "c1"), world.share("m1", "c2")
    shown = world.open(second, "c2")
    world.judge(first, "c1", world.open(first, "c1").version)
    with pytest.raises(PassportChanged) as refusal:
        world.judge(second, "c2", shown.version, outcome=Outcome.ACCEPT, reason=Reason.FITS)
    now = refusal.value.now
    assert now is not None and now.owner == second
    assert [(verdict.coach, verdict.outcome) for verdict in now.casework.verdicts] == [("c1", "reject")]
    assert "m1" not in str(refusal.value)
    world.judge(second, "c2", now.casework.version, outcome=Outcome.ACCEPT, reason=Reason.FITS)
    assert [verdict.coach for verdict in world.passport("m1").casework.verdicts] == ["c1", "c2"]


def test_coach_and_employee_who_change_the_plan_at_once_lose_nothing(world: World) -> None:
    case = world.share("m1", "c1")
    step = coaching.propose_step(world.store, case, "c1", kind=70, text="Loop mee", at=world.at, expected_version=0).passport.casework.steps[0].id
    shown = world.open(case, "c1").version
    employee.change_step(world.store, "m1", step, state=StepState.AGREED, text="Loop twee dagen mee", at=world.at, expected_casework=shown)
    with pytest.raises(PassportChanged) as refusal:
        coaching.change_step(world.store, case, "c1", step, state=StepState.DROPPED, at=world.at, expected_version=shown)
    assert refusal.value.now and refusal.value.now.casework.steps[0].now.text == "Loop twee dagen mee"
    with pytest.raises(PassportChanged) as other:
        employee.propose_step(world.store, "m1", kind=20, text="Vraag Jan", at=world.at, expected_casework=shown)
    assert other.value.now and other.value.now.casework.version == shown + 1
    assert world.passport("m1").casework.steps[0].now.state is StepState.AGREED


def test_every_choice_has_its_dutch_words() -> None:
    for words, choices in ((OUTCOME_WORDS, Outcome), (REASON_WORDS, Reason), (SIGNAL_WORDS, Signal)):
        assert set(words) == set(choices) and len(set(words.values())) == len(words)
