"""From the text of files with cases to `RuleCase`s; every mistake has its place.

An entry names a `rule` and holds facts under `fires` and `silent`: the first must set the rule off (`concludes`, `says`
and `because` tell with what), the second must not. Facts are written by subject and field, as in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.errors import Problem, RuleCaseError
from rules.files.yaml_entries import Entry, hint, read_entries
from rules.review.rule_cases import RuleCase
from rules.rulebook import NAMES, FactValue
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec


def parse_rule_cases(files: Mapping[str, str]) -> tuple[RuleCase, ...]:
    """The cases of all files, in order of file name and place; raises `RuleCaseError` with every problem."""
    problems: list[Problem] = []
    cases: list[RuleCase] = []
    for entry in read_entries([(name, files[name]) for name in sorted(files)], problems):
        entry.path = entry.text("rule") or entry.path
        cases.extend(_cases(entry))
        entry.finish()
    if problems:
        raise RuleCaseError(problems)
    return tuple(cases)


def _cases(entry: Entry) -> list[RuleCase]:
    rule_id = entry.text("rule")
    concludes = _concludes(entry)
    for name in concludes:
        if name not in NAMES.values():
            entry.problem("concludes", f"'{name}' is geen gevolg. Kies uit: {', '.join(NAMES.values())}.")
    says, because = entry.text("says", required=False), entry.text("because", required=False)
    found = []
    if not entry.has("fires") and not entry.has("silent"):
        entry.problem("", "heeft geen 'fires' en geen 'silent'. Schrijf een geval waarin de regel afgaat, en een waarin hij stil blijft.")
    for field, fires in (("fires", True), ("silent", False)):
        facts = entry.entry(field, required=False)
        if facts is not None:
            told = _told(facts)
            texts = (concludes, says, because) if fires else ((), "", "")
            found.append(RuleCase(rule_id, told, fires, *texts, entry.file, facts.line))
    return found


def _concludes(entry: Entry) -> tuple[str, ...]:
    """The conclusions in their order; one kind may stand there twice."""
    value = entry.value("concludes")
    if value is not None and not isinstance(value, list):
        entry.problem("concludes", "moet een lijst zijn, tussen [ en ].")
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _told(entry: Entry) -> Mapping[str, Mapping[str, FactValue]]:
    found: dict[str, dict[str, FactValue]] = {}
    for subject in entry.fields:
        specs = VOCABULARY.get(subject)
        part = entry.entry(subject)
        if specs is None:
            entry.problem(subject, f"bestaat niet. Kies uit: {', '.join(VOCABULARY)}.{hint(subject, VOCABULARY)}")
        elif part is not None:
            for field in part.fields:
                if field not in specs:
                    part.problem(field, f"dit veld bestaat niet.{hint(field, specs)}")
                else:
                    found.setdefault(subject, {})[field] = _value(part, field, specs[field])
    return found


def _value(part: Entry, field: str, spec: FieldSpec) -> FactValue:
    """One fact, of the kind that the vocabulary says."""
    value = part.value(field)
    if value is None and spec.optional:
        return None
    if spec.kind is FieldKind.SET and isinstance(value, list):
        return frozenset(_option(part, field, spec, str(item)) for item in value)
    if spec.kind is FieldKind.FLAG and isinstance(value, bool):
        return value
    if spec.kind is FieldKind.NUMBER and isinstance(value, int | float) and not isinstance(value, bool):
        if not spec.low <= value <= spec.high:
            part.problem(field, f"{value} kan hier niet: {spec.meaning}.")
        return value
    if spec.kind in {FieldKind.CHOICE, FieldKind.TEXT} and isinstance(value, str | int | float) and not isinstance(value, bool):
        return _option(part, field, spec, str(value))
    part.problem(field, f"moet een {spec.kind} zijn: {spec.meaning}.")
    return None


def _option(part: Entry, field: str, spec: FieldSpec, value: str) -> str:
    if spec.options and value not in spec.options:
        part.problem(field, f"'{value}' kan hier niet. Kies uit: {', '.join(spec.options)}.{hint(value, spec.options)}")
    return value
