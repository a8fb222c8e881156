"""The rulebook as real experta rules: the facts of one case in, the rules that fired out, in rulebook order.

One inference per case (reset, declare, run) keeps the cost linear; every rule has a salience of its own, so the
order never changes. Conditions are closed over: nothing is passed to rules by name.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence

from experta import Fact, InitialFact, KnowledgeEngine, P
from experta import Rule as ExpertaRule
from experta.abstract import Matcher, Strategy
from experta.activation import Activation
from experta.agenda import Agenda

from rules.rulebook import Condition, Facts, FactValue, Rule

# experta's watchers write whole facts, own words included, as soon as some root logger is set to INFO.
logging.getLogger("experta.watchers").setLevel(logging.CRITICAL)


class _CaseFact(Fact):  # type: ignore[misc]
    """A fact whose values cannot change (numbers, words, frozen sets), so that experta need not freeze a copy of each."""

    def update(self, mapping: Mapping[str, FactValue]) -> None:
        """Take the values as they are."""
        dict.update(self, mapping)


class PersonFact(_CaseFact):
    """What the person told."""


class OwnFact(_CaseFact):
    """The present function."""


class TaskFact(_CaseFact):
    """One task of the present work."""


class FunctionFact(_CaseFact):
    """The function beside the person."""


class MatchFact(_CaseFact):
    """How the two lie towards each other."""


class MarketFact(_CaseFact):
    """The labour market of the function's sector in the person's region."""


SUBJECTS: Mapping[str, type[Fact]] = {
    "person": PersonFact,
    "own": OwnFact,
    "task": TaskFact,
    "function": FunctionFact,
    "match": MatchFact,
    "market": MarketFact,
}


_Test = Callable[[FactValue], bool]
_Check = tuple[type[Fact], str, _Test | None]
"""A kind of fact, one field of it, and what that must meet; without a test the fact must only be there."""


class OneCaseMatcher(Matcher):  # type: ignore[misc]
    """Finds the rules that hold for one case at once.

    Rules only add conclusions, never facts, and a case has one fact per subject. So one look at each rule's
    patterns is enough; the Rete network polls every rule after each firing (see bench/RESULTS.md). As in that
    network, what several rules ask is looked at once.
    """

    def __init__(self, engine: KnowledgeEngine) -> None:
        super().__init__(engine)
        places: dict[_Check, int] = {}
        # A copy that is not bound to the engine yet: the engine passes itself when it fires.
        self._rules = [
            (rule.new_conditions(*rule), [places.setdefault(check, len(places)) for pattern in rule for check in _checks(pattern)])
            for rule in engine.get_rules()
        ]
        self._checks = list(places)

    def reset(self) -> None:
        """Nothing is kept between cases."""

    def changes(self, adding: Sequence[Fact] | None = None, deleting: Sequence[Fact] | None = None) -> tuple[list[Activation], list[Activation]]:
        """Activations of the rules whose patterns all hold for the facts that were declared together."""
        facts = {type(fact): fact for fact in adding or ()}
        if facts.keys().isdisjoint(SUBJECTS.values()):
            return [], []
        known: list[bool | None] = [None] * len(self._checks)
        found: list[Activation] = []
        for rule, places in self._rules:
            for place in places:
                holds = known[place]
                if holds is None:
                    kind, field, test = self._checks[place]
                    holds = known[place] = kind in facts and (test is None or test(facts[kind][field]))
                if not holds:
                    break
            else:
                found.append(Activation(rule, ()))
        return found, []


class BySalience(Strategy):  # type: ignore[misc]
    """The order in which rules fire: every rule has a salience of its own, so that alone decides."""

    def _update_agenda(self, agenda: Agenda, added: Sequence[Activation], removed: Sequence[Activation]) -> None:
        if removed:
            agenda.activations = [activation for activation in agenda.activations if activation not in removed]
        if added:
            agenda.activations = sorted((*agenda.activations, *added), key=lambda activation: activation.rule.salience)


class RuleEngine:
    """Rules compiled once; `conclude` runs one case. One case at a time: threads wait for each other."""

    def __init__(self, rules: Sequence[Rule], matcher: type[Matcher] = OneCaseMatcher) -> None:
        self._fired: list[Rule] = []
        self._lock = threading.Lock()
        tests: dict[tuple[Condition, ...], _Test] = {}
        members: dict[str, object] = {"__matcher__": matcher, "__strategy__": BySalience, "__module__": __name__}
        for index, rule in enumerate(rules):
            members[f"rule_{index:04d}"] = _experta_rule(rule, len(rules) - index, self._fired.append, tests)
        self._engine = type("RulebookEngine", (_QuietEngine,), members)()

    def conclude(self, facts: Facts) -> tuple[Rule, ...]:
        """The rules that fire for this case, in rulebook order."""
        with self._lock:
            self._fired.clear()
            self._engine.reset()
            self._engine.declare(*(kind(**facts[subject]) for subject, kind in SUBJECTS.items() if subject in facts))
            self._engine.run()
            return tuple(self._fired)


class _QuietEngine(KnowledgeEngine):  # type: ignore[misc]
    """An engine with experta's one fact to begin with, given by hand: to look it up takes longer than a case."""

    def get_deffacts(self) -> list[Callable[..., Iterator[Fact]]]:
        return [_initial_fact]


def _initial_fact(**_given: object) -> Iterator[Fact]:
    yield InitialFact()


def _experta_rule(rule: Rule, salience: int, fire: Callable[[Rule], None], tests: dict[tuple[Condition, ...], _Test]) -> ExpertaRule:
    """The rule for experta; the same conditions become the same test."""
    patterns = [
        SUBJECTS[subject](**{field: P(tests.setdefault(conditions, _test(conditions))) for field, conditions in fields.items()})
        for subject, fields in rule.conditions.items()
    ]

    def right_hand_side(engine: KnowledgeEngine) -> None:
        fire(rule)

    return ExpertaRule(*patterns, salience=salience)(right_hand_side)


def _test(conditions: tuple[Condition, ...]) -> _Test:
    if len(conditions) == 1:
        return conditions[0].holds
    return lambda value: all(condition.holds(value) for condition in conditions)


def _checks(pattern: Fact) -> list[_Check]:
    """What one pattern of a rule asks of the declared facts; our rules hold predicates (P) and nothing else."""
    kind = type(pattern)
    asked: list[_Check] = [(kind, field, constraint.match) for field, constraint in pattern.items() if not Fact.is_special(field)]
    return asked or [(kind, "", None)]
