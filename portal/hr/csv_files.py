"""Tables as a CSV file that Dutch Excel opens as it is: semicolons, and UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from portal.documents.pictures.drawing import Table

_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(tables: Iterable[Table], *above: str) -> bytes:
    """The tables one under the other, each under its title; `above`: lines on what the numbers are, before all of it."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for line in above:
        writer.writerow([_plain(line)])
    for table in tables:
        writer.writerows([[], [_plain(table.title)], [_plain(head) for head in table.head]])
        writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """No cell that a spreadsheet would work out, and amounts without the space that keeps them together."""
    text = text.replace("\u00a0", " ").replace("−", "-")
    return f"'{text}" if text.startswith(_AS_FORMULA) and not text[1:2].isdecimal() and not text.startswith("-€") else text
