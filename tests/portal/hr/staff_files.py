"""Staff lists as people save them, and files that are made to do harm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.rules import workbooks

HEAD = ("functie", "schaal", "fte", "regio")


def workbook(rows: Iterable[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    """A workbook with a staff list on its one sheet."""
    return workbooks.workbook(Lijst=[head, *rows])


def million_rows() -> bytes:
    """A workbook of a million short rows that is small enough to be sent."""
    row = b'<row><c t="inlineStr"><is><t>Bode</t></is></c><c><v>1</v></c></row>'
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row><c t="inlineStr"><is><t>functie</t></is></c><c t="inlineStr"><is><t>fte</t></is></c></row>' + row * 1_000_000 + b"</sheetData></worksheet>"
    )
    return workbooks.with_part(workbook([]), "xl/worksheets/sheet1.xml", sheet)
