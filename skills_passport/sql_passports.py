"""One passport out of the tables and back in; inside a transaction of a `sql.Engine`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from skills_passport.cells import Row, value_in
from skills_passport.model import Answer, AnswerStatus, SkillsPassport
from skills_passport.rows import CASEWORK_TABLES, COLUMNS, COUNTED, PassportRows, from_rows, list_change
from skills_passport.sql import Connection


@dataclass(frozen=True, slots=True)
class Stored:
    """A passport as found: its number in the audit trail, itself, and its rows with their numbers."""

    subject: str
    passport: SkillsPassport
    interview: str
    lists: Mapping[str, list[tuple[int, Row]]]

    def differs_in(self, rows: PassportRows) -> frozenset[str]:
        """The tables (and "interview") that would change. Compared as rows: a value that was altered in place is seen, too."""
        tables = {table for table, wanted in rows.lists.items() if [row for _, row in self.lists[table]] != list(wanted)}
        return frozenset(tables | ({"interview"} if self.interview != rows.interview else set()))


def find(connection: Connection, owner: str) -> Stored | None:
    """The passport of this owner, or None."""
    found = connection.execute(
        "SELECT subject, version, created_at, updated_at, interview, casework_version FROM passports WHERE owner = ?", (owner,)
    ).fetchone()
    if found is None:
        return None
    subject, *head = found
    lists = {
        table: [
            (row[0], row[1:])
            for row in connection.execute(f"SELECT number, {', '.join(columns)} FROM {table} WHERE owner = ? ORDER BY number", (owner,))
        ]
        for table, columns in COLUMNS.items()
    }
    rows = {table: [row for _, row in numbered] for table, numbered in lists.items()}
    return Stored(subject, from_rows(owner, tuple(head), rows), head[3], lists)


def answers_of(connection: Connection, owner: str) -> tuple[Answer, ...]:
    """The answers of this owner, the oldest first, without what was typed; none when there is no passport."""
    rows = connection.execute("SELECT question, value, status, given_at FROM answers WHERE owner = ? ORDER BY number", (owner,)).fetchall()
    return tuple(Answer(question, value_in(value), "", AnswerStatus(status), datetime.fromisoformat(at)) for question, value, status, at in rows)


def stepped(before: SkillsPassport, after: SkillsPassport, changed: frozenset[str], at: datetime) -> SkillsPassport:
    """`after` with the versions that it gets: that of what the employee told, that of the casework, or both go up.

    Shares and messages change neither: no page can overwrite them, and they spoil nobody's form.
    """
    told = before.is_new or bool(changed - CASEWORK_TABLES)
    worked = bool(changed & COUNTED)
    casework = replace(after.casework, version=before.casework.version + worked)
    return replace(after, version=before.version + told, casework=casework, updated_at=at)


def write(connection: Connection, subject: str, passport: SkillsPassport, rows: PassportRows, stored: Stored | None) -> None:
    """The head anew, and of each list only what differs."""
    connection.execute(
        "INSERT INTO passports (owner, subject, version, created_at, updated_at, interview, casework_version) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (owner) DO UPDATE SET version = excluded.version, created_at = excluded.created_at, "
        "updated_at = excluded.updated_at, interview = excluded.interview, casework_version = excluded.casework_version",
        (
            passport.owner,
            subject,
            passport.version,
            passport.created_at.isoformat(),
            passport.updated_at.isoformat(),
            rows.interview,
            passport.casework.version,
        ),
    )
    changes = {table: list_change(stored.lists[table] if stored else [], wanted) for table, wanted in rows.lists.items()}
    for table, needed in changes.items():
        columns = COLUMNS[table]
        connection.executemany(
            f"DELETE FROM {table} WHERE owner = ? AND number = ?", [(passport.owner, number) for number in needed.delete],
        )
        connection.executemany(
            f"INSERT INTO {table} (owner, number, {', '.join(columns)}) VALUES (?, ?{', ?' * len(columns)})",
            [(passport.owner, number, *row) for number, row in needed.insert],
        )
