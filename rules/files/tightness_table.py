"""The rows of `tightness.csv`: new ones laid beside those that are there, in the order the file keeps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.catalogue import Sector
from rules.files.csv_rows import read_rows
from rules.labour_market import ALL_SECTORS, NATIONAL, Tightness

FILE = "tightness.csv"
COLUMNS = ("region", "sector", "statement", "period", "as_of", "about", "read", "source", "address")
_SECTORS = (ALL_SECTORS, *map(str, Sector))
_CLASSES = {Tightness.VERY_TIGHT, Tightness.TIGHT, Tightness.AVERAGE, Tightness.LOOSE, Tightness.VERY_LOOSE}


@dataclass(frozen=True, slots=True)
class TightnessRow:
    """One row of the file; the names are those of its columns."""

    region: str
    sector: str
    statement: str
    period: str
    as_of: str
    about: str
    read: str
    source: str
    address: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes a row the same statement said again: a new one takes the place of the old."""
        return (self.region, self.sector, self.as_of, self.source)


class Change(StrEnum):
    """What a new row does to the figures."""

    NEW = "nieuw"
    REPLACED = "vervangt"
    YOUNGER = "jonger"
    OLDER = "ouder"
    BESIDE = "ernaast"
    SAME = "al bekend"


@dataclass(frozen=True, slots=True)
class Compared:
    """A new row, what it does, and the row that it replaces or that was the youngest of its region and sector."""

    row: TightnessRow
    change: Change
    before: TightnessRow | None


MEANINGS: Mapping[Change, str] = {
    Change.NEW: "nieuw: er was nog geen cijfer",
    Change.YOUNGER: "jonger dan het cijfer dat er al is; het advies gebruikt straks dit",
    Change.REPLACED: "in de plaats van een rij van dezelfde bron en maand",
    Change.OLDER: "ouder dan het cijfer dat er al is; dat blijft in het advies",
    Change.BESIDE: "van dezelfde maand als een cijfer uit een andere bron; beide blijven staan",
    Change.SAME: "stonden er al precies zo in",
}
"""What each change does, for people."""


def told(change: Compared) -> str:
    """A new row with what it replaces, in a line."""
    new = _short(change.row)
    if change.before is None:
        return f"{new} (nieuw)"
    return f"{_short(change.before)} → {new} ({change.change})"


def _short(row: TightnessRow) -> str:
    about = f", {row.about}" if row.about else ""
    return f"{row.statement} [{row.period}{about}]"


def rows_of(text: str) -> tuple[TightnessRow, ...]:
    """The rows of a `tightness.csv` that was found right before."""
    return tuple(TightnessRow(**cells) for _, cells in read_rows(FILE, text, COLUMNS, []))


def compare(present: Iterable[TightnessRow], new: Iterable[TightnessRow]) -> tuple[Compared, ...]:
    """What each new row does to the present ones, in the order of the new rows."""
    by_key: dict[tuple[str, str, str, str], TightnessRow] = {}
    youngest: dict[tuple[str, str], TightnessRow] = {}
    for row in present:
        by_key.setdefault(row.key, row)
        place = (row.region, row.sector)
        if place not in youngest or youngest[place].as_of < row.as_of:
            youngest[place] = row
    found = []
    for row in new:
        same, other = by_key.get(row.key), youngest.get((row.region, row.sector))
        if same is not None:
            found.append(Compared(row, Change.SAME if same == row else Change.REPLACED, same))
        elif other is None:
            found.append(Compared(row, Change.NEW, None))
        else:
            found.append(Compared(row, _against(row, other), other))
    return tuple(found)


def _against(row: TightnessRow, other: TightnessRow) -> Change:
    if row.as_of == other.as_of:
        return Change.BESIDE
    return Change.YOUNGER if row.as_of > other.as_of else Change.OLDER


def merged(text: str, new: Sequence[TightnessRow], regions: Sequence[str]) -> str:
    """The file with the new rows in it; a row with the same key gives way. `regions` is their order, after the whole country."""
    replaced = {row.key for row in new}
    rows = [row for row in rows_of(text) if row.key not in replaced] + list(new)
    places = {region: place for place, region in enumerate((NATIONAL, *regions))}
    rows.sort(key=lambda row: _order(row, places))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    return stream.getvalue()


def _order(row: TightnessRow, places: Mapping[str, int]) -> tuple[int, int, int, bool, bool]:
    """By region and sector, newest first; of the same month a statement about the whole sector and with a class first."""
    newest = -int(row.as_of.replace("-", ""))
    return (places[row.region], _SECTORS.index(row.sector), newest, bool(row.about), row.statement not in _CLASSES)
