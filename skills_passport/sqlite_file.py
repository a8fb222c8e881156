"""A SQLite file as an engine: one connection per process behind a lock. Open it after forking, not before."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from skills_passport.measures import STORE_WAIT
from skills_passport.sql import Connection
from skills_passport.sqlite_engine import connect, engine_errors, immediate
from skills_passport.sqlite_moved import refuse_when_moved

if TYPE_CHECKING:
    from skills_passport.sqlite_engine import sqlite3


class SqliteFile:
    """A `sql.Engine`: whoever writes has the whole file, so names to hold need nothing more."""

    def __init__(self, path: Path, *, also_moved: bool = False, measured_as: str = "passports") -> None:
        """Opens or makes the file; `measured_as`: its name among the waits (measures.py). Raises StoreUnavailable or StoreBusy, and StoreMoved but for who moves it."""
        self.path = path
        self._measured_as = measured_as
        self._lock = threading.RLock()
        self._inside = False
        self.database = connect(path)
        if not also_moved:
            try:
                with engine_errors(path):
                    refuse_when_moved(self.connection, path)
            except BaseException:
                self.database.close()
                raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for what only SQLite has."""
        return self.database.conn

    def close(self) -> None:
        with self._lock:
            self.database.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._lock, engine_errors(self.path):
            yield self.connection

    @contextmanager
    def writing(self, *names: str) -> Iterator[Connection]:
        asked = time.perf_counter()
        with self._lock:
            if self._inside:
                raise RuntimeError("The store is used inside a change; do that before or after it.")
            self._inside = True
            try:
                with engine_errors(self.path), immediate(self.connection):
                    STORE_WAIT.labels(self._measured_as).observe(time.perf_counter() - asked)
                    yield self.connection
            finally:
                self._inside = False

    def hold(self, connection: Connection, *names: str) -> None:
        """Nothing to do: the write lock on the file keeps everybody else out."""
