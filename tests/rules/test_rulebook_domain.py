"""What conditions leave open agrees with what they hold for, on every kind of field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.review.rulebook_domain import domain, implies
from rules.rulebook import Condition, FactValue, Operator
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec
from tests.rules.small_rulebook import rule, rulebook

NUMBER = FieldSpec(FieldKind.NUMBER, "getal", optional=True, high=9)
CHOICE = FieldSpec(FieldKind.CHOICE, "keuze", ("a", "b", "c"), optional=True)
SET = FieldSpec(FieldKind.SET, "verzameling", ("a", "b", "c"))

some = st.frozensets(st.sampled_from("abc"), min_size=1)
known = st.builds(Condition, st.just(Operator.KNOWN), st.booleans())
numbers = st.lists(known | st.builds(Condition, st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST, Operator.IS]), st.integers(0, 9).map(float)), max_size=3)
choices = st.lists(known | st.builds(Condition, st.sampled_from([Operator.ONE_OF, Operator.NOT]), some), max_size=3)
sets = st.lists(st.builds(Condition, st.sampled_from([Operator.HAS_ANY, Operator.HAS_NONE]), some), max_size=3)
KINDS = [
    (NUMBER, numbers, [None, *range(10)]),
    (CHOICE, choices, [None, "a", "b", "c"]),
    (SET, sets, [frozenset(part) for part in ("", "a", "b", "c", "ab", "ac", "bc", "abc")]),
]


def _meeting(conditions: list[Condition], values: list[FactValue]) -> set[FactValue]:
    return {value for value in values if all(condition.holds(value) for condition in conditions)}


@pytest.mark.parametrize(("spec", "strategy", "values"), KINDS, ids=["number", "choice", "set"])
@given(data=st.data())
def test_a_domain_holds_just_the_values_that_meet_the_conditions(spec: FieldSpec, strategy: object, values: list[FactValue], data: st.DataObject) -> None:
    conditions = data.draw(strategy)  # type: ignore[arg-type]
    other = data.draw(strategy)  # type: ignore[arg-type]
    mine, theirs = domain(spec, conditions), domain(spec, other)
    assert {value for value in values if mine.contains(value)} == _meeting(conditions, values)
    assert mine.empty == (not _meeting(conditions, values))
    if mine.within(theirs):
        assert _meeting(conditions, values) <= _meeting(other, values)


def test_a_rule_implies_one_that_asks_less_and_not_the_other_way() -> None:
    wide, narrow = rulebook(rule("een"), rule("twee", when="{match: {task_percent: {at_least: 50}, same_area: true}}")).rules
    assert implies(narrow, wide) and not implies(wide, narrow)


def test_bounds_of_the_vocabulary_stand_where_they_belong() -> None:
    for specs in VOCABULARY.values():
        for field, spec in specs.items():
            if spec.kind is FieldKind.NUMBER:
                assert (spec.high == 100) == field.endswith("_percent")
                assert (spec.low < 0) == field.endswith("_step")
