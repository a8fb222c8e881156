"""Own words are only shown beside a task that they are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.knowledge import Knowledge
from rules.matching import TitleMatcher
from rules.person import Person
from rules.weighing.case import build_case
from rules.weighing.proposals import propose
from rules.weighing.told import gather
from tests.rules.people import task

Shown = Callable[[str, str], list[str]]


@pytest.fixture
def shown(knowledge: Knowledge) -> Shown:
    """The own words that are shown as leading to a function, for somebody who said only these."""

    def quotes(words: str, function_id: str) -> list[str]:
        person = Person(mentions=(task(words),))
        told = gather(person, knowledge)
        case = build_case(person, told, knowledge.catalogue.functions[function_id], propose(told, None, knowledge), knowledge)
        return [link.quote for link in case.links]

    return quotes


@pytest.mark.parametrize(
    ("words", "function_id"),
    [
        ("post rondbrengen", "helpende-zorg"),
        ("post rondbrengen", "uitvoerder-bouw"),  # 'een briefje rondbrengen'
        ("koffie rondbrengen", "helpende-zorg"),
        ("bonnen schrijven", "medewerker-milieustraat"),
        ("uitkeringen beoordelen", "adresonderzoeker"),
        ("rij met de bus", "glazenwasser"),  # 'briefjes in de bus doen'
        ("zorg voor mijn moeder", "onderwijsadministrateur"),  # 'een ziek kind opvangen tot moeder komt'
        ("bel met klanten over hun iban nummer", "woo-medewerker"),  # 'ik nummer alle documenten'
        ("doe de website van de buurtvereniging", "adviseur-informatiebeheer"),  # 'de website laten archiveren'
    ],
)
def test_one_word_in_common_is_not_the_same_work(shown: Shown, words: str, function_id: str) -> None:
    assert shown(words, function_id) == []


@pytest.mark.parametrize(("words", "function_id"), [("bel leveranciers", "inkoopmedewerker"), ("lap ramen bij mensen", "glazenwasser")])
def test_the_same_work_in_other_words_is_shown(shown: Shown, words: str, function_id: str) -> None:
    assert shown(words, function_id) == [words]


@pytest.mark.parametrize("typed", ["bode", "gemeentebode"])
def test_a_bode_is_found_as_a_bode_calls_himself(knowledge: Knowledge, typed: str) -> None:
    assert TitleMatcher(knowledge.catalogue).rank(typed, 1)[0].function_id == "bode"
