"""The place of the versions, opened: a file of SQLite, or a schema of a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path

from publishing import migrations
from skills_passport.sql import Engine, Place, PostgresPlace
from skills_passport.sqlite_file import SqliteFile

CONNECTIONS = 3
"""To PostgreSQL, at most, of one process."""


def opened(place: Place) -> Engine:
    """With its schema up to date. Raises SchemaTooNew, StoreUnavailable or StoreBusy."""
    return _file(place) if isinstance(place, Path) else _database(place)


def _file(path: Path) -> Engine:
    file = SqliteFile(path, measured_as="versions")
    try:
        with file.writing():
            migrations.bring_up_to_date(file.database, str(path))
    except BaseException:
        file.close()
        raise
    return file


def _database(place: PostgresPlace) -> Engine:
    from publishing.postgres_migrations import SCHEMA, STEPS
    from skills_passport.postgres_engine import PostgresEngine
    from skills_passport.postgres_migrations import bring_up_to_date

    engine = PostgresEngine(place, SCHEMA, most=CONNECTIONS, measured_as="versions")
    try:
        bring_up_to_date(engine, STEPS)
    except BaseException:
        engine.close()
        raise
    return engine
