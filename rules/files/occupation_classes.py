"""UWV's classes of occupations and our sectors: `data/labour_market/occupation_classes.yml`, which people keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rules.catalogue import Sector
from rules.errors import LabourMarketError, Problem
from rules.files.yaml_entries import Entry, read_entries
from rules.labour_market import ALL_SECTORS
from rules.language.text import fold

FILE = "occupation_classes.yml"
_WORD = re.compile(r"[^\W_]+")
_SILENT = {"en", "beroep", "beroepen", "beroepsklasse", "beroepsgroep"}


@dataclass(frozen=True, slots=True)
class OccupationClass:
    """One of UWV's classes; `sectors` are pairs of our sector and what the figure is about. A low `rank` goes before a high one."""

    name: str
    sectors: tuple[tuple[str, str], ...]
    rank: int

    @property
    def is_total(self) -> bool:
        """Whether this stands for all occupations together."""
        return any(sector == ALL_SECTORS for sector, _ in self.sectors)


class OccupationClasses:
    """`find(name)` however it is written: with a number before it, with '&' for 'en', with or without 'beroepen'."""

    __slots__ = ("_by_name",)

    def __init__(self, by_name: Mapping[str, OccupationClass]) -> None:
        self._by_name = by_name

    def find(self, name: str) -> OccupationClass | None:
        """The class with this name; our own sector ids count too."""
        return self._by_name.get(class_key(name))


def class_key(name: str) -> str:
    """What stays of a name when only its telling words count.

    >>> class_key("10 Zorg- & welzijnsberoepen") == class_key("zorg en welzijns-beroepen")
    True
    """
    words = [word.removesuffix("beroepen") for word in _WORD.findall(fold(name[:200]))]
    while words and words[0].isdigit():
        words.pop(0)
    return " ".join(word for word in words if word and word not in _SILENT)


def parse_occupation_classes(text: str, file: str = FILE) -> OccupationClasses:
    """The classes in a file; raises `LabourMarketError` with every mistake."""
    problems: list[Problem] = []
    by_name = {class_key(sector): OccupationClass(sector, ((sector, ""),), -1) for sector in (ALL_SECTORS, *map(str, Sector))}
    own = set(by_name)
    for rank, entry in enumerate(read_entries([(file, text)], problems)):
        found = OccupationClass(entry.text("name"), _sectors(entry), rank)
        for name in (found.name, *entry.texts("also")):
            key = class_key(name)
            if not key:
                entry.problem("name", f"'{name}' zegt te weinig. Schrijf de naam zoals UWV hem geeft.")
            elif by_name.get(key, found) is not found and key not in own:
                entry.problem("name", f"'{name}' staat ook bij '{by_name[key].name}'. Laat er één staan.")
            else:
                own.discard(key)
                by_name[key] = found
        entry.finish()
    if problems:
        raise LabourMarketError(problems)
    return OccupationClasses(by_name)


def _sectors(entry: Entry) -> tuple[tuple[str, str], ...]:
    known = {ALL_SECTORS, *map(str, Sector)}
    found: list[tuple[str, str]] = []
    if "sectors" not in entry.fields:
        entry.problem("sectors", "ontbreekt. Noem de sectoren, of schrijf [] als er geen past.")
    for item in entry.entries("sectors"):
        sector = item.text("sector")
        if sector and sector not in known:
            item.problem("sector", f"'{sector}' is geen sector. Kies uit: {', '.join(sorted(known))}.")
        found.append((sector, item.text("about", required=False)))
        item.finish()
    return tuple(found)
