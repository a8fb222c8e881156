"""Bars and tables of HR's pages: the picture says what the table says, and a spreadsheet works nothing out."""

from __future__ import annotations

import csv
import io
import re

from portal.documents.pictures.drawing import PRINT, Table
from portal.hr.charts import Bar, bars_picture
from portal.hr.csv_files import csv_of

TABLE = Table("Titel", ("", "Mensen"), (("Zorg <b>", "ongeveer 40"), ("Bouw", "minder dan 10")))


def widths(svg: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', svg)]


def test_bars_are_to_one_measure_and_none_stands_where_nothing_is_shown() -> None:
    picture = bars_picture("a", "Titel", [Bar("Zorg <b>", 40, "ongeveer 40"), Bar("Ict", 10, "ongeveer 10"), Bar("Bouw", None, "minder dan 10")], TABLE)
    wide, narrow = widths(picture.svg())
    assert abs(wide / narrow - 4) < 0.01 and wide <= 280
    assert "Zorg &lt;b&gt;: ongeveer 40" in picture.svg() and "<b>" not in picture.svg(PRINT)
    assert "Bouw: minder dan 10" in picture.about


def test_a_picture_of_nothing_says_so() -> None:
    assert "Nog niets te laten zien" in bars_picture("a", "Titel", [], TABLE).svg()
    assert widths(bars_picture("a", "Titel", [Bar("x", 0, "0")], TABLE).svg()) == []


def test_a_file_of_tables_opens_in_a_spreadsheet_and_works_nothing_out() -> None:
    table = Table("Titel", ("Wat", "Bedrag"), (("=HYPERLINK(1)", "€\u00a01.000"), ("+SOM(A1)", "−€\u00a05"), ("@x", "-5"), ("a;b", "1")))
    content = csv_of([table, TABLE], "Eerst dit")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Eerst dit"] and ["Zorg <b>", "ongeveer 40"] in rows
    assert ["'=HYPERLINK(1)", "€ 1.000"] in rows and ["'+SOM(A1)", "-€ 5"] in rows and ["'@x", "-5"] in rows and ["a;b", "1"] in rows
