"""Spreadsheets from elsewhere as plain tables of text: .xlsx and .csv, however they were saved.

Works on bytes and touches no disk. A file that is too big, holds macros or is no table at all is refused with what to do.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from rules.errors import Problem, TableError
from rules.files.workbook_opening import opened

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_UNPACKED = 200_000_000  # bytes that a workbook may hold when it is unpacked
MAX_PARTS = 5_000  # files inside a workbook
FIRST_ROWS = 15  # the heading stands among these
_EXCEL_ROWS = 1_048_576
_CELL_LIMIT = 100_000  # characters of one cell

Score = Callable[[Sequence[str]], int]
"""How much a row looks like the heading: the number of headings in it that are known."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: rows of text, the first row of the file first. `formulas` are the places of cells that hold a formula."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: tuple[str, ...]


def read_tables(file: str, content: bytes, score: Score) -> tuple[Table, ...]:
    """The sheets of an .xlsx file, or the one table of a text file; raises `TableError`."""
    suffix = file.lower().rsplit(".", 1)[-1]
    if suffix in {"xlsm", "xltm", "xlsb", "xls", "ods"} or content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(file, "kan hier niet: oude, beveiligde of bestanden met macro's lees ik niet. Sla het op als gewoon .xlsx of .csv, zonder wachtwoord.")
    if not content.strip():
        raise _refused(file, "is leeg. Kies een bestand met een tabel erin.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return tuple(_workbook(file, content))
    return (_text_table(file, content, score),)


def _workbook(file: str, content: bytes) -> Iterator[Table]:
    check_archive(file, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for sheet in opened(content).worksheets:
                yield _sheet(file, sheet.title, sheet.rows)
    except TableError:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over: bad XML, wrong numbers, missing parts
        raise _refused(file, f"is niet te lezen als Excel-bestand ({type(error).__name__}). Open het in Excel en sla het opnieuw op als .xlsx.") from error


def check_archive(file: str, content: bytes) -> None:
    """Refuse what is no workbook, holds macros, or unpacks to more than memory should bear; raises `TableError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _refused(file, "is beschadigd, of beveiligd met een wachtwoord. Open het in Excel en sla het opnieuw op als gewoon .xlsx.") from error
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _refused(file, f"is uitgepakt groter dan {MAX_UNPACKED // 1_000_000} MB. Bewaar alleen het blad dat je nodig hebt.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refused(file, "bevat macro's. Sla het op als gewoon .xlsx, zonder macro's.")
    if "[Content_Types].xml" not in names:
        raise _refused(file, "is geen Excel-bestand. Sla het op als .xlsx of .csv.")


def _sheet(file: str, name: str, rows: Iterable[Sequence[object]]) -> Table:
    found: list[tuple[str, ...]] = []
    formulas: list[str] = []
    filled = 0
    for number, row in enumerate(rows, start=1):
        if len(row) > MAX_COLUMNS:
            raise _refused(file, f"heeft meer dan {MAX_COLUMNS} kolommen. Bewaar alleen de kolommen die je nodig hebt.", number, f"blad {name}")
        texts = []
        for column, cell in enumerate(row, start=1):
            if getattr(cell, "data_type", "") == "f":
                formulas.append(f"{get_column_letter(column)}{number}")
            texts.append(_as_text(getattr(cell, "value", None)))
        filled += any(texts)
        if filled > MAX_ROWS or number > _EXCEL_ROWS:
            raise _too_long(file, number, f"blad {name}")
        found.append(tuple(texts))
    return Table(name, tuple(found), tuple(formulas))


def _as_text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)[:_CELL_LIMIT].strip()


def _text_table(file: str, content: bytes, score: Score) -> Table:
    text = _decoded(file, content)
    if text[:4].lower() == "sep=":  # Excel's own line about the separator; kept empty, so that row numbers stay right
        text = text[text.find("\n"):] if "\n" in text else ""
    best = max(";\t,", key=lambda separator: max(_marks(text, separator, score)))
    rows: list[tuple[str, ...]] = []
    formulas: list[str] = []
    filled = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best)
    try:
        for number, row in enumerate(reader, start=1):
            if len(row) > MAX_COLUMNS:
                raise _refused(file, f"heeft meer dan {MAX_COLUMNS} kolommen. Is dit wel een tabel?", number)
            cells = tuple(cell.strip()[:_CELL_LIMIT] for cell in row)
            formulas += [f"{get_column_letter(column)}{number}" for column, cell in enumerate(cells, start=1) if cell.startswith("=")]
            filled += any(cells)
            if filled > MAX_ROWS:
                raise _too_long(file, number)
            rows.append(cells)
    except csv.Error as error:
        raise _refused(file, f"is niet te lezen als CSV ({error}). Bewaar het opnieuw als CSV.", reader.line_num) from error
    return Table("", tuple(rows), tuple(formulas))


def _marks(text: str, separator: str, score: Score) -> list[tuple[int, int]]:
    """For the first rows, read with this separator: known headings, and cells."""
    marks = [(0, 0)]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for _, row in zip(range(FIRST_ROWS), reader, strict=False):
            marks.append((score(row[:MAX_COLUMNS]), len(row)))
    except csv.Error:
        pass
    return marks


def _decoded(file: str, content: bytes) -> str:
    """Text in UTF-8, UTF-16 (Excel's 'Unicode-tekst') or Windows-1252, told apart by what fits."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(character < " " and character not in "\t\r\n\x1a" for character in text):
            return text
    raise _refused(file, "is geen tabel die ik kan lezen. Sla het op als .xlsx, of als CSV in UTF-8.")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    start = content[:2000]
    if b"\x00" in start:
        return ("utf-16-le",) if start[1::2].count(0) >= start[::2].count(0) else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _refused(file: str, message: str, row: int = 1, field: str = "") -> TableError:
    return TableError([Problem(file, row, field, message)])


def _too_long(file: str, row: int, field: str = "") -> TableError:
    limit = f"{MAX_ROWS:,}".replace(",", ".")
    return _refused(file, f"heeft meer dan {limit} rijen. Splits het bestand of bewaar alleen wat je nodig hebt.", row, field)
