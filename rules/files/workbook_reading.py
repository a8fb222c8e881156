"""From the bytes of a workbook to the rows of its sheets; a file that could do harm is refused before it is read."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import DEFUSEDXML, LXML
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from rules.catalogue import Catalogue
from rules.errors import Problem, TableError, WorkbookError
from rules.files.cells import CellRefused, cell_text
from rules.files.sheet_entries import Row, catalogue_of_rows
from rules.files.tables import check_archive
from rules.files.workbook_opening import opened
from rules.files.workbook_writing import README, ROWS, VERSION
from rules.files.yaml_entries import hint
from rules.review.catalogue_columns import TABLES, Column, Sheet

MAX_BYTES = 20_000_000
_MAX_COLUMNS = 80
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    OSError, EOFError, NotImplementedError, RuntimeError, RecursionError, OverflowError,
)


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What a workbook says, and the version of the catalogue it was made from (empty when it does not tell)."""

    catalogue: Catalogue
    base_version: str


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """The rows of the sheets by title, the cells that were refused, and the version that the workbook was made from (empty when it does not tell)."""

    rows: Mapping[str, Sequence[Row]]
    refused: tuple[Problem, ...]
    base_version: str


def read_workbook(content: bytes, name: str) -> ReadWorkbook:
    """The catalogue in a workbook; `name` is its file name. Raises WorkbookError with every mistake at once."""
    read = read_sheets(content, name, TABLES)
    return ReadWorkbook(catalogue_of_rows(read.rows, read.refused), read.base_version)


def read_sheets(content: bytes, name: str, wanted: Sequence[Sheet]) -> ReadSheets:
    """The rows of these sheets. Raises WorkbookError for a file that could do harm or is no workbook, and for sheets and columns that are not there."""
    _refuse_harm(content, name)
    try:
        workbook = opened(content)
        problems: list[Problem] = []
        sheets = {sheet.title: sheet for sheet in workbook.worksheets}
        rows = {each.title: list(_rows(sheets[each.title], each, problems)) if each.title in sheets else [] for each in wanted}
        version = _version(sheets[README]) if README in sheets else ""
    except _BROKEN as error:
        raise _refused(name, f"is niet te lezen als werkmap ({type(error).__name__}). Open het in Excel of LibreOffice en bewaar het opnieuw als .xlsx.") from error
    problems += [Problem(each.title, 1, "", "dit blad ontbreekt. Zet het terug, met deze naam.") for each in wanted if each.title not in sheets]
    if any(problem.line == 1 or problem.line > ROWS + 1 for problem in problems):  # with a sheet or column missing, or far too many rows, every row would be a mistake
        raise WorkbookError(problems)
    return ReadSheets(rows, tuple(problems), version)


def _refused(name: str, message: str) -> WorkbookError:
    return WorkbookError([Problem(name, 1, "", message)])


def _refuse_harm(content: bytes, name: str) -> None:
    if LXML or not DEFUSEDXML:
        raise _refused(name, "kan hier niet veilig gelezen worden: het pakket defusedxml ontbreekt, of lxml kwam ervoor. Installeer opnieuw, en zet OPENPYXL_LXML op False.")
    if not name.lower().endswith(".xlsx"):
        raise _refused(name, "is geen .xlsx. Bewaar de werkmap als .xlsx, zonder macro's.")
    if len(content) > MAX_BYTES:
        raise _refused(name, f"is groter dan {MAX_BYTES // 1_000_000} MB. Haal plaatjes en eigen bladen weg.")
    try:
        check_archive(name, content)
    except TableError as error:
        raise WorkbookError(error.problems) from error


def _version(sheet: Any) -> str:
    for key, value in sheet.iter_rows(max_row=200, max_col=2, values_only=True):
        if key == VERSION:
            return str(value or "").strip()
    return ""


def _rows(sheet: Any, wanted: Sheet, problems: list[Problem]) -> Iterator[Row]:
    lines = iter(sheet.iter_rows(max_col=_MAX_COLUMNS))
    columns = _columns(next(lines, ()), wanted, problems)
    for number, cells in zip(count(2), lines, strict=False):
        held = [(place, cell) for place, cell in enumerate(cells) if cell.value is not None and str(cell.value).strip()]
        if held and number > ROWS + 1:
            problems.append(Problem(wanted.title, number, "", f"een blad mag hoogstens {ROWS} rijen hebben. Haal rijen weg."))
            return
        texts: dict[str, str] = {}
        refused = False
        for place, cell in held:
            column = columns.get(place)
            if column is None:
                if place not in columns:
                    problems.append(Problem(wanted.title, number, get_column_letter(place + 1), "staat in een kolom zonder naam. Haal de cel leeg."))
                continue
            try:
                texts[column.title] = cell_text(cell.value, cell.data_type, column)
            except CellRefused as error:
                problems.append(Problem(wanted.title, number, column.title, str(error)))
                refused = True
        if texts or refused:
            yield Row(number, texts)


def _columns(head: Iterable[Any], wanted: Sheet, problems: list[Problem]) -> dict[int, Column | None]:
    """The columns by place; None for a column with a name that is not ours, which becomes a problem."""
    known = {column.title: column for column in wanted.columns}
    found: dict[int, Column | None] = {}
    for place, cell in enumerate(head):
        title = " ".join(str(cell.value or "").split()).lower()
        if not title:
            continue
        column = known.get(title)
        if column is None:
            problems.append(Problem(wanted.title, 1, str(cell.value), f"deze kolom bestaat hier niet.{hint(title, known)} Geef hem de goede naam of haal hem weg."))
        elif column in found.values():
            problems.append(Problem(wanted.title, 1, title, "deze kolom staat er twee keer. Laat er één staan."))
        found[place] = column
    missing: Sequence[str] = [title for title, column in known.items() if column not in found.values()]
    problems += [Problem(wanted.title, 1, title, "deze kolom ontbreekt. Zet hem terug, met deze naam.") for title in missing]
    return found
