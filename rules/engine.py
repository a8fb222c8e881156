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


class OneCaseMatcher(Matcher):  # type: ignore[misc]
    """Finds the rules that hold for one case at once.

    Rules only add conclusions, never facts, and a case has one fact per subject. So one look at each rule's
    patterns is enough; the Rete network polls every rule after each firing (see bench/RESULTS.md).
    """

    def __init__(self, engine: KnowledgeEngine) -> None:
        super().__init__(engine)
        # A copy that is not bound to the engine yet: the engine passes itself when it fires.
        self._patterns = [(rule.new_conditions(*rule), [_checks(pattern) for pattern in rule]) for rule in engine.get_rules()]

    def reset(self) -> None:
        """Nothing is kept between cases."""

    def changes(self, adding: Sequence[Fact] | None = None, deleting: Sequence[Fact] | None = None) -> tuple[list[Activation], list[Activation]]:
        """Activations of the rules whose patterns all hold for the facts that were declared together."""
        facts = {type(fact): fact for fact in adding or ()}
        if facts.keys().isdisjoint(SUBJECTS.values()):
            return [], []
        return [Activation(rule, ()) for rule, patterns in self._patterns if all(holds(facts) for holds in patterns)], []


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
        members: dict[str, object] = {"__matcher__": matcher, "__strategy__": BySalience, "__module__": __name__}
        for index, rule in enumerate(rules):
            members[f"rule_{index:04d}"] = _experta_rule(rule, len(rules) - index, self._fired.append)
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


def _experta_rule(rule: Rule, salience: int, fire: Callable[[Rule], None]) -> ExpertaRule:
    patterns = [
        SUBJECTS[subject](**{field: P(_test(conditions)) for field, conditions in fields.items()})
        for subject, fields in rule.conditions.items()
    ]

    def right_hand_side(engine: KnowledgeEngine) -> None:
        fire(rule)

    return ExpertaRule(*patterns, salience=salience)(right_hand_side)


def _test(conditions: tuple[Condition, ...]) -> Callable[[FactValue], bool]:
    return lambda value: all(condition.holds(value) for condition in conditions)


def _checks(pattern: Fact) -> Callable[[Mapping[type[Fact], Fact]], bool]:
    """One pattern of a rule as a test on the declared facts; our rules hold predicates (P) and nothing else."""
    kind = type(pattern)
    tests = [(field, constraint.match) for field, constraint in pattern.items() if not Fact.is_special(field)]

    def holds(facts: Mapping[type[Fact], Fact]) -> bool:
        fact = facts.get(kind)
        return fact is not None and all(test(fact[field]) for field, test in tests)

    return holds
