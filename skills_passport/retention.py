"""How long a passport is kept that nobody touches: a reminder before the end, then erasure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from skills_passport.rights import ForgetTalk, erase_all
from skills_passport.store import PassportStore

MONTHS = 24
"""Months without a change before a passport goes, when nothing else is set."""
REMINDED_DAYS = 60
"""So many days before the end the employee is reminded."""
AWAY_DAYS = 30
"""After so many days without the daily look nobody was reminded, so the reminder begins anew."""
ACTOR = "retention"


@dataclass(frozen=True, slots=True)
class Retained:
    """Owners whose passport is past its time, and of whom it will be within the days of the reminder; each with the last day."""

    past: tuple[tuple[str, date], ...]
    soon: tuple[tuple[str, date], ...]


def last_day(updated_at: datetime, months: int) -> date:
    """The last day on which a passport is kept that was changed for the last time then; only a change counts, a look does not.

    >>> last_day(datetime(2024, 8, 31, tzinfo=UTC), 6)
    datetime.date(2025, 2, 28)
    """
    changed = updated_at.astimezone(UTC).date()
    years, month = divmod(changed.month - 1 + months, 12)
    year = changed.year + years
    return date(year, month + 1, min(changed.day, monthrange(year, month + 1)[1]))


def reminder(updated_at: datetime, months: int, today: date, not_before: date | None = None) -> date | None:
    """The last day of a passport when that comes within 60 days: to be shown, with a button that calls `store.keep`. Else None.

    `not_before`: as `store.retention_from` gives it, before which nothing goes.

    >>> reminder(datetime(2026, 1, 1, tzinfo=UTC), 24, date(2027, 11, 15)), reminder(datetime(2026, 1, 1, tzinfo=UTC), 24, date(2027, 10, 1))
    (datetime.date(2028, 1, 1), None)
    """
    last = _last_day(updated_at, months, not_before)
    return last if today >= last - timedelta(days=REMINDED_DAYS) else None


def retained(store: PassportStore, months: int, today: date) -> Retained:
    """What is past, and what will be soon. Nothing is changed."""
    not_before = store.retention_from()
    ends = [(owner, _last_day(updated_at, months, not_before)) for owner, updated_at in store.untouched_since(_end_of(today))]
    return Retained(
        past=tuple((owner, last) for owner, last in ends if last < today),
        soon=tuple((owner, last) for owner, last in ends if today <= last <= today + timedelta(days=REMINDED_DAYS)),
    )


def erase_past(store: PassportStore, months: int, today: date, *, actor: str, forget_talk: ForgetTalk) -> int:
    """Erases what is past its time, as `rights.erase_all` does; gives how many went. Who changes something meanwhile keeps it.

    Raises ErasureIncomplete; the ones before it are gone then, and running it again goes on.
    """
    untouched = {owner: updated_at for owner, updated_at in store.untouched_since(_end_of(today))}
    return sum(
        erase_all(store, owner, actor=actor, forget_talk=forget_talk, untouched_since=untouched[owner] + timedelta(microseconds=1))
        for owner, _ in retained(store, months, today).past if owner in untouched
    )


def erase_daily(store: PassportStore, months: int, today: date, *, forget_talk: ForgetTalk) -> int | None:
    """The day's turn: `erase_past`, once a day over all processes, with a row in the audit trail; None when it was taken already.

    Nobody's passport goes without 60 days of reminder: when this begins, when the term became shorter, and when nothing looked for a
    month, those days are counted from now. Nothing goes by a clock that is put forward once: where the turn of yesterday was not taken, the
    one of tomorrow erases. Raises ErasureIncomplete; the next day goes on.
    """
    notice, away = timedelta(days=REMINDED_DAYS), timedelta(days=AWAY_DAYS)
    if not store.begin_retention(today, months, notice=notice, away=away, actor=ACTOR):
        return None
    return erase_past(store, months, today, actor=ACTOR, forget_talk=forget_talk)


def _last_day(updated_at: datetime, months: int, not_before: date | None) -> date:
    return max(last_day(updated_at, months), not_before or date.min)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
