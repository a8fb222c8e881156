"""What a SQLite file says and does once it is moved to another store: the engine itself lets nobody write in it any more.

The mark and its triggers are in the file, so that they hold for every process and every release, also one that had it open already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from skills_passport.errors import StoreMoved

if TYPE_CHECKING:
    from skills_passport.sqlite_engine import sqlite3

CLOSED = "this file was moved to another store"
"""What the engine says to who writes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """That the file is moved: `to` names the other store without its password, `opened` when that one took over."""

    id: str
    to: str
    opened: str | None


def mark_of(connection: sqlite3.Connection) -> Mark | None:
    """None for a file that is in use."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'moved'").fetchone() is None:
        return None
    found = connection.execute("SELECT id, to_place, opened FROM moved").fetchone()
    return None if found is None else Mark(*found)


def refuse_when_moved(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreMoved, which says what to do."""
    mark = mark_of(connection)
    if mark is not None:
        raise StoreMoved(str(path), mark.to, done=mark.opened is not None)


def close_for_good(connection: sqlite3.Connection, id_: str, to: str) -> None:
    """Inside a transaction: from its end on nobody writes in any table."""
    connection.execute("CREATE TABLE moved (id TEXT NOT NULL, to_place TEXT NOT NULL, started TEXT NOT NULL, opened TEXT)")
    connection.execute("INSERT INTO moved VALUES (?, ?, ?, NULL)", (id_, to, datetime.now(UTC).isoformat()))
    for table in _tables(connection):
        for event in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(f"CREATE TRIGGER moved_{table}_{event.lower()} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END")


def mark_opened(connection: sqlite3.Connection) -> None:
    """The other store took over."""
    connection.execute("UPDATE moved SET opened = ? WHERE opened IS NULL", (datetime.now(UTC).isoformat(),))


def open_again(connection: sqlite3.Connection) -> None:
    """As if it was never closed."""
    if mark_of(connection) is None:
        return
    for table in _tables(connection):
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS moved_{table}_{event}")
    connection.execute("DROP TABLE moved")


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite_%' AND name <> 'moved'")]
