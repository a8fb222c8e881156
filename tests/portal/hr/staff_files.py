"""Staff lists as people save them, and files that are made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl

HEAD = ("functie", "schaal", "fte", "regio")


def workbook(rows: Iterable[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same workbook with one more file in it."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return stream.getvalue()


def million_rows() -> bytes:
    """A workbook of a million short rows that is small enough to be sent."""
    row = b'<row><c t="inlineStr"><is><t>Bode</t></is></c><c><v>1</v></c></row>'
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row><c t="inlineStr"><is><t>functie</t></is></c><c t="inlineStr"><is><t>fte</t></is></c></row>' + row * 1_000_000 + b"</sheetData></worksheet>"
    )
    source, stream = zipfile.ZipFile(io.BytesIO(workbook([]))), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            archive.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else source.read(part))
    return stream.getvalue()
