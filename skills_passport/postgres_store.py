"""Passports in a PostgreSQL database: for several processes on several machines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from skills_passport.erasures import ErasureJournal
from skills_passport.postgres_engine import PostgresEngine
from skills_passport.postgres_migrations import SCHEMA, STEPS, bring_up_to_date
from skills_passport.rows import COLUMNS
from skills_passport.sql import PostgresPlace
from skills_passport.sql_store import SqlStore

CONNECTIONS = 8
"""At most, of one process, at once."""
KEYS = {
    "passports": ("owner",), **{table: ("owner", "number") for table in COLUMNS}, "audit": ("number",), "coaches": ("id",), "sign_ins": ("number_hash",),
    "watched_sign_ins": ("number_hash",), "logout_tokens": ("id_hash",),
}
"""What a move from SQLite brings along, in the order in which it fits."""
ABOUT_SOMEBODY = ("passports", *COLUMNS, "sign_ins", "watched_sign_ins", "coaches")


class PostgresStore(SqlStore):
    """A `store.PassportStore` in the schema `skills_passport` of a database.

    What is erased is in no table from that moment on, and the pages are tidied at once. That the bytes are out of the files takes
    `rewrite`, which holds everybody up, and out of the write-ahead log the time it is kept (docs/OPERATIONS.md).
    """

    def __init__(
        self, place: PostgresPlace, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), coach_of: Callable[[str], str] | None = None,
        journal: ErasureJournal | None = None,
    ) -> None:
        """Connects and brings the schema up to date; `coach_of` and `journal` as for `SqlStore`. Raises SchemaTooNew, StoreUnavailable or StoreBusy."""
        self.place = place
        self.database = PostgresEngine(place, SCHEMA, most=CONNECTIONS)
        super().__init__(self.database, clock=clock, coach_of=coach_of, journal=journal)
        try:
            bring_up_to_date(self.database, STEPS)
        except BaseException:
            self.database.close()
            raise

    def rewrite(self) -> int:
        with self.database.reading() as connection:
            asked = int(connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0])
        self.database.rewrite(*ABOUT_SOMEBODY)
        with self.database.writing() as connection:
            connection.execute("UPDATE upkeep SET wipes_asked = wipes_asked - ?", (asked,))
        return asked

    def _wipe(self) -> None:
        self.database.tidy(*ABOUT_SOMEBODY)
