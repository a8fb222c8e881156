"""Totals for HR count people, and say nothing about fewer than ten."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from skills_passport.casework.judged import Judged, judged_suggestions
from skills_passport.casework.signals import FEWEST, Total, signal_totals
from skills_passport.casework.verdicts import Outcome, Reason, Signal, Verdict
from skills_passport.model import StoredAdvice
from tests.skills_passport.casework.casework_world import VERSIONS, World

AT = datetime(2026, 12, 1, tzinfo=UTC)


def judged(person: int, signal: Signal | None, function: str = "kok", outcome: Outcome = Outcome.REJECT, rules: tuple[str, ...] = ("rule-one",)) -> Judged:
    verdict = Verdict(
        case="x", coach="c", at=AT, advice_id="a", versions=VERSIONS, function_id=function, outcome=outcome, reason=Reason.OTHER, signal=signal,
    )
    suggestions = [{"function_id": function, "fired": [{"rule_id": rule} for rule in rules]}]
    return Judged(person, verdict, StoredAdvice("a", AT, VERSIONS, "{}", json.dumps({"suggestions": suggestions})))


@pytest.mark.parametrize(("people", "told"), [(FEWEST - 1, 0), (FEWEST, 1)])
def test_nothing_is_said_about_fewer_than_ten(people: int, told: int) -> None:
    totals = signal_totals(judged(person, Signal.WRONG_SKILL) for person in range(people))
    assert [len(rows) for rows in (totals.by_signal, totals.by_rule, totals.by_function)] == [told] * 3
    assert totals.left_out == (0 if told else 3)


def test_people_are_counted_and_not_verdicts() -> None:
    totals = signal_totals(judged(person % 5, Signal.WRONG_SKILL) for person in range(100))
    assert totals.by_signal == () and totals.left_out == 3


def test_totals_stand_per_signal_rule_and_function_the_largest_first() -> None:
    rows = [judged(person, Signal.MISSING_RULE, "kok", rules=("one", "two")) for person in range(12)]
    rows += [judged(person, Signal.MISSING_RULE, "inkoper", rules=("two",)) for person in range(10, 21)]
    rows += [judged(person, Signal.TEXT_UNCLEAR) for person in range(3)]
    rows += [judged(person, None, "piloot") for person in range(50)]
    rows += [judged(person, Signal.MISSING_PROFILE, "visser", Outcome.ADD, rules=("not-of-the-suggestion",)) for person in range(10)]
    totals = signal_totals(rows)
    assert totals.by_signal == (Total(Signal.MISSING_RULE, "", 21), Total(Signal.MISSING_PROFILE, "", 10))
    assert totals.by_rule == (Total(Signal.MISSING_RULE, "two", 21), Total(Signal.MISSING_RULE, "one", 12))
    assert totals.by_function == (
        Total(Signal.MISSING_RULE, "kok", 12), Total(Signal.MISSING_RULE, "inkoper", 11), Total(Signal.MISSING_PROFILE, "visser", 10),
    )
    assert totals.left_out == 3


def test_only_the_verdict_that_counts_is_told_and_the_reading_is_recorded(world: World) -> None:
    world.tell("m2")
    case = world.share("m1", "c1")
    found = world.judge(case, "c1", 0, signal=Signal.WRONG_SKILL)
    world.judge(case, "c1", found.version, signal=Signal.WRONG_FIGURE)
    world.end("m1", case)
    rows = list(judged_suggestions(world.store, actor="operator", action="count-signals"))
    assert [(row.person, row.verdict.signal, row.advice.id) for row in rows] == [(1, Signal.WRONG_FIGURE, "advice-m1")]
    assert ("operator", "count-signals") in [(entry.actor, entry.action) for entry in world.store.accesses("m1", actor="employee")]
    assert "count-signals" not in [entry.action for entry in world.store.accesses("m2", actor="employee")]


@pytest.mark.parametrize("spoiled", [
    {"advice": '{"suggestions":[{"title":"x"}]}'}, {"advice": "[]"}, {"advice": "x"}, {"person": '{"mentions":1}'},
    {"advice": '{"suggestions":[{"function_id":"kok","fired":[{"rule_id":[]}]}]}'},
])
def test_a_judged_advice_that_cannot_be_read_is_left_out_and_counted_and_stops_nobody_else(world: World, spoiled: dict[str, str]) -> None:
    world.tell("m2")
    for owner in ("m1", "m2"):
        world.judge(world.share(owner, "c1"), "c1", 0, signal=Signal.WRONG_SKILL, advice_id=f"advice-{owner}")
    world.store.change(
        "m1", lambda p: replace(p, advices=(*p.advices[:-1], replace(p.advices[-1], **spoiled))), actor="operator", action="import",
    )
    skipped = Counter[str]()
    rows = list(judged_suggestions(world.store, actor="operator", action="count-signals", skipped=skipped))
    assert [row.advice.id for row in rows] == ["advice-m2"] and skipped == {"advice-m1": 1}
