"""What Rasa remembers of a talk: where that is, and that it forgets.

It is disposable, and Rasa begins a new one at the next message. Rasa's HTTP API is closed, so forgetting is done where it keeps it.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from bot.errors import CannotForget
from skills_passport.sql import Place, PostgresPlace
from skills_passport.sqlite_engine import sqlite3

BUSY = 15  # seconds that Rasa may hold it
CONNECT = 3


def address_for_rasa(tracker: Place) -> str:
    """As `endpoints.yml` needs it; a database's has the password in it."""
    return tracker.url if isinstance(tracker, PostgresPlace) else f"sqlite:///{tracker.absolute()}"


def forget_talk(tracker: Place, owner: str, *, traceless: bool = True) -> None:
    """Removes everything that Rasa's tracker holds of the owner; `traceless` also its remains (docs/OPERATIONS.md says how far with PostgreSQL).

    Raises CannotForget when it stays busy or cannot be written.
    """
    if isinstance(tracker, PostgresPlace):
        _forget_in_database(tracker, owner, traceless)
    elif tracker.exists():
        _forget_in_file(tracker, owner, traceless)


def forget_all(tracker: Place) -> None:
    """Removes all that Rasa remembers, where no Rasa uses it. Raises CannotForget."""
    if isinstance(tracker, PostgresPlace):
        _forget_in_database(tracker, None, traceless=True)
        return
    try:
        for end in ("", "-journal", "-wal", "-shm"):
            tracker.with_name(tracker.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise CannotForget(f"{tracker}: {error.strerror}. Look at the rights on its folder.") from error


def _forget_in_file(tracker: Path, owner: str, traceless: bool) -> None:
    try:
        with closing(sqlite3.connect(str(tracker), timeout=BUSY, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'events'").fetchone()
            if known:
                connection.execute("DELETE FROM events WHERE sender_id = ?", (owner,))
            if known and traceless:
                connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise CannotForget(f"{tracker}: {error}. Try again in a minute, or stop Rasa and remove the file.") from error


def _forget_in_database(tracker: PostgresPlace, owner: str | None, traceless: bool) -> None:
    """Of this owner, or of everybody."""
    import psycopg

    try:
        with psycopg.connect(tracker.url, autocommit=True, connect_timeout=CONNECT, tcp_user_timeout=CONNECT * 1000) as connection:
            connection.execute(f"SET statement_timeout = '{BUSY}s'")
            if connection.execute("SELECT to_regclass('events')").fetchone() == (None,):
                return
            connection.execute("DELETE FROM events WHERE sender_id = %s OR %s", (owner, owner is None))
            if traceless:
                connection.execute("VACUUM events")
    except psycopg.Error as error:  # its own text may quote a row, or the address
        raise CannotForget(f"The tracker in {tracker} ({type(error).__name__}). Try again in a minute.") from None
