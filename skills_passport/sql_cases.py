"""The lists of a coach, read from the tables without loading a passport; inside a transaction of a `sql.Engine`.

Only the open shares of this coach and of the team are read, and of each passport what its phase rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from skills_passport.casework.follow_ups import FollowUpKind, FollowUpState
from skills_passport.casework.phase import Progress
from skills_passport.casework.plan import StepState
from skills_passport.casework.queue import QueuedCase, Reminder
from skills_passport.casework.shares import Party
from skills_passport.cells import value_in
from skills_passport.model import AnswerStatus
from skills_passport.sql import Connection

_OPEN = "ended IS NULL AND (coach = :coach OR (coach IS NULL AND (taken_by IS NULL OR taken_by = :coach)))"
_MINE = "shares.ended IS NULL AND shares.closed_at IS NULL AND (shares.coach = :coach OR (shares.coach IS NULL AND shares.taken_by = :coach))"
_LAST = "NOT EXISTS (SELECT 1 FROM {table} AS later WHERE later.owner = {table}.owner AND later.{key} = {table}.{key} AND later.number > {table}.number)"
_STEP_NOW = _LAST.format(table="plan_changes", key="step")
_FOLLOW_UP_NOW = _LAST.format(table="follow_ups", key="id")

_CASES = f"""
SELECT shares.owner, case_id, coach, since, name, taken_by, seen_at IS NOT NULL, closed_at IS NOT NULL, (
  SELECT CASE WHEN status <> '{AnswerStatus.SKIPPED}' THEN value END
  FROM answers WHERE owner = shares.owner AND question = 'region' ORDER BY number DESC LIMIT 1
), (
  SELECT count(*) FROM messages WHERE owner = shares.owner AND case_id = shares.case_id AND sent_by = '{Party.EMPLOYEE}' AND read_at IS NULL
), EXISTS (
  SELECT 1 FROM verdicts WHERE case_id = shares.case_id
), EXISTS (
  SELECT 1 FROM follow_ups WHERE owner = shares.owner AND case_id = shares.case_id AND kind = '{FollowUpKind.CONVERSATION}'
  AND state = '{FollowUpState.PLANNED}' AND {_FOLLOW_UP_NOW}
), (
  SELECT max(at) FROM plan_changes WHERE owner = shares.owner AND state IN ('{StepState.AGREED}', '{StepState.DONE}') AND {_STEP_NOW}
), (
  SELECT at FROM messages WHERE owner = shares.owner AND case_id = shares.case_id AND sent_by = '{Party.EMPLOYEE}' AND number > coalesce((
    SELECT max(number) FROM messages AS answered WHERE answered.owner = shares.owner AND answered.case_id = shares.case_id AND answered.sent_by = '{Party.COACH}'
  ), -1) ORDER BY number LIMIT 1
)
FROM shares WHERE {_OPEN} AND (:closed OR closed_at IS NULL) ORDER BY since, case_id
"""
_FOLLOW_UPS = f"""
SELECT owner, case_id, name, day, follow_ups.text, step, id, kind = '{FollowUpKind.CONVERSATION}'
FROM shares JOIN follow_ups USING (owner, case_id)
WHERE {_MINE} AND state = '{FollowUpState.PLANNED}' AND day <= :today AND {_FOLLOW_UP_NOW}
"""
_STEPS = f"""
SELECT owner, case_id, name, due, '', step, '', 0
FROM shares JOIN plan_changes USING (owner)
WHERE {_MINE} AND state = '{StepState.AGREED}' AND due <= :today AND {_STEP_NOW}
"""


def owner_of_case(connection: Connection, case: str) -> str | None:
    """Whose case this is, or None."""
    found = connection.execute("SELECT owner FROM shares WHERE case_id = ?", (case,)).fetchone()
    return None if found is None else str(found[0])


def mark_seen(connection: Connection, case: str, at: datetime, *, messages: bool) -> None:
    """That a coach has it before them: the case for the first time, and with `messages` every message of the employee."""
    connection.execute("UPDATE shares SET seen_at = ? WHERE case_id = ? AND seen_at IS NULL", (at.isoformat(), case))
    if not messages:
        return
    connection.execute(
        "UPDATE messages SET read_at = ? WHERE case_id = ? AND sent_by = ? AND read_at IS NULL AND owner = (SELECT owner FROM shares WHERE case_id = ?)",
        (at.isoformat(), case, Party.EMPLOYEE.value, case),
    )


def cases_of(connection: Connection, coach: str, closed: bool, is_own: Callable[[str], bool]) -> Iterator[QueuedCase]:
    """The cases that this coach may open, the longest waiting first; `is_own` tells whether an owner is that coach."""
    rows = connection.execute(_CASES, {"coach": coach, "closed": closed})
    for owner, case, shared_with, since, name, taken_by, seen, done, region, unread, judged, planned, agreed, unanswered in rows:
        if is_own(owner):
            continue
        began = datetime.fromisoformat(since)
        progress = Progress(
            seen=bool(seen), judged=bool(judged), planned=bool(planned),
            agreed=agreed is not None and datetime.fromisoformat(agreed) >= began, closed=bool(done),
        )
        mine = coach in (shared_with, taken_by)
        yield QueuedCase(
            case=case, name=name if mine else "", mine=mine, from_team=shared_with is None, since=began,
            phase=progress.phase, region_id=(value_in(region) or {}).get("region_id") or None, unread=unread, unanswered_since=datetime.fromisoformat(unanswered) if unanswered else None,
        )


def reminders_of(connection: Connection, coach: str, today: date, is_own: Callable[[str], bool]) -> tuple[Reminder, ...]:
    """What this coach should come back to in the cases they took, the earliest first; `is_own` as for `cases_of`."""
    named = {"coach": coach, "today": today.isoformat()}
    rows = [row for query in (_FOLLOW_UPS, _STEPS) for row in connection.execute(query, named)]
    found = [
        Reminder(case=case, name=name, day=date.fromisoformat(day), text=text, step=step, follow_up=follow_up, conversation=bool(conversation))
        for owner, case, name, day, text, step, follow_up, conversation in rows
        if not is_own(owner)
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.case, each.follow_up, each.step)))

