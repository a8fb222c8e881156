"""A rule as YAML in the layout of data/rulebook: what is read back is equal to what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rules.files.catalogue_text import plain, quoted
from rules.files.yaml_entries import plain_scalar
from rules.rulebook import (
    NAMES,
    BarrierText,
    Conclusion,
    Condition,
    Exclude,
    Instrument,
    LongWay,
    Operator,
    Points,
    Rule,
    RuleStep,
    Scope,
    SetOutlook,
    SetPhase,
    SetRoute,
)
from rules.vocabulary import VOCABULARY

NO_FLOOR, NO_CEILING = 0, 100
"""Bounds of points that need not be written."""
_WORDS = frozenset({"yes", "no", "on", "off", "y", "n"})
"""Yes and no to other readers of YAML."""


def rule_text(rule: Rule) -> str:
    """The rule as an entry of its file."""
    return "- " + "".join(rule_fields(rule).values())[2:]


def rule_fields(rule: Rule) -> Mapping[str, str]:
    """The lines of every field that the rule has, by name and in the order in which they are written."""
    fields = {
        "id": plain(rule.id),
        "title": plain(rule.title),
        "models": f"[{', '.join(rule.models)}]",
        "about": "" if rule.scope is Scope.CANDIDATE else str(rule.scope),
        "when": "".join(f"\n    {subject}: {_fields(subject, fields)}" for subject, fields in rule.conditions.items()),
        "then": "".join(f"\n    - {_conclusion(conclusion)}" for conclusion in rule.conclusions),
        "because": quoted(rule.because),
        "source": quoted(rule.source),
        "valid_from": rule.valid_from.isoformat(),
        "valid_until": rule.valid_until.isoformat() if rule.valid_until else "",
        "author": plain(rule.author),
    }
    return {name: f"  {name}:{'' if text.startswith(chr(10)) else ' '}{text}\n" for name, text in fields.items() if text}


def field_values(rule: Rule) -> Mapping[str, object]:
    """What the rule says in each field, by the same names."""
    return {
        "id": rule.id, "title": rule.title, "models": rule.models, "about": rule.scope, "when": rule.conditions, "then": rule.conclusions,
        "because": rule.because, "source": rule.source, "valid_from": rule.valid_from, "valid_until": rule.valid_until, "author": rule.author,
    }


def _fields(subject: str, fields: Mapping[str, Sequence[Condition]]) -> str:
    return "{" + ", ".join(f"{field}: {_demands(subject, field, conditions)}" for field, conditions in fields.items()) + "}"


def _demands(subject: str, field: str, conditions: Sequence[Condition]) -> str:
    options = VOCABULARY[subject][field].options
    if len(conditions) == 1 and conditions[0].operator in {Operator.IS, Operator.ONE_OF}:
        return _expected(conditions[0].expected, options, alone=True)
    return "{" + ", ".join(f"{item.operator}: {_expected(item.expected, options, alone=item.operator is Operator.NOT)}" for item in conditions) + "}"


def _expected(expected: float | bool | frozenset[str], options: Sequence[str], *, alone: bool) -> str:
    """A number, yes or no, or values in the order of the vocabulary; `alone`: one value goes without brackets."""
    if isinstance(expected, bool):
        return "true" if expected else "false"
    if isinstance(expected, int | float):
        return f"{expected:g}" if float(f"{expected:g}") == expected else repr(expected)
    values = sorted(expected, key=lambda value: (options.index(value) if value in options else len(options), value))
    return _value(values[0]) if alone and len(values) == 1 else f"[{', '.join(map(_value, values))}]"


def _value(text: str) -> str:
    """A value that stays this text: one that looks like a number in another spelling, or like yes or nothing, goes in quotes."""
    return plain(text, flow=True) if str(plain_scalar(text)) == text and text.lower() not in _WORDS else quoted(text)


def _conclusion(conclusion: Conclusion) -> str:
    name = NAMES[type(conclusion)]
    match conclusion:
        case Points():
            bounds = f", floor: {conclusion.floor}" if conclusion.floor != NO_FLOOR else ""
            bounds += f", ceiling: {conclusion.ceiling}" if conclusion.ceiling != NO_CEILING else ""
            said = f"{{part: {conclusion.part}, by: {conclusion.by}{bounds}}}"
        case SetRoute():
            said = str(conclusion.route)
        case LongWay():
            said = "true"
        case Exclude():
            said = quoted(conclusion.reason)
        case RuleStep():
            said = f"{{share: {conclusion.share}, skill: {quoted(conclusion.skill)}, text: {quoted(conclusion.text)}, time: {quoted(conclusion.time)}}}"
        case BarrierText():
            said = _under(text=quoted(conclusion.text), softened_by=quoted(conclusion.softened_by))
        case Instrument():
            said = _under(name=plain(conclusion.name), text=quoted(conclusion.text))
        case SetPhase():
            said = _under(**{"is": str(conclusion.phase), "offer": quoted(conclusion.offer)})
        case SetOutlook():
            said = f"{{is: {conclusion.outlook}, text: {quoted(conclusion.text)}}}"
        case _:
            said = quoted(conclusion.text)
    return f"{name}:{said if said.startswith(chr(10)) else f' {said}'}"


def _under(**fields: str) -> str:
    return "".join(f"\n        {name}: {text}" for name, text in fields.items())
