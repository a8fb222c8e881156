"""A VOG is told with the work that asks it, and weighs nothing: no diploma, no points, no question."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from rules.advice import advise
from rules.answer import Suggestion
from rules.catalogue import Screening
from rules.files.catalogue_parsing import parse_catalogue
from rules.files.catalogue_text import function_text, qualification_text
from rules.knowledge import Knowledge
from rules.matching.requirement_names import RequirementNames
from rules.person import Direction, Person
from tests.rules.people import task
from tests.rules.test_catalogue_parsing import FILES, broken

TODAY = date(2026, 12, 1)


def card(knowledge: Knowledge, function_id: str, own: str | None = None) -> Suggestion:
    function = knowledge.catalogue.functions[function_id]
    told = tuple(task(item.also[0]) for item in function.tasks)
    direction = Direction.GROW_ALONG if own else Direction.CHANGE_OCCUPATION
    person = Person(function_id=own, function_words=own or "kantoor", direction=direction, mentions=told, qualifications=function.requires)
    return next(item for item in advise(person, knowledge, TODAY).suggestions if item.function_id == function_id)


@pytest.mark.parametrize(
    ("function_id", "told"),
    [
        ("pedagogisch-medewerker", "De wet vraagt voor dit werk ook een VOG (Verklaring Omtrent het Gedrag) en inschrijving in het Personenregister Kinderopvang."),
        ("onderwijsassistent", "De wet vraagt voor dit werk ook een VOG"),
        ("helpende-zorg", "als je in de langdurige zorg werkt"),
        ("medewerker-burgerzaken", "wordt vaak gevraagd om een VOG"),
    ],
)
def test_the_card_tells_it_and_what_softens_it(knowledge: Knowledge, function_id: str, told: str) -> None:
    (barrier,) = [barrier for barrier in card(knowledge, function_id).barriers if told in barrier.text]
    assert "niets voor te leren" in barrier.softened_by and "werkgever" in barrier.softened_by


def test_who_does_the_work_hears_nothing_of_it(knowledge: Knowledge) -> None:
    assert not any("VOG" in barrier.text for barrier in card(knowledge, "onderwijsassistent", own="onderwijsassistent").barriers)


def test_it_is_no_regulated_work_and_the_fit_is_the_same(knowledge: Knowledge) -> None:
    assistant = knowledge.catalogue.functions["onderwijsassistent"]
    assert assistant.screening and not assistant.regulated
    without = {**knowledge.catalogue.functions, assistant.id: dataclasses.replace(assistant, screening=())}
    plain = dataclasses.replace(knowledge, catalogue=dataclasses.replace(knowledge.catalogue, functions=without))
    now, before = card(knowledge, assistant.id), card(plain, assistant.id)
    assert (now.fit, now.parts, now.fit_words) == (before.fit, before.parts, before.fit_words)
    assert len(now.barriers) == len(before.barriers) + 1


def test_nobody_is_asked_about_it_or_can_say_to_have_it(knowledge: Knowledge) -> None:
    names = RequirementNames(knowledge.catalogue)
    assert names.named("een vog") is None
    assert names.named("verklaring omtrent het gedrag") is None
    assert names.named("boa-akte") == "boa-akte"
    assert not any("VOG" in question for question in card(knowledge, "onderwijsassistent").questions)


def test_every_screening_says_who_asks_it_and_where_that_stands(knowledge: Knowledge) -> None:
    known = knowledge.catalogue.qualifications
    named = {identity for function in knowledge.catalogue.functions.values() for identity in function.screening}
    assert named == {item.id for item in known.values() if item.screening is not None}
    assert {known[identity].screening for identity in named} == set(Screening)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("screening: [vog-onderwijs]", "screening: [vog-onderwijz]", "geen bekende screening"),
        ("screening: [vog-onderwijs]", "screening: [boa-akte]", "Zet die bij 'requires'"),
        ("requires: []", "requires: [vog-onderwijs]", "Zet die bij 'screening'"),
    ],
)
def test_the_wrong_list_is_refused_with_what_to_do(old: str, new: str, told: str) -> None:
    assert any(told in problem.message for problem in broken("functions/onderwijs.yml", old, new))


def test_a_wrong_word_for_who_asks_it_is_refused() -> None:
    assert any("Kies uit: wet, vaak" in problem.message for problem in broken("qualifications.yml", "screening: wet", "screening: altijd"))


def test_screening_and_watching_come_back_from_the_text_of_an_entry(knowledge: Knowledge) -> None:
    officer, check = knowledge.catalogue.functions["piw-er"], knowledge.catalogue.qualifications["vog-vaak-gevraagd"]
    assert "  screening: [vog-vaak-gevraagd]" in function_text(officer) and "      watch_first: true" in function_text(officer)
    assert "  screening: vaak" in qualification_text(check)
    written = {"functions/only.yml": "\n".join(function_text(function) for function in knowledge.catalogue.functions.values())}
    others = {name: text for name, text in FILES.items() if not name.startswith("functions/")}
    assert parse_catalogue({**others, **written}, "").functions == knowledge.catalogue.functions
