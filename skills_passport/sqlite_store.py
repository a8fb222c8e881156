"""Passports in one SQLite file: the default store."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.erasures import ErasureJournal
from skills_passport.errors import StoreError
from skills_passport.migrations import bring_up_to_date
from skills_passport.sql_store import SqlStore
from skills_passport.sqlite_engine import wipe
from skills_passport.sqlite_file import SqliteFile

log = logging.getLogger(__name__)


class SqliteStore(SqlStore):
    """A `store.PassportStore` in the file at `path`."""

    def __init__(
        self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), coach_of: Callable[[str], str] | None = None,
        journal: ErasureJournal | None = None,
    ) -> None:
        """Opens or makes the file and brings its schema up to date; `coach_of` and `journal` as for `SqlStore`.

        Raises SchemaTooNew, StoreUnavailable or StoreBusy.
        """
        self.place = path
        self.file = SqliteFile(path)
        super().__init__(self.file, clock=clock, coach_of=coach_of, journal=journal)
        try:
            with self.file.writing():
                bring_up_to_date(self.file.database, str(path))
            self._finish_interrupted_wipe()
        except BaseException:
            self.file.close()
            raise

    def rewrite(self) -> int:
        with self.file.reading() as connection:
            asked = int(connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0])
        self.wipe()
        return asked

    def _finish_interrupted_wipe(self) -> None:
        with self.file.reading() as connection:
            asked = connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0]
        if not asked:
            return
        try:
            self._wipe()
        except StoreError:
            log.warning("An erasure that was interrupted could not be finished yet: %s is in use.", self.place)

    def _wipe(self) -> None:
        with self.file.reading() as connection:
            asked = connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0]
            wipe(self.file.connection)
        with self.file.writing() as connection:
            # Another process may have asked for one meanwhile; that one is still to come.
            connection.execute("UPDATE upkeep SET wipes_asked = 0 WHERE wipes_asked = ?", (asked,))
