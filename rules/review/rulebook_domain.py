"""Which values the conditions of a rule leave open: enough to see that a rule can never fire, or always fires with another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rules.rulebook import Condition, FactValue, Operator, Rule
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec

Field = tuple[str, str]
"""Subject and field of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Domain:
    """The values of one field that meet all conditions on it.

    `missing`: the field may be unknown; `known`: it may have a value. Numbers lie in `low`–`high`; a word is one of
    `words` (None: any) and none of `but_not`; a set has something of every group in `any_of` and nothing of `but_not`.
    """

    missing: bool
    known: bool = True
    low: float = -math.inf
    high: float = math.inf
    words: frozenset[str] | None = None
    but_not: frozenset[str] = frozenset()
    any_of: frozenset[frozenset[str]] = frozenset()

    @property
    def has_value(self) -> bool:
        """Whether some known value is left."""
        lowest = math.ceil(self.low) if math.isfinite(self.low) else self.low  # every number of a case is whole
        if not self.known or lowest > self.high:
            return False
        if self.words is not None and not self.words - self.but_not:
            return False
        return all(group - self.but_not for group in self.any_of)

    @property
    def empty(self) -> bool:
        """Whether nothing at all meets the conditions."""
        return not self.missing and not self.has_value

    def contains(self, value: FactValue) -> bool:
        """Whether a value of a case (None: missing) is open here."""
        if value is None or not self.known:
            return value is None and self.missing
        if isinstance(value, frozenset):
            return not value & self.but_not and all(group & value for group in self.any_of)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.low <= value <= self.high
        return (self.words is None or str(value) in self.words) and str(value) not in self.but_not

    def within(self, other: Domain) -> bool:
        """Whether everything that is open here is open in `other` too."""
        if self.missing and not other.missing:
            return False
        if not self.has_value:
            return True
        return other.known and self._numbers_within(other) and self._words_within(other) and self._sets_within(other)

    def _numbers_within(self, other: Domain) -> bool:
        return other.low <= self.low and self.high <= other.high

    def _words_within(self, other: Domain) -> bool:
        if self.words is not None:
            left = self.words - self.but_not
            return (other.words is None or left <= other.words) and not left & other.but_not
        return other.words is None and other.but_not <= self.but_not

    def _sets_within(self, other: Domain) -> bool:
        return all(any(mine - self.but_not <= theirs for mine in self.any_of) for theirs in other.any_of)


def domain(spec: FieldSpec, conditions: Iterable[Condition] = ()) -> Domain:
    """What is open for a field under these conditions; without any, whatever the vocabulary allows."""
    words = frozenset(spec.options) if spec.options else None
    if spec.kind is FieldKind.FLAG:
        words = frozenset({"True", "False"})
    if spec.kind is FieldKind.SET:
        words = None
    found = Domain(missing=spec.optional, words=words)
    if spec.kind is FieldKind.NUMBER:
        found = replace(found, low=spec.low, high=spec.high)
    for condition in conditions:
        found = _narrowed(found, condition)
    return found


def domains(rule: Rule) -> Mapping[Field, Domain]:
    """What each field that the rule looks at may be."""
    return {
        (subject, field): domain(VOCABULARY[subject][field], conditions)
        for subject, fields in rule.conditions.items() for field, conditions in fields.items()
    }


def implies(one: Rule, other: Rule) -> bool:
    """Whether `other` fires in every case in which `one` fires (field by field; dates and scope left aside)."""
    mine = domains(one)
    return all(
        mine.get(place, domain(VOCABULARY[place[0]][place[1]])).within(theirs) for place, theirs in domains(other).items()
    )


def _narrowed(found: Domain, condition: Condition) -> Domain:
    expected = condition.expected
    if condition.operator is Operator.KNOWN:
        return replace(found, missing=False) if expected else replace(found, known=False)
    found = replace(found, missing=False)
    if isinstance(expected, frozenset):
        return _narrowed_words(found, condition.operator, expected)
    if isinstance(expected, bool):
        return replace(found, words=frozenset({str(expected)}) & (found.words or frozenset()))
    if condition.operator is not Operator.AT_MOST:
        found = replace(found, low=max(found.low, expected))
    return found if condition.operator is Operator.AT_LEAST else replace(found, high=min(found.high, expected))


def _narrowed_words(found: Domain, operator: Operator, expected: frozenset[str]) -> Domain:
    if operator is Operator.HAS_ANY:
        return replace(found, any_of=found.any_of | {expected})
    if operator is Operator.ONE_OF:
        return replace(found, words=expected if found.words is None else found.words & expected)
    return replace(found, but_not=found.but_not | expected)
