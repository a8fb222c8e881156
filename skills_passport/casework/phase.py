"""Where a case stands; derived from what was done in it, so that it cannot tell something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CasePhase(StrEnum):
    """From new to closed."""

    NEW = "new"
    SEEN = "seen"
    JUDGED = "judged"
    PLANNED = "conversation-planned"
    AGREED = "agreed"
    CLOSED = "closed"


PHASE_WORDS: Mapping[CasePhase, str] = {
    CasePhase.NEW: "nieuw",
    CasePhase.SEEN: "bekeken",
    CasePhase.JUDGED: "beoordeeld",
    CasePhase.PLANNED: "gesprek gepland",
    CasePhase.AGREED: "stap afgesproken",
    CasePhase.CLOSED: "afgesloten",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What was done in a case: all that its phase rests on. `planned`: a conversation that is still to come."""

    seen: bool = False
    judged: bool = False
    planned: bool = False
    agreed: bool = False
    closed: bool = False

    @property
    def phase(self) -> CasePhase:
        """The furthest point; a conversation still to come goes before what was agreed earlier.

        >>> Progress(seen=True, judged=True).phase
        <CasePhase.JUDGED: 'judged'>
        """
        reached = (
            (self.closed, CasePhase.CLOSED), (self.planned, CasePhase.PLANNED), (self.agreed, CasePhase.AGREED),
            (self.judged, CasePhase.JUDGED), (self.seen, CasePhase.SEEN),
        )
        return next((phase for done, phase in reached if done), CasePhase.NEW)
