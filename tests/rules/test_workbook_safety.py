"""Files that could do harm are refused before anything in them counts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from defusedxml import EntitiesForbidden
from openpyxl.worksheet.formula import ArrayFormula

from rules.errors import KnowledgeFilesMissing, WorkbookError
from rules.files import workbook_reading
from rules.files.tables import MAX_UNPACKED
from rules.files.workbook_files import read_workbook_file
from rules.files.workbook_reading import MAX_BYTES, read_workbook
from rules.files.workbook_writing import workbook_of
from tests.rules.catalogue_subset import small
from tests.rules.catalogue_workbook import Opened

_, CATALOGUE = small("inkoopmedewerker")
CONTENT = workbook_of(CATALOGUE)


def repacked(**changed: bytes) -> bytes:
    """The workbook with some of its parts replaced or added (`__` for a slash, `_dot_` for a point)."""
    parts = {name.replace("__", "/").replace("_dot_", "."): content for name, content in changed.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in (*old.namelist(), *(name for name in parts if name not in old.namelist())):
            new.writestr(name, parts.get(name) if name in parts else old.read(name))
    return stream.getvalue()


def refused(content: bytes, name: str = "x.xlsx") -> str:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(content, name)
    return str(caught.value)


@pytest.mark.parametrize("name", ["x.xlsm", "x.xls", "x.csv", "x"])
def test_only_xlsx_is_read(name: str) -> None:
    assert "zonder macro's" in refused(CONTENT, name)


def test_macros_are_refused_whatever_the_name_of_the_file() -> None:
    assert "macro's" in refused(repacked(xl__vbaProject_dot_bin=b"x"))


@pytest.mark.parametrize("content", [b"", b"PK", b"geen werkmap", b"PK\x03\x04" + b"\0" * 100, CONTENT[: len(CONTENT) // 2]], ids=["empty", "two-letters", "text", "zip-of-nothing", "half"])
def test_what_is_no_workbook_gets_a_clear_line(content: bytes) -> None:
    assert re.search("is beschadigd, of beveiligd|is geen Excel-bestand", refused(content))


@pytest.mark.parametrize("part", ["xl__workbook_dot_xml", "xl__worksheets__sheet3_dot_xml", "_rels___dot_rels", "xl__styles_dot_xml"])
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("content", [b"", b"<", b"<a/>", b"\xff\xfe\x00"])
def test_a_damaged_part_gets_a_clear_line(part: str, content: bytes) -> None:
    try:
        read_workbook(repacked(**{part: content}), "x.xlsx")
    except WorkbookError as error:
        assert error.problems


@pytest.mark.parametrize("part", ["xl__worksheets__sheet3_dot_xml", "xl__workbook_dot_xml", "xl__styles_dot_xml"])
def test_entities_that_grow_are_refused(part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet><a>&b;</a></worksheet>'
    with pytest.raises(WorkbookError) as caught:
        read_workbook(repacked(**{part: bomb}), "x.xlsx")
    error: BaseException | None = caught.value
    while error is not None and not isinstance(error, EntitiesForbidden):
        error = error.__cause__ or error.__context__
    assert error is not None, "the entities were read"


def test_a_file_that_unpacks_too_large_is_refused_without_unpacking() -> None:
    bomb = repacked(xl__media__x_dot_bin=bytes(MAX_UNPACKED))
    assert len(bomb) < MAX_BYTES
    assert "200 MB" in refused(bomb)


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "groot.xlsx"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(WorkbookError, match="20 MB"):
        read_workbook_file(file)
    with pytest.raises(KnowledgeFilesMissing, match=r"weg.xlsx kan niet gelezen worden"):
        read_workbook_file(tmp_path / "weg.xlsx")


def test_a_file_that_says_it_is_smaller_than_it_is_is_read_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml").decode()
    begin = sheet.index('<dimension ref="')
    end = sheet.index("/>", begin)
    lying = sheet[:begin] + '<dimension ref="A1:B2"' + sheet[end:]
    assert read_workbook(repacked(xl__worksheets__sheet3_dot_xml=lying.encode()), "x.xlsx").catalogue == CATALOGUE


def test_formulas_of_every_sort_name_their_cell() -> None:
    opened = Opened(CATALOGUE)
    opened.formula("Functies", 2, "naam", "=CONCAT(A1)")
    opened.sheet("Functies").cell(2, opened.column("Functies", "wat je doet")).value = ArrayFormula("G2", "=A1:A2")  # type: ignore[assignment]
    told = refused(opened.content())
    assert "blad Functies, rij 2, kolom naam: hier staat een formule" in told
    assert "blad Functies, rij 2, kolom wat je doet: hier staat een formule" in told


def test_without_the_protection_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_reading, "DEFUSEDXML", False)
    assert "defusedxml" in refused(CONTENT)
