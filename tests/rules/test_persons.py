"""Whole persons on the real catalogue: what must and must not be in their advice, those of the source first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from rules.advice import advise
from rules.answer import Advice, Suggestion
from rules.catalogue import Amount, Driving, Frequency, FromHome
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from tests.rules.person_reader import Told, person_of, read_persons

TODAY = date(2026, 12, 1)
PEOPLE = read_persons()

Holds = Callable[[Any, Advice, Knowledge], bool]


@pytest.fixture(scope="module")
def extractor(knowledge: Knowledge) -> Extractor:
    return Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)


def _ids(advice: Advice) -> list[str]:
    return [one.function_id for one in advice.suggestions]


def _card(advice: Advice, function_id: str) -> Suggestion:
    return next(one for one in advice.suggestions if one.function_id == function_id)


def _each(holds: Callable[[Suggestion, Any, Knowledge], bool]) -> Holds:
    """For `{function: expected}`: holds on the card of each function."""
    return lambda wanted, advice, knowledge: all(holds(_card(advice, name), given, knowledge) for name, given in wanted.items())


def _every(holds: Callable[[Suggestion, Any, Knowledge], bool]) -> Holds:
    """Holds on every card there is."""
    return lambda wanted, advice, knowledge: all(holds(one, wanted, knowledge) for one in advice.suggestions)


CHECKS: Mapping[str, Holds] = {
    "suggests": lambda wanted, advice, _: set(wanted) <= set(_ids(advice)),
    "one_of": lambda wanted, advice, _: bool(set(wanted) & set(_ids(advice))),
    "never": lambda wanted, advice, _: not set(wanted) & set(_ids(advice)),
    "some": lambda wanted, advice, _: bool(advice.suggestions),
    "none": lambda wanted, advice, _: not advice.suggestions,
    "note": lambda wanted, advice, _: wanted in advice.note,
    "sector": lambda wanted, advice, knowledge: any(wanted in knowledge.catalogue.functions[one].sectors for one in _ids(advice)),
    "never_sector": _every(lambda one, wanted, knowledge: not set(wanted) & set(knowledge.catalogue.functions[one.function_id].sectors)),
    "only_municipal": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].municipal),
    "never_driving": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.driving is Driving.NO),
    "never_heavy": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.physical is not Amount.HIGH),
    "never_irregular": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.irregular_hours is not Frequency.YES),
    "from_home": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.from_home is not FromHome.NO),
    "outdoors": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.outdoors is not Frequency.NO),
    "met": lambda wanted, advice, _: all(check.met is not False for one in advice.suggestions for check in one.criteria if check.hard),
    "long_way_regulated": _every(
        lambda one, _, knowledge: not knowledge.catalogue.functions[one.function_id].requires or ("langere weg" in one.fit_words and bool(one.barriers))
    ),
    "route": _each(lambda one, wanted, _: one.route == wanted),
    "route_text": _each(lambda one, wanted, _: wanted in one.route_text),
    "barrier": _each(lambda one, wanted, _: any(wanted in f"{barrier.text} {barrier.softened_by}" for barrier in one.barriers)),
    "evidence": _each(lambda one, wanted, _: any(wanted in evidence.quote for evidence in one.evidence)),
    "fired": _each(lambda one, wanted, _: set(wanted) <= {rule.rule_id for rule in one.fired}),
    "silent": _each(lambda one, wanted, _: not set(wanted) & {rule.rule_id for rule in one.fired}),
    "never_fired": _every(lambda one, wanted, _: not set(wanted) & {rule.rule_id for rule in one.fired}),
    "phase": lambda wanted, advice, _: advice.own_work.phase == wanted,
    "own_quadrant": lambda wanted, advice, _: advice.own_work.quadrant in wanted,
    "own_fired": lambda wanted, advice, _: set(wanted) <= {rule.rule_id for rule in advice.own_work.fired},
    "own_task": lambda wanted, advice, _: set(wanted.items()) <= {(task.text, str(task.outlook)) for task in advice.own_work.tasks},
}


def test_there_are_forty_people_and_more_each_with_something_to_expect() -> None:
    assert len(PEOPLE) >= 40 and len({told.who for told in PEOPLE}) == len(PEOPLE)
    assert all(told.expect and told.expect.keys() <= CHECKS.keys() for told in PEOPLE)


@pytest.mark.parametrize("told", PEOPLE, ids=lambda told: told.who)
def test_what_must_and_must_not_come_of_it(told: Told, knowledge: Knowledge, extractor: Extractor) -> None:
    advice = advise(person_of(told, extractor), knowledge, TODAY)
    assert len(advice.suggestions) <= 3
    wrong = {name: wanted for name, wanted in told.expect.items() if not _holds(name, wanted, advice, knowledge)}
    assert not wrong, (wrong, [(one.function_id, one.fit, str(one.route)) for one in advice.suggestions], advice.note)


def _holds(name: str, wanted: Any, advice: Advice, knowledge: Knowledge) -> bool:
    try:
        return CHECKS[name](wanted, advice, knowledge)
    except StopIteration:  # there is no card of a function that something is expected of
        return False
