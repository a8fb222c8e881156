"""The rulebook: rules as data. A rule has conditions on one case and conclusions that are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from rules.answer import Outlook, Phase, Route

FactValue = str | int | float | bool | frozenset[str] | None
Facts = Mapping[str, Mapping[str, FactValue]]
"""The facts of one case, by subject and field of `rules.vocabulary.VOCABULARY`."""


class Scope(StrEnum):
    """What a rule speaks about: a function beside the person, the person's present work, or one task of it."""

    CANDIDATE = "candidate"
    OWN_WORK = "own-work"
    OWN_TASK = "own-task"


class Part(StrEnum):
    """The parts of the fit."""

    TASKS = "tasks"
    SKILLS = "skills"
    INTERESTS = "interests"
    CRITERIA = "criteria"


class Operator(StrEnum):
    """How a condition compares; a missing value meets none of them but `known: false`."""

    IS = "is"
    ONE_OF = "one_of"
    NOT = "not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    KNOWN = "known"
    HAS_ANY = "has_any"
    HAS_NONE = "has_none"


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand on one field; `expected` is a number, a flag or a set of values."""

    operator: Operator
    expected: float | bool | frozenset[str]

    def holds(self, value: FactValue) -> bool:
        """Whether a value of the case meets the demand."""
        if self.operator is Operator.KNOWN:
            return (value is not None) == self.expected
        if value is None:
            return False
        if isinstance(self.expected, frozenset):
            return self._holds_set(value, self.expected)
        if self.operator is Operator.IS:
            return value == self.expected
        assert isinstance(value, int | float)
        return value >= self.expected if self.operator is Operator.AT_LEAST else value <= self.expected

    def _holds_set(self, value: FactValue, expected: frozenset[str]) -> bool:
        if isinstance(value, frozenset):
            return bool(value & expected) == (self.operator is Operator.HAS_ANY)
        return (value in expected) == (self.operator is not Operator.NOT)


@dataclass(frozen=True, slots=True)
class Points:
    """Points for a part of the fit; the rule never brings the part above `ceiling` or below `floor`."""

    part: Part
    by: int
    floor: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class BarrierText:
    """What stands in the way and what softens it."""

    text: str
    softened_by: str


@dataclass(frozen=True, slots=True)
class SetRoute:
    """M5: which way this would be; the first rule that says so decides."""

    route: Route


@dataclass(frozen=True, slots=True)
class Exclude:
    """The function does not come among the three, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class LongWay:
    """Never shown as an easy step: it comes after the others, unless the person asked for it."""


@dataclass(frozen=True, slots=True)
class RuleStep:
    """A step to learn that takes the place of the usual one of its share (70, 20 or 10)."""

    share: int
    skill: str
    text: str
    time: str


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence to show: in the opening of a suggestion, or about the present work."""

    text: str


@dataclass(frozen=True, slots=True)
class Tool:
    """M19: something to do with the present function (job crafting and its relatives)."""

    text: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """M18: something that makes the step safer, to be talked over with the coach; HR decides."""

    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question whose answer is not known yet and matters for this function."""

    text: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """M20: what coach and HR can do; never shown to the employee among the suggestions."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SetPhase:
    """M21: where somebody is on the way and what is offered then; the first rule that says so decides."""

    phase: Phase
    offer: str


@dataclass(frozen=True, slots=True)
class SetOutlook:
    """M2: what happens to one own task, and why in a few words; the first rule that says so decides."""

    outlook: Outlook
    text: str


Conclusion = (
    Points | BarrierText | SetRoute | Exclude | LongWay | RuleStep | Say | Tool | Arrangement | Ask | Instrument | SetPhase | SetOutlook
)

CONCLUSIONS: Mapping[str, type[Conclusion]] = {
    "points": Points,
    "barrier": BarrierText,
    "route": SetRoute,
    "exclude": Exclude,
    "long_way": LongWay,
    "step": RuleStep,
    "say": Say,
    "tool": Tool,
    "arrangement": Arrangement,
    "ask": Ask,
    "instrument": Instrument,
    "phase": SetPhase,
    "outlook": SetOutlook,
}
"""What each conclusion is called in a rule file."""
NAMES: Mapping[type[Conclusion], str] = {kind: name for name, kind in CONCLUSIONS.items()}
_OF_CANDIDATE = frozenset(CONCLUSIONS) - {"phase", "outlook"}
ALLOWED: Mapping[Scope, tuple[frozenset[str], frozenset[str]]] = {
    Scope.CANDIDATE: (frozenset({"person", "own", "function", "match", "market"}), _OF_CANDIDATE),
    Scope.OWN_WORK: (frozenset({"person", "own"}), frozenset({"say", "tool", "instrument", "phase"})),
    Scope.OWN_TASK: (frozenset({"person", "own", "task"}), frozenset({"outlook"})),
}
"""The subjects that a rule of each scope can look at, and what it can conclude."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `conditions` by subject and field, all of which must hold; `file` and `line` say where it stands."""

    id: str
    title: str
    models: tuple[str, ...]
    scope: Scope
    conditions: Mapping[str, Mapping[str, tuple[Condition, ...]]]
    conclusions: tuple[Conclusion, ...]
    because: str
    source: str
    valid_from: date
    valid_until: date | None
    author: str
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    def valid_on(self, today: date) -> bool:
        """Whether the rule counts on this day (`valid_until` included)."""
        return self.valid_from <= today and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules in their order, which is the order in which they fire; `version` is the hash of the files."""

    rules: tuple[Rule, ...]
    version: str

    def valid_on(self, today: date, scope: Scope) -> tuple[Rule, ...]:
        """The rules of one scope that count on this day."""
        return tuple(rule for rule in self.rules if rule.scope is scope and rule.valid_on(today))

    def changing_days(self, today: date) -> tuple[date, ...]:
        """The days after this one on which a rule begins to count, or counts no longer; earliest first."""
        days = {rule.valid_from for rule in self.rules} | {rule.valid_until + timedelta(days=1) for rule in self.rules if rule.valid_until}
        return tuple(sorted(day for day in days if day > today))


Kind = TypeVar("Kind", bound=Conclusion)


def concluded(fired: Iterable[Rule], kind: type[Kind]) -> Iterator[tuple[Rule, Kind]]:
    """Every conclusion of one kind, with its rule, in the order in which the rules fired."""
    for rule in fired:
        for conclusion in rule.conclusions:
            if isinstance(conclusion, kind):
                yield rule, conclusion
