"""The front door: `advise(person, knowledge, today)`, pure and deterministic, explained, stamped with its versions."""

from __future__ import annotations

from datetime import date

from rules.answer import Advice, FiredRule, OwnWork, Suggestion
from rules.catalogue import FunctionProfile
from rules.explanation import fill, shorten
from rules.knowledge import Knowledge
from rules.person import Person
from rules.reasoning import Reasoning, reason
from rules.rulebook import Say, Scope, Tool
from rules.shortfall import shortfall, too_little
from rules.suggestion import suggest
from rules.weighing.case_facts import own_work_facts
from rules.weighing.outlook import own_tasks, quadrant_of
from rules.weighing.told import Told

MOST_SAID = 3
MOST_TOOLS = 1
"""So many sentences about the present work; what the other rules say stands under 'Waarom?'."""


def advise(person: Person, knowledge: Knowledge, today: date) -> Advice:
    """At most three explained suggestions for what this person told, or a note that says what is missing."""
    return worded(reason(person, knowledge, today), today)


def worded(reasoning: Reasoning, today: date) -> Advice:
    """The advice that a reasoning comes to, in sentences."""
    person, told, knowledge, choice = reasoning.person, reasoning.told, reasoning.knowledge, reasoning.choice
    own_work = _own_work(person, told, knowledge.catalogue.functions.get(person.function_id or ""), knowledge, today)
    if not told.enough:
        return Advice(versions=knowledge.versions, today=today, own_work=own_work, suggestions=(), note=too_little(person), considered=())
    suggestions: list[Suggestion] = []
    for item in choice.chosen:
        earlier = [step for suggestion in suggestions for step in suggestion.steps]
        suggestions.append(suggest(item, told, reasoning.judge.facts[item.function_id], knowledge, earlier))
    return Advice(
        versions=knowledge.versions,
        today=today,
        own_work=own_work,
        suggestions=tuple(suggestions),
        note=shortfall(choice, reasoning.judged, person, told),
        considered=choice.considered,
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
