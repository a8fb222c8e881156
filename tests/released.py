"""Databases as earlier releases left them: a dump of each schema, with something in every table, to be opened by this release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from skills_passport.sqlite_engine import sqlite3

Rows = dict[str, list[dict[str, Any]]]


def from_dump(dump: Path, path: Path) -> None:
    """The file that the dump is of."""
    path.parent.mkdir(exist_ok=True)
    connection = sqlite3.connect(str(path))
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()


def rows_of(path: Path) -> Rows:
    """Every row of every table, but not which steps were applied."""
    connection = sqlite3.connect(str(path))
    connection.row_factory = sqlite3.Row
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite_%'")]
    found = {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables}
    connection.close()
    return found


def lost(before: Rows, after: Rows) -> list[tuple[str, dict[str, Any]]]:
    """What stood there and stands there no more, as it was; columns and rows may have come."""
    return [
        (table, row) for table, rows in before.items() for row in rows
        if not any(row.items() <= now.items() for now in after.get(table, ()))
    ]


def schema_of(path: Path) -> list[str]:
    """The statements that make the schema, in one order."""
    connection = sqlite3.connect(str(path))
    found = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%_sqlite_%' ORDER BY type, name"
    ).fetchall()
    connection.close()
    return [" ".join(sql.split()) for (sql,) in found]
