"""Cases of rules: the facts of a case in which nothing was told, with what a case file changes in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rules.rulebook import (
    BarrierText,
    Conclusion,
    Exclude,
    Facts,
    FactValue,
    LongWay,
    Points,
    Rule,
    RuleStep,
    Say,
    SetRoute,
    Tool,
)
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec

CASES = Path(__file__).parent / "cases"

NAMES: dict[type[Any], str] = {
    Points: "points",
    BarrierText: "barrier",
    SetRoute: "route",
    Exclude: "exclude",
    LongWay: "long_way",
    RuleStep: "step",
    Say: "say",
    Tool: "tool",
}


@dataclass(frozen=True)
class RuleCase:
    """Facts with which one rule must fire (`texts` then stand in what it says) or must not."""

    rule_id: str
    facts: Facts
    fires: bool
    concludes: tuple[str, ...] = ()
    says: str = ""
    because: str = ""


def read_cases() -> list[RuleCase]:
    """Two cases a rule: one in which it fires and one, close to it, in which it stays silent."""
    found: list[RuleCase] = []
    for path in sorted(CASES.glob("*.yml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            rule = item["rule"]
            found.append(
                RuleCase(
                    rule, facts_with(item["fires"]), True, tuple(item.get("concludes", ())), item.get("says", ""), item.get("because", "")
                )
            )
            found.append(RuleCase(rule, facts_with(item["silent"]), False))
    return found


def facts_with(changed: dict[str, dict[str, Any]]) -> Facts:
    """All facts, with these in place of the empty ones; a name that does not exist is a mistake in the case."""
    facts: dict[str, dict[str, FactValue]] = {
        subject: {field: _empty(spec) for field, spec in specs.items()} for subject, specs in VOCABULARY.items()
    }
    for subject, fields in changed.items():
        for field, value in fields.items():
            assert field in facts[subject], f"{subject}.{field} does not exist"
            facts[subject][field] = frozenset(value) if isinstance(value, list) else value
    return facts


def names_of(conclusions: tuple[Conclusion, ...]) -> tuple[str, ...]:
    """The conclusions as a rule file calls them."""
    return tuple(NAMES[type(conclusion)] for conclusion in conclusions)


def texts_of(rule: Rule) -> list[str]:
    """Every text of a rule that people can come to read."""
    texts = [rule.title, rule.because]
    for conclusion in rule.conclusions:
        for name in getattr(conclusion, "__slots__", ()):
            value = getattr(conclusion, name)
            if isinstance(value, str) and not isinstance(conclusion, Points | SetRoute):
                texts.append(value)
    return texts


def _empty(spec: FieldSpec) -> FactValue:
    if spec.optional:
        return None
    return {
        FieldKind.NUMBER: 0,
        FieldKind.FLAG: False,
        FieldKind.CHOICE: spec.options[0] if spec.options else "",
        FieldKind.SET: frozenset[str](),
        FieldKind.TEXT: "iets",
    }[spec.kind]
