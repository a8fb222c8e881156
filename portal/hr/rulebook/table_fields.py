"""A family of rules as a table in a form: what was typed in it, and the buttons that add and remove rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from portal.hr.rulebook.form_fields import LONGEST, Fault, Sent, one
from rules.editing.decision_table import Cell, Column, DecisionTable, column_words, families, table_of
from rules.editing.form import RuleForm
from rules.editing.form_writing import form_of
from rules.editing.picks import Pick, Picks, conclusions, models, parts_of, pick_words
from rules.rulebook import Rule, Rulebook, Scope
from rules.vocabulary import VOCABULARY, FieldKind

MOST_ROWS = 40
_ROW = re.compile(r"rij-([0-9]{1,3})")
_REMOVE = re.compile(r"rij-weg-([0-9]{1,3})")
_AT = re.compile(r"rows\[([0-9]{1,3})\](?:\.(.+))?")
_PLACE = re.compile(r"(when|then)\[([0-9]{1,3})\]\.([a-z_]+)")


@dataclass(frozen=True, slots=True)
class CellField:
    """A cell on the page: what is filled in, its list where it is picked, and whether it holds more than one value, or a sentence."""

    name: str
    label: str
    cell: Cell
    picks: tuple[Pick, ...] = ()
    several: bool = False
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table on its way: `ids` are the rules that it was made of, and `shared` says what all its rows have in common."""

    ids: tuple[str, ...]
    table: DecisionTable


def family_of(rulebook: Rulebook, identity: str) -> tuple[Rule, ...]:
    """The rules that stand in one table with this one; none when it stands alone."""
    return next((family for family in families(rulebook) if any(rule.id == identity for rule in family)), ())


def table_form(rules: Sequence[Rule], picks: Picks, places: Iterable[str] = ()) -> TableForm:
    """The table of these rules, with a column for every place that differs and for `places` of an earlier one. Raises ValueError when they are no family any more."""
    table = table_of(rules, picks)
    known = {column.place for column in table.columns}
    shape = form_of(rules[0])
    more = tuple(Column(place, column_words(shape, place, picks)) for place in dict.fromkeys(places) if place not in known and _is_place(place, shape))
    return TableForm(tuple(rule.id for rule in rules), table_of(rules, picks, (*table.columns, *more)) if more else table)


def _is_place(place: str, form: RuleForm) -> bool:
    """Whether a place that came from a form is one of this shape."""
    row = _PLACE.fullmatch(place)
    if row is None:
        return place in {"title", "models", "because", "source", "valid_from", "valid_until", "author"}
    rows: Sequence[object] = form.when if row[1] == "when" else form.then
    if not 1 <= int(row[2]) <= len(rows):
        return False
    return row[3] == "values" if row[1] == "when" else row[3] in {part.name for part in parts_of(form.then[int(row[2]) - 1].kind)}


def typed_table(form: TableForm, sent: Sent) -> TableForm:
    """The table with what was typed; a cell that was not sent keeps what its rule has."""
    numbers = sorted({int(found[1]) for name in sent if (found := _ROW.match(name))})
    was = {row[0][0]: row for row in form.table.rows}
    rows = []
    for number in numbers[:MOST_ROWS]:
        identity = one(sent, f"rij-{number}-id")
        known = was.get(identity)
        rows.append(tuple(_cell(sent, number, column, known[place] if known else ()) for place, column in enumerate(form.table.columns)))
    return replace(form, table=replace(form.table, rows=tuple(rows)))


def _cell(sent: Sent, number: int, column: Column, otherwise: Cell) -> Cell:
    name = f"rij-{number}-{column.place}"
    if name not in sent:
        return otherwise
    values = tuple(value[:LONGEST] for value in sent[name])
    return tuple(value for value in values if value.strip()) if column.place.endswith("values") or column.place == "models" else values[:1]


def pressed_table(form: TableForm, button: str) -> TableForm:
    """The table after a button that adds a row (empty but for the days and names) or takes one away."""
    rows, removed = form.table.rows, _REMOVE.fullmatch(button)
    if removed and 1 <= int(removed[1]) <= len(rows) and len(rows) > 1:
        rows = (*rows[: int(removed[1]) - 1], *rows[int(removed[1]) :])
    elif button == "rij-erbij" and len(rows) < MOST_ROWS:
        rows = (*rows, tuple(() for _ in form.table.columns))
    return replace(form, table=replace(form.table, rows=rows))


