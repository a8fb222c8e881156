"""Rows of sheets as entries of the catalogue, so that a spreadsheet is checked by the same rules as the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from rules.catalogue import Catalogue
from rules.errors import Problem, WorkbookError
from rules.files.catalogue_parsing import assemble_catalogue, is_id
from rules.files.yaml_entries import Choice, Entry, hint
from rules.review.catalogue_columns import (
    ABBREVIATIONS,
    FUNCTIONS,
    QUALIFICATIONS,
    ROUTES,
    SKILLS,
    TABLES,
    Column,
    Kind,
    Sheet,
    Table,
    dutch,
)

_TABLES = {table.title: table for table in TABLES}
_THEME = "theme"
_TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number in the sheet and its texts by title of the column."""

    number: int
    cells: Mapping[str, str]


Rows = Mapping[str, Sequence[Row]]


class SheetEntry(Entry):
    """An entry made of a row: its mistakes are noted with sheet, row and column, and its choices are read in Dutch."""

    def __init__(self, node: yaml.MappingNode, prefix: str, problems: list[Problem], sheets: Mapping[str, Sheet]) -> None:
        self.mark = node.start_mark
        self.prefix = prefix
        self.sheets = sheets
        super().__init__(node, node.start_mark.name, "", problems)

    def part(self, node: yaml.MappingNode, field: str, place: str) -> Entry:
        inside = node.start_mark.name == self.file
        return SheetEntry(node, f"{self.prefix}{field}." if inside else "", self.problems, self.sheets)

    def words(self, kind: type[Choice]) -> dict[str, Choice]:
        return {dutch(option): option for option in kind}

    def problem(self, field: str, message: str, line: int | None = None) -> None:
        node = self._nodes.get(field)
        mark = node.start_mark if node is not None else self.mark
        self.problems.append(Problem(mark.name, mark.line + 1, _title(self.sheets[mark.name], f"{self.prefix}{field}"), message))


def catalogue_of_rows(rows: Rows, problems: Sequence[Problem] = ()) -> Catalogue:
    """The catalogue in these sheets, without a version; `problems` were found before. Raises WorkbookError with all of them."""
    found: list[Problem] = []
    _check_owners(rows, found)

    def entries(table: Table) -> Iterator[Entry]:
        return entries_of_rows(table, rows, found)

    catalogue = assemble_catalogue(
        functions=entries(FUNCTIONS), skills=entries(SKILLS), qualifications=entries(QUALIFICATIONS),
        routes=entries(ROUTES), abbreviations=entries(ABBREVIATIONS), version="",
    )
    themes = _themes(rows, found)
    wrong = told_once(problems, found)
    if wrong:
        raise WorkbookError(wrong)
    return replace(catalogue, skills={skill.id: replace(skill, theme=themes[skill.id]) for skill in catalogue.skills.values()})


def entries_of_rows(sheet: Sheet, rows: Rows, problems: list[Problem]) -> Iterator[Entry]:
    """The entries of one sheet with what belongs to them on other sheets; reading them adds to `problems`. The theme of a skill is left out."""
    sheets = {**_TABLES, sheet.title: sheet}
    return (SheetEntry(node, "", problems, sheets) for node in _nodes(sheet, rows))


def told_once(refused: Sequence[Problem], found: Sequence[Problem]) -> list[Problem]:
    """What was refused before, and what was found after it elsewhere: a cell that was refused is not also missing."""
    told = {(problem.file, problem.line, problem.field) for problem in refused}
    return [*refused, *(problem for problem in found if (problem.file, problem.line, problem.field) not in told)]


def _check_owners(rows: Rows, problems: list[Problem]) -> None:
    """Note rows that belong to nothing, and sheets that cannot be empty."""
    ids = {title: {row.cells.get("id", "").strip() for row in found} for title, found in rows.items()}
    for table in TABLES:
        column = table.columns[0]
        if not rows.get(table.title) and table is not ABBREVIATIONS and not table.owner:
            problems.append(Problem(table.title, 2, "", "heeft geen rijen. Zet de rijen terug."))
        for row in rows.get(table.title, ()) if table.owner else ():
            owner = row.cells.get(column.title, "").strip()
            if owner not in ids.get(table.owner, set()):
                told = f"'{owner}' staat niet op het blad {table.owner}.{hint(owner, ids.get(table.owner, ()))}" if owner else "ontbreekt. Vul de id in."
                problems.append(Problem(table.title, row.number, column.title, told))


def _themes(rows: Rows, problems: list[Problem]) -> dict[str, str]:
    """The theme of each skill: the name of the file it stands in."""
    title = next(column.title for column in SKILLS.columns if column.field == _THEME)
    themes = {}
    for row in rows.get(SKILLS.title, ()):
        theme = row.cells.get(title, "").strip()
        if not is_id(theme):
            problems.append(Problem(SKILLS.title, row.number, title, f"'{theme}' kan geen thema zijn. Gebruik kleine letters, cijfers en streepjes, zoals mensen."))
        themes[row.cells.get("id", "").strip()] = theme
    return themes


def _nodes(sheet: Sheet, rows: Rows) -> Iterator[yaml.MappingNode]:
    """A node for each row, with the rows that it owns in it."""
    owned = [part for part in TABLES if part.owner == sheet.title]
    parts: dict[tuple[str, str], list[yaml.MappingNode]] = {}
    for part in owned:
        for row in rows.get(part.title, ()):
            owner = row.cells.get(part.columns[0].title, "").strip()
            parts.setdefault((part.field, owner), []).append(_node(part, row))
    for row in rows.get(sheet.title, ()):
        node = _node(sheet, row)
        for part in owned:
            inside = parts.get((part.field, row.cells.get("id", "").strip()))
            if inside:
                mark = inside[0].start_mark
                node.value.append((_scalar(part.field, mark), yaml.SequenceNode(_TEXT, inside, mark, mark)))
        yield node


def _node(sheet: Sheet, row: Row) -> yaml.MappingNode:
    mark = yaml.Mark(sheet.title, 0, row.number - 1, 0, None, 0)
    fields: dict[str, yaml.Node] = {}
    for column in sheet.columns:
        text = row.cells.get(column.title, "")
        if not text.strip() or column.kind is Kind.OWNER or (sheet is SKILLS and column.field == _THEME):
            continue
        head, _, inner = column.field.partition(".")
        if inner:
            outer = fields.setdefault(head, yaml.MappingNode(_TEXT, [], mark, mark))
            outer.value.append((_scalar(inner, mark), _value(column, text, mark)))
        else:
            fields[head] = _value(column, text, mark)
    return yaml.MappingNode(_TEXT, [(_scalar(field, mark), node) for field, node in fields.items()], mark, mark)


def _value(column: Column, text: str, mark: yaml.Mark) -> yaml.Node:
    if column.kind is not Kind.LIST:
        return _scalar(text, mark)
    return yaml.SequenceNode(_TEXT, [_scalar(line, mark) for line in text.split("\n") if line.strip()], mark, mark)


def _scalar(text: str, mark: yaml.Mark) -> yaml.ScalarNode:
    return yaml.ScalarNode(_TEXT, text, mark, mark, style='"')


def _title(sheet: Sheet, field: str) -> str:
    """The column of a field; for a field with parts the first of them, for rows that are not there the sheet they belong on."""
    columns = sheet.columns
    exact = (column.title for column in columns if column.field == field)
    partly = (column.title for column in columns if column.field.startswith(f"{field}."))
    below = (f"'{table.title}'" for table in TABLES if table.owner == sheet.title and table.field == field)
    return next((title for titles in (exact, partly, below) for title in titles), columns[0].title)
