"""What must be known around a passport to speak of its coaches: their names, and who looked when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rules.periods import MONTHS
from skills_passport.audit import AuditEntry
from skills_passport.casework.queue import Coach
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Share
from skills_passport.model import SkillsPassport


@dataclass(frozen=True, slots=True)
class Around:
    """`coaches`: names by id; `at`: now; `looks`: (name, when) of every look of a coach, oldest first; `login_name`: how they signed in."""

    coaches: Mapping[str, str]
    at: datetime
    looks: tuple[tuple[str, datetime], ...] = ()
    login_name: str = ""

    def name(self, coach: str, otherwise: str) -> str:
        return self.coaches.get(coach, "") or otherwise

    def looker(self, share: Share, phrases: Mapping[str, str]) -> str:
        """Who may look on by a share, within a sentence."""
        who = share.coach or share.taken_by
        return self.name(who, phrases["coach_unnamed"]) if who else phrases["coach_team"]

    def recipient(self, work: Casework, place: int, phrases: Mapping[str, str]) -> str:
        """Who is written to by the share at this place: in a case of the whole team the coach who wrote last, and with whom the team can read it."""
        share, writer = work.shares[place], self.writer(work, place)
        of_team = share.with_team and share.taken_by is None
        return phrases["coach_of_team"].format(coach=writer) if of_team and writer else self.looker(share, phrases)

    def writer(self, work: Casework, place: int) -> str:
        """The coach who wrote last by the share at this place, by name; empty when none did, or has no name."""
        case = work.shares[place].case
        return next((self.name(message.coach, "") for message in reversed(work.messages) if message.case == case and message.coach), "")


def names_of(coaches: Iterable[Coach]) -> dict[str, str]:
    return {coach.id: coach.name for coach in coaches}


def looks_in(entries: Iterable[AuditEntry], coaches: Mapping[str, str], otherwise: str) -> tuple[tuple[str, datetime], ...]:
    """The looks of coaches among who read or changed a passport."""
    return tuple((coaches.get(entry.actor.partition(":")[2], otherwise), entry.at) for entry in entries if entry.actor.startswith("coach:"))


def open_places(passport: SkillsPassport) -> tuple[int, ...]:
    """The places of the open shares among all that ever were: a list that only grows, so a place stays good."""
    return tuple(place for place, share in enumerate(passport.casework.shares) if share.is_open)


def day(at: date, today: date) -> str:
    """A date as people say it, with its year when that is another one than today's.

    >>> day(date(2026, 12, 3), date(2026, 11, 27)), day(date(2027, 1, 8), date(2026, 11, 27))
    ('3 december', '8 januari 2027')
    """
    return f"{at.day} {MONTHS[at.month - 1]}{'' if at.year == today.year else f' {at.year}'}"
