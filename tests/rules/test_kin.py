"""Care for somebody near: experience, and no wish for care work."""

from __future__ import annotations

from datetime import date

import pytest

from rules.knowledge import Knowledge
from rules.language.kin import for_kin
from rules.person import Meaning, Person
from rules.reasoning import reason
from tests.rules.people import task

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize("words", ["ik verzorg mijn schoonmoeder", "mantelzorg voor mijn zieke man", "ik was haar elke ochtend", "ik help mijn twee oude ouders", "ik geef hem zijn medicijnen"])
def test_care_for_somebody_near_is_heard(words: str) -> None:
    assert for_kin(words)


@pytest.mark.parametrize("words", ["ik lees voor in het verpleeghuis", "ik ben vrijwilliger bij het Rode Kruis", "ik help mensen met eten", "ik lap ramen voor een vrouw in de straat"])
def test_chosen_care_is_not_taken_for_it(words: str) -> None:
    assert not for_kin(words)


def test_care_work_nobody_asked_for_becomes_a_question(knowledge: Knowledge) -> None:
    """The same words count as experience once the sector was wished for."""
    cares = tuple(task(words, Meaning.OUTSIDE_WORK) for words in ("ik verzorg mijn zieke moeder", "ik help haar met wassen en aankleden"))
    for sectors, rule in (((), "zorg-voor-een-naaste"), (("zorg",), "kans-buiten-het-werk")):
        person = Person(function_id="administratief-medewerker", function_words="", mentions=cares, wish_sectors=sectors)
        fired = {each.id for each in reason(person, knowledge, TODAY).of("helpende-zorg").fired}
        assert fired & {"zorg-voor-een-naaste", "kans-buiten-het-werk"} == {rule}
