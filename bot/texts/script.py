"""The script of the talk: its questions, wording and answers, as read from the files that HR edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.texts.answers import FrequentAnswer, Term
from bot.words.other_language import OtherLanguage
from bot.words.wording import fits_without, words_of
from rules.person import CriterionKind, Meaning
from skills_passport.answers import JsonObject

_NUMBER = re.compile(r"(\d)(?=[^\W\d_])")  # '15km'
_BESIDE = frozenset(["het", "de", "mijn", "me", "mn", "n", "m", "qua", "en", "ook", "wel", "dus", "natuurlijk", "vooral", "gewoon", "nou", "dan", "nog", "ja", "o", "oh", "eigenlijk", "hoor"])
"""Words beside a bare name that change nothing about it."""


class Kind(StrEnum):
    """How the answer to a question is heard."""

    CONSENT = "consent"
    FUNCTION = "function"
    REGION = "region"
    TOLD = "told"
    TRENDS = "trends"
    WISHES = "wishes"
    CHOICE = "choice"
    CONTACT = "contact"
    DIGITAL = "digital"
    CRITERIA = "criteria"


class AskingOrder(StrEnum):
    """Which question comes next: as the file has them, or what can still change most."""

    FIXED = "fixed"
    BY_EFFECT = "by-effect"


@dataclass(frozen=True, slots=True)
class Option:
    """A button of a question: what it fills, what people type instead, and the small word (`affirm`, `deny`) that means it.

    `early` is what chooses it where another question is open, in a sentence about oneself. `whole` are names of a whole
    sector, by which it can be refused ('geen politie' refuses less than 'geen veiligheid').
    """

    title: str
    value: JsonObject
    says: tuple[str, ...] = ()
    means: str = ""
    early: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instead:
    """Other wordings of a question, as long as nothing is known for the question `without`."""

    without: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the interview in all its wordings (Dutch, B1)."""

    id: str
    kind: Kind
    about_words: str  # what the question is about, within a sentence
    names: tuple[str, ...]
    ask: str
    again: str
    why: str
    skip: str
    confirm: str
    phrases: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    about: Meaning = Meaning.NOW  # how what is told here is meant when nothing says otherwise
    needs: str = ""  # only asked when that question brought something
    most: int = 0  # at most so many parts
    instead: tuple[Instead, ...] = ()

    def as_known(self, knows: Callable[[str], bool]) -> Question:
        """The question worded so that it leans on nothing that is not known."""
        other: dict[str, Any] = {}
        for each in self.instead:
            other |= {} if knows(each.without) else each.texts
        return replace(self, **other)


@dataclass(frozen=True, slots=True)
class CriterionPattern:
    """Words that make a criterion one that can be checked against a profile, or (`let_go`) none at all.

    `alone` names it when nothing else is said. `kept_as` is kept in place of words that tell of somebody's health.
    """

    kind: CriterionKind
    says: tuple[str, ...]
    let_go: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    kept_as: str = ""

    def tells(self, words: str) -> bool:
        """Whether the words ask for this."""
        typed = _NUMBER.sub(r"\1 ", words)
        named = any(fits_without(pattern, typed) for pattern in self.says) or self._is_alone(typed)
        return named and not self.frees(words)

    def _is_alone(self, words: str) -> bool:
        """Whether one of the bare names is all that is said: 'en ook mijn salaris'."""
        content = [word for word in words_of(words) if word not in _BESIDE]
        return len(content) == 1 and content[0] in self.alone

    def frees(self, words: str) -> bool:
        """Whether the words say that this is no condition: 'minder verdienen mag wel'."""
        return any(fits_without(pattern, words) for pattern in self.let_go)


@dataclass(frozen=True, slots=True)
class Script:
    """All that the bot says and asks."""

    questions: tuple[Question, ...]
    phrases: Mapping[str, str]
    criteria: tuple[CriterionPattern, ...]
    answers: tuple[FrequentAnswer, ...]
    glossary: tuple[Term, ...]
    consent_text_version: str
    order: AskingOrder = AskingOrder.FIXED
    languages: tuple[OtherLanguage, ...] = ()  # in which people may write who speak little Dutch
    examples: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what people say in a talk, by what Rasa is to make of it

    def question(self, question_id: str) -> Question:
        return next(question for question in self.questions if question.id == question_id)

    def answer_to(self, intent: str) -> FrequentAnswer | None:
        """The question that Rasa is trained on with its answer; None when this intent is none."""
        return next((known for known in self.answers if known.intent == intent), None)

    def criterion_kind(self, words: str) -> CriterionKind:
        """What can be checked about these words; OTHER keeps them for the talk with the coach."""
        pattern = self.criterion(words)
        return pattern.kind if pattern else CriterionKind.OTHER

    def criterion(self, words: str) -> CriterionPattern | None:
        """The first pattern that the words ask for."""
        return next((each for each in self.criteria if each.tells(words)), None)

    def is_fact(self, words: str) -> bool:
        """Whether the words tell what is so whatever somebody wants, and are no condition."""
        return self.criterion_kind(words) is CriterionKind.FACT

    def let_go(self, words: str) -> CriterionPattern | None:
        """What the words say to be no condition ('salaris is niet zo belangrijk'); None when they say no such thing."""
        return next((each for each in self.criteria if each.frees(words)), None)

    def step(self, question_id: str) -> int:
        """The place of a question in the order, counted from 1."""
        return next(place for place, question in enumerate(self.questions, start=1) if question.id == question_id)
