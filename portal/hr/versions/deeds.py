"""The steps that a form asks for: what each needs, and how it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from portal.hr.errors import FieldRefused
from portal.zone import DUTCH_TIME
from publishing.drafts import Drafts
from publishing.errors import DraftChanged
from publishing.model import Deed, Editor, State, Version
from rules.language.text import cap

MOST_LETTERS = 600
MOST_IN_TITLE = 120
MOST_REVISIONS = 1_000_000_000
"""No version has more, and the engine could not hold a far larger number."""


class Act(StrEnum):
    """A step, by its name in the address."""

    SUBMIT = "indienen"
    CATCH_UP = "bijwerken"
    WITHDRAW = "terugnemen"
    SEND_BACK = "terugsturen"
    PUBLISH = "publiceren"
    PLAN = "plannen"
    UNPLAN = "afzeggen"
    ARCHIVE = "archiveren"
    ROLL_BACK = "terugzetten"


DEEDS_BY_STATE: Mapping[State, tuple[Act, ...]] = {
    State.DRAFT: (Act.CATCH_UP, Act.SUBMIT, Act.ARCHIVE),
    State.IN_REVIEW: (Act.CATCH_UP, Act.PUBLISH, Act.PLAN, Act.UNPLAN, Act.SEND_BACK, Act.WITHDRAW, Act.ARCHIVE),
    State.PUBLISHED: (),
    State.ARCHIVED: (Act.ROLL_BACK,),
}
_DEEDS: Mapping[Act, Deed] = {
    Act.SUBMIT: Deed.SUBMITTED, Act.CATCH_UP: Deed.CAUGHT_UP, Act.WITHDRAW: Deed.WITHDRAWN, Act.SEND_BACK: Deed.SENT_BACK, Act.PUBLISH: Deed.PUBLISHED,
    Act.PLAN: Deed.PLANNED, Act.UNPLAN: Deed.NOT_STARTED, Act.ARCHIVE: Deed.ARCHIVED, Act.ROLL_BACK: Deed.ROLLED_BACK,
}
"""What each leaves in the history. Going back names no revision: `Drafts.roll_back` itself knows the same one again."""
DONE: Mapping[Act, str] = {
    Act.SUBMIT: "Je concept wacht nu op de beoordeling van een collega.", Act.CATCH_UP: "Wat intussen live ging, staat nu ook in deze versie.",
    Act.WITHDRAW: "Dit is weer een concept. Je kunt verder werken.", Act.SEND_BACK: "De versie is terug bij je collega, met wat je erbij schreef.",
    Act.PUBLISH: "Deze versie is nu live.", Act.PLAN: "De start is gepland.", Act.UNPLAN: "De geplande start is afgezegd.",
    Act.ARCHIVE: "De versie is gearchiveerd. Je kunt haar blijven lezen en vergelijken.", Act.ROLL_BACK: "Wat in de oudere versie stond, is nu weer live.",
}
"""What is said after a step was taken."""


class Typed(BaseModel, frozen=True):
    """What a form of a step sent. `starts` is as a browser writes a local date and time, such as 2027-01-04T09:00."""

    note: str = Field(default="", max_length=20_000)
    reason: str = Field(default="", max_length=20_000)
    starts: str = Field(default="", max_length=100)
    revision: int = Field(default=0, ge=0, le=MOST_REVISIONS)


class Wrong(FieldRefused):
    """What was typed cannot be used; `field` says where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def said_after(act: str, last: Deed) -> str:
    """What is said after this step, as long as it is the last thing that happened to the version: its page may be opened again any time."""
    return DONE[Act(act)] if act in set(Act) and _DEEDS[Act(act)] is last else ""


def carry_out(drafts: Drafts, number: int, act: Act, typed: Typed, *, by: Editor) -> Version:
    """Take the step; one that is sent again is answered as taken. Raises Wrong for a field, and all that `Drafts` raises for it."""
    try:
        return _STEPS[act](drafts, number, typed, by)
    except DraftChanged as clash:
        if clash.since and _is_taken(act, typed, by, clash):
            return clash.now
        raise


def _is_taken(act: Act, typed: Typed, by: Editor, clash: DraftChanged) -> bool:
    """Whether what came first after the page was shown is this very step: the button was pressed twice."""
    first = clash.since[0]
    if first.by != by or first.deed is not _DEEDS[act]:
        return False
    if act is Act.PLAN:
        return clash.now.starts_at == _moment(typed.starts.strip())
    said = line(typed.reason if act is Act.PUBLISH else typed.note, "note")
    return not said or first.what == said


def line(typed: str, field: str, most: int = MOST_LETTERS, *, needed: str = "") -> str:
    """What was typed on one line. Raises Wrong when it is too long, or when nothing was typed though it is `needed`.

    >>> line("  twee   woorden ", "note")
    'twee woorden'
    """
    text = cap(typed, len(typed))
    if not text and needed:
        raise Wrong(field, needed)
    if len(text) > most:
        raise Wrong(field, f"Dit heeft {len(text)} tekens. Maak er hoogstens {most} van.")
    return text


def _submit(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    return drafts.submit(number, by=by, note=line(typed.note, "note"), expected_revision=typed.revision)


def _catch_up(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    return drafts.catch_up(number, by=by, expected_revision=typed.revision)


def _withdraw(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    return drafts.withdraw(number, by=by, expected_revision=typed.revision)


def _send_back(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    note = line(typed.note, "note", needed="Schrijf op wat er beter kan. Dan weet je collega wat te doen.")
    return drafts.send_back(number, by=by, note=note, expected_revision=typed.revision)


def _publish(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    return drafts.publish(number, by=by, reason=line(typed.reason, "reason"), expected_revision=typed.revision)


def _plan(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    try:
        starts_at = _moment(typed.starts.strip())
    except (ValueError, OverflowError, OSError):
        raise Wrong("starts", "Kies een dag en een tijd, zoals 2027-01-04 09:00.") from None
    if starts_at <= drafts.store.clock():
        raise Wrong("starts", "Dat moment is al voorbij. Kies een later moment, of zet de versie nu live.")
    return drafts.plan(number, starts_at=starts_at, by=by, reason=line(typed.reason, "reason"), expected_revision=typed.revision)


def _moment(typed: str) -> datetime:
    """The moment that was picked: a page sends none of a time zone, and people here mean their own. Raises ValueError."""
    at = datetime.fromisoformat(typed)
    return at.replace(tzinfo=DUTCH_TIME) if at.tzinfo is None else at.astimezone(DUTCH_TIME)


def _unplan(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    return drafts.unplan(number, by=by, expected_revision=typed.revision)


def _archive(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    return drafts.archive(number, by=by, note=line(typed.note, "note"), expected_revision=typed.revision)


def _roll_back(drafts: Drafts, number: int, typed: Typed, by: Editor) -> Version:
    return drafts.roll_back(number, by=by, note=line(typed.note, "note"))


_STEPS: Mapping[Act, Callable[[Drafts, int, Typed, Editor], Version]] = {
    Act.SUBMIT: _submit, Act.CATCH_UP: _catch_up, Act.WITHDRAW: _withdraw, Act.SEND_BACK: _send_back, Act.PUBLISH: _publish, Act.PLAN: _plan,
    Act.UNPLAN: _unplan, Act.ARCHIVE: _archive, Act.ROLL_BACK: _roll_back,
}
