"""Suggestions of an advice with what coaches made of them, and functions that a coach put beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.passport_view import AdviceGiven
from rules.answer import Suggestion
from rules.catalogue import Catalogue
from skills_passport.casework.record import Casework
from skills_passport.casework.verdicts import (
    OUTCOME_WORDS,
    REASON_WORDS,
    SIGNAL_WORDS,
    Outcome,
    Reason,
    Verdict,
    verdict_history,
)

REASONS: Mapping[Outcome, tuple[Reason, ...]] = {
    Outcome.ACCEPT: (Reason.FITS,),
    Outcome.ADJUST: (Reason.OTHER_WAY_THERE, Reason.SMALLER_STEP),
    Outcome.REJECT: (Reason.NOT_WANTED, Reason.CRITERION, Reason.TOO_FAR, Reason.BARRIER, Reason.NO_WORK, Reason.NOT_TRUE),
    Outcome.ADD: (Reason.FITS_BETTER, Reason.FITS, Reason.SMALLER_STEP),
}
"""Which reasons stand under which outcome in the list; `other` goes with all."""


def goes_with(outcome: Outcome, reason: Reason) -> bool:
    """Whether this reason can be given for this outcome.

    >>> goes_with(Outcome.ACCEPT, Reason.TOO_FAR), goes_with(Outcome.REJECT, Reason.OTHER)
    (False, True)
    """
    return reason is Reason.OTHER or reason in REASONS[outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """A verdict in words; `who` is the coach's name, or that it is who reads."""

    outcome: Outcome
    said: str
    reason: str
    signal: str
    words: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JudgedSuggestion:
    """A suggestion and every verdict on it, the newest first; the first one counts."""

    suggestion: Suggestion
    verdicts: tuple[VerdictLine, ...]


@dataclass(frozen=True, slots=True)
class AddedFunction:
    """A function that a coach put beside the suggestions, and what was said of it, the newest first."""

    function_id: str
    title: str
    verdicts: tuple[VerdictLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedAdvice:
    """An advice with its verdicts."""

    id: str
    made_at: datetime
    suggestions: tuple[JudgedSuggestion, ...]
    added: tuple[AddedFunction, ...]


def judged_advice(given: AdviceGiven, work: Casework, catalogue: Catalogue, names: Mapping[str, str]) -> JudgedAdvice:
    """The advice with everything coaches said of it. `names`: the coaches by id."""

    def lines(function_id: str) -> tuple[VerdictLine, ...]:
        return tuple(verdict_line(verdict, names) for verdict in reversed(verdict_history(work.verdicts, given.id, function_id)))

    suggested = {each.function_id for each in given.advice.suggestions}
    added = dict.fromkeys(verdict.function_id for verdict in work.verdicts if verdict.advice_id == given.id and verdict.function_id not in suggested)
    return JudgedAdvice(
        id=given.id,
        made_at=given.made_at,
        suggestions=tuple(JudgedSuggestion(each, lines(each.function_id)) for each in given.advice.suggestions),
        added=tuple(AddedFunction(each, title_of(each, catalogue), lines(each)) for each in added),
    )


def verdict_line(verdict: Verdict, names: Mapping[str, str]) -> VerdictLine:
    return VerdictLine(
        outcome=verdict.outcome,
        said=OUTCOME_WORDS[verdict.outcome],
        reason=REASON_WORDS[verdict.reason],
        signal=SIGNAL_WORDS[verdict.signal] if verdict.signal else "",
        words=verdict.words,
        who=names.get(verdict.coach, "een coach"),
        at=verdict.at,
    )


def title_of(function_id: str, catalogue: Catalogue, suggestions: Iterable[Suggestion] = ()) -> str:
    """What a function is called; its id where the catalogue does not have it any more."""
    known = catalogue.functions.get(function_id)
    return known.title if known else next((each.title for each in suggestions if each.function_id == function_id), function_id)
