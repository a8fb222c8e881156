"""A SQLite file moved to a schema of a PostgreSQL database, row by row, so that at no moment both are used.

First the file is closed for good to every writer, by the engine itself: also a portal that still runs cannot write in it. Then rows are
copied in the order of their keys, a batch a transaction: who dies in between goes on after the last row that arrived. Then both sides are
counted and hashed; only when all is the same the database opens. `finish` and `undo` are steps of their own, as several files move as one.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from skills_passport.errors import MoveFailed
from skills_passport.postgres_engine import PostgresEngine
from skills_passport.postgres_texts import PostgresConnection
from skills_passport.sql import Connection
from skills_passport.sqlite_file import SqliteFile
from skills_passport.sqlite_moved import close_for_good, mark_of, mark_opened, open_again

BATCH = 1_000
"""Rows of one transaction."""
Tables = Mapping[str, tuple[str, ...]]
"""The key of each table, in the order in which they can be filled."""
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """One table as it arrived: `digest` is the SHA-256 of its rows in the order of their key, the same on both sides."""

    table: str
    rows: int
    digest: str


class Move:
    """One file on its way to the schema of an engine that nobody serves from yet."""

    def __init__(self, path: Path, engine: PostgresEngine, tables: Tables) -> None:
        """`path`: a file whose schema is up to date."""
        self.path = path
        self._engine = engine
        self._tables = tables

    def begin(self) -> None:
        """Closes the file, and takes the schema for it. Raises MoveFailed when something else is in the schema, or another one is busy."""
        with closing(SqliteFile(self.path, also_moved=True)) as file:
            mark = mark_of(file.connection)
            id_ = mark.id if mark else secrets.token_hex(8)
            with self._engine.writing("schema") as target:
                known = target.execute("SELECT id FROM moves").fetchall()
                if known != [(id_,)] and (known or any(target.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in self._tables)):
                    raise MoveFailed(f"In de {self._engine.place} staat al iets anders. Neem een lege database (createdb NAAM), of breek af met: wijzer migrate-store --undo")
                if mark is None:
                    with file.writing():
                        close_for_good(file.connection, id_, str(self._engine.place))
                if not known:
                    target.execute("INSERT INTO moves VALUES (?, ?, NULL)", (id_, _now()))

    @property
    def is_open(self) -> bool:
        """Whether the database was opened already."""
        with self._engine.reading() as target:
            return target.execute("SELECT 1 FROM moves WHERE finished IS NOT NULL").fetchone() is not None

    def copy(self, tell: Tell) -> tuple[Moved, ...]:
        """Copies what is not there yet, and compares all. Raises MoveFailed when a table is not the same."""
        with closing(SqliteFile(self.path, also_moved=True)) as file, self._engine.patient("move") as target, file.reading() as source:
            for table, key in self._tables.items():
                _copy(source, target, table, key, tell)
            return tuple(self._compared(source, target, table, key, tell) for table, key in self._tables.items())

    def opened(self, target: Connection) -> None:
        """From the end of this transaction on the database is served from."""
        target.execute(f"UPDATE {self._engine.schema}.moves SET finished = ? WHERE finished IS NULL", (_now(),))

    def mark(self) -> None:
        """The file says where everything went."""
        with closing(SqliteFile(self.path, also_moved=True)) as file, file.writing():
            mark_opened(file.connection)

    def undo(self) -> None:
        """The file is as it was before `begin`, and what was copied is gone. Raises MoveFailed when the database is in use already."""
        with closing(SqliteFile(self.path, also_moved=True)) as file:
            mark = mark_of(file.connection)
            if mark is None:
                return
            with self._engine.writing("schema") as target:
                known = target.execute("SELECT id, finished FROM moves").fetchall()
                if known == [(mark.id, None)]:
                    target.execute(f"DROP SCHEMA {self._engine.schema} CASCADE")
                elif known:
                    raise MoveFailed(f"De {self._engine.place} is al in gebruik: er kan niets meer terug.")
            with file.writing():
                open_again(file.connection)

    def _compared(self, source: Connection, target: Connection, table: str, key: tuple[str, ...], tell: Tell) -> Moved:
        here, there = _digest(source, table, key), _digest(target, table, key)
        if here != there:
            raise MoveFailed(f"{table}: hier {here[0]} rijen, daar {there[0]}, en niet dezelfde. Er wordt niet verhuisd. Begin opnieuw na: wijzer migrate-store --undo")
        tell(f"{table}: {here[0]} rijen, aan beide kanten gelijk ({here[1][:12]})")
        return Moved(table, *here)


def _copy(source: Connection, target: PostgresConnection, table: str, key: tuple[str, ...], tell: Tell) -> None:
    columns = _columns(source, table)
    last = target.execute(f"SELECT {', '.join(key)} FROM {table} ORDER BY {', '.join(f'{part} DESC' for part in key)} LIMIT 1").fetchone()
    done = 0
    for rows in _batches(source, table, key, columns, last):
        with target.line.transaction(), target.line.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as into:
            for row in rows:
                into.write_row(row)
        done += len(rows)
        if done % (50 * BATCH) == 0:
            tell(f"{table}: {done} rijen gekopieerd …")


def _digest(connection: Connection, table: str, key: tuple[str, ...]) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for rows in _batches(connection, table, key, _columns(connection, table), None):
        for row in rows:
            digest.update(json.dumps([cell.hex() if isinstance(cell, bytes) else cell for cell in row]).encode() + b"\n")
        count += len(rows)
    return count, digest.hexdigest()


def _batches(connection: Connection, table: str, key: tuple[str, ...], columns: tuple[str, ...], after: Any) -> Iterator[list[tuple[Any, ...]]]:
    """The rows after this key, in the order of their keys: the same order in both engines."""
    listed, order, places = ", ".join(columns), ", ".join(key), [columns.index(part) for part in key]
    while True:
        where = f"WHERE ({order}) > ({', '.join('?' * len(key))})" if after else ""
        rows = connection.execute(f"SELECT {listed} FROM {table} {where} ORDER BY {order} LIMIT {BATCH}", tuple(after or ())).fetchall()
        if not rows:
            return
        yield rows
        after = tuple(rows[-1][place] for place in places)


def _columns(connection: Connection, table: str) -> tuple[str, ...]:
    """By name, so that the order in which each engine has them does not matter."""
    if isinstance(connection, PostgresConnection):
        found = connection.execute("SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?", (table,))
        return tuple(sorted(row[0] for row in found))
    return tuple(sorted(row[1] for row in connection.execute(f"PRAGMA table_info({table})")))


def _now() -> str:
    return datetime.now(UTC).isoformat()
