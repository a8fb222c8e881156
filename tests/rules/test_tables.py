"""Spreadsheets from elsewhere: read however they were saved, and refused with what to do when they are no table."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from defusedxml import EntitiesForbidden
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.errors import TableError
from rules.files import tables
from rules.files.tables import Table, read_tables
from rules.files.uwv_columns import known_headings
from tests.rules.workbooks import with_part, workbook

ROWS = (("Regio", "Beroepsklasse", "Spanning"), ("Súdwest", "Zorg, welzijn", "1,5"))
SMALL = workbook(Blad=ROWS)


def read(content: bytes, name: str = "t.csv") -> tuple[Table, ...]:
    return read_tables(name, content, known_headings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_text_is_read_in_every_usual_encoding_and_separator(encoding: str, separator: str, ending: str) -> None:
    text = ending.join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    (table,) = read(text.encode(encoding))
    assert table.rows == ROWS


def test_a_decimal_comma_does_not_pass_for_a_separator() -> None:
    (table,) = read(b"Titel, met, heel, veel, komma's\nRegio;Beroepsklasse;Spanning\nTwente;Zorg;1,5\n")
    assert table.rows[2] == ("Twente", "Zorg", "1,5")


def test_the_line_in_which_excel_names_the_separator_keeps_the_row_numbers_right() -> None:
    (table,) = read(b"sep=;\nRegio;Spanning\nTwente;1,5\n")
    assert table.rows == ((), ("Regio", "Spanning"), ("Twente", "1,5"))


def test_every_sheet_is_read_with_numbers_and_dates_as_text() -> None:
    content = workbook(Uitleg=[["Bron"]], Cijfers=[["a", 1.0, 0.1 + 0.2, 4, datetime(2026, 6, 30), None, True]])
    found = read(content, "t.xlsx")
    assert [table.name for table in found] == ["Uitleg", "Cijfers"]
    assert found[1].rows == (("a", "1", "0.3", "4", "2026-06-30", "", ""),)


def test_formulas_are_told_with_their_place() -> None:
    assert read(workbook(Blad=[["a", "=1+1"]]), "t.xlsx")[0].formulas == ("B1",)
    assert read(b"a;b\nc;=1+1\n")[0].formulas == ("B2",)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.csv", b"", "is leeg"),
        ("t.csv", b" \r\n\t", "is leeg"),
        ("t.xlsm", SMALL, "macro"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "oude"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "wachtwoord"),
        ("t.xlsx", with_part(SMALL, "xl/vbaProject.bin", b"x"), "macro"),
        ("t.xlsx", SMALL[:200], "beschadigd"),
        ("t.xlsx", with_part(SMALL, "xl/workbook.xml", b"<workbook"), "Excel"),
        ("t.csv", bytes(range(256)), "geen tabel"),
        ("t.csv", b"%PDF-1.7\n\x00\x01\x02\x03", "geen tabel"),
        ("t.csv", b"\xff\xfea", "geen tabel"),
        ("t.csv", b";" * 500, "kolommen"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(name: str, content: bytes, told: str) -> None:
    with pytest.raises(TableError, match=told):
        read(content, name)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(TableError, match="geen Excel-bestand"):
        read(stream.getvalue(), "t.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(SMALL, "xl/sharedStrings.xml", b"\0" * (tables.MAX_UNPACKED + 1))
    assert len(bomb) < 1_000_000
    with pytest.raises(TableError, match="200 MB"):
        read(bomb, "t.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_entities_that_grow_are_not_followed(part: str) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(TableError, match="niet te lezen") as caught:
        read(with_part(SMALL, part, laughs), "t.xlsx")
    cause: BaseException | None = caught.value
    while cause is not None and not isinstance(cause, EntitiesForbidden):
        cause = cause.__cause__
    assert cause is not None


def sheet_xml(rows: str) -> bytes:
    """A sheet of SMALL with these rows instead of its own."""
    text = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    return with_part(SMALL, "xl/worksheets/sheet1.xml", text.encode())


def test_a_sheet_that_claims_to_be_huge_is_read_as_small_as_it_is() -> None:
    (table,) = read(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'), "t.xlsx")
    assert table.rows == (("1",),)


@pytest.mark.parametrize("rows", ['<row r="99999999"><c r="A99999999"><v>1</v></c></row>', '<row r="1"><c r="ZZ1"><v>1</v></c></row>'])
def test_a_cell_far_away_is_refused(rows: str) -> None:
    with pytest.raises(TableError, match="meer dan"):
        read(sheet_xml(rows), "t.xlsx")


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_too_many_rows_are_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    rows = [["Regio", "Spanning"], *[["Twente", "1"]] * 3]
    content = workbook(Blad=rows) if name == "t.xlsx" else "\n".join(";".join(row) for row in rows).encode()
    with pytest.raises(TableError, match="meer dan 3 rijen"):
        read(content, name)
    monkeypatch.setattr(tables, "MAX_ROWS", 4)
    assert len(read(content, name)[0].rows) == 4


@given(st.binary(max_size=400), st.sampled_from(["t.csv", "t.xlsx", "t"]))
def test_any_bytes_are_a_table_or_a_clear_error(content: bytes, name: str) -> None:
    try:
        assert read(content, name)
    except TableError as error:
        assert all(problem.file == name and problem.message.endswith(".") for problem in error.problems)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_workbook_with_broken_bytes_is_a_table_or_a_clear_error(damage: list[tuple[int, int]]) -> None:
    content = bytearray(SMALL)
    for place, byte in damage:
        content[place] = byte
    try:
        read(bytes(content), "t.xlsx")
    except TableError as error:
        assert error.problems


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]))
def test_a_workbook_with_any_bytes_as_a_part_is_a_table_or_a_clear_error(part: bytes, name: str) -> None:
    try:
        read(with_part(SMALL, name, part), "t.xlsx")
    except TableError as error:
        assert error.problems
