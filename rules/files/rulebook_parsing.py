"""From the text of rulebook files to a `Rulebook`; nothing in a rule is evaluated, every mistake has its place.

Conditions: `field: value`, `field: [a, b]` (one of), or `field: {operator: value}` with at_least, at_most, not,
known, has_any, has_none. Texts may name fields as `{function.title}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from rules.answer import Route
from rules.errors import Problem, RulebookError
from rules.files.yaml_entries import Entry, hint, read_entries
from rules.rulebook import (
    BarrierText,
    Conclusion,
    Condition,
    Exclude,
    LongWay,
    Operator,
    Part,
    Points,
    Rule,
    Rulebook,
    RuleStep,
    Say,
    Scope,
    SetRoute,
    Tool,
)
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
MAX_POINTS = 12
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
    conditions = _conditions(entry)
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
    scope = entry.choice("about", Scope, default=Scope.CANDIDATE)
    rule = Rule(
        id=entry.text("id"),
        title=entry.text("title"),
        models=models,
        scope=scope,
        conditions=conditions,
        conclusions=_conclusions(entry, conditions, scope),
        because=_filled_text(entry, "because", conditions),
        source=entry.text("source"),
        valid_from=valid_from or date.min,
        valid_until=valid_until,
        author=entry.text("author"),
        file=entry.file,
        line=entry.line,
    )
    entry.finish()
    return rule


def _conditions(entry: Entry) -> dict[str, dict[str, tuple[Condition, ...]]]:
    when = entry.entry("when")
    found: dict[str, dict[str, tuple[Condition, ...]]] = {}
    if when is None:
        return found
    for subject in when.fields:
        part = when.entry(subject)
        specs = VOCABULARY.get(subject)
        if specs is None:
            when.problem(subject, f"hier kan een regel niet over gaan. Kies uit: {', '.join(VOCABULARY)}.")
        elif part is not None:
            for field in part.fields:
                spec = specs.get(field)
                if spec is None:
                    part.problem(field, f"dit veld bestaat niet.{_hint(field, specs)}")
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


def _conclusions(entry: Entry, conditions: Mapping[str, Mapping[str, tuple[Condition, ...]]], scope: Scope) -> tuple[Conclusion, ...]:
    found: list[Conclusion] = []
    for part in entry.entries("then", at_least=1):
        names = part.fields
        if len(names) != 1 or names[0] not in _READERS:
            part.problem("", f"noem per streepje precies één gevolg. Kies uit: {', '.join(_READERS)}.")
            continue
        if scope is Scope.OWN_WORK and names[0] not in {"say", "tool"}:
            part.problem(names[0], "kan niet bij eigen werk. Daar kunnen alleen 'say' en 'tool'.")
        found.append(_READERS[names[0]](part, names[0], conditions))
    return tuple(found)


Conditions = Mapping[str, Mapping[str, tuple[Condition, ...]]]


def _points(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    inner = part.entry(name)
    if inner is None:
        return Points(Part.TASKS, 0, 0, 100)
    by = inner.integer("by", -MAX_POINTS, MAX_POINTS)
    if by == 0:
        inner.problem("by", "is nul. Geef punten, of haal dit gevolg weg.")
    points = Points(
        part=inner.choice("part", Part),
        by=by,
        floor=inner.integer("floor", 0, 100, default=0),
        ceiling=inner.integer("ceiling", 0, 100, default=100),
    )
    inner.finish()
    return points


def _barrier(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    inner = part.entry(name)
    if inner is None:
        return BarrierText("", "")
    barrier = BarrierText(_filled_text(inner, "text", conditions), _filled_text(inner, "softened_by", conditions))
    inner.finish()
    return barrier


def _route(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    return SetRoute(part.choice(name, Route))


def _exclude(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    return Exclude(_filled_text(part, name, conditions))


def _long_way(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    if not part.flag(name):
        part.problem(name, "kan alleen true zijn.")
    return LongWay()


def _step(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    inner = part.entry(name)
    if inner is None:
        return RuleStep(70, "", "", "")
    share = inner.integer("share", 10, 70)
    if share not in {70, 20, 10}:
        inner.problem("share", "moet 70, 20 of 10 zijn.")
    step = RuleStep(
        share,
        _filled_text(inner, "skill", conditions),
        _filled_text(inner, "text", conditions),
        _filled_text(inner, "time", conditions),
    )
    inner.finish()
    return step


def _say(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    return Say(_filled_text(part, name, conditions))


def _tool(part: Entry, name: str, conditions: Conditions) -> Conclusion:
    return Tool(_filled_text(part, name, conditions))


_READERS: Mapping[str, Callable[[Entry, str, Conditions], Conclusion]] = {
    "points": _points,
    "barrier": _barrier,
    "route": _route,
    "exclude": _exclude,
    "long_way": _long_way,
    "step": _step,
    "say": _say,
    "tool": _tool,
}


def _filled_text(entry: Entry, field: str, conditions: Conditions) -> str:
    """A text whose placeholders all exist, and are certain to have a value when the rule fires."""
    text = entry.text(field)
    for name in PLACEHOLDER.findall(text):
        subject, _, wanted = name.partition(".")
        spec = VOCABULARY.get(subject, {}).get(wanted)
        if spec is None:
            known = {f"{group}.{key}": value for group, specs in VOCABULARY.items() for key, value in specs.items()}
            entry.problem(field, f"{{{name}}} bestaat niet.{_hint(name, known)}")
        elif spec.kind is FieldKind.FLAG:
            entry.problem(field, f"{{{name}}} is ja of nee; dat kan niet in een zin.")
        elif spec.optional and not _certain(conditions.get(subject, {}).get(wanted, ())):
            entry.problem(field, f"{{{name}}} kan leeg zijn. Zet bij 'when' ook een voorwaarde op {name}, zoals {{known: true}}.")
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        entry.problem(field, "heeft een losse accolade. Schrijf velden als {function.title}.")
    return text


def _certain(conditions: tuple[Condition, ...]) -> bool:
    return any(c.operator is not Operator.KNOWN or c.expected is True for c in conditions)


def _hint(name: str, options: Mapping[str, object]) -> str:
    return hint(name, options) or f" Kies uit: {', '.join(options)}."
