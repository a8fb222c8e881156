"""The front door: `advise(person, knowledge, today)`, pure and deterministic, explained, stamped with its versions."""

from __future__ import annotations

from datetime import date

from rules.answer import Advice, Suggestion
from rules.knowledge import Knowledge
from rules.own_work import look_at_own_work
from rules.person import Person
from rules.reasoning import Reasoning, reason
from rules.shortfall import shortfall, too_little
from rules.suggestion import suggest


def advise(person: Person, knowledge: Knowledge, today: date) -> Advice:
    """At most three explained suggestions for what this person told, or a note that says what is missing."""
    return worded(reason(person, knowledge, today), today)


def worded(reasoning: Reasoning, today: date) -> Advice:
    """The advice that a reasoning comes to, in sentences."""
    person, told, knowledge, choice = reasoning.person, reasoning.told, reasoning.knowledge, reasoning.choice
    own_work = look_at_own_work(person, told, knowledge.catalogue.functions.get(person.function_id or ""), knowledge, today)
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
