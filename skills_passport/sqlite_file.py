"""The file that passports are kept in: its transactions, its audit trail, and wiping what was deleted from it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.audit import FIRST_SEAL, AuditEntry, seal_of
from skills_passport.errors import StoreError
from skills_passport.measures import STORE_WAIT
from skills_passport.migrations import bring_up_to_date
from skills_passport.sqlite_engine import connect, engine_errors, immediate, wipe

log = logging.getLogger(__name__)


class SqliteFile:
    """One connection behind a lock. Only `sqlite_store` builds on it."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Opens or makes the file and brings its schema up to date.

        Raises SchemaTooNew, StoreUnavailable or StoreBusy.
        """
        self._path = path
        self._clock = clock
        self._lock = threading.RLock()
        self._inside = False
        self._db = connect(path)
        self._connection = self._db.conn
        try:
            with self._writing():
                bring_up_to_date(self._db, str(path))
            self._finish_interrupted_wipe()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # -- transactions

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, engine_errors(self._path):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        asked = time.perf_counter()
        with self._lock:
            if self._inside:
                raise RuntimeError("The store is used inside a change; do that before or after it.")
            self._inside = True
            try:
                with engine_errors(self._path), immediate(self._connection):
                    STORE_WAIT.labels("passports").observe(time.perf_counter() - asked)
                    yield
            finally:
                self._inside = False

    # -- audit

    def _record(self, subject: str, version: int, actor: str, action: str) -> None:
        last = self._connection.execute("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1").fetchone()
        number, seal = last or (0, FIRST_SEAL)
        entry = AuditEntry(number + 1, self._clock(), actor, action, subject, version, seal="")
        self._connection.execute(
            "INSERT INTO audit (number, at, actor, action, subject, version, seal) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry.number, entry.at.isoformat(), actor, action, subject, version, seal_of(seal, entry)),
        )

    def _entries(self, where: str, *values: str) -> Iterator[AuditEntry]:
        for number, at, *rest in self._connection.execute(
            f"SELECT number, at, actor, action, subject, version, seal FROM audit {where} ORDER BY number", values
        ):
            yield AuditEntry(number, datetime.fromisoformat(at), *rest)

    # -- wiping

    def _finish_interrupted_wipe(self) -> None:
        with self._reading():
            asked = self._connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0]
        if not asked:
            return
        try:
            self._wipe()
        except StoreError:
            log.warning("An erasure that was interrupted could not be finished yet: %s is in use.", self._path)

    def _ask_wipe(self) -> None:
        self._connection.execute("UPDATE upkeep SET wipes_asked = wipes_asked + 1")

    def _wipe(self) -> None:
        with self._reading():
            asked = self._connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0]
            wipe(self._connection)
        with self._writing():
            # Another process may have asked for one meanwhile; that one is still to come.
            self._connection.execute("UPDATE upkeep SET wipes_asked = 0 WHERE wipes_asked = ?", (asked,))
