"""A SQLite connection that loses nothing: which engine, which journal, and how a transaction is written.

One file is never opened with both pysqlite3 and the interpreter's sqlite3 in one process (their locks would
break each other's), so everybody takes `sqlite3` from here: the module that sqlite-utils uses too.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from skills_passport.errors import EngineRefused, StoreBusy, StoreMoved, StoreUnavailable
from skills_passport.measures import STORE_ERRORS
from skills_passport.sqlite_moved import CLOSED

if TYPE_CHECKING:
    import sqlite3 as sqlite3  # noqa: PLC0414 - exported on purpose
else:
    from sqlite_utils.utils import sqlite3

log = logging.getLogger(__name__)

BUSY_SECONDS = 20
_A_MOMENT = 0.02  # seconds
FIRST_SAFE_WAL = (3, 51, 3)
"""Older engines can corrupt a WAL file when two connections write and checkpoint at once ('WAL-reset' bug)."""

_making = threading.Lock()


def connect(path: Path) -> Database:
    """Opens the file (made when absent, readable by its owner only) for use from any thread, one at a time.

    Raises StoreUnavailable or StoreBusy.
    """
    with engine_errors(path):
        _make_private(path)
        connection = sqlite3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _use_journal(connection, path)
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF", "recursive_triggers=ON"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            return Database(connection, execute_plugins=False)
        except BaseException:
            connection.close()
            raise


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction that takes the lock at once: read-modify-write in it loses no other's write."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def wipe(connection: sqlite3.Connection) -> None:
    """Rewrites the file without what was deleted, and empties the write-ahead log.

    secure_delete alone leaves copies behind where pages were split (seen: 45 remains after 3,000 writes),
    so the whole file is made anew. Raises the engine's error when readers keep the log from being emptied.
    """
    connection.execute("VACUUM")
    deadline = time.monotonic() + BUSY_SECONDS
    # While another connection empties the log after a change of its own, the engine says at once that it is busy, and waits for nothing.
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked: a reader keeps the write-ahead log in use")
        time.sleep(_A_MOMENT)


@contextmanager
def engine_errors(path: Path) -> Iterator[None]:
    """Turns the engine's errors into ours, with what to do."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if CLOSED in str(error):
            raise StoreMoved(str(path), "database die nu in gebruik is", done=True) from error
        raise EngineRefused(str(error)) from error
    except (sqlite3.DatabaseError, OSError) as error:
        STORE_ERRORS.labels("busy" if _is_busy(error) else "unavailable").inc()
        if _is_busy(error):
            raise StoreBusy(
                f"{path} was {BUSY_SECONDS} seconden lang bezet door een ander proces; er is niets opgeslagen. "
                "Probeer het nog eens."
            ) from error
        raise StoreUnavailable(
            f"{path} is niet te gebruiken ({error}). Controleer of de map bestaat, of er geschreven mag worden en of "
            "er ruimte is; is het bestand beschadigd, zet dan een reservekopie terug."
        ) from error


def _is_busy(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def _make_private(path: Path) -> None:
    """Makes the file when it is not there; one that is there is never opened.

    Closing any descriptor of a file drops all locks that this process has on it: another connection of ours
    would go on without its lock, and another process could throw away the log that it still writes.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _making, suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _use_journal(connection: sqlite3.Connection, path: Path) -> None:
    wanted = "wal"
    if sqlite3.sqlite_version_info < FIRST_SAFE_WAL:
        wanted = "delete"
        log.warning(
            "SQLite %s can corrupt a write-ahead log; %s uses a rollback journal, which is safe but slower. "
            "Install pysqlite3 for a newer engine.",
            sqlite3.sqlite_version,
            path,
        )
    # The engine does not wait by itself when two processes change the journal of a new file at once.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            found = connection.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0]
            break
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    if found != wanted:
        raise StoreUnavailable(
            f"{path} gebruikt journaal '{found}' waar '{wanted}' nodig is: een ander proces heeft het nog open. "
            "Stop dat eerst."
        )
