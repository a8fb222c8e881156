"""From an answer ('Breda', 'regio Twente', 'den hage') to labour-market regions; when in doubt, several candidates.

`data/labour_market/regions.yml` gives each region its municipalities and what else people call the area.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from rules.errors import LabourMarketError, Problem
from rules.files.yaml_entries import read_entries
from rules.language.dutch_words import STOP_WORDS, word_set
from rules.language.text import cap, fold

MAX_ANSWER = 200  # characters
CLOSE = 0.75  # likeness from which a misspelt name counts
_CLOSE_CALL = 0.08  # candidates this near to the best are offered too
_SHORTEST_FUZZY = 4  # letters; 'Ede' and 'Epe' must be typed right
_LONGEST_NAME = 5  # words

_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_NOISE = word_set(
    "regio gemeente stad provincie dorp omgeving arbeidsmarktregio streek buurt ik wij we woon wonen werk werken kom uit in bij van rond rondom om "
    "nabij tegen te op voor is het dat mijn zit nu ben dus nou ja eh denk vlakbij vlak dichtbij ergens weet niet geen idee"
)
_ALSO_WORDS = word_set(
    "assen beek bergen best buren dieren doorn duiven echt goor grave haren heel hoorn houten huizen hulst kampen leek leiden losser monster muiden putten rijen sluis wierden"
)
"""Towns that are ordinary words too ('moet echt', 'best leuk'): they count where a place stands, or when nothing else is said."""
_INTENSIFIERS = word_set("best echt heel")  # 'echt, dat wil ik niet'
_CLAUSE = re.compile(r"[,.;!?\n]|\b(?:en|maar|want)\b", re.IGNORECASE)
_BESIDE_PLACES = word_set("of en liefst liever eerst anders eventueel zoek zoeken nee zei toch bedoel bedoelde al net")
_PLACE_FOLLOWS = word_set("in bij uit te regio gemeente stad provincie rond nabij omgeving rondom naar")


@dataclass(frozen=True, slots=True)
class Region:
    """A labour-market region: its id, name, municipalities, and other names that point to it.

    `code` is that of CBS; `spellings` are other names of this same region in tables, such as those of UWV.
    """

    id: str
    name: str
    municipalities: tuple[str, ...]
    also: tuple[str, ...]
    code: str = ""
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """A region somebody may mean; `place` is the name that led to it, `exact` when it was typed right, `score` 0–1."""

    region_id: str
    name: str
    place: str
    exact: bool
    score: float


def parse_regions(text: str, file: str = "regions.yml") -> tuple[Region, ...]:
    """The regions in a file; raises `LabourMarketError` with every problem found."""
    problems: list[Problem] = []
    regions: list[Region] = []
    for entry in read_entries([(file, text)], problems):
        region = Region(
            id=entry.text("id"),
            name=entry.text("name"),
            municipalities=entry.texts("municipalities", at_least=1),
            also=entry.texts("also"),
            code=entry.text("code", required=False),
            spellings=entry.texts("spellings"),
        )
        if any(region.id == other.id for other in regions):
            entry.problem("id", f"'{region.id}' staat er twee keer. Laat er één staan.")
        regions.append(region)
    if problems:
        raise LabourMarketError(problems)
    return tuple(regions)


class RegionFinder:
    """`find(words)` over the names of all regions; built once, then used from any thread."""

    __slots__ = ("_names",)

    def __init__(self, regions: Iterable[Region]) -> None:
        names: dict[str, list[tuple[Region, str]]] = {}
        for region in sorted(regions, key=lambda item: item.id):
            for name in (region.name, *region.name.split("/"), *region.municipalities, *region.also):
                for spelling in _spellings(name):
                    owners = names.setdefault(spelling, [])
                    if all(owner.id != region.id for owner, _ in owners):
                        owners.append((region, name))
        self._names = names

    def find(self, words: str, limit: int = 4) -> tuple[RegionMatch, ...]:
        """For an answer that is a place: exact names first, else names it may be a misspelling of, best first."""
        typed = _words(words)
        # Noise goes only after exact names: some of those words are part of a name (Bergen op Zoom).
        bare = [word for word in typed if word not in _NOISE]
        found = self._exact(typed, cap(words, MAX_ANSWER)) or self._partly(" ".join(bare)) or self._misspelt(bare)
        return tuple(found[:limit])

    def find_within(self, words: str) -> tuple[RegionMatch, ...]:
        """For a place in passing ('ik werk in Breda bij de balie'): exact names after 'in', 'bij' and the like, or with a capital."""
        return tuple(self._exact(_words(words), cap(words, MAX_ANSWER), within=True))

    def _exact(self, words: Sequence[str], text: str, *, within: bool = False) -> list[RegionMatch]:
        spans = self._named(words)
        first = _words(_CLAUSE.split(text.strip())[0])
        alone = _says_places_only(words, spans)
        first_alone = len(first) < len(words) and _says_places_only(first, self._named(first))
        found: list[RegionMatch] = []
        for position, length in spans:
            name = " ".join(words[position : position + length])
            ordinary = name in _ALSO_WORDS
            counts = _is_place(words, position, length, text, ordinary=ordinary) if within or ordinary else True
            alone_here = alone or (first_alone and position < len(first) and name not in _INTENSIFIERS)
            if counts or (ordinary and alone_here and not within):
                found += [RegionMatch(region.id, region.name, place, True, 1.0) for region, place in self._names[name]]
        return list({match.region_id: match for match in reversed(found)}.values())[::-1]

    def _named(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where names stand, as position and number of words; the longest name counts."""
        spans: list[tuple[int, int]] = []
        position = 0
        while position < len(words):
            lengths = range(min(_LONGEST_NAME, len(words) - position), 0, -1)
            length = next((length for length in lengths if " ".join(words[position : position + length]) in self._names), 0)
            spans += [(position, length)] if length else []
            position += length or 1
        return spans

    def _partly(self, typed: str) -> list[RegionMatch]:
        """Names of which the typed words are a part ('Brabant', 'Bergen')."""
        found: dict[str, RegionMatch] = {}
        for spelling, owners in self._names.items() if len(typed) >= _SHORTEST_FUZZY else ():
            if f" {typed} " in f" {spelling} ":
                for region, name in owners:
                    found.setdefault(region.id, RegionMatch(region.id, region.name, name, False, 0.9))
        return sorted(found.values(), key=lambda match: (match.place != match.name, match.region_id))

    def _misspelt(self, words: Sequence[str]) -> list[RegionMatch]:
        best: dict[str, RegionMatch] = {}
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                self._compare(" ".join(words[start : start + length]), best)
        ranked = sorted(best.values(), key=lambda match: (-match.score, match.region_id))
        return [match for match in ranked if match.score >= ranked[0].score - _CLOSE_CALL]

    def _compare(self, typed: str, best: dict[str, RegionMatch]) -> None:
        if len(typed) < _SHORTEST_FUZZY:
            return
        for spelling, owners in self._names.items():
            if spelling[0] != typed[0]:
                continue  # people rarely miss the first letter, and 'zuiden' is not Muiden
            likeness = round(DamerauLevenshtein.normalized_similarity(typed, spelling, score_cutoff=CLOSE), 6)
            for region, name in owners if likeness >= CLOSE else ():
                if region.id not in best or best[region.id].score < likeness:
                    best[region.id] = RegionMatch(region.id, region.name, name, False, likeness)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(cap(text, MAX_ANSWER)).replace("'s-", "s-").replace("'", ""))[:40]


