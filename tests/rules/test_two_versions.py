"""Two versions laid beside one person at once: exactly what each would advise by itself, whatever differs between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.advise import sample_persons
from rules.advice import advise
from rules.contrast.two_versions import TwoVersions, differing_rules
from rules.knowledge import Engines, Knowledge, prepare
from rules.rulebook import Exclude, LongWay, Points, Rule, Rulebook
from tests.rules.people import ALFRED, RIA, persons

TODAY = date(2026, 12, 1)
Change = Callable[[tuple[Rule, ...]], tuple[Rule, ...]]


def with_rules(knowledge: Knowledge, change: Change) -> Knowledge:
    rulebook = Rulebook(change(knowledge.rulebook.rules), "other")
    return replace(knowledge, rulebook=rulebook, engines=Engines(rulebook))


def without_points(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule for place, rule in enumerate(rules) if place % 3 or not any(isinstance(each, Points) for each in rule.conclusions))


def shut_out(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """A rule that made a long way now shuts out."""
    return tuple(replace(rule, conclusions=(Exclude("Dit kan niet."),)) if any(isinstance(each, LongWay) for each in rule.conclusions) else rule for rule in rules)


def turned_round(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(reversed(rules))


def reworded(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(replace(rule, title=f"Anders: {rule.title}", because="Daarom.") for rule in rules)


def suggested(person: object, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(one.function_id for one in advise(person, knowledge, TODAY).suggestions)  # type: ignore[arg-type]


def lay(knowledge: Knowledge, other: Knowledge, people: list[object]) -> int:
    """Compares with the advices themselves; how many people were found the same without choosing."""
    two, same = TwoVersions(knowledge, other, TODAY), 0
    for person in people:
        found, apart = two.threes(person), (suggested(person, knowledge), suggested(person, other))  # type: ignore[arg-type]
        if found.same:
            same += 1
            assert apart[0] == apart[1]
        else:
            assert (found.old, found.new) == apart
    return same


@pytest.mark.parametrize("change", [without_points, shut_out, turned_round])
def test_it_finds_what_each_version_advises(knowledge: Knowledge, change: Change) -> None:
    people = [RIA, ALFRED, *sample_persons(knowledge.catalogue, 25)]
    assert lay(knowledge, with_rules(knowledge, change), list(people)) < len(people), "the change concerns somebody"


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_for_anybody(knowledge: Knowledge, data: st.DataObject) -> None:
    change = data.draw(st.sampled_from([without_points, shut_out, turned_round]))
    lay(knowledge, with_rules(knowledge, change), [data.draw(persons(knowledge))])


def test_each_single_rule_that_goes_is_seen_where_it_matters(knowledge: Knowledge) -> None:
    """Leaving people alone whom no changed rule touches is right, and it happens."""
    people = list(sample_persons(knowledge.catalogue, 6))
    deciding = [rule for rule in knowledge.rulebook.rules if any(isinstance(each, Points | Exclude) for each in rule.conclusions)]
    same = sum(lay(knowledge, with_rules(knowledge, lambda rules, gone=gone: tuple(each for each in rules if each is not gone)), people) for gone in deciding[::6])  # type: ignore[misc]
    assert same > 0


def test_other_words_for_the_same_rules_change_nothing_for_anybody(knowledge: Knowledge) -> None:
    two = TwoVersions(knowledge, with_rules(knowledge, reworded), TODAY)
    assert two.same_for_all and two.threes(RIA).same


def test_rules_in_another_order_are_never_taken_for_the_same(knowledge: Knowledge) -> None:
    rules = knowledge.rulebook.rules
    assert differing_rules(rules, rules) == ()
    assert differing_rules(rules, tuple(reversed(rules))) is None
    assert differing_rules(rules, rules[1:]) == (rules[0],)


def test_another_catalogue_is_matched_by_itself(knowledge: Knowledge) -> None:
    functions = dict(knowledge.catalogue.functions)
    first = suggested(RIA, knowledge)[0]
    del functions[first]
    catalogue = replace(knowledge.catalogue, functions=functions, version="other")
    other = prepare(catalogue, knowledge.rulebook, knowledge.labour_market, knowledge.scales, knowledge.examples, product=knowledge.product)
    lay(knowledge, other, [RIA, ALFRED, *sample_persons(catalogue, 5)])
    found = TwoVersions(knowledge, other, TODAY).threes(RIA)
    assert first in found.old and first not in found.new


def test_pay_scales_count_as_another_case(knowledge: Knowledge) -> None:
    other = replace(knowledge, scales={})
    lay(knowledge, other, [RIA, ALFRED, *sample_persons(knowledge.catalogue, 5)])
    assert not TwoVersions(knowledge, other, TODAY).same_for_all
