"""Answers, words and talk texts of a content, as they are read for a list or a form. All raise ScriptError when the file does not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.errors import ScriptError
from bot.texts.answers import FrequentAnswer, Term
from bot.texts.answers_file import parse_answers, parse_glossary
from bot.texts.interview_editing import InterviewText, interview_texts
from publishing.content import Content, Part
from rules.errors import Problem
from rules.language.text import fold

Item = TypeVar("Item")
_KINDS_OF_TEXT: Mapping[str, str] = {
    "ask": "de vraag", "again": "de vraag nog eens", "why": "waarom Wijzer dit vraagt", "skip": "na overslaan", "confirm": "de bevestiging",
    "about_words": "waar de vraag over gaat, midden in een zin", "names": "hoe mensen de vraag noemen", "title": "wat erop staat",
    "says": "wat mensen typen in plaats van de knop", "early": "wat deze knop al eerder kiest", "whole": "namen van de hele sector",
}
_BEGINS = 60
_HOLDERS: Mapping[str, str] = {"options[": "knop ", "instead[": "andere woorden ", "phrases": "antwoord", "]": ""}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: its key in the address, what it is called, and what it says."""

    key: str
    title: str
    text: str


def answers_in(content: Content) -> tuple[FrequentAnswer, ...]:
    problems: list[Problem] = []
    return _read(parse_answers(content.files.get(Part.ANSWERS, ""), problems), problems)


def terms_in(content: Content) -> tuple[Term, ...]:
    problems: list[Problem] = []
    return _read(parse_glossary(content.files.get(Part.GLOSSARY, ""), problems), problems)


def talk_texts_in(content: Content) -> tuple[InterviewText, ...]:
    return interview_texts(content.files.get(Part.INTERVIEW, ""))


def answer_rows(content: Content) -> tuple[Row, ...]:
    return tuple(Row(each.id, each.question, each.answer) for each in answers_in(content))


def term_rows(content: Content) -> tuple[Row, ...]:
    return tuple(Row(each.term, each.term, each.meaning) for each in terms_in(content))


def talk_rows(content: Content) -> tuple[Row, ...]:
    texts = talk_texts_in(content)
    about = abouts(texts)
    return tuple(Row(each.place, place_words(each, about), as_text(each)) for each in texts)


def matching(rows: Iterable[Row], words: str) -> tuple[Row, ...]:
    """The rows in which every word stands, whatever its accents and capitals.

    >>> [row.key for row in matching([Row("a", "Coördinátor", ""), Row("b", "bakker", "")], "COORD")]
    ['a']
    """
    wanted = fold(words).split()
    return tuple(row for row in rows if all(word in fold(f"{row.key} {row.title} {row.text}") for word in wanted))


def as_text(text: InterviewText) -> str:
    """A talk text as a form shows it: of a list, one on each line."""
    return text.value if isinstance(text.value, str) else "\n".join(text.value)


def abouts(texts: Iterable[InterviewText]) -> dict[str, str]:
    """What each question is about, by its id."""
    return {text.place.removesuffix(".about_words"): as_text(text) for text in texts if text.place.endswith(".about_words")}


def place_words(text: InterviewText, about: Mapping[str, str]) -> str:
    """Where a talk text stands, in words; one that has no name in Dutch is called by how it begins.

    >>> place_words(InterviewText("consent.options[2].title", "Nee, liever niet"), {"consent": "je toestemming"})
    'Vraag over je toestemming, knop 2: wat erop staat'
    >>> place_words(InterviewText("phrases.plan", "Ik zet {title} in je plan."), {})
    'Los van een vraag: “Ik zet {title} in je plan.”'
    """
    question, _, rest = text.place.partition(".")
    said = " ".join(as_text(text).split())
    begins = f"“{said if len(said) <= _BEGINS else said[:_BEGINS].rstrip() + '…'}”"
    if question not in about:
        return f"Los van een vraag: {begins}"
    holder, _, name = rest.rpartition(".")
    for code, words in _HOLDERS.items():
        holder = holder.replace(code, words)
    return f"Vraag over {about[question]}{f', {holder}' if holder else ''}: {_KINDS_OF_TEXT.get(name, begins)}"


def _read(items: tuple[Item, ...], problems: list[Problem]) -> tuple[Item, ...]:
    if problems:
        raise ScriptError(problems)
    return items
