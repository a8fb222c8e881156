"""The plan for a suggestion: doing first, what is learned now and later, what to arrange; all of it as the advice has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.advice import advise
from rules.answer import Arrangement, Barrier, CriterionCheck, SkillGap, Suggestion
from rules.knowledge import Knowledge
from rules.plan import plan_of
from rules.serialise import advice_from_json, advice_to_json
from tests.rules.people import RIA
from tests.rules.sentences import unreadable

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def suggestion(knowledge: Knowledge) -> Suggestion:
    return advise(RIA, knowledge, TODAY).suggestions[0]


def test_the_steps_of_the_card_stand_in_the_order_of_doing(suggestion: Suggestion) -> None:
    plan = plan_of(replace(suggestion, steps=tuple(reversed(suggestion.steps))))
    assert [each.step.share for each in plan.steps] == [70, 20, 10]
    assert [each.when for each in plan.steps] == ["Begin hiermee", "Daarnaast", "Daarna"]
    assert sorted((each.step for each in plan.steps), key=lambda step: -step.share) == list(suggestion.steps)


def test_this_week_is_the_first_sentence_of_doing(suggestion: Suggestion) -> None:
    first = plan_of(suggestion).first
    assert suggestion.steps[0].text.startswith(first) and not unreadable([first])
    assert plan_of(replace(suggestion, steps=())).first == ""


def test_what_is_missing_is_laid_out_by_kind_and_by_now_and_later(suggestion: Suggestion) -> None:
    gaps = (
        SkillGap("a", "offertes vergelijken", "vakinhoudelijk", True, 2), SkillGap("b", "contracten bewaken", "vakinhoudelijk", False, 2),
        SkillGap("c", "doorvragen", "soft", True, 2),
    )
    assert [(row.category, row.now, row.later) for row in plan_of(replace(suggestion, missing=gaps)).learn] == [
        ("vakinhoudelijk", ("offertes vergelijken",), ("contracten bewaken",)), ("soft", ("doorvragen",), ()),
    ]
    begun = replace(suggestion, missing=gaps, steps=(replace(suggestion.steps[0], skill_label="contracten bewaken"),))
    assert plan_of(begun).learn[0].now == ("offertes vergelijken", "contracten bewaken"), "what a step is about comes first"
    assert plan_of(replace(suggestion, missing=())).learn == ()


def test_what_to_arrange_are_barriers_arrangements_and_what_is_not_known(suggestion: Suggestion) -> None:
    told = replace(
        suggestion,
        barriers=(Barrier("Je hebt rijbewijs B nodig.", "Vraag of het met de fiets kan.", "profiel"),),
        arrangements=(Arrangement("Vraag een terugkeergarantie.", "§5.5"),),
        criteria=(CriterionCheck("geen avonden", True, True, "Nooit."), CriterionCheck("thuis werken", True, None, "Dat zegt het profiel niet.")),
        questions=("Hoeveel plekken zijn er?",),
    )
    assert [(each.text, each.helps, each.source) for each in plan_of(told).arrange] == [
        ("Je hebt rijbewijs B nodig.", "Vraag of het met de fiets kan.", "profiel"), ("Vraag een terugkeergarantie.", "", "§5.5"),
        ("Vraag na of dit klopt: “thuis werken”.", "Dat zegt het profiel niet.", ""), ("Hoeveel plekken zijn er?", "", ""),
    ]


def test_a_stored_advice_gives_the_same_plans(knowledge: Knowledge) -> None:
    advice = advise(RIA, knowledge, TODAY)
    assert [plan_of(each) for each in advice_from_json(advice_to_json(advice)).suggestions] == [plan_of(each) for each in advice.suggestions]
