"""What one person would be suggested by two versions of the knowledge, in a fraction of the time of two advices.

No sentence is written: what comes out is exactly which functions `advise` would suggest, and a test lays the two side by side. Where
both versions share catalogue and scales, matching is done once. Of rules, only those that decide something are looked at. Where just
rules differ, a person for whom none of the rules that differ fires beside any candidate keeps their three without choosing anew:
the other rules fire as they did, in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answer import FitPart
from rules.asking.needs import decides
from rules.knowledge import Knowledge
from rules.person import Person
from rules.rulebook import Condition, Facts, FactValue, Part, Rule, Scope
from rules.weighing.case import Case, build_case
from rules.weighing.case_facts import Values, called, function_facts, market_facts, match_facts, own_facts, person_facts
from rules.weighing.choice import pick
from rules.weighing.fit import PARTS, Fit, add_up, all_base_points
from rules.weighing.judged import Judged
from rules.weighing.proposals import candidates, propose
from rules.weighing.told import Told, gather, with_skills_of_tasks
from rules.weighing.verdict import is_long_way, route_of, shut_out_because

Three = tuple[str, ...]
"""Ids of the functions that are suggested, in order; three at most."""
_TOLD_AT_ONCE = frozenset({"direction", "digital_insight", "digital_create", "region_known", "wish_sectors", "criteria", "hard_criteria", "qualifications"})
"""Facts about a person that stand in the answers as they are: no matching is needed to know them."""


@dataclass(frozen=True, slots=True)
class Threes:
    """What the older version suggests and what the newer; `same` was found without choosing, and then both are left empty."""

    old: Three
    new: Three
    same: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    """One person beside their candidates, before any rule; `alone` is the present function as it stands when nothing else fits."""

    person: Person
    told: Told
    shared: Facts
    cases: tuple[tuple[Case, Values], ...]
    alone: tuple[Case, Values] | None


class TwoVersions:
    """`threes(person)` for two versions on one day; keeps nothing of anybody."""

    def __init__(self, old: Knowledge, new: Knowledge, today: date) -> None:
        self._old, self._new = _Side(old, today), _Side(new, today)
        self._same_cases = old.matcher is new.matcher and old.catalogue.version == new.catalogue.version and old.scales == new.scales
        same_market = old.labour_market.version == new.labour_market.version
        self.touched = differing_rules(self._old.rules, self._new.rules) if self._same_cases and same_market else None

    @property
    def same_for_all(self) -> bool:
        """Whether nothing differs that any choice rests on."""
        return self.touched == ()

    def threes(self, person: Person) -> Threes:
        """The three of both versions."""
        if self.same_for_all or (self.touched is not None and not self._may_fire(person)):
            return Threes((), (), same=True)
        laid = self._old.laid(person)
        if self.touched is not None and not self._fires(laid):
            return Threes((), (), same=True)
        return Threes(self._old.three(laid), self._new.three(laid if self._same_cases else self._new.laid(person)))

    def _may_fire(self, person: Person) -> bool:
        """Whether a rule that differs may fire, as far as answers tell by themselves."""
        at_once = self._old.at_once(person)
        return any(
            all(
                _holds(conditions, values[field])
                for subject, values in at_once.items() for field, conditions in rule.conditions.get(subject, {}).items()
                if subject == "own" or field in _TOLD_AT_ONCE
            )
            for rule in self.touched or ()
        )

    def _fires(self, laid: _Laid) -> bool:
        cases = (*laid.cases, laid.alone) if laid.alone else laid.cases
        return any(bool(self._old.fires(self.touched or (), laid, case, match)) for case, match in cases)


def differing_rules(old: Sequence[Rule], new: Sequence[Rule]) -> tuple[Rule, ...] | None:
    """The deciding rules that one of the two has and the other has not; None when rules that both have stand in another order.

    Two rules are the same when they ask and conclude the same: titles, reasons and sources decide nothing.
    """
    before, after = [_essence(rule) for rule in old], [_essence(rule) for rule in new]
    both = set(before) & set(after)
    if [each for each in before if each in both] != [each for each in after if each in both]:
        return None
    return tuple(rule for rules, essences in ((old, before), (new, after)) for rule, each in zip(rules, essences, strict=True) if each not in both)


def _essence(rule: Rule) -> str:
    asked = sorted((subject, field, repr(sorted(map(_written, conditions)))) for subject, fields in rule.conditions.items() for field, conditions in fields.items())
    return repr((rule.id, asked, rule.conclusions))


def _written(condition: Condition) -> str:
    expected = condition.expected
    return repr((condition.operator, sorted(expected) if isinstance(expected, frozenset) else expected))


class _Side:
    """One of the two versions."""

    def __init__(self, knowledge: Knowledge, today: date) -> None:
        self._knowledge, self._today = knowledge, today
        self.rules = tuple(rule for rule in knowledge.rulebook.valid_on(today, Scope.CANDIDATE) if decides(rule))
        self._functions: dict[str, Values] = {}
        self._rules_beside: dict[str, tuple[Rule, ...]] = {}
        self._own: dict[str, Values] = {}
        self._market: dict[tuple[str | None, str], Values] = {}

    def at_once(self, person: Person) -> Mapping[str, Values]:
        """What answers tell without matching: facts of the present function, and those of the person in `_TOLD_AT_ONCE`."""
        level = person.digital_level
        return {"own": self._own_facts(person), "person": {
            "direction": str(person.direction) if person.direction else None,
            "digital_insight": level.insight if level else None,
            "digital_create": level.create if level else None,
            "region_known": person.region_id is not None,
            "wish_sectors": frozenset(person.wish_sectors),
            "criteria": frozenset(str(criterion.kind) for criterion in person.criteria),
            "hard_criteria": frozenset(str(criterion.kind) for criterion in person.criteria if criterion.hard),
            "qualifications": frozenset(person.qualifications),
        }}

    def laid(self, person: Person) -> _Laid:
        """As `rules.reasoning.reason` lays candidates beside a person."""
        knowledge = self._knowledge
        told = gather(person, knowledge)
        own = knowledge.catalogue.functions.get(person.function_id or "")
        shared: Facts = {"person": person_facts(person, told), "own": self._own_facts(person)}
        if not told.enough:
            return _Laid(person, told, shared, (), None)
        proposals = propose(told, own, knowledge)
        told = with_skills_of_tasks(told, proposals.work_like(knowledge.catalogue), knowledge.catalogue)
        shared = {**shared, "person": person_facts(person, told)}
        cases = tuple(build_case(person, told, function, proposals, knowledge) for function in candidates(proposals, own, person, knowledge))
        laid = tuple((case, match_facts(case, person, told, knowledge.catalogue)) for case in cases)
        same = next((case for case in cases if case.same_function), None)
        alone = None if same is None or told.assumed else (same, match_facts(same, person, told, knowledge.catalogue, alone=True))
        return _Laid(person, told, shared, laid, alone)

    def three(self, laid: _Laid) -> Three:
        """The ids of the three, in order."""
        if not laid.told.enough:
            return ()
        nearness = self._knowledge.neighbours.to
        judged = [self._judged(laid, case, match) for case, match in laid.cases]
        chosen = pick(judged, laid.person, nearness)
        if not chosen and laid.alone is not None:
            own = self._judged(laid, *laid.alone)
            judged = [own if item.case.same_function else item for item in judged]
            chosen = pick(judged, laid.person, nearness, alone=True)
        return tuple(item.function_id for item in chosen)

    def fires(self, rules: Sequence[Rule], laid: _Laid, case: Case, match: Values) -> tuple[Rule, ...]:
        """Which of these rules fire beside this function, in their order."""
        facts: Facts = {**laid.shared, "function": self._function_facts(case), "match": match, "market": self._market_facts(laid.person, case)}
        return tuple(rule for rule in rules if _hold(rule, facts))

    def _fired(self, laid: _Laid, case: Case, match: Values) -> tuple[Rule, ...]:
        """The same of all rules; what they ask of the function itself is looked at once for everybody."""
        facts: Facts = {**laid.shared, "match": match, "market": self._market_facts(laid.person, case)}
        key = case.function.id
        if key not in self._rules_beside:
            function = {"function": self._function_facts(case)}
            self._rules_beside[key] = tuple(rule for rule in self.rules if _hold(rule, function, ("function",)))
        return tuple(rule for rule in self._rules_beside[key] if _hold(rule, facts, ("own", "person", "market", "match")))

    def _judged(self, laid: _Laid, case: Case, match: Values) -> Judged:
        """As `advise` judges it, without a word of explanation."""
        fired = self._fired(laid, case, match)
        points, _ = add_up(all_base_points(case, laid.told), fired)
        parts = tuple(FitPart(part.value, PARTS[part].label, points[part], PARTS[part].maximum, "") for part in Part)
        return Judged(
            case=case, fired=fired, fit=Fit(parts, ()), route=route_of(fired, case.same_function), excluded=shut_out_because(fired), long_way=is_long_way(fired),
            market=self._knowledge.labour_market.note(laid.person.region_id, case.function.sector, self._today, called(case.function)),
        )

    def _own_facts(self, person: Person) -> Values:
        key = person.function_id or ""
        if key not in self._own:
            self._own[key] = own_facts(self._knowledge.catalogue.functions.get(key))
        return self._own[key]

    def _function_facts(self, case: Case) -> Values:
        key = case.function.id
        if key not in self._functions:
            self._functions[key] = function_facts(case.function, self._knowledge.catalogue)
        return self._functions[key]

    def _market_facts(self, person: Person, case: Case) -> Values:
        key = (person.region_id, case.function.id)
        if key not in self._market:
            self._market[key] = market_facts(self._knowledge.labour_market, person.region_id, case.function, self._today)
        return self._market[key]


_SUBJECTS = ("own", "person", "market", "match", "function")


def _hold(rule: Rule, facts: Facts, subjects: Sequence[str] = _SUBJECTS) -> bool:
    """Whether all that a rule asks of these subjects holds."""
    return all(
        _holds(conditions, facts[subject][field])
        for subject in subjects if subject in rule.conditions for field, conditions in rule.conditions[subject].items()
    )


def _holds(conditions: Sequence[Condition], value: FactValue) -> bool:
    return all(condition.holds(value) for condition in conditions)
