"""Messages between an employee and the coach of one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import AwareDatetime

from skills_passport.answers import Strict
from skills_passport.casework.shares import Party

MOST = 500
"""So many messages a passport keeps at most; then a talk is better than writing on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMessage(Strict):
    """One message; `coach` is who wrote it when a coach did. `read_at`: when the other side had it before them."""

    id: str
    case: str
    by: Literal[Party.COACH, Party.EMPLOYEE]
    text: str
    at: AwareDatetime
    coach: str = ""
    read_at: AwareDatetime | None = None

    def unread_by(self, reader: Party) -> bool:
        return self.by is not reader and self.read_at is None
