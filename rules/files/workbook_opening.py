"""Opening a workbook for reading, without believing what it says of its own size."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.reader import excel
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet


class _OfAnySize(ReadOnlyWorksheet):
    """Where a sheet does not tell its size, openpyxl reads all of it to find out: 40 s for a million rows in a file of 200 kB."""

    def _get_size(self) -> None:
        self.reset_dimensions()


excel.ReadOnlyWorksheet = _OfAnySize  # type: ignore[attr-defined]  # openpyxl offers no other way to say which class it uses


def opened(content: bytes) -> Workbook:
    """The workbook, of which a row is read when it is asked for; formulas as they are written. Raises whatever openpyxl stumbles over."""
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
