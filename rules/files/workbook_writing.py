"""Workbooks for HR, first of all of the catalogue: a sheet per kind of thing, lists to choose from, and a sheet that explains."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from rules.catalogue import Catalogue
from rules.errors import Problem, WorkbookError
from rules.files.cells import for_cell
from rules.review.catalogue_columns import (
    FUNCTION_SKILLS,
    ROUTES,
    SKILLS,
    TABLES,
    Column,
    Kind,
    Sheet,
    Table,
    Value,
    dutch,
)

README = "Leesmij"
VERSION = "versie"  # in the first column of the hidden row that says which catalogue this was
ROWS = 20_000  # of a sheet, its head not counted
_LONGEST = 32_767  # characters of one cell
_TEXT_FORMAT = "@"
_DAY_FORMAT = "yyyy-mm-dd"
_HEAD = Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
_HEAD_PLACE = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDE = 40  # from this width on, text goes on in the next line

HOW_TO = (
    "Zo werkt het:",
    "• De eerste rij van elk blad zijn de namen van de kolommen. Laat die staan. De volgorde maakt niet uit.",
    "• Meer dan één ding in een cel? Zet elk op een eigen regel: Alt+Enter.",
    "• Gebruik geen formules. Zet er de uitkomst neer.",
    "• Een eigen blad erbij mag. Dat wordt niet gelezen.",
)
_EXPLAINED = (
    "De catalogus van de Loopbaanwijzer",
    "",
    "Pas aan wat je wilt, voeg rijen toe of haal rijen weg. Bewaar het bestand als .xlsx.",
    "Kijk daarna eerst wat er verandert: wijzer catalogue import BESTAND.xlsx",
    "Klopt het? Dan neem je het over met: wijzer catalogue import BESTAND.xlsx --apply",
    "",
    *HOW_TO,
    "• Een id is de vaste naam van iets: kleine letters, cijfers en streepjes. Andere bladen verwijzen ernaar. Verander een id dus liever niet.",
    "• Taken, vaardigheden per functie en leerstappen horen bij de id in hun eerste kolom. Hun volgorde blijft zoals je ze neerzet.",
    "• Bij een cel met een keuzelijst kies je een van de woorden uit de lijst.",
    "",
    "De bladen:",
)
_ABOUT = {
    "Functies": "de functies zelf. Een functie bij de gemeente heeft een schaal, een andere liever een loon met bron en datum.",
    "Taken": "6 tot 10 taken per functie, met wat er door techniek mee gebeurt.",
    "Vaardigheden per functie": "6 tot 12 vaardigheden per functie. Niveau 1: met hulp, 2: alleen, 3: goed, 4: anderen leren van jou.",
    "Vaardigheden": "de vaardigheden. Het thema is het bestand waarin de vaardigheid staat.",
    "Leerstappen": "hoe je een vaardigheid leert: 70 is doen, 20 is met anderen, 10 is een cursus. Van elk minstens één.",
    "Wettelijke eisen": "diploma's en inschrijvingen die de wet vraagt.",
    "Routes": "manieren om met leren en werken binnen te komen.",
    "Afkortingen": "wat mensen kort typen, en wat het betekent.",
}
_REFERENCES = {"functie": "Functies", "vaardigheid": SKILLS.title, "route": ROUTES.title}


@dataclass(frozen=True, slots=True)
class Readme:
    """What the first sheet says: its lines, and what each of the others holds."""

    lines: Sequence[str]
    sheets: Mapping[str, str]


def workbook_of(catalogue: Catalogue) -> bytes:
    """The catalogue as the bytes of an .xlsx file. Raises WorkbookError for what no cell can hold."""
    return sheets_of(Readme(_EXPLAINED, _ABOUT), catalogue.version, [(table, _values(table, catalogue)) for table in TABLES])


def sheets_of(readme: Readme, version: str, filled: Iterable[tuple[Sheet, Iterable[Sequence[Value]]]]) -> bytes:
    """A workbook of sheets with the values of each row in the order of its columns; it remembers the version. Raises WorkbookError for what no cell can hold."""
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    _explain(first, readme, version)
    problems: list[Problem] = []
    for sheet, rows in filled:
        _fill(workbook.create_sheet(sheet.title), sheet, rows, problems)
    if problems:
        raise WorkbookError(problems)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _values(table: Table, catalogue: Catalogue) -> Iterator[Sequence[Value]]:
    for owner, item in table.items(catalogue):
        yield [owner if column.kind is Kind.OWNER else column.value(item) for column in table.columns]


def _explain(sheet: Worksheet, readme: Readme, version: str) -> None:
    sheet.title = README
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 110
    for text in readme.lines:
        sheet.append([text])
    for title, about in readme.sheets.items():
        sheet.append([title, about])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([VERSION, version])
    _as_text(sheet.cell(sheet.max_row, 2), version)
    sheet.row_dimensions[sheet.max_row].hidden = True


def _fill(sheet: Worksheet, wanted: Sheet, rows: Iterable[Sequence[Value]], problems: list[Problem]) -> None:
    for number, column in enumerate(wanted.columns, start=1):
        head = sheet.cell(1, number, column.title)
        head.font, head.fill, head.alignment = _HEAD, _HEAD_FILL, _HEAD_PLACE
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.number_format = _format(column)
        _offer_choices(sheet, wanted, number, column)
    sheet.freeze_panes = "C2" if wanted is FUNCTION_SKILLS else "B2"
    for row, values in enumerate(rows, start=2):
        for number, (column, value) in enumerate(zip(wanted.columns, values, strict=True), start=1):
            told = _put(sheet.cell(row, number), column, value)
            if told:
                problems.append(Problem(wanted.title, row, column.title, told))
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Cell | MergedCell, column: Column, value: Value) -> str:
    """Fill a cell; what is wrong with the value when no cell can hold it."""
    if isinstance(value, bool):
        value = "ja" if value else "nee"
    elif isinstance(value, tuple):
        value = "\n".join(value)
    elif isinstance(value, float) and float(f"{value:.15g}") != value:
        value = repr(value)  # a number in a cell keeps fifteen digits, text keeps all
    cell.number_format = _format(column)
    cell.alignment = _WRAPPED if column.kind is Kind.LIST or column.width >= _WIDE else _TOP
    if not isinstance(value, str):
        cell.value = value
        return ""
    if len(value) > _LONGEST:
        return f"is langer dan {_LONGEST} tekens. Kort de tekst in."
    if any(not _can_be_kept(character) for character in value):
        return "heeft een teken dat een werkmap niet kan bewaren. Haal het weg uit het bestand."
    if value:
        _as_text(cell, value)
    return ""


def _as_text(cell: Cell | MergedCell, text: str) -> None:
    """Text stays text, also when it begins as a formula does; the mark before it keeps it so when somebody edits it."""
    cell.value = for_cell(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _can_be_kept(character: str) -> bool:
    return character in "\t\n" or (character >= " " and not "\ud800" <= character <= "\udfff" and character not in "\ufffe\uffff")


def _format(column: Column) -> str:
    if column.kind is Kind.NUMBER:
        return "General"
    return _DAY_FORMAT if column.kind is Kind.DAY else _TEXT_FORMAT


def _offer_choices(sheet: Worksheet, wanted: Sheet, number: int, column: Column) -> None:
    words: Sequence[str] = [dutch(choice) for choice in column.choices] if column.choices else []
    if column.kind is Kind.FLAG:
        words = ["ja", "nee"]
    if words:
        formula = f'"{",".join(words)}"'
    elif column.title in _REFERENCES and wanted.title != _REFERENCES[column.title]:
        formula = f"'{_REFERENCES[column.title]}'!$A$2:$A${ROWS + 1}"
    else:
        return
    validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    validation.error = "Kies een van de woorden uit de lijst."
    validation.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{ROWS + 1}")
    sheet.add_data_validation(validation)
