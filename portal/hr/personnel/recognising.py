"""Function names of a staff list → functions of the catalogue, and places → regions. Nothing that is asked is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.errors import FileRefused
from rules.knowledge import Knowledge
from rules.language.text import WORD, fold, words_only
from rules.matching.regions import Region, RegionFinder
from rules.matching.title_matching import SURE, TitleMatcher

FEW = 5
"""From so many different names on, a list in which more than half name no work at all holds something else."""
SHORTEST = 4
_RANK = re.compile(r"(?: (?:i{1,3}|iv|v|[a-e]|[1-9]))+$|^(?:senior|junior|medior|sr|jr|aankomend|allround) ")
_NO_FUNCTIONS = (
    "Het bestand: meer dan de helft van wat in de kolom functie staat, herken ik niet als werk. Staan er namen van mensen in? Haal die weg. "
    "Staan er afkortingen in? Schrijf de functies voluit."
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """`functions`: name as written → id or None. `not_known`: names without a function, as far as they surely are words for work; `hidden`: how many are not."""

    functions: dict[str, str | None]
    not_known: tuple[str, ...]
    hidden: int


class Recogniser:
    """Over one knowledge; it takes about a second to build, so one list uses one."""

    def __init__(self, knowledge: Knowledge, regions: Iterable[Region]) -> None:
        self._titles = TitleMatcher(knowledge.catalogue, knowledge.language)
        self._regions = RegionFinder(regions)
        functions = knowledge.catalogue.functions.values()
        self._exact: dict[str, str] = {}
        several: set[str] = set()
        for function in functions:
            for name in {words_only(label) for label in function.aliases}:
                if self._exact.setdefault(name, function.id) != function.id:
                    several.add(name)
        for name in several:
            del self._exact[name]
        self._exact |= {words_only(function.title): function.id for function in functions}
        texts = (text for function in functions for text in (function.title, *function.aliases, *(task.text for task in function.tasks)))
        words = {fold(word) for text in texts for word in WORD.findall(text)}
        self._work = {word for word in words if len(word) >= SHORTEST} | {fold(short) for short in knowledge.catalogue.abbreviations}
        self._parts = tuple(sorted(word for word in self._work if len(word) >= SHORTEST + 2))

    def functions(self, names: Iterable[str], step: Callable[[int], None]) -> Recognised:
        """Each name with its function, where that is sure. `step` is told how many are done. Raises FileRefused when most of it names no work."""
        found: dict[str, str | None] = {}
        for done, name in enumerate(dict.fromkeys(names)):
            step(done)
            found[name] = self._function(name)
        unknown = [name for name, function in found.items() if function is None]
        not_known = tuple(sorted(name for name in unknown if self._names_work(name)))
        hidden = len(unknown) - len(not_known)
        if len(found) >= FEW and hidden * 2 > len(found):
            raise FileRefused(_NO_FUNCTIONS)
        return Recognised(found, not_known, hidden)

    def regions(self, places: Iterable[str]) -> dict[str, str | None]:
        """Each place with its region, where there is exactly one."""
        found: dict[str, str | None] = {}
        for place in dict.fromkeys(places):
            regions = {match.region_id for match in self._regions.find(place) if match.exact} if place else set()
            found[place] = next(iter(regions)) if len(regions) == 1 else None
        return found

    def _function(self, name: str) -> str | None:
        plain = words_only(name)
        exact = self._exact.get(plain) or self._exact.get(_RANK.sub("", plain))
        if exact:
            return exact
        first = next(iter(self._titles.rank(name, 2)), None)
        return first.function_id if first and first.confidence >= SURE and self._names_work(name) else None

    def _names_work(self, name: str) -> bool:
        """Whether a word in it is, or holds, a word of the field: a name of a person seldom does."""
        words = [fold(word) for word in WORD.findall(name)]
        return any(word in self._work or any(part in word for part in self._parts) for word in words)
