"""From the text of rulebook files to a `Rulebook`; nothing in a rule is evaluated, every mistake has its place.

Conditions: `field: value`, `field: [a, b]` (one of), or `field: {operator: value}` with at_least, at_most, not,
known, has_any, has_none. Texts may name fields as `{function.title}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from rules.errors import Problem, RulebookError
from rules.files.conclusion_parsing import Known, filled_text, or_options, read_conclusions, subjects
from rules.files.yaml_entries import Entry, read_entries
from rules.rulebook import Condition, Operator, Rule, Rulebook, Scope
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MODEL = re.compile(r"M([1-9]|1\d|2[0-4])")

_OPERATORS: Mapping[FieldKind, tuple[Operator, ...]] = {
    FieldKind.NUMBER: (Operator.AT_LEAST, Operator.AT_MOST, Operator.KNOWN),
    FieldKind.FLAG: (),
    FieldKind.CHOICE: (Operator.NOT, Operator.KNOWN),
    FieldKind.TEXT: (Operator.NOT, Operator.KNOWN),
    FieldKind.SET: (Operator.HAS_ANY, Operator.HAS_NONE),
}


def parse_rulebook(files: Mapping[str, str], version: str) -> Rulebook:
    """The rules of all files, in order of file name and place; raises `RulebookError` with every problem."""
    problems: list[Problem] = []
    entries = list(read_entries([(name, files[name]) for name in sorted(files)], problems))
    if not entries and not problems:
        problems.append(Problem("rulebook", 1, "", "er is geen enkele regel. Zet de bestanden terug."))
    seen: dict[str, Entry] = {}
    rules: list[Rule] = []
    for entry in entries:
        identity = entry.text("id")
        if not identity:
            continue
        if not _ID.fullmatch(identity):
            entry.problem("id", f"'{identity}' kan geen id zijn. Gebruik kleine letters, cijfers en streepjes.")
        elif identity in seen:
            other = seen[identity]
            entry.problem("id", f"'{identity}' staat ook in {other.file}, regel {other.line}. Geef één van beide een andere id.")
        seen[identity] = entry
        rules.append(_rule(entry))
    if problems:
        raise RulebookError(problems)
    return Rulebook(tuple(rules), version)


def _rule(entry: Entry) -> Rule:
    scope = entry.choice("about", Scope, default=Scope.CANDIDATE)
    conditions = _conditions(entry, scope)
    valid_from = entry.day("valid_from")
    if valid_from is None:
        entry.problem("valid_from", "ontbreekt. Schrijf vanaf welke dag de regel geldt, zoals 2026-12-01.")
    valid_until = entry.day("valid_until")
    if valid_from and valid_until and valid_until < valid_from:
        entry.problem("valid_until", "ligt voor 'valid_from'. Draai ze om.")
    models = entry.texts("models", at_least=1)
    for model in models:
        if not _MODEL.fullmatch(model):
            entry.problem("models", f"'{model}' is geen model. Kies uit M1 tot en met M24.")
    rule = Rule(
        id=entry.text("id"),
        title=entry.text("title"),
        models=models,
        scope=scope,
        conditions=conditions,
        conclusions=read_conclusions(entry, Known(scope, conditions)),
        because=filled_text(entry, "because", Known(scope, conditions)),
        source=entry.text("source"),
        valid_from=valid_from or date.min,
        valid_until=valid_until,
        author=entry.text("author"),
        file=entry.file,
        line=entry.line,
    )
    entry.finish()
    return rule


def _conditions(entry: Entry, scope: Scope) -> dict[str, dict[str, tuple[Condition, ...]]]:
    when = entry.entry("when")
    found: dict[str, dict[str, tuple[Condition, ...]]] = {}
    if when is None:
        return found
    for subject in when.fields:
        part = when.entry(subject)
        specs = VOCABULARY.get(subject)
        if specs is None:
            when.problem(subject, f"hier kan een regel niet over gaan. Kies uit: {', '.join(subjects(scope))}.")
        elif subject not in subjects(scope):
            when.problem(subject, f"kan niet bij een regel over '{scope}'. Kies uit: {', '.join(subjects(scope))}.")
        elif part is not None:
            for field in part.fields:
                spec = specs.get(field)
                if spec is None:
                    part.problem(field, f"dit veld bestaat niet.{or_options(field, specs)}")
                else:
                    found.setdefault(subject, {})[field] = _field_conditions(part, field, spec)
    if not any(found.values()):
        entry.problem("when", "heeft geen enkele voorwaarde. Zonder voorwaarde gaat een regel altijd af.")
    return found


def _field_conditions(part: Entry, field: str, spec: FieldSpec) -> tuple[Condition, ...]:
    value = part.value(field)
    if isinstance(value, dict):
        return tuple(c for name, given in value.items() if (c := _operator(part, field, spec, name, given)) is not None)
    if spec.kind is FieldKind.FLAG:
        if isinstance(value, bool):
            return (Condition(Operator.IS, value),)
        part.problem(field, f"is ja of nee ({spec.meaning}). Schrijf true of false.")
    elif spec.kind is FieldKind.NUMBER:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return (Condition(Operator.IS, float(value)),)
        part.problem(field, f"is een getal ({spec.meaning}). Schrijf een getal, of {{at_least: …}} of {{at_most: …}}.")
    elif spec.kind is FieldKind.SET:
        part.problem(field, "is een verzameling. Schrijf {has_any: [...]} of {has_none: [...]}.")
    else:
        values = _values(part, field, spec, value)
        if values:
            return (Condition(Operator.ONE_OF, values),)
    return ()


def _operator(part: Entry, field: str, spec: FieldSpec, name: str, given: object) -> Condition | None:
    allowed = _OPERATORS[spec.kind]
    if name not in allowed:
        expected = ", ".join(allowed) or "true of false"
        part.problem(field, f"'{name}' kan hier niet. Dit veld is een {spec.kind}; verwacht: {expected}.")
        return None
    operator = Operator(name)
    if operator is Operator.KNOWN:
        if not spec.optional:
            part.problem(field, "is altijd bekend. Haal 'known' weg.")
        if not isinstance(given, bool):
            part.problem(field, "achter 'known' hoort true of false.")
        return Condition(operator, bool(given))
    if operator in {Operator.AT_LEAST, Operator.AT_MOST}:
        if not isinstance(given, int | float) or isinstance(given, bool):
            part.problem(field, f"achter '{name}' hoort een getal.")
            return None
        return Condition(operator, float(given))
    values = _values(part, field, spec, given)
    return Condition(operator, values) if values else None


def _values(part: Entry, field: str, spec: FieldSpec, given: object) -> frozenset[str]:
    """One value or a list of values, each of them possible for this field."""
    items = [str(item) for item in given] if isinstance(given, list) else [] if given is None else [str(given)]
    if not items:
        part.problem(field, "is leeg. Schrijf een waarde, of een lijst tussen [ en ].")
    for item in items:
        if spec.options and item not in spec.options:
            part.problem(field, f"'{item}' kan hier niet. Kies uit: {', '.join(spec.options)}.")
    return frozenset(items)
