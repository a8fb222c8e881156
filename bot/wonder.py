"""What only the expert system can answer: what a change would do, and why a function is not among the three.

The talk says what is asked (`Wonder`); it is worked out outside the transaction, as an advice is, and worded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.replies import MOST_SENTENCES, at_most
from rules.contrast import telling
from rules.contrast.changes import Change
from rules.contrast.obstacles import Hindrance
from rules.contrast.what_if import what_if
from rules.contrast.why_not import in_sentences, why_not
from rules.knowledge import Knowledge
from rules.person import Person

_MAY_BE_WISHED = frozenset({Hindrance.TOO_FAR, Hindrance.WEAK, Hindrance.NOT_LOOKED_AT})


@dataclass(frozen=True, slots=True)
class Wonder:
    """A question about the advice: `change` for 'what if', else `function_id` for 'why not', with the name it was given."""

    change: Change | None = None
    function_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said, and whether the change would be one at all (else there is nothing to change for real)."""

    text: str
    changes: bool = False


def answer(
    wonder: Wonder, person: Person, knowledge: Knowledge, today: date, phrases: Mapping[str, str], *, most: int = MOST_SENTENCES
) -> Answered:
    """The answer in at most so many sentences."""
    if wonder.change is not None:
        found = what_if(person, wonder.change, knowledge, today)
        return Answered(at_most(telling.in_sentences(found), most), not found.already)
    why = why_not(person, wonder.function_id, knowledge, today)
    if why.shown:
        return Answered(phrases["why_not_shown"].format(title=why.title))
    told = in_sentences(why)
    if why.obstacles[0].kind in _MAY_BE_WISHED:
        told[2:] = [phrases["why_not_wish"].format(name=wonder.name or why.title.lower())]
    return Answered(at_most(told, most))
