"""What a turn is taken with: knowledge and the interview over it, of one version, as one object."""

from __future__ import annotations

from dataclasses import dataclass

from bot.interview import Interview
from rules.knowledge import Knowledge


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Served:
    """Taken once at the begin of a turn or a request and used to its end, so that nobody meets two versions in one answer."""

    knowledge: Knowledge
    interview: Interview
