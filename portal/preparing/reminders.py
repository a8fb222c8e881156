"""What a coach should come back to, in an order that asks for the oldest first. Made of the lists: no passport is opened for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy

from portal.zone import DUTCH_TIME
from skills_passport.casework.phase import CasePhase
from skills_passport.casework.queue import QueuedCase, Reminder

AHEAD = timedelta(days=14)
PATIENCE = 5
"""Working days (Monday to Friday) that a case may wait until something is done in it."""
_UNTOUCHED = (CasePhase.NEW, CasePhase.SEEN)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in which nothing was done for more than PATIENCE working days since it was shared."""

    case: QueuedCase
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderList:
    overdue: tuple[Reminder, ...]
    today: tuple[Reminder, ...]
    coming: tuple[Reminder, ...]
    unanswered: tuple[QueuedCase, ...]  # the longest waiting first
    waiting: tuple[Waiting, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.overdue or self.today or self.coming or self.unanswered or self.waiting)


def working_days(since: date, until: date) -> int:
    """Days from Monday to Friday after `since` up to and with `until`; a holiday counts as one.

    >>> working_days(date(2026, 11, 19), date(2026, 11, 26)), working_days(date(2026, 11, 21), date(2026, 11, 22))
    (5, 0)
    """
    return int(numpy.busday_count(since + timedelta(days=1), until + timedelta(days=1)))


def reminder_list(reminders: Sequence[Reminder], cases: Iterable[QueuedCase], today: date) -> ReminderList:
    """`reminders` up to and with AHEAD from today, `cases` those that are not closed."""
    cases = tuple(cases)
    unanswered = sorted((each for each in cases if each.mine and each.unanswered_since), key=_since)
    waiting = [Waiting(each, working_days(each.since.astimezone(DUTCH_TIME).date(), today)) for each in cases if each.phase in _UNTOUCHED]
    return ReminderList(
        overdue=tuple(each for each in reminders if each.day < today),
        today=tuple(each for each in reminders if each.day == today),
        coming=tuple(each for each in reminders if each.day > today),
        unanswered=tuple(unanswered),
        waiting=tuple(each for each in waiting if each.days > PATIENCE),
    )


def _since(case: QueuedCase) -> datetime:
    return case.unanswered_since or case.since
