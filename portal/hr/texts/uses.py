"""Where an answer, a word or a talk text is used, and what is like it already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from bot.texts.answers import Term
from bot.texts.interview_editing import InterviewText
from bot.texts.script_file import WORDINGS
from portal.hr.texts.entries import abouts, answers_in, as_text, place_words, talk_texts_in, terms_in
from publishing.content import Content
from rules.language.text import words_only
from rules.matching.label_index import LabelIndex

MOST_USES = 12
MOST_ALIKE = 3
_LOOKED_AT = 20  # names of what is there, of which one question or word has several
LIKE = 0.75
"""From this likeness on (0–1) a question, a word or a text that is there is shown before another is saved."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where something is used: in words, and the end of the address of its form, behind the one of the version's texts."""

    words: str
    address: str


def uses_of_term(content: Content, key: str) -> tuple[Use, ...]:
    """Where the talk says this word, so where people may ask what it means."""
    term = next((each for each in terms_in(content) if each.term == key), None)
    return tuple(islice(_saying(content, term), MOST_USES)) if term else ()


def uses_of_answer(content: Content, key: str) -> tuple[Use, ...]:
    """The explained words that the answer says."""
    answer = next((each for each in answers_in(content) if each.id == key), None)
    return tuple(Use(f"Woord met uitleg: {term.term}", _to("begrippen", term.term)) for term in terms_in(content) if answer and _says(answer.answer, term))


def uses_of_talk_text(content: Content, key: str) -> tuple[Use, ...]:
    """The other wordings of the question that the text belongs to, and the explained words in it."""
    texts = talk_texts_in(content)
    about, question = abouts(texts), key.partition(".")[0]
    beside = {f"{question}.{wording}" for wording in WORDINGS} - {key}
    found = [Use(place_words(each, about), _to("gesprek", each.place)) for each in texts if question in about and each.place in beside]
    said = next((as_text(each) for each in texts if each.place == key), "")
    return (*found, *(Use(f"Woord met uitleg: {term.term}", _to("begrippen", term.term)) for term in terms_in(content) if _says(said, term)))


def alike_answers(content: Content, key: str, question: str) -> tuple[str, ...]:
    """Questions that are there and look like this one; none for one that stays as it is."""
    others = {each.id: each for each in answers_in(content)}
    was = others.pop(key, None)
    if was and was.question == question.strip():
        return ()
    return tuple(others[each].question for each in _alike(((each.id, words) for each in others.values() for words in (each.question, *each.asked_as)), question))


def alike_terms(content: Content, key: str, name: str) -> tuple[str, ...]:
    """Words that are there and look like this one; none for one that stays as it is."""
    if key == name.strip():
        return ()
    return _alike(((each.term, known) for each in terms_in(content) if each.term != key for known in each.names), name)


def alike_talk_texts(content: Content, key: str, text: str) -> tuple[str, ...]:
    """Texts of the interview that read nearly as this one will, each with where it stands; those that read as it did already are passed over.

    Lists are left aside: they hold words that people say, which may well stand at more than one place.
    """
    texts = {each.place: each for each in talk_texts_in(content) if isinstance(each.value, str)}
    was = texts.pop(key, None)
    if was is None:
        return ()
    known, about = [(place, as_text(each)) for place, each in texts.items()], abouts(talk_texts_in(content))
    before = _near(known, as_text(was))
    return tuple(_in_its_place(texts[place], about) for place in _near(known, text) if place not in before)[:MOST_ALIKE]


def _in_its_place(text: InterviewText, about: Mapping[str, str]) -> str:
    where, said = place_words(text, about), f"“{as_text(text)}”"
    return where if said in where else f"{where}: {said}"


def _alike(known: Iterable[tuple[str, str]], text: str) -> tuple[str, ...]:
    return _near(known, text)[:MOST_ALIKE]


def _near(known: Iterable[tuple[str, str]], text: str) -> tuple[str, ...]:
    """The ids of all that is at least so like the text, the nearest first."""
    entries = list(known)
    if not entries or not text.strip():
        return ()
    return tuple(dict.fromkeys(match.concept_id for match in LabelIndex(entries).rank(text, _LOOKED_AT) if match.score >= LIKE))


def _saying(content: Content, term: Term) -> Iterable[Use]:
    for answer in answers_in(content):
        if _says(f"{answer.question} {answer.answer}", term):
            yield Use(f"Antwoord: {answer.question}", _to("antwoorden", answer.id))
    texts = talk_texts_in(content)
    about = abouts(texts)
    for text in texts:
        if _says(as_text(text), term):
            yield Use(place_words(text, about), _to("gesprek", text.place))


def _says(text: str, term: Term) -> bool:
    padded = f" {words_only(text)} "
    return any(f" {words} " in padded for name in term.names if (words := words_only(name)))


def _to(kind: str, key: str) -> str:
    return f"{kind}/een?key={quote(key, safe='')}"