def _spellings(name: str) -> list[str]:
    """How a name may be typed: as it is, without what stands between brackets, and without 'regio' before it."""
    words = _words(name)
    plain = _words(_BRACKETS.sub(" ", name))
    without = [word for word in words if word != "regio"]
    return list(dict.fromkeys(" ".join(spelling) for spelling in (words, plain, without) if spelling))


def also_a_word(name: str) -> bool:
    """Whether a town by itself is as well an ordinary word, written small.

    >>> also_a_word("echt"), also_a_word("Echt"), also_a_word("emmen")
    (True, False, False)
    """
    return name.strip(" .!,") in _ALSO_WORDS


def _says_places_only(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing is said but places; of several ordinary words ('best heel') none is one."""
    covered = {place for position, length in spans for place in range(position, position + length)}
    rest = [word for place, word in enumerate(words) if place not in covered and word not in _NOISE | _BESIDE_PLACES]
    ordinary = [position for position, length in spans if length == 1 and words[position] in _ALSO_WORDS]
    return not rest and (len(ordinary) < len(spans) or len(ordinary) == 1)


def _is_place(words: Sequence[str], position: int, length: int, text: str, *, ordinary: bool) -> bool:
    """Whether these words stand where a place stands: names such as Best and Haren are also plain words ('in heel Nederland')."""
    before = words[position - 1] if position else ""
    after = words[position + length] if position + length < len(words) else ""
    if before in _PLACE_FOLLOWS or (before == "de" and length > 1):
        return not ordinary or not after or after in _NOISE | _BESIDE_PLACES | STOP_WORDS
    last = words[position + length - 1]
    capital = any(word[:1].isupper() and fold(word) == last for word in _WORD.findall(text)[1:])
    return capital or (len(words) == length and not ordinary)
