"""Who did what with whose passport, when: append-only, each row sealed with the one before it.

A row never holds content. Its `subject` is a random number that the passport carries, not the owner id:
once the passport is erased nothing leads from the row to a person, and the chain stays whole.
The chain shows any change, gap or row put in between; that the *end* was cut off, or that everything was
made anew, shows only by comparing with a head that was written down elsewhere (`expected_head`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FIRST_SEAL = "0" * 64

_ACTOR = re.compile(r"[a-z][a-z-]{0,39}(:[A-Za-z0-9_.-]{1,80})?")
_ACTION = re.compile(r"[a-z][a-z0-9._:-]{0,63}")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One row; `version` is the passport's version after the action, `seal` covers this row and all before it."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    version: int
    seal: str


class Flaw(StrEnum):
    """What is wrong with a trail."""

    MISSING = "missing"
    CHANGED = "changed"
    CUT_OFF = "cut-off"


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """The outcome of a check: how many rows are right, the last right seal, and the first thing wrong ("" when whole); `row` is where."""

    rows: int
    head: str
    problem: str = ""
    flaw: Flaw | None = None

    @property
    def row(self) -> int:
        """The number of the first row that is wrong, when there is one."""
        return self.rows + 1

    @property
    def whole(self) -> bool:
        return not self.problem


def checked_actor(actor: str, owner: str) -> str:
    """The actor as it may stand in the trail; the owner's id is left out, as it would outlive an erasure.

    Raises ValueError for anything that is not a role with perhaps an id.
    """
    role, _, who = actor.partition(":")
    if owner in (actor, who):
        return "employee" if actor == owner else role
    if not _ACTOR.fullmatch(actor):
        raise ValueError("An actor is a role, or role:id, such as 'employee', 'bot' or 'coach:4f2a'; never a name.")
    return actor


def checked_action(action: str) -> str:
    """The action, or ValueError when it is not a short code (so that nothing typed slips into the trail)."""
    if not _ACTION.fullmatch(action):
        raise ValueError("An action is a short code of lower-case letters, digits and . _ : -, such as 'answer'.")
    return action


def seal_of(before: str, entry: AuditEntry) -> str:
    """SHA-256 over the seal before it and the row's own content."""
    content = [before, entry.number, entry.at.isoformat(), entry.actor, entry.action, entry.subject, entry.version]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def check_chain(entries: Iterable[AuditEntry], *, expected_head: str | None = None) -> AuditCheck:
    """Walks the whole trail, oldest first. `expected_head`: a seal written down earlier that must still be in it."""
    seal, rows, head_seen = FIRST_SEAL, 0, expected_head in (None, FIRST_SEAL)
    for entry in entries:
        if entry.number != rows + 1:
            return AuditCheck(rows, seal, f"row {rows + 1} is missing: the next one is {entry.number}", Flaw.MISSING)
        if entry.seal != seal_of(seal, entry):
            return AuditCheck(rows, seal, f"row {entry.number} was changed, or a row before it was", Flaw.CHANGED)
        seal, rows = entry.seal, entry.number
        head_seen = head_seen or seal == expected_head
    if not head_seen:
        return AuditCheck(rows, seal, "the seal that was written down is not in the trail: its end was cut off", Flaw.CUT_OFF)
    return AuditCheck(rows, seal)
