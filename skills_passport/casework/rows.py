"""The casework of a passport as rows, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from rules.answer import Versions
from skills_passport.casework.follow_ups import FollowUp, FollowUpKind, FollowUpState
from skills_passport.casework.messages import CaseMessage
from skills_passport.casework.plan import PlanChange, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party, Share
from skills_passport.casework.verdicts import Outcome, Reason, Signal, Verdict
from skills_passport.cells import Row, json_cell, text_cell, time_cell, time_in, time_or_none, value_in

CASEWORK_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "shares": ("case_id", "coach", "since", "ended", "name", "reach", "taken_by", "seen_at", "closed_at"),
    "verdicts": ("case_id", "coach", "at", "advice_id", "versions", "function_id", "outcome", "reason", "signal", "words"),
    "plan_changes": ("step", "kind", "text", "origin", "state", "made_by", "at", "due", "coach"),
    "messages": ("id", "case_id", "sent_by", "text", "at", "coach", "read_at"),
    "follow_ups": ("id", "case_id", "kind", "day", "state", "at", "coach", "step", "text"),
}


def casework_rows(casework: Casework) -> dict[str, list[Row]]:
    """Per table the rows in order, each as in CASEWORK_COLUMNS."""
    return {
        "shares": [
            (s.case, s.coach, time_cell(s.since), time_or_none(s.ended), text_cell(s.name), text_cell(s.reach), s.taken_by, time_or_none(s.seen_at), time_or_none(s.closed_at))
            for s in casework.shares
        ],
        "verdicts": [
            (
                v.case, v.coach, time_cell(v.at), text_cell(v.advice_id), json_cell(asdict(v.versions)), text_cell(v.function_id),
                v.outcome.value, v.reason.value, v.signal.value if v.signal else None, text_cell(v.words),
            )
            for v in casework.verdicts
        ],
        "plan_changes": [
            (p.step, p.kind, text_cell(p.text), p.origin.value, p.state.value, p.by.value, time_cell(p.at), p.due.isoformat() if p.due else None, p.coach)
            for p in casework.plan_changes
        ],
        "messages": [(m.id, m.case, m.by.value, text_cell(m.text), time_cell(m.at), m.coach, time_or_none(m.read_at)) for m in casework.messages],
        "follow_ups": [
            (f.id, f.case, f.kind.value, f.day.isoformat(), f.state.value, time_cell(f.at), f.coach, f.step, text_cell(f.text)) for f in casework.follow_ups
        ],
    }


def casework_from(version: int, lists: Mapping[str, Sequence[Row]]) -> Casework:
    """The casework again."""
    return Casework(
        version=version,
        shares=tuple(share_from(row) for row in lists["shares"]),
        verdicts=tuple(_verdict(row) for row in lists["verdicts"]),
        plan_changes=tuple(_plan_change(row) for row in lists["plan_changes"]),
        messages=tuple(_message(row) for row in lists["messages"]),
        follow_ups=tuple(_follow_up(row) for row in lists["follow_ups"]),
    )


def share_from(row: Row) -> Share:
    case, coach, since, ended, name, reach, taken_by, seen_at, closed_at = row
    return Share(
        case=case, coach=coach, since=datetime.fromisoformat(since), ended=time_in(ended), name=name, reach=reach,
        taken_by=taken_by, seen_at=time_in(seen_at), closed_at=time_in(closed_at),
    )


def _verdict(row: Row) -> Verdict:
    case, coach, at, advice_id, versions, function_id, outcome, reason, signal, words = row
    return Verdict(
        case=case, coach=coach, at=datetime.fromisoformat(at), advice_id=advice_id, versions=Versions(**value_in(versions)), function_id=function_id,
        outcome=Outcome(outcome), reason=Reason(reason), signal=Signal(signal) if signal else None, words=words,
    )


def _plan_change(row: Row) -> PlanChange:
    step, kind, text, origin, state, by, at, due, coach = row
    return PlanChange(
        step=step, kind=kind, text=text, origin=Party(origin), state=StepState(state), by=Party(by), at=datetime.fromisoformat(at),
        due=date.fromisoformat(due) if due else None, coach=coach,
    )


def _message(row: Row) -> CaseMessage:
    id_, case, by, text, at, coach, read_at = row
    return CaseMessage(
        id=id_, case=case, by=Party.COACH if by == Party.COACH else Party.EMPLOYEE, text=text, at=datetime.fromisoformat(at), coach=coach, read_at=time_in(read_at),
    )


def _follow_up(row: Row) -> FollowUp:
    id_, case, kind, day, state, at, coach, step, text = row
    return FollowUp(
        id=id_, case=case, kind=FollowUpKind(kind), day=date.fromisoformat(day), state=FollowUpState(state), at=datetime.fromisoformat(at),
        coach=coach, step=step, text=text,
    )
