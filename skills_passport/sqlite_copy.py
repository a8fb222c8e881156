"""A whole copy of a SQLite file while others write in it, and what such a copy holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from skills_passport.audit import AuditCheck, AuditEntry, check_chain
from skills_passport.errors import StoreUnavailable
from skills_passport.sqlite_engine import connect, engine_errors, sqlite3


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows per table, and the audit trail where there is one."""

    rows: Mapping[str, int]
    audit: AuditCheck | None


def copy_whole(path: Path, target: Path, *, without: Sequence[str] = ()) -> None:
    """Everything as it was at one moment, in a new file; of the tables in `without` no rows.

    Writers go on meanwhile. The copy is written anew from the rows (VACUUM INTO), so that nothing of what was deleted is in it.
    Raises StoreUnavailable (no room, no rights) or StoreBusy; what was written by then is for who calls to remove.
    """
    with engine_errors(path), closing(connect(path)) as source:
        source.conn.execute("VACUUM INTO ?", (str(target),))
    with engine_errors(target), closing(sqlite3.connect(str(target), isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=OFF").fetchall()
        copy.execute("PRAGMA secure_delete=ON").fetchall()
        there = {name for (name,) in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}  # a file of an earlier release has fewer
        for table in there.intersection(without):
            copy.execute(f"DELETE FROM {table}")


def counted(path: Path) -> Counted:
    """What a file holds that nobody has open. Raises StoreUnavailable when the engine finds it damaged."""
    with engine_errors(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
        wrong = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
        if wrong != ["ok"] or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StoreUnavailable(f"{path.name} is beschadigd: wat erin staat, klopt niet met zichzelf. Zet een eerdere reservekopie terug.")
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")]
        rows = {table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) for table in tables}
        return Counted(rows, check_chain(_entries(connection)) if "audit" in rows else None)


def _entries(connection: sqlite3.Connection) -> Iterator[AuditEntry]:
    for number, at, *rest in connection.execute("SELECT number, at, actor, action, subject, version, seal FROM audit ORDER BY number"):
        yield AuditEntry(number, datetime.fromisoformat(at), *rest)
