"""An export brought back by its owner.

What is the employee's own comes back as it was: answers with their history, the place in the interview, talk, advices, consents and the
plan. What others did does not: a share, a verdict, a message, an appointment or a confirmed skill from a file would let a coach in whom
nobody invited, or say that a coach said what anyone can type into a file. What of those still stands in the store stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from skills_passport.answers import CONFIRMED
from skills_passport.errors import ImportRefused
from skills_passport.export import passport_from_export
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.sqlite_engine import sqlite3
from skills_passport.store import PassportStore

Check = Callable[[SkillsPassport], object]
"""Reads what this floor cannot judge, such as the notes of the interview; raises ValueError, KeyError or TypeError when it cannot."""


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
    except sqlite3.IntegrityError as error:
        raise ImportRefused("Een advies uit dit bestand staat al in een ander paspoort. Wis dat eerst.") from error


def found_in(text: str, owner: str | None, check: Check = lambda passport: None) -> SkillsPassport:
    """The passport in an export of this owner, or of anyone with None; nothing is stored. Raises ExportInvalid, ImportRefused."""
    found = passport_from_export(text)
    if owner not in (None, found.owner):
        raise ImportRefused("Dit bestand is van een ander paspoort. Je kunt alleen je eigen paspoort terugzetten.")
    try:
        check(found)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImportRefused("In dit bestand staat iets wat het gesprek niet kan lezen. Download je paspoort opnieuw en probeer het nog eens.") from error
    return found


def with_content_of(present: SkillsPassport, found: SkillsPassport, *, at: datetime, text_version: str) -> SkillsPassport:
    """The present passport with the content of a file. Raises ImportRefused when the last word about the talk, in file or passport, is no.

    Consents of both count, in order of time; that a coach may look on counts only while a share is open here.
    """
    merged = dict.fromkeys(sorted((*present.consents, *found.consents), key=lambda consent: consent.at))
    work = present.casework
    passport = replace(
        present,
        created_at=found.created_at if present.is_new else present.created_at,
        interview=found.interview,
        answers_given=(*found.without_answers(CONFIRMED).answers_given, *(a for a in present.answers_given if a.question == CONFIRMED)),
        consents=tuple(merged),
        talk=found.talk,
        advices=found.advices,
        exchanges=found.exchanges,
        casework=replace(work, plan_changes=work.plan_changes or found.casework.plan_changes),
    )
    if not passport.agrees_to(Purpose.TALK):
        raise ImportRefused("Er is geen toestemming om dit te bewaren. Begin een gesprek en geef die eerst, en zet het bestand daarna terug.")
    shared = bool(work.open_shares)
    answer = passport.answer("coach")
    told = bool(answer and answer.value and answer.value.get("may_look"))
    if (passport.agrees_to(Purpose.COACH), told) == (shared, shared):
        return passport
    return passport.with_decision(Purpose.COACH, given=shared, at=at, text_version=text_version)
