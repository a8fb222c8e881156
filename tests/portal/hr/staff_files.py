"""Staff lists as people save them, and files that are made to do harm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from tests.rules import workbooks

HEAD = ("functie", "schaal", "fte", "regio")


def workbook(rows: Iterable[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    """A workbook with a staff list on its one sheet."""
    return workbooks.workbook(Lijst=[head, *rows])


def million_rows(head: Sequence[str] = ("functie", "fte"), of: bytes = b"", part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook of a million short rows that is small enough to be sent: one of its own, or `of` with them in this part."""

    def cell(text: str) -> bytes:
        return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'.encode()

    row = b"<row>" + cell("Bode") + b"<c><v>1</v></c></row>"
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
        + b"".join(map(cell, head)) + b"</row>" + row * 1_000_000 + b"</sheetData></worksheet>"
    )
    return workbooks.with_part(of or workbook([]), part, sheet)
