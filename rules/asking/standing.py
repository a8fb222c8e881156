"""One person beside the functions worth judging, so that closed answers can be tried on it in a fraction of the time of an advice.

The text matching is done once. Of the rules only those are looked at again that decide something and read a field that the
answer fills; what else they ask was looked at before. No sentence is written. What it says is exactly what `advise` would
choose; a test lays the two side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.answer import FitPart, Route
from rules.asking.needs import FILLED_BY, Field, decides
from rules.knowledge import Knowledge
from rules.person import Person
from rules.rulebook import Condition, Facts, FactValue, Part, Rule, Scope
from rules.weighing.case import Case, build_case, shrinking_last
from rules.weighing.case_facts import (
    called,
    digital_facts,
    function_facts,
    market_facts,
    match_facts,
    own_facts,
    person_facts,
    trend_facts,
)
from rules.weighing.choice import pick
from rules.weighing.fit import PARTS, Fit, add_up, all_base_points
from rules.weighing.judged import Judged
from rules.weighing.proposals import candidates, propose
from rules.weighing.told import Told, gather, is_part, with_skills_of_tasks, with_trends_of
from rules.weighing.verdict import is_long_way, route_of, shut_out_because

CLOSED = ("trends", "digital", "direction")
"""Questions with so few answers that each can be tried, and whose answers do not change which functions are looked at."""
_MOVING: Mapping[Field, str] = {field: question for question in CLOSED for field in FILLED_BY[question]}
"""Field → the closed question that fills it."""

Suggested = tuple[str, Route]
"""A suggestion: the id of the function and the way to it (M5)."""
Held = int
"""A bit for every function and rule that may still fire: whether what the rule asks of the closed answers holds."""


def without_closed(person: Person) -> Person:
    """The person without answers to the closed questions: who stands there the same whatever these are."""
    return replace(person, task_trends=(), digital_level=None, direction=None)


@dataclass(frozen=True, slots=True)
class _Open:
    """A rule that fires for a function if these demands hold, which rest on closed answers; everything else that it asks holds."""

    rule: Rule
    demands: Mapping[str, tuple[tuple[Field, tuple[Condition, ...]], ...]]
    """By question."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """One function beside the person: its case, the facts that no closed answer fills, and the rules that may still fire, in rulebook order."""

    case: Case
    judged: Judged
    base: Mapping[Part, int]
    fired: tuple[Rule, ...]
    """The rules that fire whatever is answered."""
    open: tuple[_Open, ...]
    first_bit: int


class Standing:
    """`three(...)` for a person with any answers to the closed questions; may be kept as long as the rest of what they told stands."""

    def __init__(self, person: Person, knowledge: Knowledge, today: date) -> None:
        self.person = person = without_closed(person)
        self.told = gather(person, knowledge)
        self._knowledge = knowledge
        self._order = {rule.id: place for place, rule in enumerate(knowledge.rulebook.rules)}
        self._judged: dict[tuple[int, Held], Judged] = {}
        self._trends: dict[object, Held] = {}
        self._known: dict[tuple[Held, object], tuple[Suggested, ...]] = {}
        rules = [rule for rule in knowledge.rulebook.valid_on(today, Scope.CANDIDATE) if decides(rule)]
        self._beside: list[_Beside] = []
        self._alone: _Beside | None = None
        own = knowledge.catalogue.functions.get(person.function_id or "")
        shared: Facts = {"person": person_facts(person, self.told), "own": own_facts(own)}
        proposals = propose(self.told, own, knowledge)
        self.told = with_skills_of_tasks(self.told, proposals.work_like(knowledge.catalogue), knowledge.catalogue)
        for function in candidates(proposals, own, person, knowledge) if self.told.enough else ():
            case = build_case(person, self.told, function, proposals, knowledge)
            self._beside.append(self._lay(case, shared, rules, today, alone=False))
        same = next((beside.case for beside in self._beside if beside.case.same_function), None)
        if same is not None and not self.told.assumed:
            self._alone = self._lay(same, shared, rules, today, alone=True)

    @property
    def links(self) -> Iterable[str]:
        """The own words that may be shown beside a task of any of the functions."""
        return (link.quote for beside in self._beside for link in beside.case.links)

    def reads(self, fields: Iterable[Field]) -> bool:
        """Whether a rule that may still fire reads one of these fields."""
        wanted = frozenset(fields)
        return any(
            field in wanted for beside in self._all() for item in beside.open for demands in item.demands.values() for field, _ in demands
        )

    def held(self, question: str, person: Person) -> Held:
        """Which rules may still fire with this person's answer to one closed question; 1 where a rule does not read it."""
        told = with_trends_of(self.told, person) if question == "trends" else self.told
        shared = person_facts(person, told)
        return sum(self._bits(beside, question, person, told, shared) << beside.first_bit for beside in self._all())

    def _bits(self, beside: _Beside, question: str, person: Person, told: Told, shared: Mapping[str, FactValue]) -> Held:
        """The bits of one function. Many answers about trends are the same for it: those about words that it has no link with."""
        if all(question not in item.demands for item in beside.open):
            return (1 << len(beside.open)) - 1
        key: object = None
        if question == "trends":
            ways = tuple((is_part(link.quote, told.grows), is_part(link.quote, told.shrinks)) for link in beside.case.links)
            key = beside.first_bit, ways, len(told.grows), len(told.shrinks)
            if key in self._trends:
                return self._trends[key]
        facts: Facts = {"person": shared, "match": self._match_facts(question, beside.case, person, told)}
        bits = 0
        for place, item in enumerate(beside.open):
            demands = item.demands.get(question, ())
            if all(condition.holds(facts[subject][field]) for (subject, field), conditions in demands for condition in conditions):
                bits |= 1 << place
        if key is not None:
            self._trends[key] = bits
        return bits

    def three(self, held: Held, person: Person) -> tuple[Suggested, ...]:
        """What would be suggested, in order; `held` is what `held()` says of every closed question at once."""
        key = held, person.direction
        if key not in self._known:
            judged = [self._judge(place, beside, held) for place, beside in enumerate(self._beside)]
            chosen = pick(judged, person, self._knowledge.neighbours.to)
            if not chosen and self._alone is not None:
                alone = self._judge(-1, self._alone, held)
                judged = [alone if item.case.same_function else item for item in judged]
                chosen = pick(judged, person, self._knowledge.neighbours.to, alone=True)
            self._known[key] = tuple((item.case.function.id, item.route) for item in chosen)
        return self._known[key]

    def _all(self) -> Sequence[_Beside]:
        return [*self._beside, self._alone] if self._alone is not None else self._beside

    def _lay(self, case: Case, shared: Facts, rules: Sequence[Rule], today: date, *, alone: bool) -> _Beside:
        knowledge, person = self._knowledge, self.person
        facts: Facts = {
            **shared,
            "function": function_facts(case.function, knowledge.catalogue),
            "match": match_facts(case, person, self.told, knowledge.catalogue, alone=alone),
            "market": market_facts(knowledge.labour_market, person.region_id, case.function, today),
        }
        fired: list[Rule] = []
        open_: list[_Open] = []
        for rule in rules:
            if not _rest_holds(rule, facts):
                continue
            demands = _demands(rule)
            if demands:
                open_.append(_Open(rule, demands))
            else:
                fired.append(rule)
        base = all_base_points(case, self.told)
        note = knowledge.labour_market.note(person.region_id, case.function.sector, today, called(case.function))
        judged = Judged(case=case, fired=(), fit=Fit((), ()), route=route_of((), case.same_function), excluded="", long_way=False, market=note)
        bits = sum(len(beside.open) for beside in self._beside)
        return _Beside(case, judged, base, tuple(fired), tuple(open_), bits)

    def _match_facts(self, question: str, case: Case, person: Person, told: Told) -> Mapping[str, FactValue]:
        if question == "digital":
            return digital_facts(case.function, person)
        in_order = sorted(case.links, key=lambda link: (-link.weight, link.quote, link.task_id))
        return trend_facts(replace(case, links=shrinking_last(in_order, told)), told)

    def _judge(self, place: int, beside: _Beside, held: Held) -> Judged:
        """As `advise` judges it, without a word of explanation."""
        mine = (held >> beside.first_bit) & ((1 << len(beside.open)) - 1)
        key = place, mine
        if key not in self._judged:
            more = [item.rule for number, item in enumerate(beside.open) if mine >> number & 1]
            fired = sorted((*beside.fired, *more), key=lambda rule: self._order[rule.id])
            points, _ = add_up(beside.base, fired)
            parts = tuple(FitPart(part.value, PARTS[part].label, points[part], PARTS[part].maximum, "") for part in Part)
            self._judged[key] = replace(
                beside.judged, fired=tuple(fired), fit=Fit(parts, ()), route=route_of(fired, beside.case.same_function),
                excluded=shut_out_because(fired), long_way=is_long_way(fired),
            )
        return self._judged[key]


def _rest_holds(rule: Rule, facts: Facts) -> bool:
    """Whether everything that a rule asks but of the closed answers holds."""
    return all(
        condition.holds(facts[subject][field])
        for subject, fields in rule.conditions.items()
        for field, conditions in fields.items()
        if (subject, field) not in _MOVING
        for condition in conditions
    )


def _demands(rule: Rule) -> Mapping[str, tuple[tuple[Field, tuple[Condition, ...]], ...]]:
    """What a rule asks of the closed answers, by question."""
    found: dict[str, list[tuple[Field, tuple[Condition, ...]]]] = {}
    for subject, fields in rule.conditions.items():
        for field, conditions in fields.items():
            question = _MOVING.get((subject, field))
            if question is not None:
                found.setdefault(question, []).append(((subject, field), conditions))
    return {question: tuple(demands) for question, demands in found.items()}
