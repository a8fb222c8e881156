"""Which question comes next: as the file has them, or the one whose answer can still change most of the three suggestions.

Both follow from the answers in the passport alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache

from bot.errors import ScriptError
from bot.talk import Talk
from bot.texts.script import Script
from rules.asking.effect import Effects, most_telling
from rules.asking.needs import FILLED_BY
from rules.asking.standing import Standing, without_closed
from rules.errors import Problem
from rules.knowledge import Knowledge
from rules.person import DigitalLevel, Person
from skills_passport.answers import JsonObject, person_from

KEPT = 32
"""So many persons' standing is kept in memory between turns; they are the same to anyone who told the same."""
_FIRST = frozenset({"function", "region", "tasks"})
"""Without the present function and tasks there is nothing to weigh; the region changes what stands on every card."""
_DIGITAL = "digital"


class Order(ABC):
    """`next` of the open questions; `before` and `step` tell where somebody is."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._ids = tuple(question.id for question in script.questions)

    @abstractmethod
    def next(self, talk: Talk, open_: Sequence[str]) -> str | None:
        """The one to ask of the open questions, which come in the order of the file; None when none is worth it."""

    @abstractmethod
    def before(self, talk: Talk, question: str | None) -> Sequence[str]:
        """The questions that come before this one (None: before the end), the first one first."""

    @abstractmethod
    def step(self, talk: Talk, question: str) -> int:
        """The place of a question for the display of progress, counted from 1."""

    @abstractmethod
    def not_worth_asking(self, talk: Talk, quotes: Sequence[str]) -> list[str]:
        """Own tasks of which it makes no difference whether they grow or shrink."""

    @abstractmethod
    def forget(self) -> None:
        """Nothing of what anybody told stays in memory."""


class FixedOrder(Order):
    """Every question, in the order of the file."""

    def next(self, talk: Talk, open_: Sequence[str]) -> str | None:
        return next(iter(open_), None)

    def before(self, talk: Talk, question: str | None) -> Sequence[str]:
        return self._ids[: self._ids.index(question)] if question is not None else self._ids

    def step(self, talk: Talk, question: str) -> int:
        return self._script.step(question)

    def not_worth_asking(self, talk: Talk, quotes: Sequence[str]) -> list[str]:
        return []

    def forget(self) -> None:
        """There is nothing in memory."""


class ByEffect(Order):
    """The first questions in the order of the file; then what can change most, until nothing can.

    A question that no rule reads, as the one about contact, follows the question before it in the file. Once the advice was shown the
    employee leads: what was passed over is not asked any more.
    """

    @staticmethod
    def check(script: Script) -> None:
        """Whether this order can be made for the script. Raises ScriptError, naming the questions that it cannot do without."""
        there = {question.id for question in script.questions}
        missing = sorted((_FIRST | {_DIGITAL}) - there)
        if missing:
            raise ScriptError([Problem("interview.yml", 1, "questions", f"mist de vragen {', '.join(missing)}. Zet ze terug, of kies 'order: fixed'.")])

    def __init__(self, script: Script, knowledge: Knowledge, today: Callable[[], date]) -> None:
        super().__init__(script)
        self._today = today
        self._levels = tuple(DigitalLevel(**option.value) for option in script.question(_DIGITAL).options)
        self._leading = frozenset(self._ids[: 1 + max(self._ids.index(question) for question in _FIRST)])
        self._standing = lru_cache(KEPT)(lambda person, today: Standing(person, knowledge, today))

    def next(self, talk: Talk, open_: Sequence[str]) -> str | None:
        if open_ and open_[0] in self._leading:
            return open_[0]
        following = [question for question in open_ if question not in FILLED_BY]
        at_once = next((question for question in following if self._ids[self._ids.index(question) - 1] not in open_), None)
        if at_once is not None:
            return at_once
        weighed = [question for question in open_ if question in FILLED_BY and not (talk.notes.seen and question not in talk.notes.asked)]
        return most_telling(weighed, cache(lambda: self._effects(talk))) or next(iter(following), None)

    def before(self, talk: Talk, question: str | None) -> Sequence[str]:
        path = talk.notes.path
        return path[: path.index(question)] if question in path else path

    def step(self, talk: Talk, question: str) -> int:
        settled = [known for known in talk.notes.path if talk.settled(known)]
        return 1 + (settled.index(question) if question in settled else sum(talk.settled(known) for known in self._ids if known != question))

    def not_worth_asking(self, talk: Talk, quotes: Sequence[str]) -> list[str]:
        effects = self._effects(talk)
        return [quote for quote in quotes if not effects.tells(quote)]

    def forget(self) -> None:
        self._standing.cache_clear()

    def _effects(self, talk: Talk) -> Effects:
        person = person_of(talk)
        return Effects(person, self._standing(without_closed(person), self._today()), self._levels)


def person_of(talk: Talk) -> Person:
    """What the expert system may know of who talks: every answer that was not skipped, settled or not."""
    values: dict[str, JsonObject] = {question: value for question in talk.given if (value := talk.value(question))}
    return person_from(values)
