"""One entry of the catalogue as a form: its fields and rows are the columns and sheets of the workbook, so both are checked alike. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rules.catalogue import Catalogue, slug
from rules.editing.used_by import Thing
from rules.errors import FormError, Problem
from rules.files.catalogue_parsing import is_id, with_entry
from rules.files.cells import CellRefused, cell_text
from rules.files.sheet_entries import Row, entries_of_rows, told_once
from rules.review.catalogue_columns import (
    FUNCTION_SKILLS,
    FUNCTIONS,
    LEARNING,
    QUALIFICATIONS,
    ROUTES,
    SKILLS,
    TASKS,
    Column,
    Kind,
    Table,
    Value,
)

Texts = Mapping[str, str]
"""What stands in one row, by the title of its column; a list has a line for each text."""
Form = Mapping[str, Sequence[Texts]]
"""The rows by the title of their sheet; of the entry itself there is one."""
LONGEST = 20_000
"""Characters of one field."""


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of entry: its sheet, the sheets of what belongs to it, where the catalogue keeps it, and what it can be named as."""

    table: Table
    parts: tuple[Table, ...]
    group: str
    thing: Thing
    named_by: str

    @property
    def sheets(self) -> tuple[Table, ...]:
        """All sheets of the form, that of the entry first."""
        return (self.table, *self.parts)

    def entries(self, catalogue: Catalogue) -> Mapping[str, Any]:
        """Those of this kind, by id."""
        found: Mapping[str, Any] = getattr(catalogue, self.group)
        return found

    def name(self, item: object) -> str:
        """What people call it."""
        return str(getattr(item, self.named_by))


FUNCTION = EntryKind(FUNCTIONS, (TASKS, FUNCTION_SKILLS), "functions", Thing.FUNCTION, "title")
SKILL = EntryKind(SKILLS, (LEARNING,), "skills", Thing.SKILL, "label")
ROUTE = EntryKind(ROUTES, (), "routes", Thing.ROUTE, "title")
QUALIFICATION = EntryKind(QUALIFICATIONS, (), "qualifications", Thing.QUALIFICATION, "label")
_NAME = "naam"
_THEME = "thema"
_NO_ID = "zonder-naam"
"""Stands in for the id of an entry without a name, so that everything else in it is read, too."""


def form_of(kind: EntryKind, catalogue: Catalogue, identity: str) -> Form:
    """The form of what is there. Raises KeyError when it is not."""
    entry = kind.entries(catalogue)[identity]
    form: dict[str, Sequence[Texts]] = {kind.table.title: (_texts(kind.table, entry),)}
    for part in kind.parts:
        form[part.title] = tuple(_texts(part, item) for item in getattr(entry, part.field))
    return form


def catalogue_with(kind: EntryKind, catalogue: Catalogue, form: Form, *, instead: str = "") -> Catalogue:
    """The catalogue with what this form says in the place of `instead`, or as a new entry, whose id is made of its name when none is given.

    Raises FormError with all that is wrong; of each problem `file` is the sheet, `line` the row (from 1) and `field` the column.
    """
    problems: list[Problem] = []
    own = dict(next(iter(form.get(kind.table.title, ())), {}))
    own["id"] = instead or own.get("id", "").strip() or slug(own.get(_NAME, ""))[:80].strip("-") or _NO_ID
    rows = {kind.table.title: _rows(kind.table, [own], own["id"], problems)}
    rows |= {part.title: _rows(part, form.get(part.title, ()), own["id"], problems) for part in kind.parts}
    wanted = catalogue
    found: list[Problem] = []
    for entry in entries_of_rows(kind.table, rows, found):
        wanted = with_entry(catalogue, kind.group, entry, instead=instead)
    if kind is SKILL:
        wanted = _in_theme(wanted, own, found)
    wrong = told_once(problems, found)
    if wrong:
        raise FormError(wrong)
    return wanted


def without(kind: EntryKind, catalogue: Catalogue, identity: str) -> Catalogue:
    """The catalogue without this entry, whatever still names it. Raises KeyError when it is not there."""
    held = dict(kind.entries(catalogue))
    del held[identity]
    changes: dict[str, Any] = {kind.group: held}
    return replace(catalogue, **changes)


def _texts(table: Table, item: object) -> dict[str, str]:
    return {column.title: field_text(column.value(item)) for column in table.columns if column.kind is not Kind.OWNER}


def field_text(value: Value) -> str:
    """A value as it stands in a field: a list line by line, a number with a comma, and no as nothing.

    >>> field_text(0.45), field_text(("a", "b")), field_text(True), field_text(None)
    ('0,45', 'a\\nb', 'ja', '')
    """
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _rows(table: Table, rows: Sequence[Texts], owner: str, problems: list[Problem]) -> list[Row]:
    found = []
    for number, texts in enumerate(rows, start=1):
        cells: dict[str, str] = {}
        for column in table.columns:
            text = owner if column.kind is Kind.OWNER else texts.get(column.title, "")
            if len(text) > LONGEST:
                problems.append(Problem(table.title, number, column.title, f"is te lang. Houd het onder {LONGEST} tekens."))
                continue
            try:
                cells[column.title] = cell_text(_tidy(text, column), "s", column)
            except CellRefused as error:
                problems.append(Problem(table.title, number, column.title, str(error)))
        found.append(Row(number, cells))
    return found


def _tidy(text: str, column: Column) -> str:
    """One line, or for a list a line for each text, without blanks around it."""
    if column.kind is Kind.LIST:
        return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
    return " ".join(text.split())


def _in_theme(catalogue: Catalogue, own: Texts, problems: list[Problem]) -> Catalogue:
    """A skill stands in the file of its theme, which no field of the entry tells."""
    theme = own.get(_THEME, "").strip()
    if not is_id(theme):
        problems.append(Problem(SKILLS.title, 1, _THEME, f"'{theme}' kan geen thema zijn. Gebruik kleine letters, cijfers en streepjes, zoals mensen."))
    skill = catalogue.skills.get(own["id"])
    if skill is None:
        return catalogue
    return replace(catalogue, skills={**catalogue.skills, skill.id: replace(skill, theme=theme)})
