"""Any function of the catalogue beside a person, as the engine itself sees it: for a coach who wants to add one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.answer import Suggestion
from rules.contrast.why_not import WhyNot, in_sentences, why_not
from rules.knowledge import Knowledge
from rules.person import Person
from rules.reasoning import reason
from rules.suggestion import suggest


@dataclass(frozen=True, slots=True)
class EngineView:
    """`card`: the function as it would be suggested; `why_not` and `sentences`: what keeps it out, or that it is among the three."""

    card: Suggestion
    why_not: WhyNot
    sentences: tuple[str, ...]


def engine_view(person: Person, function_id: str, knowledge: Knowledge, today: date) -> EngineView:
    """Worked out anew with the knowledge of now; nothing is stored. Raises UnknownName for a function that is not in the catalogue."""
    found = why_not(person, function_id, knowledge, today)
    reasoning = reason(person, knowledge, today)
    judged = reasoning.of(function_id)
    return EngineView(suggest(judged, reasoning.told, reasoning.judge.facts[function_id], knowledge), found, tuple(in_sentences(found)))
