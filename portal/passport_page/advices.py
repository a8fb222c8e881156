"""Advices over time: what changed between one and the next, and what a coach made of each suggestion. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.replies import listed
from portal.passport_page.together import SOME_COACH
from portal.passport_view import AdviceGiven
from rules.answer import Versions
from rules.contrast.since import since
from rules.knowledge import Knowledge
from skills_passport.casework.record import Casework
from skills_passport.casework.verdicts import OUTCOME_WORDS, REASON_WORDS, Outcome, Verdict, verdict_history
from skills_passport.guidance import person_in
from skills_passport.model import SkillsPassport, StoredAdvice


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """What a coach made of one function, in plain Dutch; `words` are the coach's own. `earlier` counts verdicts before it."""

    function_id: str
    title: str
    outcome: str
    reason: str
    words: str
    coach: str
    at: datetime
    added: bool
    earlier: int


@dataclass(frozen=True, slots=True)
class AdviceShown:
    """An advice as it was given; `changed` tells what is otherwise than in the one before it, `why` what may have made it so."""

    given: AdviceGiven
    verdicts: tuple[VerdictShown, ...]
    changed: tuple[str, ...]
    why: str


def advices_shown(
    passport: SkillsPassport, given: Sequence[AdviceGiven], knowledge: Knowledge, coaches: Mapping[str, str]
) -> tuple[AdviceShown, ...]:
    """All advices, newest first, as `given` holds them; `coaches` names them by id."""
    stored = tuple(reversed(passport.advices))
    shown = []
    for place, each in enumerate(given):
        earlier = given[place + 1] if place + 1 < len(given) else None
        changed = tuple(_changed(earlier, each)) if earlier else ()
        why = _why(stored[place + 1], stored[place]) if earlier else ""
        shown.append(AdviceShown(each, tuple(verdicts_on(each, passport.casework, knowledge, coaches)), changed, why))
    return tuple(shown)


def _changed(before: AdviceGiven, after: AdviceGiven) -> Iterator[str]:
    seen = since(before.advice, after.advice)
    if seen.new:
        yield f"Nieuw: {listed(seen.new)}."
    if seen.gone:
        yield f"Staat er niet meer bij: {listed(seen.gone)}."
    if seen.same:
        yield f"Gebleven: {listed(seen.same)}."
    if seen.figures:
        yield "Over het werk in de regio staat er iets anders."
    if seen.cards:
        yield "In wat bleef, is de uitleg of de score veranderd."
    if seen.tasks:
        yield "Over je taken van nu staat er iets anders."
    if not seen:
        yield "Je ziet in dit advies hetzelfde als in het vorige."


def _why(before: StoredAdvice, after: StoredAdvice) -> str:
    """From what the two were made: other answers, other data, or both; and otherwise only the day."""
    answers = "Je vertelde tussendoor iets anders." if person_in(before) != person_in(after) else ""
    renewed = _renewed(before.versions, after.versions)
    return " ".join(each for each in (answers, f"Vernieuwd: {renewed}." if renewed else "") if each)


def _renewed(before: Versions, after: Versions) -> str:
    named = (
        ("het regelboek", before.rulebook, after.rulebook), ("de lijst met functies", before.catalogue, after.catalogue),
        ("de cijfers over de arbeidsmarkt", before.labour_market, after.labour_market),
    )
    return listed([name for name, then, now in named if then != now])


def verdicts_on(given: AdviceGiven, work: Casework, knowledge: Knowledge, coaches: Mapping[str, str]) -> Iterator[VerdictShown]:
    """The verdicts that count on what one advice suggested, and on what coaches put beside it."""
    titles = {each.function_id: each.title for each in given.advice.suggestions}
    for (advice_id, function_id), verdict in work.verdicts_now.items():
        if advice_id == given.id:
            earlier = len(verdict_history(work.verdicts, advice_id, function_id)) - 1
            yield _shown(verdict, titles.get(function_id) or _title(function_id, knowledge), coaches, earlier)


def _title(function_id: str, knowledge: Knowledge) -> str:
    function = knowledge.catalogue.functions.get(function_id)
    return function.title if function else function_id


def _shown(verdict: Verdict, title: str, coaches: Mapping[str, str], earlier: int) -> VerdictShown:
    return VerdictShown(
        function_id=verdict.function_id, title=title, outcome=OUTCOME_WORDS[verdict.outcome], reason=REASON_WORDS[verdict.reason], words=verdict.words,
        coach=coaches.get(verdict.coach, SOME_COACH), at=verdict.at, added=verdict.outcome is Outcome.ADD, earlier=earlier,
    )
