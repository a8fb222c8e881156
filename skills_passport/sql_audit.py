"""The audit trail in its table: a row added, and the rows read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from skills_passport.audit import FIRST_SEAL, AuditEntry, seal_of
from skills_passport.sql import AUDIT, Connection, Engine

AUDIT_COLUMNS = ("number", "at", "actor", "action", "subject", "version", "seal")
PAGE = 5_000
"""So many rows are in memory at once."""
_COLUMNS = ", ".join(AUDIT_COLUMNS)


class AuditTable:
    """The trail of one store."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def record(self, connection: Connection, subject: str, version: int, actor: str, action: str) -> None:
        """A next row, sealed with the one before it. Nobody else adds one until the transaction ends, so it comes last in it."""
        self._engine.hold(connection, AUDIT)
        number, seal = connection.execute("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1").fetchone() or (0, FIRST_SEAL)
        entry = AuditEntry(number + 1, self._clock(), actor, action, subject, version, seal="")
        connection.execute(
            f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry.number, entry.at.isoformat(), actor, action, subject, version, seal_of(seal, entry)),
        )


def entries_of(connection: Connection, subject: str) -> list[AuditEntry]:
    """Every row about one subject, the oldest first."""
    return [_entry(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM audit WHERE subject = ? ORDER BY number", (subject,))]


def all_entries(connection: Connection) -> Iterator[AuditEntry]:
    """The whole trail, the oldest row first."""
    last = -(1 << 63)  # a row that was put in before the first is seen, too
    while page := connection.execute(f"SELECT {_COLUMNS} FROM audit WHERE number > ? ORDER BY number LIMIT {PAGE}", (last,)).fetchall():
        yield from map(_entry, page)
        last = page[-1][0]


def _entry(row: Any) -> AuditEntry:
    number, at, *rest = row
    return AuditEntry(number, datetime.fromisoformat(at), *rest)
