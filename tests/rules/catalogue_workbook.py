"""Workbooks as HR would change them: opened with openpyxl, cells found by sheet, column and row."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rules.catalogue import Catalogue
from rules.files.cells import for_cell
from rules.files.workbook_writing import workbook_of


class Opened:
    """The workbook of a catalogue, opened for changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.workbook: Workbook = load_workbook(io.BytesIO(workbook_of(catalogue)))

    def sheet(self, title: str) -> Worksheet:
        sheet = self.workbook[title]
        assert isinstance(sheet, Worksheet)
        return sheet

    def column(self, title: str, column: str) -> int:
        return next(cell.column for cell in self.sheet(title)[1] if cell.value == column)

    def row(self, title: str, first: str, nth: int = 1) -> int:
        """The row of the nth item whose first column is this."""
        rows = [row[0].row for row in self.sheet(title).iter_rows(min_row=2) if row[0].value == first]
        return rows[nth - 1]

    def put(self, title: str, row: int, column: str, value: object) -> None:
        """Set a cell; text is typed as text, so also what begins as a formula does."""
        cell = self.sheet(title).cell(row, self.column(title, column))
        cell.value = for_cell(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"

    def formula(self, title: str, row: int, column: str, value: str) -> None:
        self.sheet(title).cell(row, self.column(title, column)).value = value

    def content(self) -> bytes:
        stream = io.BytesIO()
        self.workbook.save(stream)
        return stream.getvalue()
