"""From the cells of many people to tables that may be shown. Pure: what comes out holds no count that may not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.hr.totals.contribution import Cell
from portal.hr.totals.disclosure import FEWEST, apart, dividing, part_of, rounded

DIVIDING = ("area", "quadrant", "phase", "talk", "waited")
"""Tables in which everybody is in one cell at most; who is in none is a cell of its own, which is never shown."""
APART = ("trend", "sector", "gap", "step", "signal", "judged-function", "judged-rule")
WITHIN: Mapping[str, tuple[str, ...]] = {"area": ("area-verdwijnt", "area-verandert", "area-verschijnt"), "sector": ("sector-short",)}
"""Tables whose cells are parts of those of another, each by itself."""
DIVIDED: Mapping[str, tuple[str, ...]] = {
    "judged-function": ("accept-function", "adjust-function", "reject-function", "add-function"), "judged-rule": ("accept-rule", "adjust-rule", "reject-rule"),
}
"""Tables that together divide the people of a cell of another."""
EDITED = (("area", *WITHIN["area"]), ("quadrant",), WITHIN["sector"])
"""Tables of which the cells rest on what HR edits: profiles and figures. Those in one group move together."""
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Rounded counts by table and cell; what is not in them is not shown. `people`: how many are counted, rounded too; 0 when there are too few."""

    day: str
    people: int
    cells: Mapping[str, Mapping[str, int]]

    def shown(self, table: str, cell: str) -> int | None:
        return self.cells.get(table, {}).get(cell)


def totals_of(contributions: Sequence[frozenset[Cell]], day: str) -> Totals:
    """The totals of these people. Fewer than ten people have none."""
    people = len(contributions)
    if people < FEWEST:
        return Totals(day, 0, {})
    counts: dict[str, Counter[str]] = {}
    for person in contributions:
        for table, cell in person:
            counts.setdefault(table, Counter())[cell] += 1
    cells: dict[str, dict[str, int | None]] = {}
    for table in DIVIDING:
        cells[table] = _dividing(counts.get(table, {}), people)
    for table in APART:
        cells[table] = apart(counts.get(table, {}), people)
    for whole, parts in WITHIN.items():
        for part in parts:
            found = counts.get(part, Counter())
            cells[part] = {cell: _within(found[cell], counts[whole][cell], cells[whole].get(cell)) for cell in found}
    for whole, parts in DIVIDED.items():
        for cell in counts.get(whole, ()):
            divided = dividing({part: counts.get(part, Counter())[cell] for part in parts})
            for part, count in divided.items():
                cells.setdefault(part, {})[cell] = None if cells[whole][cell] is None else count
    return Totals(day, rounded(people), {table: {cell: count for cell, count in each.items() if count is not None} for table, each in cells.items()})


def _dividing(counts: Mapping[str, int], people: int) -> dict[str, int | None]:
    shown = dividing({**counts, NOBODY: people - sum(counts.values())})
    shown.pop(NOBODY)
    return shown


def _within(part: int, whole: int, whole_shown: int | None) -> int | None:
    """A part is shown beside its whole only."""
    return None if whole_shown is None else part_of(part, whole)


Mark = tuple[str, str]
"""Of one person: a mark of their cells, and one of the passport itself."""


def changed(before: Mapping[str, Mark], after: Mapping[str, Mark]) -> int:
    """How many people came, left, or told something by which their cells differ.

    Cells differ as well when HR changes what they rest on, such as the area of a function; that is no change of anybody. Or who publishes twice could
    move forty people from cell to cell, and read from the difference where one of them is.
    """
    both = before.keys() & after.keys()
    told = sum(all(old != new for old, new in zip(before[person], after[person], strict=True)) for person in both)
    return told + len(before.keys() ^ after.keys())


def moved_in_tens(before: Mapping[str, frozenset[Cell]], after: Mapping[str, frozenset[Cell]]) -> dict[str, frozenset[Cell]]:
    """The cells of the same people as they may count, after HR published something: where that moves fewer than ten in the same way they stay where they were.

    So no difference of two pages is about a few whom HR singled out by a change of profiles or figures, and whether such a change moves nobody or nine looks the same.
    """
    found = dict(after)
    for tables in EDITED:
        was = {person: frozenset(cell for cell in cells if cell[0] in tables) for person, cells in before.items()}
        now = {person: frozenset(cell for cell in cells if cell[0] in tables) for person, cells in after.items()}
        moves = {person: (was[person] - now[person], now[person] - was[person]) for person in after}
        alike = Counter(moves.values())
        for person, move in moves.items():
            if alike[move] < FEWEST:
                found[person] = found[person] - now[person] | was[person]
    return found


def largest(totals: Totals, table: str, most: int, among: Iterable[str] = ()) -> list[tuple[str, int]]:
    """The largest shown cells of a table, of `among` when given; of the same size in order of name."""
    wanted = set(among)
    found = [(cell, count) for cell, count in totals.cells.get(table, {}).items() if not wanted or cell in wanted]
    return sorted(found, key=lambda each: (-each[1], each[0]))[:most]
