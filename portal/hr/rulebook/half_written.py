"""Forms of rules that are not saved yet: kept after every button, so that neither Back nor a session that ended loses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fastapi import Request
from fastapi.responses import RedirectResponse

from portal.hr.rulebook.book import Book
from portal.hr.rulebook.form_fields import Sent, one
from portal.hr.staging import Staging, new_number
from portal.login import Session

KEPT = 12 * 3600.0
"""Seconds: a session of HR ends after half an hour of silence, and a working day may lie in between."""
MOST, EACH = 300, 40
"""Steps that are kept of everybody, and of one person. The oldest makes place; of one person rather an earlier step of a form than the last one."""
_FORM = re.compile(r"[A-Za-z0-9_-]{24}")


@dataclass(frozen=True, slots=True)
class Half:
    """What stood in a form after one button. `form` is the same for all its steps; `place` is its address within the version, `shown` what its page needs."""

    form: str
    draft: int
    place: str
    title: str
    shown: object
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that somebody did not save yet, as a page tells of it."""

    form: str
    address: str
    title: str
    at: datetime


def half_written() -> Staging:
    """Where they are kept."""
    return Staging(kept=KEPT, most=MOST, each=EACH)


def form_of_sent(sent: Sent) -> str:
    """Which form this is a step of; a new one when it does not tell."""
    told = one(sent, "vorm")
    return told if _FORM.fullmatch(told) else new_number()


def keep(request: Request, who: Session, half: Half) -> RedirectResponse:
    """Keeps a step, and leads to the page that shows it: a page that was fetched can be gone back to."""
    kept = _kept(request)
    _make_place(kept, who.owner, half.form)
    return RedirectResponse(_address(half, kept.put(who.owner, half)), 303)


def step_of(request: Request, who: Session, book: Book, place: str, number: str) -> Half | None:
    """The step under this number, when it is theirs, of this form, and still there."""
    found = _kept(request).get(who.owner, number)
    return found if isinstance(found, Half) and (found.draft, found.place) == (book.version.number, place) else None


def waiting(request: Request, who: Session, book: Book, place: str = "") -> Iterator[Waiting]:
    """The last step of every form of theirs in this version, or of those at one place; the newest first."""
    told = set()
    for number, half in _kept(request).all_of(who.owner, Half):
        if half.draft == book.version.number and place in ("", half.place) and half.form not in told:
            told.add(half.form)
            yield Waiting(half.form, _address(half, number), half.title, half.at)


def throw_away(request: Request, who: Session, form: str) -> None:
    """All steps of a form: it was saved, or is not wanted any more."""
    kept = _kept(request)
    for number, half in kept.all_of(who.owner, Half):
        if half.form == form:
            kept.drop(number)


def _make_place(kept: Staging, owner: str, form: str) -> None:
    """For another step of this form: else the many steps of one form would push out all that stands in another."""
    held, later, spare = kept.all_of(owner, Half), {form}, ""
    for number, half in held:
        if half.form in later:
            spare = number
        later.add(half.form)
    if len(held) >= EACH and spare:
        kept.drop(spare)


def _address(half: Half, number: str) -> str:
    return f"/beheer/regels/{half.draft}/{half.place}?vorm={number}"


def _kept(request: Request) -> Staging:
    found: Staging = request.app.state.half_written
    return found
