"""WHY a question is asked: no field of the vocabulary is forgotten, and no answer moves a field that is declared elsewhere."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from bench.advise import sample_persons
from bot.texts.script_file import read_script
from rules.asking.needs import FILLED_BY, NOT_ASKED, REWORDED_BY, decides, needing, rests_on
from rules.catalogue import FunctionProfile
from rules.knowledge import Knowledge
from rules.person import (
    Criterion,
    CriterionKind,
    DigitalLevel,
    Direction,
    Meaning,
    Mention,
    MentionKind,
    Person,
    TaskTrend,
    Trend,
)
from rules.rulebook import Facts, FactValue
from rules.vocabulary import VOCABULARY
from rules.weighing.case import build_case
from rules.weighing.case_facts import market_facts, match_facts, own_facts, person_facts
from rules.weighing.proposals import propose
from rules.weighing.told import gather
from tests.rules.conftest import DATA

TODAY = date(2026, 12, 1)
NOT_ABOUT_WORK = {"consent", "contact"}


def test_every_field_about_a_person_is_filled_by_a_question_or_named_as_one_that_is_not() -> None:
    known = {(subject, field) for subject, fields in VOCABULARY.items() for field in fields}
    about_a_person = {place for place in known if place[0] != "function"}
    filled = frozenset[tuple[str, str]]().union(*FILLED_BY.values())
    assert filled | NOT_ASKED.keys() == about_a_person
    assert not filled & NOT_ASKED.keys()


def test_every_question_of_the_interview_is_declared() -> None:
    asked = [question.id for question in read_script(DATA).questions if question.id not in NOT_ABOUT_WORK]
    assert set(asked) == set(FILLED_BY)


def facts_of(person: Person, functions: list[FunctionProfile], knowledge: Knowledge) -> list[Facts]:
    told = gather(person, knowledge)
    own = knowledge.catalogue.functions.get(person.function_id or "")
    proposals = propose(told, own, knowledge)
    cases = [build_case(person, told, function, proposals, knowledge) for function in functions]
    return [
        {
            "person": person_facts(person, told), "own": own_facts(own),
            "match": match_facts(case, person, told, knowledge.catalogue),
            "market": market_facts(knowledge.labour_market, person.region_id, case.function, TODAY),
        }
        for case in cases
    ]


def answered(question: str, person: Person, knowledge: Knowledge, dice: random.Random) -> Person:
    """The person with another answer to a question."""
    functions = list(knowledge.catalogue.functions.values())
    task = dice.choice(dice.choice(functions).tasks)

    def mention(meaning: Meaning) -> Mention:
        return Mention(MentionKind.TASK, dice.choice(task.also), task.id, task.text, meaning, 0.8)

    own = [mention.quote for mention in person.mentions]
    changed = {
        "function": lambda: replace(person, function_id=dice.choice(functions).id),
        "region": lambda: replace(person, region_id=None),
        "tasks": lambda: replace(person, mentions=(*person.mentions, mention(Meaning.NOW), mention(Meaning.BEFORE))),
        "outside": lambda: replace(person, mentions=(*person.mentions, mention(Meaning.OUTSIDE_WORK))),
        "trends": lambda: replace(person, task_trends=tuple(TaskTrend(quote, dice.choice(list(Trend))) for quote in own)),
        "wishes": lambda: replace(
            person, mentions=(*person.mentions, mention(Meaning.WANTED), mention(Meaning.UNWANTED)), wish_words=("kok",), wish_sectors=("bouw",), refused_sectors=("zorg",)
        ),
        "digital": lambda: replace(person, digital_level=DigitalLevel(dice.randint(0, 4), dice.randint(0, 4))),
        "direction": lambda: replace(person, direction=dice.choice(list(Direction))),
        "criteria": lambda: replace(person, criteria=(Criterion("a", dice.choice(list(CriterionKind)), True), Criterion("b", dice.choice(list(CriterionKind)), False))),
    }
    return changed[question]()


@pytest.mark.parametrize("question", FILLED_BY)
def test_an_answer_moves_no_field_that_is_declared_elsewhere(question: str, knowledge: Knowledge) -> None:
    dice = random.Random(question)
    functions = dice.sample(list(knowledge.catalogue.functions.values()), 12)
    moved: set[tuple[str, str]] = set()
    for person in sample_persons(knowledge.catalogue, 8):
        before = facts_of(person, functions, knowledge)
        after = facts_of(answered(question, person, knowledge, dice), functions, knowledge)
        moved |= {place for one, other in zip(before, after, strict=True) for place in differing(one, other)}
        for place in REWORDED_BY.get(question, ()):
            assert [value(one, place) is None for one in before] == [value(one, place) is None for one in after], place
    assert moved
    assert moved <= FILLED_BY[question]


def value(facts: Facts, place: tuple[str, str]) -> FactValue:
    return facts[place[0]][place[1]]


def differing(one: Facts, other: Facts) -> set[tuple[str, str]]:
    def values(facts: Facts) -> dict[tuple[str, str], FactValue]:
        return {(subject, field): value for subject, fields in facts.items() for field, value in fields.items()}

    return {place for place, value in values(one).items() if values(other)[place] != value}


def test_the_heaviest_rule_comes_first_and_what_only_tells_last(knowledge: Knowledge) -> None:
    digital = needing("digital", knowledge.rulebook.rules)
    assert digital[0].id == "digitaal-meer-stappen"
    assert [decides(rule) for rule in digital] == sorted((decides(rule) for rule in digital), reverse=True)
    assert {rule.id for rule in needing("trends", knowledge.rulebook.rules) if decides(rule)} == {"toekomst-past-bij-groeiend-werk", "toekomst-past-bij-krimpend-werk"}
    assert needing("direction", knowledge.rulebook.rules)[0].id.startswith("route-eigen-functie-")


def test_a_rule_names_all_questions_it_rests_on(knowledge: Knowledge) -> None:
    rules = {rule.id: rule for rule in knowledge.rulebook.rules}
    assert rests_on(rules["route-digitaal-op-weg-helpen"]) == ("function", "digital", "direction")
    assert rests_on(rules["digitaal-meer-stappen"]) == ("digital",)
    assert rests_on(rules["markt-tekort-in-regio"]) == ("region",)
