"""How an advice comes about: what was told, the candidates, what the rules make of each, and the choice among them.

`advise` makes sentences of it; `rules/contrast` lays one reasoning beside another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from rules.catalogue import FunctionProfile
from rules.explanation import fill
from rules.knowledge import Knowledge
from rules.person import Person
from rules.rulebook import Facts, Scope
from rules.weighing.case import build_case
from rules.weighing.case_facts import called, function_facts, market_facts, match_facts, own_facts, person_facts
from rules.weighing.choice import Choice, choose
from rules.weighing.fit import measure
from rules.weighing.judged import Judged, Likeness, likeness
from rules.weighing.proposals import Proposals, candidates, propose
from rules.weighing.told import Told, gather, with_skills_of_tasks
from rules.weighing.verdict import is_long_way, route_of, shut_out_because


@dataclass(frozen=True, slots=True)
class Reasoning:
    """One advice before it is worded. `judged` are the candidates, none when too little was told; `alone` when no other
    work fitted well enough at first."""

    person: Person
    knowledge: Knowledge = field(repr=False)
    told: Told
    judge: Judge = field(repr=False)
    judged: tuple[Judged, ...]
    choice: Choice
    alone: bool

    def chosen(self, function_id: str) -> Judged | None:
        """The function as it stands among the three; None when it does not."""
        return next((item for item in self.choice.chosen if item.function_id == function_id), None)

    def of(self, function_id: str) -> Judged:
        """Any function of the catalogue beside this person, also one that was no candidate. Raises KeyError for an unknown one."""
        known = next((item for item in self.judged if item.function_id == function_id), None)
        return known or self.judge(self.knowledge.catalogue.functions[function_id])

    def alike(self, *more: str) -> Likeness:
        """Likeness among the candidates and these functions."""
        ids = dict.fromkeys([*(item.function_id for item in self.judged), *more])
        return likeness(self.knowledge.neighbours.to, list(ids))


def reason(person: Person, knowledge: Knowledge, today: date) -> Reasoning:
    """Gather, propose, judge and choose; deterministic."""
    told = gather(person, knowledge)
    own = knowledge.catalogue.functions.get(person.function_id or "")
    proposals = propose(told, own, knowledge)
    told = with_skills_of_tasks(told, proposals.work_like(knowledge.catalogue), knowledge.catalogue)
    judge = Judge(person, told, proposals, knowledge, today)
    if not told.enough:
        return Reasoning(person, knowledge, told, judge, (), Choice((), ()), alone=False)
    judged = [judge(function) for function in candidates(proposals, own, person, knowledge)]
    choice = choose(judged, person, knowledge.neighbours.to)
    alone = not choice.chosen and own is not None and not told.assumed
    if alone and own is not None:
        judged = [judge(own, alone=True) if item.case.same_function else item for item in judged]
        choice = choose(judged, person, knowledge.neighbours.to, alone=True)
    return Reasoning(person, knowledge, told, judge, tuple(judged), choice, alone)


class Judge:
    """Lays one function after the other beside a person and lets the rules conclude; keeps the facts they saw, by function."""

    __slots__ = ("_engine", "_knowledge", "_person", "_proposals", "_shared", "_today", "_told", "facts")

    def __init__(self, person: Person, told: Told, proposals: Proposals, knowledge: Knowledge, today: date) -> None:
        self._person, self._told, self._proposals, self._knowledge, self._today = person, told, proposals, knowledge, today
        self._engine = knowledge.engines.on(today, Scope.CANDIDATE)
        own = knowledge.catalogue.functions.get(person.function_id or "")
        self._shared: Facts = {"person": person_facts(person, told), "own": own_facts(own)}
        self.facts: dict[str, Facts] = {}

    def __call__(self, function: FunctionProfile, *, alone: bool = False) -> Judged:
        """`alone`: no other work fitted well enough."""
        person, told, knowledge, today = self._person, self._told, self._knowledge, self._today
        case = build_case(person, told, function, self._proposals, knowledge)
        facts: Facts = {
            **self._shared,
            "function": function_facts(function, knowledge.catalogue),
            "match": match_facts(case, person, told, knowledge.catalogue, alone=alone),
            "market": market_facts(knowledge.labour_market, person.region_id, function, today),
        }
        self.facts[function.id] = facts
        fired = self._engine.conclude(facts)
        return Judged(
            case=case,
            fired=fired,
            fit=measure(case, told, fired),
            route=route_of(fired, case.same_function),
            excluded=fill(shut_out_because(fired), facts),
            long_way=is_long_way(fired),
            market=knowledge.labour_market.note(person.region_id, function.sector, today, called(function)),
        )
