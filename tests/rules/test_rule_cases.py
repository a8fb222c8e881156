"""Truth of rules is a table: what each must conclude, and when it must stay silent."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import date

import pytest
from experta.matchers import ReteMatcher

from rules.engine import RuleEngine
from rules.explanation import fill
from rules.knowledge import Knowledge
from rules.review.rule_cases import RuleCase, rules_without_cases
from rules.rulebook import Scope
from tests.rules.case_reader import names_of, read_cases, texts_of

TODAY = date(2026, 12, 1)
CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule_id}-{'fires' if case.fires else 'silent'}")
def test_a_rule_concludes_what_its_case_says(case: RuleCase, knowledge: Knowledge) -> None:
    rule = next(rule for rule in knowledge.rulebook.rules if rule.id == case.rule_id)
    fired = knowledge.engines.on(TODAY, rule.scope).conclude(case.facts)
    assert (rule in fired) is case.fires
    if case.fires:
        filled = [fill(text, case.facts) for text in texts_of(rule)]
        assert not [text for text in filled if "{" in text]
        assert not case.concludes or names_of(rule.conclusions) == case.concludes
        assert not case.says or any(case.says in text for text in filled[2:])
        assert case.because in fill(rule.because, case.facts)


def test_every_rule_has_a_case_that_fires_and_one_that_stays_silent(knowledge: Knowledge) -> None:
    assert rules_without_cases(CASES, knowledge.rulebook) == ()
    counted = Counter(case.rule_id for case in CASES)
    assert counted.keys() == {rule.id for rule in knowledge.rulebook.rules} and min(counted.values()) >= 2


def test_the_rulebook_carries_the_models_of_the_source(knowledge: Knowledge) -> None:
    models = {model for rule in knowledge.rulebook.rules for model in rule.models}
    assert models >= {"M1", "M2", "M5", "M6", "M8", "M9", "M11", "M12", "M13", "M14", "M15", "M16", "M17", "M18", "M19"}
    assert len(knowledge.rulebook.rules) >= 80


def test_every_rule_says_where_it_comes_from(knowledge: Knowledge) -> None:
    unsaid = [rule.id for rule in knowledge.rulebook.rules if not ("deel 2, §" in rule.source or "oordeel van dit project" in rule.source)]
    assert not unsaid


def test_every_arrangement_about_pay_is_left_to_coach_and_hr(knowledge: Knowledge) -> None:
    softening = [
        conclusion.softened_by
        for rule in knowledge.rulebook.rules
        if "M18" in rule.models
        for conclusion in rule.conclusions
        if names_of((conclusion,)) == ("barrier",)
    ]
    assert softening
    assert all("bespreek met je coach" in text.lower() and "HR beslist" in text for text in softening)


def test_the_engine_logs_nothing_of_what_was_told(knowledge: Knowledge, caplog: pytest.LogCaptureFixture) -> None:
    case = next(case for case in CASES if case.rule_id == "kans-buiten-het-werk" and case.fires)
    with caplog.at_level(logging.DEBUG):
        assert knowledge.engines.on(TODAY, Scope.CANDIDATE).conclude(case.facts)
    assert "ramen" not in caplog.text


@pytest.mark.parametrize("scope", list(Scope))
def test_the_matcher_for_one_case_agrees_with_rete(scope: Scope, knowledge: Knowledge) -> None:
    rules = knowledge.rulebook.valid_on(TODAY, scope)
    ours, rete = RuleEngine(rules), RuleEngine(rules, ReteMatcher)
    for case in CASES:
        assert [rule.id for rule in ours.conclude(case.facts)] == [rule.id for rule in rete.conclude(case.facts)]