def whole(table: DecisionTable) -> DecisionTable:
    """The table with an empty text where a cell holds nothing, as a rule is read from it."""
    return replace(table, rows=tuple(tuple(cell or _nothing(column) for cell, column in zip(row, table.columns, strict=True)) for row in table.rows))


def _nothing(column: Column) -> Cell:
    return () if column.place.endswith("values") or column.place == "models" else ("",)


def cells(form: TableForm, picks: Picks) -> Iterator[tuple[int, str, tuple[CellField, ...]]]:
    """The rows: number, id (empty of a new one), and a field for every column but that of the id."""
    for number, row in enumerate(form.table.rows, start=1):
        named = zip(form.table.columns[1:], row[1:], strict=True)
        yield number, "".join(row[0]), tuple(_field(form.table.shape, number, column, cell, picks) for column, cell in named)


def _field(shape: RuleForm, number: int, column: Column, cell: Cell, picks: Picks) -> CellField:
    name, label = f"rij-{number}-{column.place}", f"{column.words}, rij {number}"
    place = _PLACE.fullmatch(column.place)
    if place is None:
        options = models() if column.place == "models" else ()
        return CellField(name, label, cell, options, several=column.place == "models", is_long=column.place in {"because", "source", "title"})
    if place[1] == "when":
        subject, _, field = shape.when[int(place[2]) - 1].field.partition(".")
        options = picks.values(subject, field)
        return CellField(name, label, cell, options, several=bool(options))
    part = next(part for part in parts_of(shape.then[int(place[2]) - 1].kind) if part.name == place[3])
    return CellField(name, label, cell, part.picks, is_long=not part.picks and part.low is None)


def table_faults(found: Iterable[tuple[str, str]], form: TableForm) -> tuple[Fault, ...]:
    """Everything that is wrong, at its cell; what is about no column here is told above the table."""
    words = {column.place: column.words for column in form.table.columns}
    faults = []
    for where, message in found:
        at = _AT.fullmatch(where)
        if at is None or at[2] not in words:
            faults.append(Fault("formulier", f"Rij {at[1]}, wat alle rijen delen" if at else "", message))
        else:
            faults.append(Fault(f"rij-{at[1]}-{'title' if at[2] == 'id' else at[2]}", f"Rij {at[1]}, {words[at[2]]}", message))
    return tuple(faults)


def shared_words(form: TableForm, picks: Picks) -> tuple[str, ...]:
    """What all rules of the table ask and conclude: every row of the form that has no column of its own, in words."""
    shape, own = form.table.shape, {column.place for column in form.table.columns}
    said = []
    for number, row in enumerate(shape.when, start=1):
        subject, _, field = row.field.partition(".")
        demand = {pick.key: pick.words for pick in picks.demands(subject, field)}.get(row.demand, row.demand)
        values = {pick.key: pick.words for pick in picks.values(subject, field)}
        filled = ", ".join(values.get(value, value) for value in row.values)
        about = "" if VOCABULARY[subject][field].kind is FieldKind.FLAG else f"{pick_words(subject, field)} "
        said.append(f"als {about}{demand} {'… (zie de tabel)' if f'when[{number}].values' in own else filled}".rstrip())
    kinds = {pick.key: pick.words for pick in conclusions(Scope(shape.about))}
    for number, then in enumerate(shape.then, start=1):
        parts = [f"{part.words}: {'zie de tabel' if f'then[{number}].{part.name}' in own else then.parts.get(part.name, '')}" for part in parts_of(then.kind)]
        said.append(f"dan {kinds[then.kind]} ({'; '.join(parts)})" if parts else f"dan {kinds[then.kind]}")
    return tuple(said)


def with_ids(rules: Iterable[Rule], ids: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that a table was made of, as far as they are still there, in the order of the rulebook."""
    wanted = set(ids)
    return tuple(rule for rule in rules if rule.id in wanted)
