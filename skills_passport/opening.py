"""The store of passports that a place asks for: a file of SQLite, or a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.erasures import ErasureJournal
from skills_passport.sql import Place
from skills_passport.sql_store import SqlStore


def open_passports(
    place: Place, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), coach_of: Callable[[str], str] | None = None,
    journal: ErasureJournal | None = None,
) -> SqlStore:
    """Opened and brought up to date; `coach_of` and `journal` as for `SqlStore`. Raises SchemaTooNew, StoreUnavailable or StoreBusy."""
    if isinstance(place, Path):
        from skills_passport.sqlite_store import SqliteStore

        return SqliteStore(place, clock=clock, coach_of=coach_of, journal=journal)
    from skills_passport.postgres_store import PostgresStore  # the driver is loaded only where it is used

    return PostgresStore(place, clock=clock, coach_of=coach_of, journal=journal)
