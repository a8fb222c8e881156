"""Load a passport, have it advised, store the advice whole: the one way from a passport to an advice.

The talk, the pages and the command line all call this; a stored advice never changes afterwards.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from pydantic import TypeAdapter

from rules.advice import advise
from rules.answer import Advice
from rules.contrast.changes import Change
from rules.contrast.what_if import Difference, what_if
from rules.contrast.why_not import WhyNot, why_not
from rules.knowledge import Knowledge
from rules.person import Person
from rules.serialise import advice_from_json, advice_to_json
from skills_passport.errors import PassportChanged
from skills_passport.export import compact
from skills_passport.measures import ADVICE_SECONDS, span, timed
from skills_passport.model import SkillsPassport, StoredAdvice
from skills_passport.store import PassportStore

TRIES = 3

_PERSON = TypeAdapter(Person)


def advise_and_store(
    store: PassportStore,
    owner: str,
    knowledge: Knowledge,
    today: date,
    actor: str,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Advice:
    """The advice for what the passport tells now, as it stands in the passport afterwards.

    The same advice twice in a row is stored once. Reasoning happens outside the transaction, so that nobody
    waits for it; when answers change meanwhile it is done again. Raises PassportChanged when that goes on.
    """
    passport = store.load(owner, actor=actor, action="advise")
    for _ in range(TRIES):
        person = passport.person()
        with timed(ADVICE_SECONDS), span("advice"):
            advice = advise(person, knowledge, today)
        made = StoredAdvice(
            id=secrets.token_hex(8),
            made_at=clock(),
            versions=advice.versions,
            person=_PERSON.dump_json(person).decode(),
            advice=compact(json.loads(advice_to_json(advice))),
        )
        was = passport.version
        passport = store.change(owner, partial(_with, made=made, person=person), actor=actor, action="store-advice")
        if passport.person() == person:
            return advice
    raise PassportChanged(owner, was, passport.version)


def what_if_for(store: PassportStore, owner: str, change: Change, knowledge: Knowledge, today: date, *, actor: str) -> Difference:
    """What one change would do to the advice for this passport, for who looks on with somebody: nothing is stored but that it was read."""
    return what_if(store.load(owner, actor=actor, action="what-if").person(), change, knowledge, today)


def why_not_for(store: PassportStore, owner: str, function_id: str, knowledge: Knowledge, today: date, *, actor: str) -> WhyNot:
    """What keeps a function out of the advice for this passport; nothing is stored but that it was read."""
    return why_not(store.load(owner, actor=actor, action="why-not").person(), function_id, knowledge, today)


def advice_in(stored: StoredAdvice) -> Advice:
    """The advice as it was given. Raises rules.errors.AdviceFormatError when it cannot be read back."""
    return advice_from_json(stored.advice)


def person_in(stored: StoredAdvice) -> Person:
    """What the advice was made from; with the knowledge of `stored.versions` it gives the same advice again."""
    return _PERSON.validate_json(stored.person)


@dataclass(frozen=True, slots=True)
class Replay:
    """An advice worked out anew from what it was made of. `same`: the same bytes as were stored, the version of the program left out when `other_program` is another."""

    advice: Advice
    same: bool
    other_program: str = ""


def replay(stored: StoredAdvice, knowledge: Knowledge) -> Replay:
    """Advise anew with the person and the day of then; `knowledge` must be of `stored.versions`."""
    given = advice_in(stored)
    now = advise(person_in(stored), knowledge, given.today)
    other = now.versions.product if now.versions.product != stored.versions.product else ""
    as_then = replace(now, versions=replace(now.versions, product=stored.versions.product))
    return Replay(now, compact(json.loads(advice_to_json(as_then))) == compact(json.loads(advice_to_json(given))), other)


def _with(passport: SkillsPassport, made: StoredAdvice, person: Person) -> SkillsPassport:
    """With the advice, unless answers changed while it was made or it is the last one again."""
    last = passport.advices[-1] if passport.advices else None
    known = last is not None and (last.person, last.advice) == (made.person, made.advice)
    return passport if known or passport.person() != person else passport.with_advice(made)
