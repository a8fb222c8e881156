"""Messages between coach and employee: adding one, and what was read."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from skills_passport.casework.messages import MOST, CaseMessage
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party
from skills_passport.casework.texts import MESSAGE, several_lines
from skills_passport.errors import TextRefused


def with_message(
    case: str, by: Literal[Party.COACH, Party.EMPLOYEE], text: str, at: datetime, coach: str = "", *, message_id: str = ""
) -> Callable[[Casework], Casework]:
    """What adds the message; the text is cleaned first. With a `message_id` the same one sent twice is kept once; without, it gets one. Raises TextRefused, also when there are too many already."""
    said = several_lines(text, MESSAGE, "Het bericht", needed=True)
    message = CaseMessage(id=kept_as(case, by, message_id) if message_id else secrets.token_hex(8), case=case, by=by, text=said, at=at, coach=coach)

    def added(work: Casework) -> Casework:
        if any((known.id, known.case, known.by) == (message.id, case, by) for known in work.messages):
            return work
        if len(work.messages) >= MOST:
            raise TextRefused("Het bericht", f"past er niet meer bij: er staan er al {MOST}. Spreek elkaar liever")
        return work.with_more(messages=message)

    return added


def kept_as(case: str, by: Party, message_id: str) -> str:
    """The id of the message that was sent with this number. An id is one in the whole store: the same number sent in two cases is two messages."""
    return hashlib.sha256(f"{case}\n{by}\n{message_id}".encode()).hexdigest()[:24]


def read_by_employee(work: Casework, at: datetime) -> Casework:
    """With every message of a coach read."""
    return replace(work, messages=tuple(replace(m, read_at=at) if m.unread_by(Party.EMPLOYEE) else m for m in work.messages))
