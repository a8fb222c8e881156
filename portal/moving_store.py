"""Both SQLite files of an installation moved to its PostgreSQL database, as one: the passports and the versions open there at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress

from portal.errors import BadInput
from portal.settings import Settings
from publishing import postgres_migrations as versions
from publishing.store import VersionStore
from skills_passport import postgres_migrations as passports
from skills_passport.audit import check_chain
from skills_passport.errors import MoveFailed, StoreMoved
from skills_passport.moving import Move, Tell
from skills_passport.postgres_engine import PostgresEngine
from skills_passport.postgres_store import KEYS
from skills_passport.sql import PostgresPlace
from skills_passport.sql_audit import all_entries
from skills_passport.sqlite_store import SqliteStore


def move(settings: Settings, tell: Tell) -> None:
    """Until the database is open and the files say so; goes on where an earlier one was stopped. Raises BadInput, MoveFailed or StoreError."""
    for path, opened in ((settings.database, SqliteStore), (settings.versions, VersionStore)):
        if path.exists():
            _bring_up_to_date(opened, path)
    with _moves(settings) as (moves, engine):
        for each in moves:
            each.begin()
        if any(each.is_open for each in moves):
            tell("Alles was al verhuisd.")
        else:
            for each in moves:
                each.copy(tell)
            with engine.reading() as there:
                trail = check_chain(all_entries(there))
            if not trail.whole:
                raise MoveFailed(f"Het logboek is niet heel ({trail.problem}); er wordt niet verhuisd. Kijk eerst met: wijzer audit verify")
            with engine.writing() as there:
                for each in moves:
                    each.opened(there)
        for each in moves:
            each.mark()


def undo(settings: Settings) -> None:
    """As it was before `move`, for as long as the database is not in use. Raises BadInput, MoveFailed or StoreError."""
    with _moves(settings) as (moves, _):
        for each in moves:
            each.undo()


@contextmanager
def _moves(settings: Settings) -> Iterator[tuple[list[Move], PostgresEngine]]:
    """The moves of the files that are there, and an engine on the passports in the database."""
    place = settings.passports_place
    if not isinstance(place, PostgresPlace):
        raise BadInput("Zet eerst in WIJZER_STORE het adres van de database waar alles heen gaat, zoals postgresql://wijzer@db.gemeente.nl/wijzer")
    if not settings.database.exists() and not settings.versions.exists():
        raise BadInput(f"In {settings.var} staat niets om te verhuizen.")
    with ExitStack() as stack:
        made = []
        for path, schema, steps, keys in (
            (settings.database, passports.SCHEMA, passports.STEPS, KEYS), (settings.versions, versions.SCHEMA, versions.STEPS, versions.KEYS),
        ):
            engine = stack.enter_context(closing(PostgresEngine(place, schema, most=2)))
            passports.bring_up_to_date(engine, steps, moving=True)
            made.append((path, engine, keys))
        yield [Move(path, engine, keys) for path, engine, keys in made if path.exists()], made[0][1]


def _bring_up_to_date(opened: type[SqliteStore] | type[VersionStore], path: object) -> None:
    with suppress(StoreMoved):  # by an earlier run, which did the same
        opened(path).close()  # type: ignore[arg-type]
