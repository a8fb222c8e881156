"""The tone (M22): no blame, no promise, and what someone can do stands first, in every advice of the forty whole persons."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from rules.advice import advise
from rules.answer import Advice
from rules.knowledge import Knowledge
from rules.language.tone import Wrong, slips
from rules.matching.extraction import Extractor
from rules.review.scenarios import person_of
from rules.serialise import advice_to_json
from tests.rules.person_reader import read_persons
from tests.rules.sentences import unreadable

TODAY = date(2026, 12, 1)
ROOT = Path(__file__).parents[2]
LACKS = re.compile(r"\b(?:nog leren|mis|ontbreekt|drempel|nodig|diploma|lager|minder|niet|geen)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def advices(knowledge: Knowledge) -> list[Advice]:
    extractor = Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    return [advise(person_of(told, extractor), knowledge, TODAY) for told in read_persons()]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Met deze opleiding heb je een baangarantie.", Wrong.PROMISE), ("We garanderen je een plek.", Wrong.PROMISE), ("Je krijgt dan een vaste baan.", Wrong.PROMISE),
        ("Daar is altijd werk.", Wrong.PROMISE), ("Dat lukt zeker.", Wrong.PROMISE), ("Wij beloven je begeleiding.", Wrong.PROMISE),
        ("Het is je eigen schuld.", Wrong.BLAME), ("Dat had je eerder moeten melden.", Wrong.BLAME), ("Je hebt te lang gewacht.", Wrong.BLAME),
        ("Je schiet bij Excel tekort.", Wrong.SMALL), ("Je bent niet handig genoeg.", Wrong.SMALL), ("Je bent daar te oud voor.", Wrong.SMALL),
        ("Je digitale niveau is onvoldoende.", Wrong.SMALL), ("Je loopt achter op anderen.", Wrong.SMALL), ("Dit is jouw zwakke kant.", Wrong.SMALL),
        ("Helaas past dit niet.", Wrong.GLOOM), ("Het spijt me.", Wrong.GLOOM),
    ],
)
def test_what_is_out_of_tone_is_found_with_what_to_do_instead(text: str, wrong: Wrong) -> None:
    found = list(slips(text))
    assert [slip.wrong for slip in found] == [wrong]
    assert found[0].words in text and ". " in found[0].why


@pytest.mark.parametrize(
    "text",
    [
        "Bespreek of een terugkeergarantie kan. HR beslist daarover.", "In jouw regio is een groot tekort aan verpleegkundigen.", "Daarvoor is een diploma nodig.",
        "Je kunt dit ook overslaan.", "Er is nu veel werk in de techniek.", "Je helpt mensen met schulden.", "Het cijfer is te oud.", "Dit werk wordt minder.",
        "Geen probleem, dat hoeft niet.", "Je had het over plannen.",
    ],
)
def test_plain_facts_are_in_tone(text: str) -> None:
    assert list(slips(text)) == []


def test_no_advice_blames_promises_or_belittles(advices: list[Advice]) -> None:
    assert not [(slip.words, slip.wrong) for advice in advices for slip in slips(advice_to_json(advice))]


def test_every_sentence_of_an_advice_is_whole(advices: list[Advice]) -> None:
    for advice in advices:
        said = [advice.own_work.offer, *(rule.because for rule in advice.own_work.fired), *(other.because for other in advice.considered)]
        said += [text for text in (advice.note, advice.own_work.text) if text]
        for card in advice.suggestions:
            said += [card.what, card.route_text, card.opening, card.labour_market.text, *card.questions]
            for told in (card.parts, card.criteria, card.fired, card.for_coach):
                said += [each.because for each in told]
            for told in (card.steps, card.barriers, card.arrangements, card.for_coach):
                said += [each.text for each in told]
            said += [barrier.softened_by for barrier in card.barriers]
        assert not unreadable(said)


@pytest.mark.parametrize("part", ["steps", "barriers", "arrangements", "for_coach", "criteria", "fired", "questions", "has", "missing", "evidence"])
def test_no_part_of_a_card_is_always_empty(advices: list[Advice], part: str) -> None:
    assert any(getattr(card, part) for advice in advices for card in advice.suggestions)


def test_every_card_opens_with_what_someone_can_do(advices: list[Advice]) -> None:
    """The first sentence names own words, a skill that is shown or the present work, and nothing that lacks."""
    cards = [card for advice in advices for card in advice.suggestions]
    assert len(cards) > 80
    for card in cards:
        first = re.split(r"(?<=[.!?]) ", re.sub(r"“[^”]*”", "“…”", card.opening))[0]
        strengths = [gap.label for gap in card.has] + [found.matched for found in card.evidence]
        assert "“" in first or any(strength in first for strength in strengths) or re.search(r"\b(?:bij je werk|je wilde)\b", first, re.IGNORECASE), card.opening
        for strength in strengths:
            first = first.replace(strength, "…")
        assert not LACKS.search(first), card.opening


def test_no_sentence_of_the_expert_system_is_out_of_tone() -> None:
    """The Dutch in the code itself; single words are what people say, not what they read."""
    said = [
        (file.name, slip.words)
        for file in sorted((ROOT / "rules").rglob("*.py"))
        if file.name != "tone.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip()
        for slip in slips(node.value)
    ]
    assert not said
