"""An export brought back by its owner.

What is the employee's own comes back as it was: answers with their history, the place in the interview, talk, advices and consents; of the
plan how each step stood last, as a proposal of the employee. What others did does not: a share, a verdict, a message, an appointment, an
agreement or a confirmed skill from a file would let a coach in whom nobody invited, or say that a coach said what anyone can type into a
file. What of those still stands in the store stays, and so does an advice that is stored already: verdicts may rest on it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rules.errors import AdviceFormatError
from skills_passport.answers import CONFIRMED, JsonObject
from skills_passport.casework.plan import PlanChange, StepState
from skills_passport.casework.shares import Party
from skills_passport.casework.texts import STEP, one_line
from skills_passport.errors import EngineRefused, ImportRefused, TextRefused
from skills_passport.export import passport_from_export
from skills_passport.guidance import advice_in, person_in
from skills_passport.model import Consent, Purpose, SkillsPassport, StoredAdvice
from skills_passport.rows import to_rows
from skills_passport.store import PassportStore

Check = Callable[[SkillsPassport], object]
"""Reads what this floor cannot judge, such as the notes of the interview; raises ValueError, KeyError or TypeError when it cannot."""
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Nothing was told before; with `LATEST` no time of a file falls off the calendar in another time zone, or counts as the last word for ever."""
LATEST = timedelta(days=1)
"""After now: clocks of two installations differ."""
_UNREADABLE = "In dit bestand staat iets wat het gesprek niet kan lezen. Download je paspoort opnieuw en probeer het nog eens."


def import_passport(
    store: PassportStore, owner: str, text: str, *, actor: str, at: datetime, text_version: str, check: Check = lambda passport: None, of_another: bool = False,
    expected_version: int | None = None,
) -> SkillsPassport:
    """Puts the content of an export in the place of what the passport of this owner tells; gives the passport as stored.

    `of_another`: the file may carry another owner id, for who moves a passport to an installation with another secret.
    `expected_version`: of the passport that was shown as what will be replaced.
    Raises ExportInvalid, ImportRefused when the file is of another passport or when the talk may not be kept, or PassportChanged.
    """
    found = found_in(text, None if of_another else owner, check)
    try:
        return store.change(
            owner, lambda present: with_content_of(present, found, at=at, text_version=text_version),
            actor=actor, action="import", expected_version=expected_version,
        )
    except EngineRefused as error:
        raise ImportRefused("Een advies uit dit bestand staat al in een ander paspoort. Wis dat eerst.") from error


def found_in(text: str, owner: str | None, check: Check = lambda passport: None) -> SkillsPassport:
    """The passport in an export of this owner, or of anyone with None; nothing is stored. Raises ExportInvalid, ImportRefused."""
    found = passport_from_export(text)
    if owner not in (None, found.owner):
        raise ImportRefused("Dit bestand is van een ander paspoort. Je kunt alleen je eigen paspoort terugzetten.")
    try:
        check(found)
        for advice in found.advices:
            advice_in(advice)
            person_in(advice)
        plan = tuple(_own_step(step.now) for step in found.casework.steps)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, AdviceFormatError) as error:
        raise ImportRefused(_UNREADABLE) from error
    except TextRefused as error:
        raise ImportRefused(str(error)) from error
    return replace(found, casework=replace(found.casework, plan_changes=plan))


def _in_order(consents: tuple[Consent, ...]) -> Iterator[tuple[datetime, Consent]]:
    """Each with the moment that counts: none comes before the one that it was given after, also where the clock was put back in between."""
    latest = EARLIEST
    for consent in consents:
        latest = max(latest, consent.at)
        yield latest, consent


def with_content_of(present: SkillsPassport, found: SkillsPassport, *, at: datetime, text_version: str) -> SkillsPassport:
    """The present passport with the content of a file. Raises ImportRefused when the last word about the talk, in file or passport, is no.

    Consents of both count, in order of time; that a coach may look on counts only while a share is open here.
    """
    if not all(EARLIEST <= each <= at + LATEST for each in _times(found)):
        raise ImportRefused("In dit bestand staat een tijd die niet kan kloppen. Download je paspoort opnieuw en probeer het nog eens.")
    both = sorted((*_in_order(present.consents), *_in_order(found.consents)), key=lambda placed: placed[0])
    merged = dict.fromkeys(consent for _, consent in both)
    work = present.casework
    passport = replace(
        present,
        created_at=found.created_at if present.is_new else present.created_at,
        interview=replace(found.interview, notes=_notes(found.interview.notes, present.interview.notes)),
        answers_given=(*found.without_answers(CONFIRMED).answers_given, *(a for a in present.answers_given if a.question == CONFIRMED)),
        consents=tuple(merged),
        talk=found.talk,
        advices=_advices(present, found),
        exchanges=found.exchanges,
        casework=replace(work, plan_changes=work.plan_changes or found.casework.plan_changes),
    )
    if not passport.agrees_to(Purpose.TALK):
        raise ImportRefused("Er is geen toestemming om dit te bewaren. Begin een gesprek en geef die eerst, en zet het bestand daarna terug.")
    try:
        to_rows(passport)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ImportRefused(_UNREADABLE) from error
    shared = bool(work.open_shares)
    answer = passport.answer("coach")
    told = bool(answer and answer.value and answer.value.get("may_look"))
    if (passport.agrees_to(Purpose.COACH), told) == (shared, shared):
        return passport
    return passport.with_decision(Purpose.COACH, given=shared, at=at, text_version=text_version)


def _own_step(now: PlanChange) -> PlanChange:
    """A step of a file as the employee's own word. The id is new: it becomes part of an address in a coach's form."""
    state = now.state if now.state in (StepState.DONE, StepState.DROPPED) else StepState.PROPOSED
    return replace(
        now, step=secrets.token_hex(8), text=one_line(now.text, STEP, "Een stap in je plan", needed=True), state=state,
        origin=Party.EMPLOYEE, by=Party.EMPLOYEE, coach="",
    )


def _advices(present: SkillsPassport, found: SkillsPassport) -> tuple[StoredAdvice, ...]:
    """The advices of the file, of which what is stored already stays as it is, and what was judged here and is not in the file.

    The last one of the file stays the last: the talk of the file goes on from it.
    """
    stored = {advice.id: advice for advice in present.advices}
    judged = {verdict.advice_id for verdict in present.casework.verdicts} - {advice.id for advice in found.advices}
    of_file = [stored.get(advice.id, advice) for advice in found.advices]
    earlier = [*(advice for advice in present.advices if advice.id in judged), *of_file[:-1]]
    return (*sorted(earlier, key=lambda advice: advice.made_at), *of_file[-1:])


def _notes(found: JsonObject, present: JsonObject) -> JsonObject:
    """The notes of the file, but for what is about coaches: nothing is being written to one, and what was told of them is as it is here."""
    here = {"to_coach": None, "told": present.get("told", {})}
    return {**found, **{name: value for name, value in here.items() if value or name in found}}


def _times(found: SkillsPassport) -> Iterator[datetime]:
    """Every time that is taken over."""
    yield from (found.created_at, found.updated_at)
    yield from (answer.given_at for answer in found.answers_given)
    yield from (consent.at for consent in found.consents)
    yield from (line.at for line in found.talk)
    yield from (exchange.at for exchange in found.exchanges)
    yield from (step.at for step in found.casework.plan_changes)
    yield from (advice.made_at for advice in found.advices)
