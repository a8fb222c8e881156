"""Rules that differ only in what is filled in, as one table: what they share stands above it, what differs in columns, a rule a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rules.editing.form import ConclusionForm, Problems, RuleForm
from rules.editing.form_reading import read_form
from rules.editing.form_writing import form_of
from rules.editing.picks import Picks, conclusions, parts_of, pick_words
from rules.editing.rulebook_editing import Delete, PutIn, Replace, edit_rulebook
from rules.editing.saving import Ground, in_form_words, new_errors, place_in_form
from rules.errors import FormError
from rules.files.rulebook_parsing import parse_rulebook
from rules.rulebook import Rule, Rulebook, Scope

Cell = tuple[str, ...]
"""What is filled in at one place; most hold one text, values that are picked may be more."""
_NAMES: Mapping[str, str] = {
    "id": "regel", "title": "titel", "models": "modellen", "because": "omdat", "source": "bron", "valid_from": "geldig vanaf",
    "valid_until": "geldig tot en met", "author": "auteur",
}
_ID = "id"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place in the form (`when[1].values`) and what stands above it."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Rules of one group with the same fields, demands and kinds of conclusions.

    `shape` is the form that they share, with nothing filled in where they differ; `rows` have a cell for every column. The first column
    is the id of the rule, which is empty in a new row.
    """

    group: str
    shape: RuleForm
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def families(rulebook: Rulebook) -> tuple[tuple[Rule, ...], ...]:
    """Rules that can stand in one table, in the order of the rulebook: two or more that ask the same of other values."""
    found: dict[object, list[Rule]] = {}
    for rule in rulebook.rules:
        form = form_of(rule)
        shape = (rule.file, form.about, tuple((row.field, row.demand) for row in form.when), tuple(row.kind for row in form.then))
        found.setdefault(shape, []).append(rule)
    return tuple(tuple(rules) for rules in found.values() if len({_asked(rule) for rule in rules}) > 1)


def _asked(rule: Rule) -> object:
    return tuple(row.values for row in form_of(rule).when)


def table_of(rules: Sequence[Rule], picks: Picks, columns: Sequence[Column] = ()) -> DecisionTable:
    """The table of a family; without `columns` there is one for everything in which the rules differ, the id first.

    Raises ValueError for rules that do not belong in one table, and where the rules differ beside the columns.
    """
    filled = [_filled(form_of(rule)) for rule in rules]
    if not rules or any(each.keys() != filled[0].keys() or _bare(form_of(rule)) != _bare(form_of(rules[0])) for rule, each in zip(rules, filled, strict=True)):
        raise ValueError("rules of another shape")
    differ = [place for place in filled[0] if place == _ID or len({each[place] for each in filled}) > 1]
    chosen = tuple(columns) or tuple(Column(place, column_words(form_of(rules[0]), place, picks)) for place in differ)
    if not set(differ) <= {column.place for column in chosen}:
        raise ValueError("rules that differ beside the columns")
    shared = {place: cell for place, cell in filled[0].items() if place not in {column.place for column in chosen}}
    rows = tuple(tuple(each[column.place] for column in chosen) for each in filled)
    return DecisionTable(rules[0].file, _refilled(_bare(form_of(rules[0])), shared), chosen, rows)


def rules_of_table(table: DecisionTable, picks: Picks) -> tuple[Rule, ...]:
    """The rules of a table. Raises FormError with everything that is wrong in any row (`rows[2].when[1].values`)."""
    problems = Problems()
    rules: list[Rule] = []
    for number, form in enumerate(forms_of(table), start=1):
        try:
            rule = read_form(form, picks)
        except FormError as error:
            for problem in error.problems:
                problems.add(f"rows[{number}].{problem.field}", problem.message)
            continue
        if any(rule.id == other.id for other in rules):
            problems.add(f"rows[{number}].{_ID}", f"'{rule.id}' staat er al. Kies een andere titel of naam.")
        rules.append(replace(rule, file=table.group))
    problems.raise_any()
    return tuple(rules)


