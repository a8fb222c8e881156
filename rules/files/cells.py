"""One cell of a spreadsheet as the text the catalogue would have; what a spreadsheet program made of it by itself is refused."""

from __future__ import annotations

import re
from datetime import date, datetime

from rules.review.catalogue_columns import Column, Kind

_DUTCH_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_END_OF_LINE = re.compile(r"\r\n?")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x(005F|000D)_", re.IGNORECASE)
_EXACT = 10**15  # spreadsheets keep fifteen digits of a number


class CellRefused(ValueError):
    """A value that cannot stand in this column; the message is Dutch and says what to do."""


def cell_text(value: object, data_type: str, column: Column) -> str:
    """The text in a cell, empty when there is nothing. Raises CellRefused."""
    if value is None:
        return ""
    if data_type == "f":
        raise CellRefused("hier staat een formule. Zet er de uitkomst neer: kopieer de cel en plak alleen de waarde.")
    if data_type == "e":
        raise CellRefused(f"hier staat een foutmelding ({value}). Typ de waarde opnieuw.")
    if isinstance(value, str):
        return _typed(_END_OF_LINE.sub("\n", from_cell(value)), column.kind)
    if isinstance(value, bool):
        if column.kind is not Kind.FLAG:
            raise CellRefused("hier staat WAAR of ONWAAR. Maak de cel op als tekst en typ de waarde opnieuw.")
        return "ja" if value else "nee"
    if isinstance(value, date):
        return _day(value, column.kind)
    if isinstance(value, int | float):
        return _number(value, column.kind)
    raise CellRefused("hier staat een tijd. Maak de cel op als tekst en typ de waarde opnieuw.")


def for_cell(text: str) -> str:
    """The text as a workbook keeps it, where `_x000D_` stands for a character by its number.

    >>> for_cell("a_x000D_b"), from_cell("a_x005F_x000D_b"), from_cell("a_x000D_b")
    ('a_x005F_x000D_b', 'a_x000D_b', 'a\\rb')
    """
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def from_cell(text: str) -> str:
    """The inverse; other numbers than those of an underscore and a carriage return are left as they are."""
    return _ESCAPED.sub(lambda found: "_" if found[1].upper() == "005F" else "\r", text)


def _typed(text: str, kind: Kind) -> str:
    if kind is Kind.NUMBER:
        return text.strip().replace(",", ".")
    dutch = _DUTCH_DAY.fullmatch(text.strip()) if kind is Kind.DAY else None
    return f"{dutch[3]}-{int(dutch[2]):02}-{int(dutch[1]):02}" if dutch else text


def _day(value: date, kind: Kind) -> str:
    if kind is not Kind.DAY:
        raise CellRefused("hier is een datum van gemaakt. Maak de cel op als tekst en typ de waarde opnieuw.")
    if isinstance(value, datetime):
        if value != datetime.combine(value, datetime.min.time()):
            raise CellRefused("hier staat een tijd bij de datum. Laat alleen de datum staan.")
        value = value.date()
    return value.isoformat()


def _number(value: float, kind: Kind) -> str:
    if kind is Kind.DAY:
        raise CellRefused("hier staat een getal in plaats van een datum. Schrijf jaar-maand-dag, zoals 2026-12-01.")
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    if kind is not Kind.NUMBER:
        raise CellRefused("hier is een getal van gemaakt. Maak de cel op als tekst en typ de waarde opnieuw.")
    return repr(value)
