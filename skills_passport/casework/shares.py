"""Whom a passport is open to: one coach, or the queue of the coach team; each share apart, and ended at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime

from skills_passport.answers import Strict


class Party(StrEnum):
    """From whom something comes."""

    ADVICE = "advice"
    COACH = "coach"
    EMPLOYEE = "employee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Strict):
    """A passport opened to a coach. `case` is random and leads nowhere else: all that a coach knows it by.

    `coach`: the pseudonymous id of the one coach, None for the team's queue; then `taken_by` is who took it from there.
    `name` and `reach` are as the employee typed them for this share, and nowhere else; both are empty once it ended.
    """

    case: str
    coach: str | None
    since: AwareDatetime
    ended: AwareDatetime | None = None
    name: str = ""
    reach: str = ""
    taken_by: str | None = None
    seen_at: AwareDatetime | None = None  # when a coach first opened it
    closed_at: AwareDatetime | None = None  # when the coach said to be done; the employee may leave it open

    @property
    def is_open(self) -> bool:
        return self.ended is None

    @property
    def with_team(self) -> bool:
        return self.coach is None

    def lets_in(self, coach: str) -> bool:
        """Whether this coach may look now: who it is shared with, who took it, and the whole team as long as nobody did."""
        return self.is_open and coach == (self.coach or self.taken_by or coach)

    def closed_to_all(self, at: datetime) -> Share:
        """Ended, and without the name and the way to reach somebody."""
        return replace(self, ended=at, name="", reach="") if self.is_open else self


def new_case() -> str:
    """A case number: random, 128 bits, so that nobody guesses one."""
    return secrets.token_hex(16)


def with_share(shares: tuple[Share, ...], share: Share) -> tuple[Share, ...]:
    """With this share; an open one with the same recipient stays the same case and only takes over name and reach."""
    for place, known in enumerate(shares):
        if known.is_open and known.coach == share.coach:
            renewed = replace(known, name=share.name, reach=share.reach, closed_at=None)
            return (*shares[:place], renewed, *shares[place + 1 :])
    return (*shares, share)


def with_changed(shares: tuple[Share, ...], share: Share) -> tuple[Share, ...]:
    """With this share in the place of the one with the same case number."""
    return tuple(share if known.case == share.case else known for known in shares)


def without(shares: tuple[Share, ...], at: datetime, case: str | None = None) -> tuple[Share, ...]:
    """With the share of this case ended, or every one."""
    return tuple(share.closed_to_all(at) if case in (None, share.case) else share for share in shares)


def words_lost(before: tuple[Share, ...], after: tuple[Share, ...]) -> bool:
    """Whether a name or a way to reach somebody was taken away, which must then be in no file any more."""
    kept = {text for share in after for text in (share.name, share.reach)}
    return any(text and text not in kept for share in before for text in (share.name, share.reach))
