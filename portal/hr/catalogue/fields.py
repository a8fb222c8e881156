"""The fields of a form of the catalogue: how they are named, asked for and read back. Pure.

A field is called `<sheet>-<row>-<column>`, such as `taken-0-text`; rows count from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from rules.catalogue import Catalogue, slug
from rules.editing.entry_form import FUNCTION, QUALIFICATION, ROUTE, SKILL, EntryKind, Form, Texts
from rules.errors import Problem
from rules.review.catalogue_columns import (
    FUNCTION_SKILLS,
    FUNCTIONS,
    LEARNING,
    SKILLS,
    TASKS,
    Column,
    Kind,
    Table,
    dutch,
)

AWAY = "weg"
"""The last part of the name of a tick that takes a row out."""
_WIDE = 50
"""From this width of a column on, a field is as wide as the page."""
_SPARE: Mapping[str, int] = {TASKS.title: 1, FUNCTION_SKILLS.title: 2, LEARNING.title: 1}
_FIRST: Mapping[str, int] = {TASKS.title: 6, FUNCTION_SKILLS.title: 6, LEARNING.title: 3}
"""Rows below the filled ones, and rows of a new entry."""
MOST_ROWS = 40
_ROW_NAMES: Mapping[str, str] = {TASKS.title: "Taak", FUNCTION_SKILLS.title: "Vaardigheid", LEARNING.title: "Leerstap"}


@dataclass(frozen=True, slots=True)
class KindPage:
    """How the pages of a kind of entry are called: its address and its words."""

    code: str
    kind: EntryKind
    title: str
    one: str
    new: str


KINDS: Mapping[str, KindPage] = {
    each.code: each
    for each in (
        KindPage("functies", FUNCTION, "Functies", "functie", "Nieuwe functie"),
        KindPage("vaardigheden", SKILL, "Vaardigheden", "vaardigheid", "Nieuwe vaardigheid"),
        KindPage("leerroutes", ROUTE, "Leerroutes", "leerroute", "Nieuwe leerroute"),
        KindPage("eisen", QUALIFICATION, "Wettelijke eisen", "wettelijke eis", "Nieuwe wettelijke eis"),
    )
}


class Posted(Protocol):
    """A form as it was sent: several values may have one name."""

    def getlist(self, key: Any) -> Sequence[object]: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __contains__(self, key: object) -> bool: ...


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `ask`: line, text, lines, select, flag, checks or pick (a line with suggestions, from the list `options_id`)."""

    id: str
    label: str
    ask: str
    value: str
    options: tuple[tuple[str, str], ...]
    error: str
    wide: bool
    help: str = ""
    options_id: str = ""

    @property
    def values(self) -> frozenset[str]:
        """What is ticked."""
        return frozenset(self.value.splitlines())


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row of a sheet; `away` is the name of the tick that takes it out, empty where that cannot be."""

    id: str
    title: str
    fields: tuple[Field, ...]
    away: str


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """All rows of one sheet."""

    id: str
    title: str
    rows: tuple[FieldRow, ...]
    errors: tuple[str, ...]


def posted_form(kind: EntryKind, sent: Posted, entry: str = "") -> Form:
    """What was typed, row by row, for this entry or a new one; rows that are empty or ticked away are left out."""
    form: dict[str, Sequence[Texts]] = {table.title: tuple(_posted_rows(table, sent)) for table in kind.sheets}
    if entry:
        form[kind.table.title] = ({**next(iter(form[kind.table.title]), {}), "id": entry},)
    return form


def sheets_of(kind: EntryKind, form: Form, catalogue: Catalogue, problems: Sequence[Problem] = (), *, new: bool) -> tuple[FieldSheet, ...]:
    """The fields for a form, with what is wrong at each; lists to choose from come from the catalogue."""
    asked = tuple(dict.fromkeys(row.get("vaardigheid", "").strip() for row in form.get(FUNCTION_SKILLS.title, ())))
    options = _Options(catalogue, tuple(identity for identity in asked if identity))
    problems = _at_their_sheet(kind, problems)
    found = []
    for table in kind.sheets:
        rows = list(form.get(table.title, ()))
        if table is not kind.table:
            first = _FIRST[table.title] if new else 0
            rows += [{}] * max(_SPARE[table.title], first - len(rows))
        shown = tuple(_row(table, place, texts, options, problems, own=table is kind.table, new=new) for place, texts in enumerate(rows or [{}]))
        known = {field.id for row in shown for field in row.fields}
        errors = tuple(
            problem.message for problem in problems
            if problem.file == table.title and field_id(table, problem) not in known and (problem.line > len(shown) or not _of_row(table, problem))
        )
        found.append(FieldSheet(_code(table), "" if table is kind.table else table.title, shown, errors))
    return tuple(found)


def field_id(table: Table, problem: Problem) -> str:
    """The field that a problem is about; the sheet itself where no field is."""
    column = next((column for column in table.columns if column.title == problem.field and column.kind is not Kind.OWNER), None)
    return _code(table) if column is None else _field_name(table, problem.line - 1, column)


def told_of(kind: EntryKind, problems: Sequence[Problem]) -> tuple[tuple[str, str, str], ...]:
    """Each problem as the id of its field, how that is called, and what is wrong."""
    tables = {table.title: table for table in kind.sheets}
    found = []
    for problem in _at_their_sheet(kind, problems):
        table = tables.get(problem.file, kind.table)
        place = f"{_ROW_NAMES[table.title]} {problem.line}" if table.title in _ROW_NAMES else ""
        column = problem.field if any(column.title == problem.field and column.kind is not Kind.OWNER for column in table.columns) else ""
        name = ", ".join(filter(None, (place if column else table.title if place else "", column))) or table.title
        found.append((field_id(table, problem), name, problem.message))
    return tuple(found)


def _at_their_sheet(kind: EntryKind, problems: Sequence[Problem]) -> list[Problem]:
    """Rows that are not there, or not enough of them, are told by the sheet of the entry itself: here at the sheet they belong on."""
    parts = {f"'{part.title}'": part.title for part in kind.parts}
    return [replace(problem, file=parts[problem.field], field="") if problem.file == kind.table.title and problem.field in parts else problem for problem in problems]


class _Options:
    """What can be picked from in fields that hold ids."""

    def __init__(self, catalogue: Catalogue, asked: tuple[str, ...]) -> None:
        skills, needs = catalogue.skills, catalogue.qualifications.values()
        self.checks: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
            (TASKS.title, "skills"): tuple((identity, skills[identity].label if identity in skills else identity) for identity in asked),
            (FUNCTIONS.title, "requires"): tuple((item.id, item.label) for item in needs if item.screening is None),
            (FUNCTIONS.title, "screening"): tuple((item.id, item.label) for item in needs if item.screening is not None),
        }
        self.selects = {(FUNCTIONS.title, "route"): tuple((item.id, item.title) for item in catalogue.routes.values())}
        self.suggestions: dict[tuple[str, str], str] = {
            (FUNCTION_SKILLS.title, "id"): "lijst-vaardigheden", (FUNCTIONS.title, "area"): "lijst-gebieden", (SKILLS.title, "theme"): "lijst-themas",
        }


def suggestion_lists(kind: EntryKind, catalogue: Catalogue) -> dict[str, tuple[tuple[str, str], ...]]:
    """The lists behind fields with suggestions: value and words."""
    if kind is FUNCTION:
        areas = sorted({function.area for function in catalogue.functions.values()})
        return {
            "lijst-vaardigheden": tuple((skill.id, skill.label) for skill in catalogue.skills.values()),
            "lijst-gebieden": tuple((area, area) for area in areas),
        }
    if kind is SKILL:
        return {"lijst-themas": tuple((theme, theme) for theme in sorted({skill.theme for skill in catalogue.skills.values()}))}
    return {}


def _row(table: Table, place: int, texts: Texts, options: _Options, problems: Sequence[Problem], *, own: bool, new: bool) -> FieldRow:
    columns = [column for column in table.columns if column.kind is not Kind.OWNER and (column.field != "id" or not own or new)]
    wrong = {problem.field: problem.message for problem in problems if problem.file == table.title and problem.line == place + 1}
    fields = tuple(_field(table, place, column, texts.get(column.title, ""), options, error=wrong.get(column.title, ""), own=own) for column in columns)
    title = "" if own else f"{_ROW_NAMES[table.title]} {place + 1}"
    return FieldRow(f"{_code(table)}-{place}", title, fields, "" if own or not texts else f"{_code(table)}-{place}-{AWAY}")


def _field(table: Table, place: int, column: Column, value: str, options: _Options, *, error: str, own: bool) -> Field:
    key = (table.title, column.field)
    ask, options_id, note = _ask(column), "", ""
    choices: tuple[tuple[str, str], ...] = ()
    if column.choices is not None:
        choices = tuple((dutch(option), dutch(option)) for option in column.choices)
    elif key in options.checks:
        ask, known, held = "checks", dict(options.checks[key]), value.splitlines()
        # What is ticked stands first and in its own order: so an untouched form says the same.
        choices = (*((identity, known.get(identity, identity)) for identity in held), *(each for each in known.items() if each[0] not in held))
        note = "Kies uit de vaardigheden van deze functie; een nieuwe staat hier nadat je bewaart." if table is TASKS else ""
    elif key in options.selects:
        ask, choices = "select", options.selects[key]
    elif key in options.suggestions:
        ask, options_id = "pick", options.suggestions[key]
    elif column.kind is Kind.LIST:
        note = "Eén per regel."
    elif column.field == "id" and own:
        note = "Mag leeg blijven: dan maak ik hem van de naam."
    wide = ask in ("text", "lines", "checks") or column.width >= _WIDE
    label = "id (de korte naam)" if column.field == "id" and own else column.title
    return Field(_field_name(table, place, column), label[:1].upper() + label[1:], ask, value, choices, error, wide, note, options_id)


def _ask(column: Column) -> str:
    if column.choices is not None:
        return "select"
    if column.kind is Kind.FLAG:
        return "flag"
    if column.kind is Kind.LIST:
        return "lines"
    return "text" if column.kind is Kind.TEXT and column.width >= _WIDE else "line"


def _posted_rows(table: Table, sent: Posted) -> Iterator[dict[str, str]]:
    code = _code(table)
    places = sorted({int(parts[1]) for name in sent if (parts := name.split("-", 2))[0] == code and len(parts) == 3 and parts[1].isdecimal() and len(parts[1]) < 4})
    for place in places[:MOST_ROWS]:
        if f"{code}-{place}-{AWAY}" in sent:
            continue
        texts = {
            column.title: "\n".join(text for text in sent.getlist(_field_name(table, place, column)) if isinstance(text, str))
            for column in table.columns if column.kind is not Kind.OWNER
        }
        if any(text.strip() for text in texts.values()):
            yield texts


def _field_name(table: Table, place: int, column: Column) -> str:
    return f"{_code(table)}-{place}-{column.field}"


def _of_row(table: Table, problem: Problem) -> bool:
    return any(column.title == problem.field and column.kind is not Kind.OWNER for column in table.columns)


def _code(table: Table) -> str:
    return slug(table.title).replace("-", "_")
