"""Cases of rules: facts with which a rule must fire, or must stay silent, and whether the rulebook does so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.explanation import fill, words
from rules.knowledge import Engines
from rules.review.rulebook_texts import shown_texts
from rules.review.rulebook_words import condition_words
from rules.rulebook import NAMES, Facts, FactValue, Rule, Rulebook
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec


@dataclass(frozen=True, slots=True)
class RuleCase:
    """Facts with which one rule must fire (`says` and `because` then stand in its texts) or must not.

    `told` is what the case sets; everything else is as when nothing was told (`facts_with`).
    """

    rule_id: str
    told: Facts
    fires: bool
    concludes: tuple[str, ...] = ()
    says: str = ""
    because: str = ""
    file: str = ""
    line: int = 0

    @property
    def facts(self) -> Facts:
        """All facts of the case."""
        return facts_with(self.told)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and what is wrong with it; nothing when it passed."""

    case: RuleCase
    wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.wrong


def facts_with(told: Facts) -> Facts:
    """All facts, with these in place of the empty ones: nothing told, nothing known. Raises KeyError for a name that does not exist."""
    facts: dict[str, dict[str, FactValue]] = {
        subject: {field: _empty(spec) for field, spec in specs.items()} for subject, specs in VOCABULARY.items()
    }
    for subject, fields in told.items():
        for field, value in fields.items():
            if field not in facts[subject]:
                raise KeyError(f"{subject}.{field}")
            facts[subject][field] = value
    return facts


def run_cases(cases: Sequence[RuleCase], rulebook: Rulebook, today: date) -> tuple[CaseResult, ...]:
    """Every case put to the rules that count on this day."""
    engines = Engines(rulebook)
    rules = {rule.id: rule for rule in rulebook.rules}
    results = []
    for case in cases:
        rule = rules.get(case.rule_id)
        if rule is None:
            results.append(CaseResult(case, ("deze regel staat niet in het regelboek.",)))
        else:
            fired = rule in engines.on(today, rule.scope).conclude(case.facts)
            results.append(CaseResult(case, tuple(_wrong(case, rule, fired, today))))
    return tuple(results)


def rules_without_cases(cases: Sequence[RuleCase], rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Id and what is missing, of every rule without a case that fires and one that stays silent."""
    fires = {case.rule_id for case in cases if case.fires}
    silent = {case.rule_id for case in cases if not case.fires}
    missing = [(rule.id, "een geval waarin de regel afgaat") for rule in rulebook.rules if rule.id not in fires]
    return (*missing, *((rule.id, "een geval waarin de regel stil blijft") for rule in rulebook.rules if rule.id not in silent))


def _wrong(case: RuleCase, rule: Rule, fired: bool, today: date) -> list[str]:
    if fired and not case.fires:
        return ["de regel gaat af, maar moet hier stil blijven."]
    if not case.fires:
        return []
    if not fired:
        return [*_unmet(rule, case.facts)] or [f"de regel telt niet op {today}."]
    return _wrong_texts(case, rule)


def _wrong_texts(case: RuleCase, rule: Rule) -> list[str]:
    texts = [fill(text, case.facts) for _, text in shown_texts(rule)][2:]
    wrong = []
    concluded = tuple(NAMES[type(conclusion)] for conclusion in rule.conclusions)
    if case.concludes and case.concludes != concluded:
        wrong.append(f"verwacht als gevolg: {', '.join(case.concludes)}, maar het is: {', '.join(concluded)}.")
    if case.says and not any(case.says in text for text in texts):
        wrong.append(f"'{case.says}' staat in geen gevolg.")
    if case.because not in fill(rule.because, case.facts):
        wrong.append(f"'{case.because}' staat niet in de reden: {fill(rule.because, case.facts)}")
    return wrong


def _unmet(rule: Rule, facts: Facts) -> list[str]:
    """The conditions that do not hold, with the value that is there."""
    return [
        f"de regel blijft stil, want dit klopt niet: {condition_words(subject, field, conditions)} (hier: {_shown(facts[subject][field])})."
        for subject, fields in rule.conditions.items() for field, conditions in fields.items()
        if not all(condition.holds(facts[subject][field]) for condition in conditions)
    ]


def _shown(value: FactValue) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "niet bekend" if value is None else words(value) or "leeg"


def _empty(spec: FieldSpec) -> FactValue:
    if spec.optional:
        return None
    empty: Mapping[FieldKind, FactValue] = {
        FieldKind.NUMBER: 0,
        FieldKind.FLAG: False,
        FieldKind.CHOICE: spec.options[0] if spec.options else "",
        FieldKind.SET: frozenset(),
        FieldKind.TEXT: "iets",
    }
    return empty[spec.kind]
