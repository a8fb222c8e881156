"""Which of their own tasks somebody names in a word or two: 'verhuizingen', 'ook uittreksels', 'post en pakketten'.

Out of nowhere 'verhuizingen' may be anything; of somebody who works at burgerzaken it is the registering of who moved. So only the tasks of one function
are looked at, and every word that was said has to be among those of a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from rules.catalogue import Catalogue
from rules.language.dutch import DutchText, stem
from rules.language.dutch_words import STOP_WORDS, word_set
from rules.language.text import WORD, fold

MOST_WORDS = 3  # of one name, small words left out; who says more tells a sentence
MOST_NAMES = 8
FUNCTIONS_KEPT = 64
_SHORTEST_SLIP = 6  # letters of a word that may have been typed wrong
_APART = re.compile(r"[,;/&+\n]|\s-\s|\b(?:en|of|plus)\b", re.IGNORECASE)
_BEFORE = STOP_WORDS | word_set("ook vooral veel nog soms meestal verder ja nou gewoon zoals dingen wat allerlei beetje vaak")
_SMALL = _BEFORE | word_set("enzo ofzo etc enz doe doen doet deed maak maken regel regelen alle")
_NO_NAME = word_set("ik k we wij niet geen nooit wil wilde zou moet kan mag graag waarom wie hoe waar wanneer stop help hulp")
"""Who says one of these says something else about it."""


@dataclass(frozen=True, slots=True)
class NamedTask:
    """A task by its id, with what was typed for it."""

    quote: str
    task_id: str
    label: str


@dataclass(frozen=True, slots=True)
class _Wording:
    task_id: str
    label: str
    terms: frozenset[str]


class TaskNames:
    """`named(function_id, words)` against the tasks of one catalogue; safe to share between threads."""

    def __init__(self, catalogue: Catalogue, language: DutchText) -> None:
        self._catalogue, self._language = catalogue, language
        self._wordings = lru_cache(FUNCTIONS_KEPT)(self._read)

    def named(self, function_id: str, words: str) -> tuple[NamedTask, ...]:
        """The tasks of this function that are named, in the order in which they were said; none when any part tells a sentence."""
        parts = list(_parts(words))
        if not parts or len(parts) > MOST_NAMES or words.rstrip().endswith("?"):
            return ()
        said = [[fold(word.group()) for word in WORD.finditer(part)] for part in parts]
        if any(not _NO_NAME.isdisjoint(each) for each in said):
            return ()
        names = [[word for word in each if word not in _SMALL] for each in said]
        if any(len(name) > MOST_WORDS for name in names):
            return ()
        found = [(part, self._task(function_id, name)) for part, name in zip(parts, names, strict=True) if name]
        return tuple(NamedTask(_quoted(part), wording.task_id, wording.label) for part, wording in found if wording is not None)

    def _task(self, function_id: str, name: Sequence[str]) -> _Wording | None:
        """The task with a wording that holds every word; of several the one in which they say the most."""
        wordings = self._wordings(function_id)
        asked = [self._ways(word) for word in name]
        holding = [each for each in wordings if all(any(way <= each.terms for way in ways) for ways in asked)]
        if not holding:
            known = {term for each in wordings for term in each.terms}
            asked = [[*ways, *_slips(word, known)] for word, ways in zip(name, asked, strict=True)]
            holding = [each for each in wordings if all(any(way <= each.terms for way in ways) for ways in asked)]
        return min(holding, key=lambda each: len(each.terms), default=None)

    def _ways(self, word: str) -> list[frozenset[str]]:
        """The terms that say this word: itself, or all the parts of a compound."""
        whole, *parts = self._language.terms(word) or [stem(word)]
        return [frozenset([whole]), *([frozenset(parts)] if len(parts) > 1 else [])]

    def _read(self, function_id: str) -> tuple[_Wording, ...]:
        profile = self._catalogue.functions.get(function_id)
        return tuple(
            _Wording(task.id, task.text, frozenset(self._language.terms(text))) for task in (profile.tasks if profile else ()) for text in (task.text, *task.also)
        )


def _parts(words: str) -> Iterator[str]:
    return (part for each in _APART.split(words) if WORD.search(part := each.strip(" .!:()-\"'")))


def _quoted(part: str) -> str:
    """What was typed, without the small words before it ('ook uittreksels' → 'uittreksels')."""
    typed = list(WORD.finditer(part))
    first = next((word.start() for word in typed if fold(word.group()) not in _BEFORE), 0)
    return part[first:]


def _slips(word: str, known: set[str]) -> list[frozenset[str]]:
    """The terms that are meant where a letter is wrong."""
    if len(word) < _SHORTEST_SLIP:
        return []
    typed = stem(word)
    return [frozenset([term]) for term in sorted(known) if term[:1] == typed[:1] and len(term) >= _SHORTEST_SLIP - 1 and DamerauLevenshtein.distance(typed, term, score_cutoff=1) <= 1]
