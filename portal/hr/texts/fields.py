"""What the forms of answers, words and talk texts hold: as they come from the file, and as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, Field

from bot.texts.answers import FrequentAnswer, Term
from portal.hr.versions.deeds import MOST_REVISIONS
from rules.language.text import fold

MOST_WORDS_IN_ID = 6
_SPLIT = re.compile(r"[\n\r]+")
_NO_ID = re.compile(r"[^a-z0-9]+")


class Sent(BaseModel, frozen=True):
    """What every form sends: its fields (each kind has some of these; a list has one text on each line), the revision that was on the screen,
    which entry it is (empty for a new one), and whether a likeness was seen already.
    """

    key: str = Field(default="", max_length=500)
    revision: int = Field(default=0, ge=0, le=MOST_REVISIONS)
    anyway: str = Field(default="", max_length=10)
    question: str = Field(default="", max_length=20_000)
    asked_as: str = Field(default="", max_length=100_000)
    answer: str = Field(default="", max_length=20_000)
    source: str = Field(default="", max_length=20_000)
    term: str = Field(default="", max_length=20_000)
    also: str = Field(default="", max_length=100_000)
    meaning: str = Field(default="", max_length=20_000)
    text: str = Field(default="", max_length=100_000)

    def values(self, names: Iterable[str]) -> dict[str, str]:
        """The fields with these names, with the line ends of the file."""
        return {name: str(getattr(self, name)).replace("\r\n", "\n") for name in names}


def answer_values(answer: FrequentAnswer) -> dict[str, str]:
    """The form of an answer that is there."""
    return {"question": answer.question, "asked_as": "\n".join(answer.asked_as), "answer": answer.answer, "source": answer.source}


def term_values(term: Term) -> dict[str, str]:
    """The form of a word that is there."""
    return {"term": term.term, "also": "\n".join(term.also), "meaning": term.meaning, "source": term.source}


def answer_of(values: Mapping[str, str], identity: str, intent: str = "") -> FrequentAnswer:
    """The answer that was typed."""
    return FrequentAnswer(
        id=identity, question=values["question"], asked_as=lines(values["asked_as"]), answer=values["answer"], source=values["source"], intent=intent,
    )


def term_of(values: Mapping[str, str]) -> Term:
    """The word that was typed."""
    return Term(term=values["term"], also=lines(values["also"]), meaning=values["meaning"], source=values["source"])


def lines(typed: str) -> tuple[str, ...]:
    """What stands on each line, empty ones aside.

    >>> lines("een\\r\\n\\r\\n twee ")
    ('een', 'twee')
    """
    return tuple(line.strip() for line in _SPLIT.split(typed) if line.strip())


def new_id(question: str, known: Iterable[str]) -> str:
    """An id that is not there yet, from the first words of the question; empty when it has no words.

    >>> new_id("Wat kost het?", ["wat-kost-het"])
    'wat-kost-het-2'
    """
    taken = set(known)
    start = "-".join(_NO_ID.sub(" ", fold(question)).split()[:MOST_WORDS_IN_ID])
    if not start or start not in taken:
        return start
    return next(name for number in range(2, len(taken) + 3) if (name := f"{start}-{number}") not in taken)
