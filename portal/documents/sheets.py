"""A workbook of plain tables: text stays text, and nothing in it is worked out by a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rules.files.cells import for_cell

_LONGEST = 32_767  # characters of one cell
_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD_FONT = Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="E1EEF0")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
Row = Sequence[str | int | float]


def empty_workbook(title: str) -> Workbook:
    """A workbook without sheets, in Dutch."""
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    workbook.remove(first)
    workbook.properties.title = title
    workbook.properties.creator = "Loopbaanwijzer"
    workbook.properties.language = "nl"
    return workbook


def add_sheet(workbook: Workbook, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Row]) -> None:
    """A sheet with these columns (name and width) and rows."""
    sheet = workbook.create_sheet(title)
    for number, (name, width) in enumerate(columns, start=1):
        head = sheet.cell(1, number, name)
        head.font, head.fill, head.alignment = _HEAD_FONT, _HEAD_FILL, _WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = width
    for place, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            _put(sheet.cell(place, number), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def saved(workbook: Workbook) -> bytes:
    """The bytes of the .xlsx file."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _put(cell: Cell | MergedCell, value: str | int | float) -> None:
    """Text stays text, also when it begins as a formula does; the mark before it keeps it so when somebody edits it."""
    cell.alignment = _WRAPPED
    if isinstance(value, int | float):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    if text:
        cell.value = for_cell(text)[:_LONGEST]
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = text.startswith(_AS_FORMULA)
