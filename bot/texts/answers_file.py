"""Reads `data/answers.yml` and `data/glossary.yml`; every mistake is named with file, line and field.

What is said must be short, plain and kind: sentences are counted and measured here, so that HR reads at once what to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.replies import count_sentences
from bot.texts.answers import FrequentAnswer, Term
from bot.words.wording import plain
from rules.errors import Problem
from rules.files.yaml_entries import Entry, read_entries
from rules.language.readability import LONG_SENTENCE, reading
from rules.language.tone import slips

ANSWERS, GLOSSARY = "answers.yml", "glossary.yml"
MOST_SENTENCES = 2
"""After an answer comes the open question again, and three sentences is the most before an employee can speak."""
FEWEST_WAYS, MOST_WAYS = 5, 30
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def parse_answers(text: str, problems: list[Problem]) -> tuple[FrequentAnswer, ...]:
    """The answers in the text of the file; what is wrong is added to the problems."""
    return answers_of(read_entries([(ANSWERS, text)], problems))


def answers_of(entries: Iterable[Entry]) -> tuple[FrequentAnswer, ...]:
    """The answers that these entries are, of a file or of a sheet; each notes what is wrong with it."""
    found: dict[str, FrequentAnswer] = {}
    asked: dict[str, str] = {}
    intents: set[str] = set()
    for entry in entries:
        answer = FrequentAnswer(
            id=entry.text("id"), question=entry.text("question"), asked_as=entry.texts("asked_as", at_least=FEWEST_WAYS, at_most=MOST_WAYS),
            answer=_said(entry, "answer"), source=entry.text("source"), intent=entry.text("intent", required=False),
        )
        if answer.id and not _ID.fullmatch(answer.id):
            entry.problem("id", f"'{answer.id}' kan hier niet. Schrijf kleine letters, met streepjes ertussen, zoals 'wat-kost-het'.")
        if answer.id in found:
            entry.problem("id", f"'{answer.id}' staat er twee keer. Geef elke vraag een eigen id.")
        if answer.intent in intents:
            entry.problem("intent", f"'{answer.intent}' staat er twee keer. Laat er één staan.")
        _only_here(entry, "asked_as", (answer.question, *answer.asked_as), answer.id, asked)
        entry.finish()
        found[answer.id] = answer
        intents |= {answer.intent} - {""}
    return tuple(found.values())


def parse_glossary(text: str, problems: list[Problem]) -> tuple[Term, ...]:
    """The words in the text of the file; what is wrong is added to the problems."""
    return terms_of(read_entries([(GLOSSARY, text)], problems))


def terms_of(entries: Iterable[Entry]) -> tuple[Term, ...]:
    """The words that these entries are, as `answers_of`."""
    found: list[Term] = []
    named: dict[str, str] = {}
    for entry in entries:
        entry.path = entry.text("term") or entry.path
        term = Term(term=entry.text("term"), also=entry.texts("also"), meaning=_said(entry, "meaning"), source=entry.text("source"))
        _only_here(entry, "also", term.names, term.term, named)
        entry.finish()
        found.append(term)
    return tuple(found)


def _said(entry: Entry, field: str) -> str:
    """A text that the bot says: short enough, in short sentences, and in tone."""
    text = entry.text(field)
    if count_sentences(text) > MOST_SENTENCES:
        entry.problem(field, f"heeft te veel zinnen. Maak er hoogstens {MOST_SENTENCES} van: daarna komt de vraag weer.")
    longest = reading(text).longest
    if longest > LONG_SENTENCE:
        entry.problem(field, f"heeft een zin van {longest} woorden. Maak hem korter dan {LONG_SENTENCE + 1} woorden, of knip hem in tweeën.")
    for slip in slips(text):
        entry.problem(field, f"'{slip.words}' {slip.why}.")
    return text


def _only_here(entry: Entry, field: str, wordings: tuple[str, ...], owner: str, known: dict[str, str]) -> None:
    """The same words must not lead to two answers."""
    for wording in wordings:
        words = plain(wording).strip(" ?.!")
        if not words:
            continue
        if words in known:
            entry.problem(field, f"'{wording}' staat ook bij '{known[words]}'. Laat het bij één van de twee staan.")
        known[words] = owner or entry.path
