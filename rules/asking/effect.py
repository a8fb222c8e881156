"""What an answer can still change of the three suggestions, and which question is best asked now.

A suggestion is the function and the way to it; another order of the three is another outcome too. What stands on the cards
beside that (steps to learn, barriers, points) may differ.

It never says that an answer cannot change them when it can. A question that is answered in people's own words may bring
anything, so it counts as changing all three until it is answered; a closed one is tried with each of its answers, and all
closed ones that are left together before the talk may stop. Where there would be too many to try it says that they can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product, zip_longest
from math import prod

from rules.asking.needs import FILLED_BY
from rules.asking.standing import CLOSED, Held, Standing, Suggested
from rules.person import DigitalLevel, Direction, Person, TaskTrend, Trend
from rules.weighing.bars import MOST
from rules.weighing.told import is_part

MOST_TRENDS = 5
"""Own tasks whose trends are tried together, three ways each; with more it is not tried at all."""
MOST_TOGETHER = 400
"""Combinations of answers that are tried together; with more it is not tried at all."""
LEVELS = tuple(DigitalLevel(insight, create) for insight in range(5) for create in range(5))
"""Every answer to the question about the digital level, where nobody says that there are fewer."""
_COUNTED = frozenset({("person", "growing_tasks"), ("person", "shrinking_tasks")})
_CHANGING = (Trend.GROWS, Trend.SHRINKS)

_Way = tuple[Held, Person]
"""An answer that was tried: which rules it leaves, and the person who gave it."""


class Effects:
    """For one person as they are now: `of(question)`, and whether `any_of` several can change anything.

    `standing` is where they stand without their answers to the closed questions, `levels` the digital levels that can be answered.
    """

    def __init__(self, person: Person, standing: Standing, levels: Sequence[DigitalLevel] = LEVELS) -> None:
        self._person = person
        self._levels = levels
        self._standing = standing
        self._ways: dict[str, list[_Way] | None] = {}
        self._now: dict[str, Held] = {question: standing.held(question, person) for question in CLOSED}

    @property
    def three(self) -> tuple[Suggested, ...]:
        """What would be suggested now, in order."""
        return self._three(self._now, self._person)

    def of(self, question: str) -> int:
        """How many of the three suggestions (0–3) could become others by the answer to a question, the rest being as it is."""
        ways = self._tried(question)
        if ways is None:
            return MOST
        most = 0
        for held, person in ways:
            most = max(most, differing(self.three, self._three({**self._now, question: held}, person)))
            if most == MOST:
                break
        return most

    def differs(self, question: str) -> bool:
        """Whether the answers to a question differ for any rule or for the choice, even if they change nothing by themselves."""
        ways = self._tried(question)
        return ways is None or len(ways) > 1

    def any_of(self, questions: Iterable[str]) -> bool:
        """Whether any combination of answers to these questions can change the three."""
        tried = {question: self._tried(question) for question in questions}
        ways = [found for found in tried.values() if found is not None]
        if len(ways) < len(tried) or prod(len(found) for found in ways) > MOST_TOGETHER:
            return True
        for answers in product(*ways):
            held = {**self._now, **dict(zip(tried, (one for one, _ in answers), strict=True))}
            direction = next((person for name, (_, person) in zip(tried, answers, strict=True) if name == "direction"), self._person)
            if self._three(held, direction) != self.three:
                return True
        return False

    def tells(self, quote: str) -> bool:
        """Whether it can make a difference if the work in these own words grows or shrinks."""
        if not self._standing.reads(FILLED_BY["trends"]):
            return False
        return self._standing.reads(_COUNTED) or any(is_part(link, [quote]) for link in self._standing.links)

    def _three(self, held: Mapping[str, Held], person: Person) -> tuple[Suggested, ...]:
        together = -1
        for bits in held.values():
            together &= bits
        return self._standing.three(together, person)

    def _tried(self, question: str) -> list[_Way] | None:
        """The answers to a closed question that differ for some rule or for the choice, the present one first; None when they are too many."""
        if question not in self._ways:
            self._ways[question] = self._try(question)
        return self._ways[question]

    def _try(self, question: str) -> list[_Way] | None:
        persons = self._answers(question) if question in CLOSED else None
        if persons is None:
            return None
        found: dict[tuple[Held, Direction | None], _Way] = {}
        for person in (self._person, *persons):
            held = self._standing.held(question, person)
            found.setdefault((held, person.direction), (held, person))
        return list(found.values())

    def _answers(self, question: str) -> list[Person] | None:
        if question == "digital":
            return [replace(self._person, digital_level=level) for level in self._levels]
        if question == "direction":
            return [replace(self._person, direction=direction) for direction in Direction]
        quotes = self._untold()
        if len(quotes) > MOST_TRENDS:
            return None
        told = self._person.task_trends
        return [
            replace(self._person, task_trends=(*told, *(TaskTrend(quote, trend) for quote, trend in zip(quotes, trends, strict=True) if trend)))
            for trends in product((None, *_CHANGING), repeat=len(quotes))
        ]

    def _untold(self) -> list[str]:
        """Own words of which it was not told whether they grow or shrink, and that make a difference."""
        known = {trend.quote.strip() for trend in self._person.task_trends}
        return [quote for quote in self._standing.told.evidence if quote not in known and self.tells(quote)]


def differing(one: Sequence[object], other: Sequence[object]) -> int:
    """At how many places two rows of suggestions differ.

    >>> differing(["kok", "gids"], ["kok", "gids", "tolk"]), differing(["kok", "gids"], ["gids", "kok"]), differing([], [])
    (1, 2, 0)
    """
    return sum(ours != theirs for ours, theirs in zip_longest(one, other))


def most_telling(questions: Sequence[str], effects: Callable[[], Effects]) -> str | None:
    """Of the open questions, in their order, the one that can change most; None when none of them can.

    What is answered in own words goes first: it may change as much as anything, and what it tells settles what the others can
    still change. So `effects` are only called for when nothing else is left.
    """
    own_words = next((question for question in questions if question not in CLOSED), None)
    if own_words is not None or not questions:
        return own_words
    found = effects()
    reach = {question: found.of(question) for question in questions}
    best = max(questions, key=lambda question: reach[question])
    if reach[best]:
        return best
    return next(question for question in questions if found.differs(question)) if found.any_of(questions) else None
