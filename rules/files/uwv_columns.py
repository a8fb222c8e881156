"""Which column of a UWV table holds what: headings are known by name, wherever the heading row stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from openpyxl.utils import get_column_letter

from rules.errors import Problem, TableError
from rules.files.tables import FIRST_ROWS, Table
from rules.language.text import fold


class Column(StrEnum):
    """What a column may hold; the value is what it is called in messages."""

    REGION = "regio"
    CLASS = "beroepsklasse of sector"
    GROUP = "beroepsgroep"
    STATEMENT = "typering"
    VALUE = "spanningsindicator"
    PERIOD = "periode"
    YEAR = "jaar"
    QUARTER = "kwartaal"


_NAMES: Mapping[Column, str] = {
    Column.REGION: "arbeidsmarktregio|arbeidsmarktregios|arbeidsmarktregio s|naam arbeidsmarktregio|arbeidsmarktregio naam|regio|regionaam|naam regio|amr|gebied",
    Column.CLASS: "sector|sectoren|beroepsklasse|beroepsklassen|brc beroepsklasse|beroepsklasse brc|naam beroepsklasse|sector beroepsklasse|beroepsrichting",
    Column.GROUP: "beroepsgroep|beroepsgroepen|brc beroepsgroep|beroepsgroep brc|naam beroepsgroep",
    Column.STATEMENT: (
        "typering|typering spanning|typering spanningsindicator|typering arbeidsmarkt|typering van de arbeidsmarkt|typering krapte|"
        "spanning typering|spanningsindicator typering|arbeidsmarkttypering|krapte|mate van krapte|categorie|spanningsklasse"
    ),
    Column.VALUE: "spanningsindicator|spanning|spanningsindicator waarde|waarde spanningsindicator|waarde|spanningscijfer|spanningswaarde|indicator",
    Column.PERIOD: "periode|peilperiode|verslagperiode|meetperiode|jaar en kwartaal|jaar kwartaal|kwartaal en jaar|maand",
    Column.YEAR: "jaar|verslagjaar",
    Column.QUARTER: "kwartaal",
}
_KNOWN = {name: column for column, names in _NAMES.items() for name in names.split("|")}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_PERIOD = re.compile(r"\b(?:[1-4] ?e kwartaal(?: van)? \d{4}|\d{4} ?k?[qkw]+ ?0?[1-4]|[qk][1-4] \d{4})\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading row stands (counting from 0) and which column holds what."""

    table: Table
    row: int
    columns: Mapping[Column, int]

    def cell(self, row: Sequence[str], column: Column) -> str:
        """What a row has in this column; empty when the table has no such column or the row ends before it."""
        place = self.columns.get(column)
        return row[place] if place is not None and place < len(row) else ""

    def place(self, column: Column) -> str:
        """How to point at a column: the sheet, its letter and its heading."""
        sheet = f"blad {self.table.name}, " if self.table.name else ""
        at = self.columns.get(column)
        return f"{sheet}{column}" if at is None else f"{sheet}kolom {get_column_letter(at + 1)} ({self.table.rows[self.row][at]})"


def known_column(heading: str) -> Column | None:
    """What a heading means, whatever its case, accents, brackets or the period behind it.

    >>> known_column("Spanningsindicator (2e kwartaal 2026)").value
    'spanningsindicator'
    """
    words = " ".join(re.findall(r"[a-z0-9]+", fold(_BRACKETS.sub(" ", heading[:200]))))
    return _KNOWN.get(words) or _KNOWN.get(" ".join(_PERIOD.sub(" ", words).split()))


def heading_key(heading: str) -> str:
    """What stays of a heading when case, accents, marks and the period behind it make no difference.

    >>> heading_key("Krapte-score (2026Q2)")
    'krapte score'
    """
    words = " ".join(re.findall(r"[a-z0-9]+", fold(_BRACKETS.sub(" ", heading[:200]))))
    return " ".join(_PERIOD.sub(" ", words).split())


def heading_row(table: Table, own: Mapping[str, Column | None]) -> int:
    """The place of the row that looks most like the heading: known headings first, then filled cells without a digit."""
    def mark(place: int) -> tuple[int, int, int]:
        row = table.rows[place]
        known = sum(known_column(cell) is not None or heading_key(cell) in own for cell in row if cell)
        return known, sum(bool(cell) and not any(map(str.isdigit, cell)) for cell in row), -place

    return max(range(min(FIRST_ROWS, len(table.rows))), key=mark, default=0)


def renamed(table: Table, own: Mapping[str, Column | None]) -> Table:
    """The table with the usual name above each column that somebody told the meaning of; None: it is not used. `own` is by `heading_key`."""
    if not table.rows or not own:
        return table
    place = heading_row(table, own)
    row = tuple(_usual(own[key]) if cell and (key := heading_key(cell)) in own else cell for cell in table.rows[place])
    return replace(table, rows=(*table.rows[:place], row, *table.rows[place + 1:]))


def _usual(column: Column | None) -> str:
    return "" if column is None else _NAMES[column].split("|", 1)[0]


def known_headings(row: Sequence[str]) -> int:
    """How many different headings in a row are known."""
    return len({column for cell in row if (column := known_column(cell))})


def find_heading(file: str, tables: Sequence[Table], sheet: str) -> Heading:
    """The one sheet with a heading row that tells how short of people somewhere is; raises `TableError`."""
    if sheet:
        tables = [table for table in tables if fold(table.name) == fold(sheet)] or _no_sheet(file, sheet, tables)
    found = [heading for table in tables if (heading := _heading(file, table))]
    if not found:
        raise TableError([Problem(file, 1, "", f"heeft in de eerste {FIRST_ROWS} rijen geen kopregel met een typering of spanningsindicator. Zet die kolommen erin.")])
    if len(found) > 1:
        names = ", ".join(f"'{heading.table.name}'" for heading in found)
        raise TableError([Problem(file, 1, "", f"heeft meer bladen met zo'n tabel: {names}. Kies er één met --sheet NAAM.")])
    return found[0]


def _heading(file: str, table: Table) -> Heading | None:
    marks = [(known_headings(row), -place) for place, row in enumerate(table.rows[:FIRST_ROWS])]
    for count, negative in sorted(marks, reverse=True):
        kinds = [known_column(cell) for cell in table.rows[-negative]]
        if count and (Column.STATEMENT in kinds or Column.VALUE in kinds):
            return _columns(file, table, -negative, kinds)
    return None


def _columns(file: str, table: Table, row: int, kinds: Sequence[Column | None]) -> Heading:
    columns: dict[Column, int] = {}
    for place, kind in enumerate(kinds):
        if kind is None:
            continue
        if kind in columns:
            letters = f"{get_column_letter(columns[kind] + 1)} en {get_column_letter(place + 1)}"
            raise TableError([Problem(file, row + 1, f"kolom {letters}", f"zijn allebei {kind}. Laat er één staan.")])
        columns[kind] = place
    return Heading(table, row, columns)


def _no_sheet(file: str, sheet: str, tables: Sequence[Table]) -> list[Table]:
    names = ", ".join(f"'{table.name}'" for table in tables if table.name)
    raise TableError([Problem(file, 1, "", f"heeft geen blad '{sheet}'. Wel: {names or 'geen bladen met een naam'}.")])
