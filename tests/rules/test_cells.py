"""What a spreadsheet program makes of a cell is undone where that is sure, and refused where it is a guess."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from rules.files.cells import CellRefused, cell_text
from rules.review.catalogue_columns import Column, Kind


def cell(value: object, kind: Kind, data_type: str = "n") -> str:
    return cell_text(value, data_type, Column("kolom", "field", kind))


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, Kind.TEXT, ""),
        ("a\r\nb\rc", Kind.TEXT, "a\nb\nc"),
        ("a_x000D_\nb _x005F_x000D_ _x0007_", Kind.TEXT, "a\nb _x000D_ _x0007_"),
        (112, Kind.TEXT, "112"),
        (112.0, Kind.LIST, "112"),
        (0.25, Kind.NUMBER, "0.25"),
        (6.0, Kind.NUMBER, "6"),
        (" 0,5 ", Kind.NUMBER, "0.5"),
        (True, Kind.FLAG, "ja"),
        (False, Kind.FLAG, "nee"),
        (datetime(2026, 5, 1), Kind.DAY, "2026-05-01"),
        (date(2026, 5, 1), Kind.DAY, "2026-05-01"),
        ("01/05/2026", Kind.DAY, "2026-05-01"),
        ("1 mei", Kind.DAY, "1 mei"),
        ("1,5", Kind.TEXT, "1,5"),
    ],
)
def test_a_sure_value_becomes_the_text_of_the_files(value: object, kind: Kind, text: str) -> None:
    assert cell(value, kind) == text


@pytest.mark.parametrize(
    ("value", "kind", "data_type", "told"),
    [
        ("=1+1", Kind.TEXT, "f", "formule"),
        ("#N/A", Kind.TEXT, "e", "foutmelding"),
        (2.5, Kind.LIST, "n", "getal van gemaakt"),
        (1e300, Kind.TEXT, "n", "getal van gemaakt"),
        (46_000, Kind.DAY, "n", "in plaats van een datum"),
        (date(2026, 5, 1), Kind.NUMBER, "d", "datum van gemaakt"),
        (datetime(2026, 5, 1, 12), Kind.DAY, "d", "tijd bij de datum"),
        (timedelta(hours=1), Kind.TEXT, "d", "tijd"),
        (True, Kind.NUMBER, "b", "WAAR of ONWAAR"),
    ],
)
def test_a_guess_is_refused_with_what_to_do(value: object, kind: Kind, data_type: str, told: str) -> None:
    with pytest.raises(CellRefused, match=told):
        cell(value, kind, data_type)
