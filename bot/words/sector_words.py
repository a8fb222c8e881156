"""How people say in which sectors they do not want to work ('niet in de zorg'), or do after all ('toch wel zorg'); only words, no talk.

A refusal stands close to the name of the sector: in 'geen ervaring in de zorg' nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.texts.script import Option
from bot.words.wording import plain, words_of
from rules.catalogue import Sector
from rules.labour_market import WORKING_WORDS

_PIECES = re.compile(r"[,;.!?\n]|[a-z0-9]+")
_PARTS = re.compile(r",|\ben\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[;.!?\n]|\b(?:maar|want)\b", re.IGNORECASE)
_STOPS = frozenset(";.!?\n")
_REFUSAL = re.compile(r"\b(?:(?:liever|liefst|ook|en|zeker|vooral)\s+)*(?:niet|nie|geen|nooit|niks|niets|behalve|zonder|noch)\b", re.IGNORECASE)
_REFUSALS = frozenset({"niet", "nie", "geen", "nooit", "niks", "niets", "behalve", "zonder", "noch", "uitgezonderd"})
_AWAY = (("weg", "uit"), ("weg", "bij"), ("klaar", "met"), ("genoeg", "van"))
_BETWEEN = frozenset(
    ["in", "de", "het", "een", "bij", "op", "aan", "met", "van", "voor", "naar", "iets", "wat", "meer", "weer", "terug", "als", "ook", "echt", "liever", "graag", "richting", "kant", "werk", "werken", "baan", "hoor", "wil", "ik", "sector", "dan"]
)
"""Words that may stand between a refusal and the sector: 'nooit meer iets in de bouw'."""
_LEFT = frozenset({"weg", "vandaan"})
_JOINS = frozenset({"of", "en", "noch", ","})
_AFTER = frozenset(
    ["is", "zie", "ik", "wil", "trekt", "trek", "me", "mij", "hoef", "hoeft", "voor", "echt", "liever", "dan", "dat", "lijkt", "daar", "ben", "kan", "zou", "zal", "past", "doe", "werk", "werken", "ga", "er", "ook", "maar", "eigenlijk", "sector", "persoonlijk", "t", "het"]
)
"""Words that may stand between the sector and the refusal behind it: 'zorg zie ik niet zitten'."""
_NO_REFUSAL = frozenset(["erg", "vies", "verkeerd", "gek", "slecht", "uit", "uitsluiten", "alleen", "perse", "per", "zozeer", "zo"])
"""After 'niet' these deny something else: 'zorg is niet verkeerd', 'niet alleen zorg'."""
_NEED_NOT = frozenset({"hoeft", "hoeven"})
_WANTS = frozenset(["wil", "wilde", "willen", "zou", "liever", "liefst", "graag", "nooit", "meer", "behalve", "hoef", "moet", "weg", "klaar", "genoeg", "alles", "overal", "uitgezonderd", "trekt", "zitten"])
_AFTER_ALL = frozenset({"wel", "toch", "mag"})


def refused_sectors(words: str, options: Sequence[Option]) -> list[str]:
    """The sectors that are refused in these words, in the order of the options."""
    return [option.value["sector"] for option in options if option.value["sector"] in _Reader(words, options).refused]


def refused_in_passing(words: str, options: Sequence[Option]) -> list[str]:
    """As `refused_sectors`, where something else was asked: only with a word of wanting, or where the refusal is all that is said."""
    found: set[str] = set()
    for clause in _CLAUSES.split(words):
        begins = {first for part in clause.split(",") for first in words_of(part)[:1]}
        if _WANTS.intersection(words_of(clause)) or _REFUSALS.intersection(begins):
            found |= _Reader(clause, options).refused
    return [option.value["sector"] for option in options if option.value["sector"] in found]


def only_refuses(words: str, options: Sequence[Option]) -> bool:
    """Whether a clause says nothing but that sectors are refused, so that no task is refused beside it."""
    reader = _Reader(words, options)
    rest = [piece for piece, sector in reader.pieces if not sector and piece not in _REFUSALS | _BETWEEN | _AFTER | _JOINS | _STOPS]
    named = {sector for _, sector in reader.pieces if sector}
    return bool(named) and named <= reader.refused and all(piece in _FILLING for piece in rest)


def only_names_sectors(words: str, options: Sequence[Option]) -> bool:
    """Whether the words name a sector and nothing else: 'in de zorg', but not 'planner in de zorg'."""
    pieces = _pieces(words, options)
    return any(sector for _, sector in pieces) and all(sector or piece in _BETWEEN for piece, sector in pieces)


def without_refusals(words: str, options: Sequence[Option]) -> str:
    """The words without what only says which sectors are refused; all of them when nothing is refused."""
    if not _Reader(words, options).refused:
        return words
    kept: list[str] = []
    for clause in _CLAUSES.split(words):
        starts = [found.start() for found in _REFUSAL.finditer(clause)]
        cut = next((start for start in [0, *starts] if only_refuses(clause[start:], options)), len(clause))
        parts = _PARTS.split(clause[:cut])
        refusing = [part for part in parts if only_refuses(part, options)]
        kept += [part.strip(" ,") for part in parts if part not in refusing] if refusing else [clause[:cut].strip(" ,")]
    return "; ".join(part for part in kept if words_of(part))


def says_after_all(words: str) -> bool:
    """Whether something may be looked at after all.

    >>> says_after_all("toch wel inkoop"), says_after_all("zorg mag wel"), says_after_all("inkoop mag toch niet")
    (True, True, False)
    """
    said = words_of(words)
    return bool(_AFTER_ALL.intersection(said)) and not _REFUSALS.intersection(said)


def without_refusing(words: str) -> list[str]:
    """The words that name what is refused: 'liever geen inkoop meer' is about inkoop."""
    return [word for word in words_of(words) if word not in _REFUSALS | _BETWEEN]


def wanted_after_all(words: str, options: Sequence[Option]) -> list[str]:
    """The sectors that may be looked at after all: 'toch wel zorg', 'zorg mag wel'."""
    if not says_after_all(words):
        return []
    named = {sector for _, sector in _Reader(words, options).pieces if sector}
    return [option.value["sector"] for option in options if option.value["sector"] in named]


def refused_words(sectors: Iterable[str]) -> list[str]:
    """Refused sectors as they are read back.

    >>> refused_words(["zorg"])
    ['niet in de zorg']
    """
    return [f"niet {WORKING_WORDS[Sector(sector)]}" for sector in sectors]


_FILLING = frozenset(["alles", "overal", "maakt", "uit", "mag", "best", "wel", "zitten", "mijn", "ding", "nee", "nou", "zeker", "vooral", "absoluut", "alsjeblieft", "zo", "heel", "nodig", "willen", "zou", "mij", "hele", "uit", "bij", "weg", "klaar", "genoeg", "nu", "ga", "hoor", "blijven", "zijn", "als", "zolang", "is", "meer", "toch", "juist", "hier", "daar", "echt", "vandaan"])
"""Words around a refusal that say nothing more."""


class _Reader:
    """A message as pieces, each with the sector that it names, and the sectors that are refused in it."""

    __slots__ = ("pieces", "refused")

    def __init__(self, words: str, options: Sequence[Option]) -> None:
        self.pieces = _pieces(words, options)
        self.refused = self._before() | self._behind()

    def _before(self) -> set[str]:
        """Sectors after a refusal, with only small words between: 'niet in de zorg of het onderwijs'."""
        found: set[str] = set()
        refusing = joined = joined_to = False
        for place, (piece, sector) in enumerate(self.pieces):
            if sector:
                if refusing and not self._is_left(place) and not (joined and self._goes_on(place)):
                    found.add(sector)
                    joined, joined_to = False, True
                else:
                    refusing = False
            elif self._refuses(place):
                refusing, joined, joined_to = True, False, False
            elif refusing and piece in _JOINS:
                refusing = piece != "," or (joined_to and self._is_list(place))
                joined = joined_to
            elif piece not in _BETWEEN or (piece in {"liever", "graag"} and joined):
                refusing = False
        return found

    def _refuses(self, place: int) -> bool:
        pieces = [piece for piece, _ in self.pieces]
        piece, before, after = pieces[place], pieces[:place][-3:], pieces[place + 1 : place + 2]
        if (*before[-1:], piece) in _AWAY:
            return not _REFUSALS.intersection(before)  # 'niet weg bij de gemeente'
        if piece not in _REFUSALS or _NO_REFUSAL.intersection(after) or _NEED_NOT.intersection(before) or before[-1:] == ["waarom"]:
            return False
        return not (before[-1:] and before[-1] in {"weet"}) and not (before[-2:] in (["ik", "werk"], ["ik", "werkte"]) or before[-1:] == ["ben"])

    def _is_left(self, place: int) -> bool:
        """Whether it is about leaving the sector: 'niet bij de gemeente weg'."""
        return self.pieces[place + 1 : place + 2] in ([("weg", "")], [("vandaan", "")])

    def _goes_on(self, place: int) -> bool:
        """Whether a sector that is joined to a refused one begins something else: 'geen zorg en techniek lijkt me leuk'."""
        rest = [piece for piece, sector in self.pieces[place + 1 :] if not sector]
        after = next((piece for piece in rest), "")
        return bool(after) and after not in _JOINS | _STOPS | _BETWEEN | _REFUSALS | {"maar", "want"}

    def _is_list(self, place: int) -> bool:
        """Whether what follows a comma is the rest of a list: 'geen zorg, onderwijs of bouw'."""
        rest: list[tuple[str, str]] = []
        for piece, sector in self.pieces[place + 1 :]:
            if piece in _STOPS | {"maar", "want"}:
                break
            rest.append((piece, sector))
        allowed = all(sector or piece in _JOINS | (_BETWEEN - {"liever", "graag", "wil", "ik"}) for piece, sector in rest)
        return allowed and any(piece in {"of", "en"} for piece, _ in rest)

    def _behind(self) -> set[str]:
        """Sectors with a refusal behind them: 'zorg liever niet', 'de bouw is niks voor mij'."""
        found: set[str] = set()
        open_: list[str] = []
        for place, (piece, sector) in enumerate(self.pieces):
            if sector:
                open_.append(sector)
            elif piece in _LEFT and self._leaves(place):
                found.add(open_[-1])
                open_ = []
            elif piece in {"niet", "nie", "niks", "nooit", "nee"}:
                after = [self.pieces[place + 1][0]] if place + 1 < len(self.pieces) else []
                follows = self.pieces[place + 1 : place + 4]
                denies_next = any(sector for _, sector in follows) and all(sector or other in _BETWEEN for other, sector in follows)
                if open_ and not _NO_REFUSAL.intersection(after) and not denies_next and self._ends(place):
                    found |= set(open_)
                open_ = []
            elif piece not in _AFTER and piece not in _JOINS - {","}:
                open_ = []
        return found

    def _leaves(self, place: int) -> bool:
        """Whether somebody wants to leave the sector named right before: 'ik wil bij de gemeente weg', and not 'niet bij de gemeente weg'."""
        start = max((number for number, (piece, _) in enumerate(self.pieces[:place]) if piece in _STOPS | {",", "maar", "want"}), default=-1)
        said = {piece for piece, _ in self.pieces[start + 1 : place]}
        return place > 0 and bool(self.pieces[place - 1][1]) and not _REFUSALS.intersection(said)

    def _ends(self, place: int) -> bool:
        """Whether nothing else is denied: 'bij de gemeente kan ik niet parkeren' refuses no sector."""
        for piece, sector in self.pieces[place + 1 :]:
            if piece in _STOPS | _JOINS | {"maar", "want", "wel"}:
                return True
            if not sector and piece not in _BETWEEN | _FILLING:
                return False
        return True


def _pieces(words: str, options: Sequence[Option]) -> list[tuple[str, str]]:
    """Words and signs in plain letters, each with the sector that it names; a name of several words is one piece."""
    found = [piece for piece in _PIECES.findall(plain(words))]
    names = sorted(((words_of(name), option.value["sector"]) for option in options for name in option.whole), key=lambda pair: -len(pair[0]))
    pieces: list[tuple[str, str]] = []
    place = 0
    while place < len(found):
        name, sector = next(((name, sector) for name, sector in names if found[place : place + len(name)] == name), ([], ""))
        pieces.append((" ".join(name) or found[place], sector))
        place += len(name) or 1
    return pieces
