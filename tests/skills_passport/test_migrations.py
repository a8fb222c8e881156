"""From any released schema to the present one, and never backwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from skills_passport.errors import SchemaTooNew, StoreUnavailable
from skills_passport.migrations import MIGRATIONS
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.schema_steps import step_names
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore
from tests.released import from_dump, lost, rows_of, schema_of

RELEASED = Path(__file__).parent / "released"


def test_steps_are_numbered_without_gaps() -> None:
    assert [name[:4] for name in step_names(MIGRATIONS)] == [f"{n:04}" for n in range(1, len(step_names(MIGRATIONS)) + 1)]


def test_every_released_schema_has_its_dump() -> None:
    assert [dump.stem for dump in sorted(RELEASED.glob("*.sql"))] == step_names(MIGRATIONS)


@pytest.mark.parametrize("dump", sorted(RELEASED.glob("*.sql")), ids=lambda dump: dump.stem)
def test_a_released_file_opens_with_everything_in_it(
    dump: Path, *, path: Path, tmp_path: Path, passport: SkillsPassport, filled: Callable[..., SkillsPassport], worked: Callable[..., SkillsPassport]
) -> None:
    from_dump(dump, path)
    before = rows_of(path)
    assert not [table for table, rows in before.items() if not rows], "a table without rows proves nothing"
    store = SqliteStore(path)
    assert not lost(before, rows_of(path))
    found = store.load("m1", actor="employee", action="show")
    assert store.verify_audit().whole
    store.close()
    kept = filled(passport, "released")
    as_released = '{"note":"released-advice","suggestions":[]}'
    kept = replace(kept, advices=tuple(replace(advice, advice=as_released) for advice in kept.advices))
    if dump.stem > "0002":
        kept = worked(kept, "released")
        assert replace(found.casework, version=0) == kept.casework
    assert found.answers_given == kept.answers_given
    assert (found.talk, found.consents, found.advices) == (kept.talk, kept.consents, kept.advices)
    assert (found.exchanges, found.interview) == (kept.exchanges, kept.interview)
    SqliteStore(tmp_path / "fresh.sqlite").close()
    assert schema_of(path) == schema_of(tmp_path / "fresh.sqlite")


def test_opening_twice_changes_nothing(path: Path) -> None:
    SqliteStore(path).close()
    before = path.read_bytes()
    SqliteStore(path).close()
    assert path.read_bytes() == before


def test_a_file_of_a_newer_release_is_refused_and_left_alone(path: Path) -> None:
    SqliteStore(path).close()
    database = Database(sqlite3.connect(str(path)))
    database[MIGRATIONS.migrations_table].insert(
        {"migration_set": MIGRATIONS.name, "name": "9999-from-the-future", "applied_at": "2031-01-01"}
    )
    database.close()
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew, match="9999-from-the-future"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(str(path))
    connection.execute("CREATE TABLE events (id INTEGER)")
    connection.close()
    shutil.copy(path, tmp_path / "before")
    with pytest.raises(StoreUnavailable, match="andere database"):
        SqliteStore(path)
    left = sqlite3.connect(str(path))
    assert left.execute("SELECT name FROM sqlite_master").fetchall() == [("events",)]
    left.close()


def test_who_agreed_to_a_coach_before_there_were_shares_has_one_with_the_team(path: Path) -> None:
    from_dump(RELEASED / "0001-passports-and-audit.sql", path)
    connection = sqlite3.connect(str(path))
    connection.executescript("""
        INSERT INTO consents VALUES('m1',2,'meekijken',0,'2026-12-01T12:00:00+00:00','1');
        INSERT INTO consents VALUES('m1',3,'meekijken',1,'2026-12-02T12:00:00+00:00','1');
        INSERT INTO passports VALUES('m2','s2',1,'2026-12-01T12:00:01+00:00','2026-12-01T12:00:02+00:00','{"question":null,"done":[],"notes":{}}');
        INSERT INTO consents VALUES('m2',1,'meekijken',1,'2026-12-01T12:00:00+00:00','1');
        INSERT INTO consents VALUES('m2',2,'gesprek',0,'2026-12-02T12:00:00+00:00','1');
        INSERT INTO consents VALUES('m2',3,'gesprek',1,'2026-12-03T12:00:00+00:00','1');
    """)
    connection.close()
    store = SqliteStore(path)
    shares = store.load("m1", actor="employee", action="show").casework.shares
    lapsed = store.load("m2", actor="employee", action="show")
    store.close()
    assert [(share.coach, share.since.day, share.is_open, share.name) for share in shares] == [(None, 2, True, "")]
    assert len(shares[0].case) == 16 and lapsed.casework.shares == ()
    assert not lapsed.agrees_to(Purpose.COACH) and lapsed.agrees_to(Purpose.TALK), "without a share nobody looks on, and the consent tells the same"
    assert lapsed.answers["coach"].value == {"may_look": False}
