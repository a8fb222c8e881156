"""What the interview can recognise in somebody's words; `bot/hearing.py` does it with the catalogue and the regions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from rules.person import Meaning, Mention, Person


@dataclass(frozen=True, slots=True)
class FunctionGuess:
    """A function that somebody may mean; `confidence` 0–1, `exact` when its very name was typed, which no other function has."""

    function_id: str
    title: str
    confidence: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """A labour-market region that somebody may mean, and the town that led to it; `exact` when it was typed right."""

    region_id: str
    title: str
    town: str
    exact: bool


class Ears(Protocol):
    """Pure: the same words give the same guesses, best first."""

    def forget(self) -> None:
        """Nothing of what anybody said stays in memory."""
        ...

    def functions(self, words: str) -> Sequence[FunctionGuess]: ...

    def places(self, words: str) -> Sequence[PlaceGuess]:
        """For an answer that is a place."""
        ...

    def places_within(self, words: str) -> Sequence[PlaceGuess]:
        """For a place that is mentioned in passing ('ik werk in Breda'); only what is sure."""
        ...

    def mentions(self, words: str, about: Meaning) -> tuple[Mention, ...]: ...

    def own_tasks(self, function_id: str, words: str) -> tuple[Mention, ...]:
        """The tasks of this function that are named in a word or two ('verhuizingen'); none for a sentence."""
        ...

    def skill(self, words: str) -> str | None:
        """The id of the skill that is named; None when no skill stands out."""
        ...

    def skills_within(self, words: str) -> Sequence[tuple[str, str, str]]:
        """The skills that are called by a name of their own within the words: what was typed, the id and the label."""
        ...

    def skills_shown(self, person: Person) -> Collection[tuple[str, str]]:
        """Of the skills heard in what somebody told, those that the words really show: the words and the id."""
        ...

    def requirement(self, words: str) -> str | None:
        """The id of what the law asks that is named, by itself or by the work it is asked for ('verpleegkunde')."""
        ...

    def function_title(self, function_id: str) -> str: ...

    def first_task(self, function_id: str) -> str | None:
        """The id of the task that its profile names first; None when it has no profile (any more)."""
        ...

    def region_title(self, region_id: str) -> str: ...

    def short_sectors(self, region_id: str | None) -> Sequence[str]:
        """Sectors that are short of people there, the shortest first."""
        ...
