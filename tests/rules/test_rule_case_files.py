"""Cases of rules: read with every mistake at its place, and a case that does not hold says which condition failed."""

from __future__ import annotations

from datetime import date

import pytest

from rules.errors import RuleCaseError
from rules.files.rule_case_parsing import parse_rule_cases
from rules.review.rule_cases import rules_without_cases, run_cases
from tests.rules.small_rulebook import rule, rulebook

TODAY = date(2026, 12, 1)
GOOD = """
- rule: een-regel
  fires: {match: {task_percent: 40}, person: {criteria: [outdoors]}, function: {irregular_hours: no}}
  concludes: [points]
  because: Zo is het
  silent: {match: {task_percent: 39}}
"""


def test_an_entry_is_a_case_that_fires_and_one_that_stays_silent() -> None:
    fires, silent = parse_rule_cases({"gevallen.yml": GOOD})
    assert fires.fires and fires.concludes == ("points",) and (fires.file, fires.line) == ("gevallen.yml", 3)
    assert not silent.fires and silent.concludes == () and silent.line == 6
    assert fires.facts["person"]["criteria"] == frozenset({"outdoors"}) and fires.facts["function"]["irregular_hours"] == "no"
    assert fires.facts["match"]["quote"] is None and fires.facts["match"]["same_function"] is False


def test_what_need_not_be_known_keeps_its_value_where_it_is() -> None:
    facts = parse_rule_cases({"gevallen.yml": GOOD.replace("task_percent: 40", "task_percent: 40, quote: ik plan", 1)})[0].facts
    assert facts["match"]["quote"] == "ik plan"


@pytest.mark.parametrize(
    ("old", "new", "field", "told"),
    [
        ("task_percent: 40", "task_percentage: 40", "fires.match.task_percentage", "Bedoel je 'task_percent'?"),
        ("task_percent: 40", "task_percent: veel", "fires.match.task_percent", "moet een getal zijn"),
        ("task_percent: 40", "task_percent: 140", "fires.match.task_percent", "140 kan hier niet"),
        ("task_percent: 40", "same_area: misschien", "fires.match.same_area", "moet een ja of nee zijn"),
        ("[outdoors]", "[buiten]", "fires.person.criteria", "Kies uit"),
        ("person:", "persoon:", "fires.persoon", "Bedoel je 'person'?"),
        ("[points]", "[punten]", "concludes", "is geen gevolg"),
        ("concludes: [points]", "concludes: points", "concludes", "moet een lijst zijn"),
        ("rule: een-regel", "regel: een-regel", "rule", "ontbreekt"),
        ("because:", "waarom:", "waarom", "bestaat hier niet"),
    ],
)
def test_a_mistake_in_a_case_has_its_place(old: str, new: str, field: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleCaseError) as caught:
        parse_rule_cases({"gevallen.yml": GOOD.replace(old, new, 1)})
    assert any(problem.field.endswith(field) and told in problem.message for problem in caught.value.problems), caught.value


def test_an_entry_without_a_case_is_refused() -> None:
    with pytest.raises(RuleCaseError, match="geen 'fires' en geen 'silent'"):
        parse_rule_cases({"gevallen.yml": "- rule: een-regel"})


def test_good_cases_pass() -> None:
    assert all(result.passed for result in run_cases(parse_rule_cases({"g.yml": GOOD}), rulebook(rule()), TODAY))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("task_percent: 40", "task_percent: 12", "minstens 40 procent is (hier: 12)"),
        ("task_percent: 39", "task_percent: 41", "moet hier stil blijven"),
        ("[points]", "[say]", "verwacht als gevolg: say, maar het is: points"),
        ("because: Zo is het", "because: Zo is het niet", "staat niet in de reden"),
        ("because: Zo is het", "says: Kijk eens", "'Kijk eens' staat in geen gevolg"),
        ("rule: een-regel", "rule: andere-regel", "staat niet in het regelboek"),
    ],
)
def test_a_case_that_does_not_hold_says_why(old: str, new: str, told: str) -> None:
    results = run_cases(parse_rule_cases({"g.yml": GOOD.replace(old, new, 1)}), rulebook(rule()), TODAY)
    assert any(told in text for result in results for text in result.wrong), results


def test_a_rule_that_does_not_count_on_the_day_says_so() -> None:
    (result, _) = run_cases(parse_rule_cases({"g.yml": GOOD}), rulebook(rule(until="2026-06-30")), TODAY)
    assert result.wrong == ("de regel telt niet op 2026-12-01.",)


def test_rules_without_both_cases_are_named() -> None:
    cases = parse_rule_cases({"g.yml": GOOD})
    assert rules_without_cases(cases, rulebook(rule())) == ()
    assert [name for name, _ in rules_without_cases(cases[:1], rulebook(rule(), rule("twee")))] == ["twee", "een-regel", "twee"]
