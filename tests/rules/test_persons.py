"""Whole persons on the real catalogue: what must and must not be in their advice, those of the source first."""

from __future__ import annotations

from datetime import date

import pytest

from rules.advice import advise
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.review.scenarios import CHECKS, WORDS, Scenario, person_of, unmet
from tests.rules.person_reader import read_persons

TODAY = date(2026, 12, 1)
PEOPLE = read_persons()


@pytest.fixture(scope="module")
def extractor(knowledge: Knowledge) -> Extractor:
    return Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)


def test_there_are_forty_people_and_more_each_with_something_to_expect() -> None:
    assert len(PEOPLE) >= 40 and len({told.who for told in PEOPLE}) == len(PEOPLE)
    assert all(told.expect and told.expect.keys() <= CHECKS.keys() for told in PEOPLE)
    assert CHECKS.keys() == WORDS.keys()


@pytest.mark.parametrize("told", PEOPLE, ids=lambda told: told.who)
def test_what_must_and_must_not_come_of_it(told: Scenario, knowledge: Knowledge, extractor: Extractor) -> None:
    advice = advise(person_of(told, extractor), knowledge, TODAY)
    assert len(advice.suggestions) <= 3
    wrong = unmet(told, advice, knowledge)
    assert not wrong, (wrong, [(one.function_id, one.fit, str(one.route)) for one in advice.suggestions], advice.note)
