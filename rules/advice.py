"""The front door: `advise(person, knowledge, today)`, pure and deterministic, explained, stamped with its versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rules.answer import Advice, FiredRule, OwnWork, Route
from rules.catalogue import FunctionProfile
from rules.explanation import fill, in_sentence, join, shorten
from rules.knowledge import Knowledge
from rules.person import Person
from rules.rulebook import Exclude, Facts, LongWay, Rule, Say, Scope, SetRoute, Tool
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
from rules.weighing.choice import MOST, Choice, Judged, choose
from rules.weighing.fit import measure
from rules.weighing.outlook import own_tasks, quadrant_of
from rules.weighing.proposals import candidates, propose
from rules.weighing.told import Told, gather

MOST_SAID = 3
MOST_TOOLS = 1
"""So many sentences about the present work; what the other rules say stands under 'Waarom?'."""


def advise(person: Person, knowledge: Knowledge, today: date) -> Advice:
    """At most three explained suggestions for what this person told, or a note that says what is missing."""
    told = gather(person, knowledge)
    own = knowledge.catalogue.functions.get(person.function_id or "")
    own_work = _own_work(person, told, own, knowledge, today)
    if not told.enough:
        return Advice(versions=knowledge.versions, today=today, own_work=own_work, suggestions=(), note=_too_little(person), considered=())
    proposals = propose(told, own, knowledge)
    judged: list[Judged] = []
    facts_of: dict[str, Facts] = {}
    shared: Facts = {"person": person_facts(person, told), "own": own_facts(own)}
    for function in candidates(proposals, told.wishes, own, person, knowledge):
        case = build_case(person, told, function, proposals, knowledge)
        facts: Facts = {
            **shared,
            "function": function_facts(function, knowledge.catalogue),
            "match": match_facts(case, person, told, knowledge.catalogue),
            "market": market_facts(knowledge.labour_market, person.region_id, function, today),
        }
        facts_of[function.id] = facts
        fired = knowledge.engines.on(today, Scope.CANDIDATE).conclude(facts)
        judged.append(
            Judged(
                case=case,
                fired=fired,
                fit=measure(case, told, fired),
                route=_route(fired, case.same_function),
                excluded=_excluded(fired, facts),
                long_way=any(isinstance(conclusion, LongWay) for rule in fired for conclusion in rule.conclusions),
                market=knowledge.labour_market.note(person.region_id, function.sector, today, called(function)),
            )
        )
    choice = choose(judged, person)
    return Advice(
        versions=knowledge.versions,
        today=today,
        own_work=own_work,
        suggestions=tuple(suggest(item, told, facts_of[item.case.function.id], knowledge) for item in choice.chosen),
        note=_note(choice, judged),
        considered=choice.considered,
    )


def _route(fired: Sequence[Rule], same_function: bool) -> Route:
    """The route of the first rule that names one (M5)."""
    if same_function:
        return Route.GROW_ALONG
    named = (conclusion.route for rule in fired for conclusion in rule.conclusions if isinstance(conclusion, SetRoute))
    return next((route for route in named if route is not Route.GROW_ALONG), Route.CHANGE_OCCUPATION)


def _excluded(fired: Sequence[Rule], facts: Facts) -> str:
    reasons = (fill(conclusion.reason, facts) for rule in fired for conclusion in rule.conclusions if isinstance(conclusion, Exclude))
    return next(reasons, "")


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


def _too_little(person: Person) -> str:
    known = " Je functie alleen zegt mij nog niet genoeg." if person.function_words.strip() else ""
    return (
        f"Ik weet nog te weinig van je werk om iets voor te stellen.{known} "
        "Vertel wat je op een gewone dag doet, in je eigen woorden. Drie taken is al genoeg om te beginnen."
    )


def _note(choice: Choice, judged: Sequence[Judged]) -> str:
    """Why there are fewer than three; empty when there are three."""
    count = len(choice.chosen)
    if count == MOST:
        return ""
    found = {0: "Ik vond nu geen functie die goed genoeg past.", 1: "Ik vond er nu één die goed past.", 2: "Ik vond er nu twee die goed passen."}[count]
    barred = Counter(shorten(check.words) for item in judged for check in item.case.checks if check.hard and check.met is False)
    if not barred:
        return f"{found} Vertel meer over je taken, wat je buiten je werk doet of wat je graag wilt. Dan zoek ik verder."
    total = sum(item.case.breaks_hard for item in judged)
    many = "viel één andere af" if total == 1 else f"vielen {total} andere af"
    words, _ = max(barred.items(), key=lambda pair: (pair[1], pair[0]))
    text = f"{found} Door wat voor jou echt moet, zoals “{words}”, {many}."
    if len(barred) > 1:
        text += " Het meest vielen er af door " + join([f"“{each}” ({count})" for each, count in barred.most_common(2)]) + "."
    near = sorted((item for item in judged if item.case.breaks_hard and not item.excluded), key=lambda item: (-item.fit.total, item.case.function.id))[:2]
    if near and not choice.chosen:
        text += f" Het dichtst bij kwamen {join([in_sentence(item.case.function.title) for item in near])}."
    return f"{text} Bespreek met je coach of daar ruimte in zit."
