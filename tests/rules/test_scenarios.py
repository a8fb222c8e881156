"""The protected scenarios: read with every mistake at its place, and told in words when they do not come out."""

from __future__ import annotations

from datetime import date

import pytest

from rules.advice import advise
from rules.errors import ScenarioError
from rules.files.scenario_files import load_scenarios, parse_scenarios
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.person import Person
from rules.review.scenarios import CHECKS, Scenario, expected_words, play, unmet
from tests.rules.conftest import DATA

TODAY = date(2026, 12, 1)


def test_the_product_has_twelve_and_more_and_all_of_them_come_out(knowledge: Knowledge) -> None:
    scenarios = load_scenarios(DATA)
    assert len(scenarios) >= 12
    extractor = Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    played = play(scenarios, knowledge, TODAY, extractor)
    assert [each for each in played if each.unmet] == []
    assert play(scenarios, knowledge, TODAY, extractor) == played


def test_each_has_something_that_must_and_the_set_something_that_must_not_come() -> None:
    expected = {name for each in load_scenarios(DATA) for name in each.expect}
    assert {"suggests", "never", "never_sector", "none"} <= expected


def test_an_advice_without_the_card_does_not_meet_what_is_expected_of_it(knowledge: Knowledge) -> None:
    nothing = advise(Person(), knowledge, TODAY)
    expect = {name: {"kok": value} for name, value in (("route", "add-role"), ("fired", ["x"]), ("barrier", "diploma"), ("evidence", "koken"), ("silent", ["x"]), ("route_text", "x"))}
    assert unmet(Scenario(who="x", expect=expect), nothing, knowledge) == expect


@pytest.mark.parametrize("name", CHECKS)
def test_every_expectation_has_words(name: str, knowledge: Knowledge) -> None:
    assert expected_words(name, ["kok"], knowledge.catalogue).removesuffix(": Kok")
    assert ":" not in expected_words(name, True, knowledge.catalogue)


def test_every_mistake_is_told_at_its_place() -> None:
    with pytest.raises(ScenarioError) as refused:
        parse_scenarios({"a.yml": """
- who: Iemand
  functie: kok
  digital: [5, 1]
  direction: weg
  criteria: [{words: iets, kind: onzin, hard: true, zacht: true}]
  expect: {suggest: [kok]}
- who: Iemand
"""})
    told = {(problem.line, problem.field.split(".", 1)[-1]) for problem in refused.value.problems}
    assert {(3, "functie"), (4, "digital"), (5, "direction"), (6, "criteria[1].zacht"), (6, "criteria[1].kind"), (7, "expect.suggest")} <= told
    assert any(field == "expect" and line >= 8 for line, field in told)
    assert any("twee keer" in problem.message for problem in refused.value.problems)
