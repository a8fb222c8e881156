"""What an answer can still change: exactly what the advice would choose, and never "cannot" where it can."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.questions import LEVELS, answered, employees
from rules.advice import advise
from rules.asking.effect import Effects, most_telling
from rules.asking.needs import FILLED_BY
from rules.asking.standing import CLOSED, Standing, Suggested
from rules.knowledge import Knowledge
from rules.person import Direction, Person, TaskTrend, Trend
from tests.rules.people import RIA, persons

TODAY = date(2026, 12, 1)
SOME = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
NOTHING_CLOSED = {"task_trends": (), "digital_level": None, "direction": None}


def effects_of(person: Person, knowledge: Knowledge) -> Effects:
    return Effects(person, Standing(person, knowledge, TODAY), LEVELS)


def suggested(person: Person, knowledge: Knowledge) -> tuple[Suggested, ...]:
    return tuple((suggestion.function_id, suggestion.route) for suggestion in advise(person, knowledge, TODAY).suggestions)


def answers(question: str, person: Person) -> Iterator[Person]:
    """Every answer to a closed question; of the trends each task each way, and some together."""
    if question == "digital":
        yield from (replace(person, digital_level=level) for level in LEVELS)
    elif question == "direction":
        yield from (replace(person, direction=direction) for direction in Direction)
    else:
        dice = random.Random(1)
        quotes = list(dict.fromkeys(mention.quote for mention in person.mentions))
        known = {trend.quote for trend in person.task_trends}
        ways = [{quote: trend} for quote in quotes for trend in Trend]
        ways += [{quote: dice.choice(list(Trend)) for quote in quotes} for _ in range(4)]
        for way in ways:
            yield replace(person, task_trends=(*person.task_trends, *(TaskTrend(quote, trend) for quote, trend in way.items() if quote not in known)))


@SOME
@given(data=st.data())
def test_the_three_are_those_of_the_advice(knowledge: Knowledge, data: st.DataObject) -> None:
    """For anybody: odd ids, odd words, any answers; and with other answers to the closed questions than they gave."""
    person = data.draw(persons(knowledge))
    assert effects_of(person, knowledge).three == suggested(person, knowledge)
    other = data.draw(persons(knowledge))
    changed = replace(person, task_trends=other.task_trends, digital_level=other.digital_level, direction=other.direction)
    standing = Standing(person, knowledge, TODAY)
    assert Effects(changed, standing, LEVELS).three == suggested(changed, knowledge)


@SOME
@given(number=st.integers(0, 199), told=st.sets(st.sampled_from(["region", "outside", "wishes", "criteria", *CLOSED])))
def test_what_cannot_change_the_three_does_not(knowledge: Knowledge, number: int, told: set[str]) -> None:
    """Somebody halfway: what is said to change nothing changes nothing, whatever the answer."""
    everything = employees(knowledge.catalogue, 200)[number]
    person = Person()
    for question in ("function", "tasks", *sorted(told)):
        person = answered(person, question, everything)
    effects = effects_of(person, knowledge)
    for question in sorted(set(CLOSED) - told):
        if effects.of(question) == 0:
            assert {suggested(other, knowledge) for other in answers(question, person)} == {effects.three}, question


def test_nothing_together_means_no_combination(knowledge: Knowledge) -> None:
    """Who may be advised at once: any answers to all that was left open give the same three."""
    dice, left_out = random.Random(5), 0
    for everything in employees(knowledge.catalogue, 30):
        person = replace(everything, **NOTHING_CLOSED)  # type: ignore[arg-type]
        effects = effects_of(person, knowledge)
        if effects.any_of(CLOSED):
            continue
        left_out += 1
        for _ in range(6):
            other = person
            for question in CLOSED:
                other = dice.choice(list(answers(question, other)) or [other])
            assert suggested(other, knowledge) == effects.three
    assert left_out


def test_an_answer_that_can_change_something_does_for_one_of_its_answers(knowledge: Knowledge) -> None:
    effects = effects_of(RIA, knowledge)
    for question in ("digital", "direction"):
        changed = any(suggested(other, knowledge) != effects.three for other in answers(question, RIA))
        assert changed == (effects.of(question) > 0)


def test_own_words_may_change_everything_and_come_first(knowledge: Knowledge) -> None:
    effects = effects_of(RIA, knowledge)
    assert effects.of("wishes") == effects.of("outside") == effects.of("criteria") == 3
    assert effects.any_of(["wishes"])
    assert most_telling(["trends", "digital", "criteria", "wishes"], lambda: effects) == "criteria"
    assert most_telling([], lambda: effects) is None


def test_who_told_nothing_gets_the_same_nothing_whatever_they_choose(knowledge: Knowledge) -> None:
    effects = effects_of(Person(), knowledge)
    assert effects.three == () and not effects.any_of(CLOSED)
    assert most_telling(CLOSED, lambda: effects) is None


def test_the_closed_questions_fill_fields_of_their_own() -> None:
    """Otherwise one answer would speak for two questions."""
    assert sum(len(FILLED_BY[question]) for question in CLOSED) == len(frozenset[tuple[str, str]]().union(*(FILLED_BY[question] for question in CLOSED)))
