"""What a coach's lists show of a case: enough to choose by, and not the passport."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skills_passport.casework.phase import CasePhase

AROUND = timedelta(days=60)
"""Who was away for longer may work here no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedCase:
    """A case in the list of a coach. `name` is empty as long as a case of the team is nobody's. `region_id`: None when not told or not known."""

    case: str
    name: str
    mine: bool  # shared with this coach, or taken from the team's queue
    from_team: bool
    since: datetime
    phase: CasePhase
    region_id: str | None
    unread: int  # messages of the employee
    unanswered_since: datetime | None = None  # when the employee wrote the first message after which no coach wrote one

    def waiting(self, now: datetime) -> timedelta:
        """How long ago it was shared."""
        return now - self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something on or before this day that is not done: a follow-up (`follow_up`, with `step` when it is about one), or an agreed step (`step`)."""

    case: str
    name: str
    day: date
    text: str
    step: str = ""
    follow_up: str = ""
    conversation: bool = False


@dataclass(frozen=True, slots=True)
class Coach:
    """Somebody who signed in with the role of coach. `id` is pseudonymous (pseudonym.coach_id)."""

    id: str
    name: str
    last_sign_in: datetime


def offered(coaches: Iterable[Coach], today: date, but: Collection[str] = ()) -> tuple[Coach, ...]:
    """Whom an employee can choose to share with: who signed in as a coach in the last 60 days, `but` for these ids (their own as a coach).

    >>> known = [Coach("c1", "Bo", datetime(2026, 12, 1)), Coach("c2", "Jo", datetime(2026, 6, 1))]
    >>> [coach.name for coach in offered(known, date(2026, 12, 2))], offered(known, date(2026, 12, 2), {"c1"})
    (['Bo'], ())
    """
    return tuple(coach for coach in coaches if coach.id not in but and coach.last_sign_in.date() >= today - AROUND)