def forms_of(table: DecisionTable) -> tuple[RuleForm, ...]:
    """Each row as the form of its rule."""
    return tuple(_refilled(table.shape, dict(zip((column.place for column in table.columns), row, strict=True))) for row in table.rows)


def save_table(files: Mapping[str, str], ids: Sequence[str], table: DecisionTable, ground: Ground) -> dict[str, str]:
    """The files with the rules `ids` as the table has them: rows that are new are put after the one above, those that are gone are deleted.

    Raises FormError with everything that is wrong, each at its row.
    """
    rules = rules_of_table(table, ground.picks)
    edited = dict(files)
    for place, rule in enumerate(rules):
        change = Replace(rule) if rule.id in ids else PutIn(rule, table.group, _after(edited, table.group, rules[place - 1].id if place else None))
        edited = edit_rulebook(edited, change)
    for identity in ids:
        if identity not in {rule.id for rule in rules}:
            edited = edit_rulebook(edited, Delete(identity))
    problems = Problems()
    rows = {rule.id: number for number, rule in enumerate(rules, start=1)}
    for finding in new_errors(files, edited, ground):
        rule_id, _, field = finding.problem.field.partition(".")
        at_row = f"rows[{rows[rule_id]}].{place_in_form(form_of(rules[rows[rule_id] - 1]), field)}" if rule_id in rows else ""
        problems.add(at_row, in_form_words(finding.problem.message))
    problems.raise_any()
    return edited


def _after(files: Mapping[str, str], group: str, above: str | None) -> str | None:
    """The rule that stands after another one in its group now; None at the end, or when there is none above."""
    ids = [rule.id for rule in parse_rulebook(files, "").rules if rule.file == group]
    place = ids.index(above) + 1 if above in ids else len(ids)
    return ids[place] if place < len(ids) else None


def column_words(form: RuleForm, place: str, picks: Picks) -> str:
    """What stands above a column."""
    if place in _NAMES:
        return _NAMES[place]
    part, number, name = place.partition("[")[0], int(place.partition("[")[2].partition("]")[0]) - 1, place.rpartition(".")[2]
    if part == "when":
        subject, _, field = form.when[number].field.partition(".")
        demand = {pick.key: pick.words for pick in picks.demands(subject, field)}.get(form.when[number].demand, "is")
        return f"{pick_words(subject, field)} {demand}"
    kind = form.then[number].kind
    said = {pick.key: pick.words for pick in conclusions(Scope(form.about))}[kind]
    return f"{said}: {next(each.words for each in parts_of(kind) if each.name == name)}"


def _filled(form: RuleForm) -> dict[str, Cell]:
    """Everything that is filled in, by its place."""
    found: dict[str, Cell] = {name: (str(getattr(form, name)),) for name in _NAMES if name != "models"} | {"models": form.models}
    found = {name: found[name] for name in _NAMES}
    found |= {f"when[{number}].values": row.values for number, row in enumerate(form.when, start=1) if row.values}
    found |= {f"then[{number}].{name}": (text,) for number, row in enumerate(form.then, start=1) for name, text in row.parts.items()}
    return found


def _bare(form: RuleForm) -> RuleForm:
    """Only the shape: fields, demands and kinds of conclusions."""
    return RuleForm(
        about=form.about, when=tuple(replace(row, values=()) for row in form.when), then=tuple(ConclusionForm(row.kind, dict.fromkeys(row.parts, "")) for row in form.then)
    )


def _refilled(shape: RuleForm, cells: Mapping[str, Cell]) -> RuleForm:
    """The shape with these places filled in."""

    def one(place: str, standard: str) -> str:
        return " ".join(cells[place]) if place in cells else standard

    return RuleForm(
        **{name: one(name, getattr(shape, name)) for name in _NAMES if name != "models"},
        models=cells.get("models", shape.models),
        about=shape.about,
        when=tuple(replace(row, values=cells.get(f"when[{number}].values", row.values)) for number, row in enumerate(shape.when, start=1)),
        then=tuple(
            ConclusionForm(row.kind, {name: one(f"then[{number}].{name}", text) for name, text in row.parts.items()}) for number, row in enumerate(shape.then, start=1)
        ),
    )
