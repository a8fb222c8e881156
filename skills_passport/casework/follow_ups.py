"""What a coach comes back to: a conversation, or whether an agreed step came off, on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from skills_passport.answers import Strict


class FollowUpKind(StrEnum):
    CONVERSATION = "conversation"  # the 'goede gesprek'
    CHECK = "check"  # how does it go with what was agreed


class FollowUpState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Strict):
    """A follow-up as it stood after one change; the last one with the same id counts. `step`: the plan step it is about, or ""."""

    id: str
    case: str
    kind: FollowUpKind
    day: date
    state: FollowUpState
    at: AwareDatetime
    coach: str
    step: str = ""
    text: str = ""


def present_follow_ups(changes: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Each as it stands now, in the order in which they were planned."""
    return tuple({change.id: change for change in changes}.values())
