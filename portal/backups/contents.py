"""What belongs to a backup, and what is deliberately left out (docs/OPERATIONS.md says why)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from portal.backups.databases import Database, SqliteDatabase
from portal.backups.postgres import PostgresDatabase
from portal.settings import Settings
from skills_passport.sql import PostgresPlace

SESSIONS = ("watched_sign_ins", "sign_ins", "logout_tokens")
"""Tables that are not copied: who signed off later would be signed in again."""


def databases(settings: Settings) -> Sequence[Database]:
    """Everything that is kept of people, with the audit trail; and every version of what HR edits, with its history. To be copied in this order."""
    place = settings.passports_place
    if isinstance(place, PostgresPlace):
        return (PostgresDatabase(place.url, SESSIONS),)
    return SqliteDatabase(settings.database, SESSIONS), SqliteDatabase(settings.versions)


def engine(settings: Settings) -> str:
    """What the databases are kept by: a backup of one is not put back in the other."""
    return "postgresql" if isinstance(settings.passports_place, PostgresPlace) else "sqlite"


def files(settings: Settings) -> Iterator[Path]:
    """What stands beside the databases: kept knowledge, which is never written again, so that every advice can be replayed."""
    yield from sorted(path for path in settings.kept_versions.rglob("*.json.gz") if path.is_file())


def small_files(settings: Settings) -> Iterator[Path]:
    """What may be replaced at any moment, and is copied before it is looked at."""
    if settings.totals.exists():
        yield settings.totals
