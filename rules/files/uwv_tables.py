"""UWV's tables of the tightness indicator to rows of `tightness.csv`: regions, classes and words become ours, nothing is filled in.

The indicator is the number of open vacancies for each person who has had a WW benefit for less than half a year. From 1.5 UWV
calls the labour market 'krap' and from 4 'zeer krap' (nieuws.nl, 13 July 2022,
https://nieuws.nl/economie/20220713/uwv-voor-het-eerst-sprake-van-zeer-krappe-arbeidsmarkt/). The lower bounds mirror those two
(1/1.5 and 1/4), as UWV's legend has them; a class that the table names itself goes before a class from the number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.errors import Problem, RequestIncomplete, TableError
from rules.files.occupation_classes import OccupationClass, OccupationClasses
from rules.files.tables import Table
from rules.files.tightness_table import TightnessRow
from rules.files.uwv_columns import Column, Heading, find_heading
from rules.files.uwv_request import Wanted, missing_from
from rules.labour_market import ALL_SECTORS, NATIONAL, Tightness
from rules.language.text import cap, fold
from rules.matching.regions import Region
from rules.periods import read_period

_BOUNDS = ((4.0, Tightness.VERY_TIGHT), (1.5, Tightness.TIGHT), (0.67, Tightness.AVERAGE), (0.25, Tightness.LOOSE))
_ROUNDING = 0.05  # a number may be rounded over a bound without contradicting its class
_WORDS = {word.replace("krap", "krappe").replace("ruim", "ruime"): kind for kind in Tightness for word in (str(kind),)}
_CLASSES: Mapping[str, Tightness] = {**{str(kind): kind for kind in Tightness}, **_WORDS, "gemiddelde": Tightness.AVERAGE}
_NO_FIGURE = {"", "-", "–", "—", ".", "..", "x", "*", "nb", "nvt", "onbekend", "geen", "geen cijfer", "na", "#n/b", "#n/a"}
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*,\d+|\d+(?:[.,]\d+)?", re.ASCII)
_COUNTRY = ("Nederland", "Heel Nederland", "Nederland totaal", "Totaal Nederland", "Landelijk")
_SILENT = {"arbeidsmarktregio", "regio", "en"}
MOST_SHOWN = 40  # problems of one file


@dataclass(frozen=True, slots=True)
class Ours:
    """The names on our side: regions, and classes of occupations with their sectors."""

    regions: Sequence[Region]
    classes: OccupationClasses


@dataclass(frozen=True, slots=True)
class UwvTable:
    """What was read: the rows, what was skipped because nobody knows it, and how many rows said nothing for us."""

    rows: tuple[TightnessRow, ...]
    skipped: tuple[Problem, ...]
    without_figure: int
    left_out: int  # rows of classes that fit no sector of ours
    less_precise: int  # rows of a class where another class of this table says more about the sector


def read_uwv(file: str, tables: Sequence[Table], wanted: Wanted, ours: Ours, today: date) -> UwvTable:
    """The figures in a file; raises `TableError` with every mistake, by sheet, row and column, or `RequestIncomplete`."""
    if missing := list(missing_from(wanted, ours.regions, today)):
        raise RequestIncomplete(missing)
    heading = find_heading(file, tables, wanted.sheet)
    if heading.table.formulas:
        places = ", ".join(heading.table.formulas[:5])
        raise TableError([Problem(file, heading.row + 1, heading.table.name, f"bevat formules ({places}). Plak de cellen als waarden en probeer het opnieuw.")])
    return _Reading(file, heading, wanted, ours, today).read()


def region_key(name: str) -> str:
    """What stays of the name of a region when spelling makes no difference.

    >>> region_key("Arbeidsmarktregio Food Valley") == region_key("FoodValley")
    True
    """
    words = re.findall(r"[a-z0-9]+", fold(name[:200]))
    return "".join(word for word in words if word not in _SILENT)


def tightness_of(value: float) -> Tightness:
    """UWV's class of a number of vacancies for each person looking for work.

    >>> tightness_of(1.49).value, tightness_of(1.5).value
    ('gemiddeld', 'krap')
    """
    return next((kind for bound, kind in _BOUNDS if value >= bound), Tightness.VERY_LOOSE)


class _Reading:
    """One pass over a table; mistakes are collected, so that all of them can be mended at once."""

    def __init__(self, file: str, heading: Heading, wanted: Wanted, ours: Ours, today: date) -> None:
        self._file, self._heading, self._wanted, self._classes, self._today = file, heading, wanted, ours.classes, today
        self._regions = {region_key(name): NATIONAL for name in _COUNTRY}
        for region in ours.regions:
            for name in (region.name, region.id, region.code, *region.spellings):
                self._regions.setdefault(region_key(name), region.id)
        self._problems: list[Problem] = []
        self._unknown: list[Problem] = []
        self._found: dict[tuple[str, str, str], tuple[int, int, TightnessRow]] = {}
        self._without_figure = self._left_out = self._less_precise = 0

    def read(self) -> UwvTable:
        self._check_columns()
        for number, row in enumerate(self._heading.table.rows[self._heading.row + 1:], start=self._heading.row + 2):
            if sum(map(bool, row)) > 1:  # a single filled cell is a remark under the table
                self._row(number, row)
        if not self._wanted.skip_unknown:
            self._problems += self._unknown
        if not (self._found or self._problems):
            self._problems.append(Problem(self._file, self._heading.row + 1, self._heading.table.name, "heeft onder de kopregel geen enkel cijfer voor onze regio's en sectoren."))
        if self._problems:
            raise TableError(_shown(self._file, self._problems))
        rows = tuple(row for _, _, row in self._found.values())
        return UwvTable(rows, tuple(self._unknown), self._without_figure, self._left_out, self._less_precise)

    def _check_columns(self) -> None:
        has, missing = self._heading.columns, []
        if Column.REGION not in has and not self._wanted.region:
            missing.append(("regio", "Gaat de tabel over heel Nederland? Voeg toe: --region nederland."))
        if Column.CLASS not in has and Column.GROUP not in has and not self._wanted.all_sectors:
            missing.append(("beroepsklasse", "Gaat de tabel over alle sectoren samen? Voeg toe: --all-sectors."))
        if missing:
            raise TableError(Problem(self._file, self._heading.row + 1, name, f"ontbreekt als kolom. {what}") for name, what in missing)

    def _row(self, number: int, row: Sequence[str]) -> None:
        region = self._region(number, row)
        kind = self._class(number, row)
        statement = self._statement(number, row)
        period = self._period(number, row)
        if region is None or kind is None or period is None:
            return
        if not kind.sectors:
            self._left_out += 1
        elif statement is not None:
            for sector, about in kind.sectors:
                new = TightnessRow(region, sector, statement, *period, about, "gelezen", cap(self._wanted.source, 200), self._wanted.address)
                self._keep(number, kind.rank, new)

    def _keep(self, number: int, rank: int, new: TightnessRow) -> None:
        """One figure for a region, sector and month: the class that stands highest in the list of classes."""
        key = (new.region, new.sector, new.as_of)
        before = self._found.get(key)
        if before is None or before[0] > rank:
            self._less_precise += before is not None
            self._found[key] = (rank, number, new)
        elif before[0] < rank:
            self._less_precise += 1
        elif before[2].statement != new.statement:
            message = f"zegt '{new.statement}' over {new.region} en {new.sector}, maar rij {before[1]} zegt '{before[2].statement}'. Laat er één staan."
            self._note(number, Column.STATEMENT, message)

    def _region(self, number: int, row: Sequence[str]) -> str | None:
        name = self._heading.cell(row, Column.REGION)
        if Column.REGION not in self._heading.columns:
            return self._wanted.region
        if not name:
            self._note(number, Column.REGION, "is leeg. Vul op elke rij de regio in; splits samengevoegde cellen.")
            return None
        found = self._regions.get(region_key(name))
        if found is None:
            self._note(number, Column.REGION, f"'{cap(name, 80)}' is geen arbeidsmarktregio die ik ken. Verbeter de naam, of zet deze schrijfwijze in regions.yml bij 'spellings'.", unknown=True)
        return found

    def _class(self, number: int, row: Sequence[str]) -> OccupationClass | None:
        has = self._heading.columns
        if Column.CLASS not in has and Column.GROUP not in has:
            return OccupationClass(ALL_SECTORS, ((ALL_SECTORS, ""),), 0)
        group, klass = self._heading.cell(row, Column.GROUP), self._heading.cell(row, Column.CLASS)
        total = self._classes.find(group) if group else None
        column = Column.CLASS if klass and (not group or (total and total.is_total)) else Column.GROUP
        name = klass if column is Column.CLASS else group
        if not name:
            self._note(number, Column.CLASS if Column.CLASS in has else Column.GROUP, "is leeg. Vul op elke rij de beroepsklasse of beroepsgroep in.")
            return None
        found = self._classes.find(name)
        if found is None:
            self._note(number, column, f"'{cap(name, 80)}' staat niet in occupation_classes.yml. Voeg de naam daar toe bij de sector waar hij bij hoort.", unknown=True)
        return found

    def _statement(self, number: int, row: Sequence[str]) -> Tightness | None:
        """The class that the row names, else the class of its number; None when the row has no figure, or a wrong one, which is noted."""
        named: Tightness | None = None
        value: float | None = None
        wrong = False
        for column in (Column.STATEMENT, Column.VALUE):
            text = self._heading.cell(row, column)
            plain = " ".join(fold(text[:60]).replace("arbeidsmarkt", " ").split())
            if plain.replace(".", "") in _NO_FIGURE or plain in _NO_FIGURE:
                continue
            if plain in _CLASSES:
                named = named or _CLASSES[plain]
            elif _NUMBER.fullmatch(plain):
                value = _as_number(plain)
            else:
                wrong = True
                self._note(number, column, f"'{cap(text, 60)}' is geen typering en geen getal. Schrijf bijvoorbeeld 'zeer krap' of 4,32.")
        if value is not None and named is not None and named not in {tightness_of(value - _ROUNDING), tightness_of(value + _ROUNDING)}:
            wrong = True
            self._note(number, Column.STATEMENT, f"'{named}' past niet bij het getal {value:g}. Kijk na welke van de twee klopt.")
        if wrong:
            return None
        if named is None and value is None:
            self._without_figure += 1
        return named or (tightness_of(value) if value is not None else None)

    def _period(self, number: int, row: Sequence[str]) -> tuple[str, str] | None:
        column, text = Column.PERIOD, self._heading.cell(row, Column.PERIOD)
        if Column.QUARTER in self._heading.columns and not text:
            year, text = self._heading.cell(row, Column.YEAR), self._heading.cell(row, Column.QUARTER)
            column = Column.QUARTER
            if year and text:
                text = f"{year} Q{text}" if text in {"1", "2", "3", "4"} else text if year in text else f"{text} {year}"
        if not text:
            return read_period(self._wanted.period) or (self._wanted.period, self._wanted.as_of)
        found = read_period(text)
        if found is None:
            self._note(number, column, f"'{cap(text, 60)}' is geen kwartaal of maand. Schrijf bijvoorbeeld 2026Q2 of juni 2026.")
        elif found[1] > f"{self._today:%Y-%m}":
            self._note(number, column, f"{found[0]} ligt in de toekomst. Kijk de periode na.")
            return None
        return found

    def _note(self, number: int, column: Column, message: str, *, unknown: bool = False) -> None:
        (self._unknown if unknown else self._problems).append(Problem(self._file, number, self._heading.place(column), message))


def _as_number(text: str) -> float:
    """A number with a Dutch comma or a point.

    >>> _as_number("1.234,5"), _as_number("0,67"), _as_number("4.32")
    (1234.5, 0.67, 4.32)
    """
    return float(text.replace(".", "").replace(",", ".") if "," in text else text)


def _shown(file: str, problems: Sequence[Problem]) -> list[Problem]:
    """The first of many problems, and how many more there are."""
    ordered = sorted(set(problems))
    if len(ordered) <= MOST_SHOWN:
        return ordered
    last = ordered[MOST_SHOWN - 1]
    return [*ordered[:MOST_SHOWN], Problem(file, last.line, "en verder", f"nog {len(ordered) - MOST_SHOWN} zulke regels. Verbeter deze eerst.")]
