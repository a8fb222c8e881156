"""The front door: `advise(person, knowledge, today)`, pure and deterministic, explained, stamped with its versions."""

from __future__ import annotations

from datetime import date

from rules.answer import Advice, FiredRule, OwnWork, Suggestion
from rules.catalogue import FunctionProfile
from rules.explanation import fill, shorten
from rules.knowledge import Knowledge
from rules.person import Person
from rules.rulebook import Facts, Say, Scope, Tool
from rules.shortfall import shortfall, too_little
from rules.suggestion import suggest
from rules.weighing.case import build_case
from rules.weighing.case_facts import (
    called,
    function_facts,
    market_facts,
    match_facts,
    own_facts,
    own_work_facts,
    person_facts,
)
from rules.weighing.choice import Judged, choose
from rules.weighing.fit import measure
from rules.weighing.outlook import own_tasks, quadrant_of
from rules.weighing.proposals import Proposals, candidates, propose
from rules.weighing.told import Told, gather
from rules.weighing.verdict import is_long_way, route_of, shut_out_because

MOST_SAID = 3
MOST_TOOLS = 1
"""So many sentences about the present work; what the other rules say stands under 'Waarom?'."""


def advise(person: Person, knowledge: Knowledge, today: date) -> Advice:
    """At most three explained suggestions for what this person told, or a note that says what is missing."""
    told = gather(person, knowledge)
    own = knowledge.catalogue.functions.get(person.function_id or "")
    own_work = _own_work(person, told, own, knowledge, today)
    if not told.enough:
        return Advice(versions=knowledge.versions, today=today, own_work=own_work, suggestions=(), note=too_little(person), considered=())
    proposals = propose(told, own, knowledge)
    judge = _Judge(person, told, proposals, knowledge, today)
    judged = [judge(function) for function in candidates(proposals, own, person, knowledge)]
    choice = choose(judged, person, knowledge.neighbours.to)
    if not choice.chosen and own is not None and not told.assumed:
        judged = [judge(own, alone=True) if item.case.same_function else item for item in judged]
        choice = choose(judged, person, knowledge.neighbours.to, alone=True)
    suggestions: list[Suggestion] = []
    for item in choice.chosen:
        earlier = [step for suggestion in suggestions for step in suggestion.steps]
        suggestions.append(suggest(item, told, judge.facts[item.case.function.id], knowledge, earlier))
    return Advice(
        versions=knowledge.versions,
        today=today,
        own_work=own_work,
        suggestions=tuple(suggestions),
        note=shortfall(choice, judged, person, told),
        considered=choice.considered,
    )


class _Judge:
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


def _own_work(person: Person, told: Told, own: FunctionProfile | None, knowledge: Knowledge, today: date) -> OwnWork:
    """The present function in red and green, with what the rules say about it."""
    facts = own_work_facts(person, told, own)
    fired = knowledge.engines.on(today, Scope.OWN_WORK).conclude(facts)
    conclusions = [conclusion for rule in fired for conclusion in rule.conclusions]
    said = [fill(text.text, facts) for text in conclusions if isinstance(text, Say)][:MOST_SAID]
    said += [fill(text.text, facts) for text in conclusions if isinstance(text, Tool)][:MOST_TOOLS]
    return OwnWork(
        function_id=own.id if own else None,
        title=own.title if own else shorten(person.function_words),
        quadrant=quadrant_of(own.axes) if own else None,
        text=" ".join(said),
        tasks=own_tasks(own, person.task_trends),
        fired=tuple(
            FiredRule(rule.id, rule.title, fill(rule.because, facts), rule.source, knowledge.rulebook.version, "uitleg bij je werk van nu")
            for rule in fired
        ),
    )
