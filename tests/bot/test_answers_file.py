"""HR edits the answers and the glossary: every mistake is named with file, line and field, and what stands there is short, plain and has a source."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.replies import count_sentences
from bot.texts.answers_file import parse_answers, parse_glossary
from bot.texts.script import Script
from bot.texts.script_file import read_script
from bot.words.wording import words_of
from rules.errors import Problem
from rules.language.readability import LONG_SENTENCE, reading
from rules.language.tone import slips

ROOT = Path(__file__).parents[2]
ANSWER = """
- id: mag-ik-iets
  question: Mag ik iets?
  asked_as: [mag iets, kan ik iets, is iets goed, mag het, hoe mag iets]
  answer: Ja, dat mag. Vraag het aan HR.
  source: eigen werk
"""
TERM = """
- term: kader
  also: [kaders]
  meaning: Een kader is een rand.
  source: eigen werk
"""


@pytest.fixture(scope="module")
def script() -> Script:
    return read_script(ROOT / "data")


@pytest.mark.parametrize(
    ("old", "new", "field", "told"),
    [
        ("  source: eigen werk\n", "", "source", "ontbreekt"),
        ("Ja, dat mag. Vraag het aan HR.", "Ja. Dat mag. Vraag het aan HR.", "answer", "hoogstens 2"),
        ("Ja, dat mag.", "Ja, dat mag " + "en nog iets " * 7 + "ook.", "answer", "woorden"),
        ("Ja, dat mag.", "Dit is een baangarantie.", "answer", "belooft"),
        ("id: mag-ik-iets", "id: Mag Ik Iets", "id", "streepjes"),
        ("[mag iets, kan ik iets, is iets goed, mag het, hoe mag iets]", "[mag iets]", "asked_as", "minstens 5"),
        ("hoe mag iets]", "Mag iets?]", "asked_as", "staat ook bij 'mag-ik-iets'"),
        ("answer: Ja", "antwoord: Ja", "antwoord", "bestaat hier niet"),
    ],
)
def test_a_mistake_in_an_answer_is_named_with_its_place(old: str, new: str, field: str, told: str) -> None:
    assert old in ANSWER
    problems: list[Problem] = []
    parse_answers(ANSWER.replace(old, new), problems)
    assert [(found.file, told in found.message) for found in problems if found.field.endswith(field)] == [("answers.yml", True)], problems


def test_the_same_id_or_wording_leads_to_one_answer() -> None:
    problems: list[Problem] = []
    parse_answers(ANSWER + ANSWER, problems)
    assert {found.field for found in problems} == {"mag-ik-iets.id", "mag-ik-iets.asked_as"}


@pytest.mark.parametrize(("old", "new", "field"), [("Een kader is een rand.", "Een. Kader. Is.", "meaning"), ("also: [kaders]", "also: [kader]", "also"), ("term: kader", "woord: kader", "term"), ("  source: eigen werk\n", "", "source")])
def test_a_mistake_in_a_word_is_named_with_its_place(old: str, new: str, field: str) -> None:
    problems: list[Problem] = []
    parse_glossary(TERM.replace(old, new), problems)
    assert any(found.file == "glossary.yml" and found.field.endswith(field) for found in problems)


def test_there_are_fifty_questions_and_sixty_words_at_least_each_with_a_source(script: Script) -> None:
    assert len(script.answers) >= 50 and len(script.glossary) >= 60
    assert all(known.source for known in (*script.answers, *script.glossary))


def test_every_answer_is_short_plain_and_kind(script: Script) -> None:
    for text in (*(known.answer for known in script.answers), *(known.meaning for known in script.glossary)):
        assert count_sentences(text) <= 2, text
        assert reading(text).longest <= LONG_SENTENCE, text
        assert not list(slips(text)), text


def test_taken_together_the_answers_read_with_ease(script: Script) -> None:
    """Flesch-Douma 60–70 is plain; one text may hold a long name that is just what it is about."""
    assert reading(" ".join(known.answer for known in script.answers)).ease >= 65
    assert reading(" ".join(known.meaning for known in script.glossary)).ease >= 50


def test_every_question_that_rasa_is_trained_on_has_an_answer(script: Script) -> None:
    trained = yaml.safe_load((ROOT / "bot" / "domain" / "questions.yml").read_text(encoding="utf-8"))["intents"]
    assert [intent for intent in (*trained, "is_bot") if not script.answer_to(intent)] == []


def test_no_two_words_have_a_name_in_common_however_it_is_spaced(script: Script) -> None:
    owners: dict[str, str] = {}
    for known in script.glossary:
        for name in known.names:
            assert owners.setdefault("".join(words_of(name)), known.term) == known.term, name
