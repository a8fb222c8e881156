"""What only PostgreSQL has: its own trail and schema, a server that goes away and comes back, and what erasing leaves."""

from __future__ import annotations

import logging
import re
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from skills_passport.errors import EngineRefused, PassportError, SchemaTooNew, StoreBusy, StoreError, StoreUnavailable
from skills_passport.model import SkillsPassport
from skills_passport.postgres_store import ABOUT_SOMEBODY, PostgresStore
from skills_passport.sign_ins import SignIns
from skills_passport.sql import PostgresPlace
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore
from tests.cluster.conftest import Look
from tests.cluster.postgres_server import PostgresServer

pytestmark = pytest.mark.cluster
AT = datetime(2026, 12, 1, tzinfo=UTC)


def told(words: str) -> Callable[[SkillsPassport], SkillsPassport]:
    return lambda passport: passport.with_answer("own", {"said": words}, words=words, at=AT)


def tell(store: PostgresStore, owner: str, words: str) -> SkillsPassport:
    return store.change(owner, told(words), actor="bot", action="answer")


def tell_as_soon_as_it_goes(store: PostgresStore, owner: str, words: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            tell(store, owner, words)
            return
        except StoreError:
            assert time.monotonic() < until, "it never went again"
            time.sleep(0.1)


def test_both_engines_have_the_same_tables_and_columns(store: PostgresStore, look: Look, tmp_path: Path) -> None:
    SqliteStore(tmp_path / "passports.sqlite").close()
    connection = sqlite3.connect(str(tmp_path / "passports.sqlite"))
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite_%'")]
    ours = {(table, row[1], row[2], bool(row[3] or row[5])) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")}
    connection.close()
    kinds = {"text": "TEXT", "bigint": "INTEGER", "double precision": "REAL"}
    theirs = {
        (table, column, kinds[kind], null == "NO") for table, column, kind, null in look(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'skills_passport'"
        ) if table not in ("schema_steps", "moves")
    }
    assert ours == theirs


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'bot'", "DELETE FROM audit", "TRUNCATE audit"])
def test_nobody_alters_the_trail(store: PostgresStore, look: Look, statement: str) -> None:
    tell(store, "m1", "a")
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
        look(statement)
    with pytest.raises(EngineRefused, match="append-only"), store.database.writing() as connection:
        connection.execute(statement)
    assert store.verify_audit().rows == 1


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE audit SET actor = 'bot' WHERE number = 2", "row 2 was changed"),
        ("DELETE FROM audit WHERE number = 1", "row 1 is missing"),
        ("INSERT INTO audit SELECT -5, at, actor, action, subject, version, seal FROM audit WHERE number = 1", "row 1 is missing"),
    ],
)
def test_who_takes_the_triggers_away_first_is_found(store: PostgresStore, look: Look, statement: str, problem: str) -> None:
    for words in ("a", "b", "c"):
        tell(store, "m1", words)
        store.load("m1", actor="employee", action="show")
    assert store.verify_audit().whole
    look("ALTER TABLE audit DISABLE TRIGGER USER")
    look(statement)
    assert problem in store.verify_audit().problem


def test_a_schema_of_a_newer_release_is_refused_and_left_alone(store: PostgresStore, database: PostgresPlace, look: Look) -> None:
    look("INSERT INTO schema_steps VALUES ('9999-from-the-future', '2031')")
    with pytest.raises(SchemaTooNew, match="9999-from-the-future"):
        PostgresStore(database)


def test_a_schema_of_something_else_is_refused_and_left_alone(database: PostgresPlace, look: Look) -> None:
    look("CREATE SCHEMA skills_passport")
    look("CREATE TABLE skills_passport.shopping (id bigint)")
    with pytest.raises(StoreUnavailable, match="iets anders"):
        PostgresStore(database)
    assert look("SELECT table_name FROM information_schema.tables WHERE table_schema = 'skills_passport'") == [("shopping",)]


def test_many_that_start_at_once_make_one_schema(database: PostgresPlace) -> None:
    opened: list[PostgresStore] = []
    threads = [threading.Thread(target=lambda: opened.append(PostgresStore(database))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.check() for store in opened] == [0] * 6
    for store in opened:
        store.close()


def all_rows(look: Look) -> str:
    """Every row of every table, as one text."""
    tables = [row[0] for row in look("SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_schema IN ('skills_passport', 'public')")]
    return "\n".join(text for (text,) in look(" UNION ALL ".join(f"SELECT t::text FROM {table} AS t" for table in tables)))


def test_of_who_is_erased_no_word_is_in_a_table_and_after_rewriting_none_in_their_files(
    store: PostgresStore, database: PostgresPlace, postgres: PostgresServer, look: Look
) -> None:
    with closing(SignIns(database)) as sign_ins:
        for number in range(30):
            tell(store, f"canary-owner-{number}x", f"canary-{number}x " * 40)
            sign_ins.begin(f"number-{number}", f"canary-owner-{number}x", frozenset({"employee"}), "oidc", "", older_than=AT)
    for number in range(0, 30, 2):
        assert store.erase(f"canary-owner-{number}x", actor="employee")
    rows = all_rows(look)
    assert [number for number in range(30) if f"canary-{number}x" in rows or f"canary-owner-{number}x" in rows] == list(range(1, 30, 2))
    assert store.rewrite() == 15 and store.rewrite() == 0
    look("CHECKPOINT")
    files = [file.read_bytes() for (path,) in look(
        "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't') AND pg_relation_filepath(oid) IS NOT NULL "
        "AND (relnamespace = 'skills_passport'::regnamespace OR relnamespace = 'pg_toast'::regnamespace)"
    ) if (file := postgres.data / path).exists()]
    left = [number for number in range(30) if any(f"canary-{number}x".encode() in file or f"canary-owner-{number}x".encode() in file for file in files)]
    assert left == list(range(1, 30, 2)), "and who stays is still there"
    assert set(ABOUT_SOMEBODY) >= {table for (table,) in look(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'skills_passport' AND column_name = 'owner'"
    )}


def test_a_row_of_the_trail_never_waits_in_a_circle(database: PostgresPlace) -> None:
    """Everything that takes more than one owner, a coach or the trail, at once and against each other."""
    stores = [PostgresStore(database, coach_of=lambda owner: f"c-{owner}") for _ in range(2)]
    owners = [f"m{number}" for number in range(4)]
    failed: list[BaseException] = []
    for owner in owners:
        tell(stores[0], owner, "a")

    def busy(store: PostgresStore, seed: int) -> None:
        try:
            for turn in range(12):
                owner = owners[(turn + seed) % 4]
                tell(store, owner, f"{seed}-{turn}")
                store.told_by(owners[:: 1 if seed % 2 else -1], actor="hr", action="totals")
                store.remove_coach(f"c-{owner}", actor="operator")
                store.check()
                if turn % 6 == 5:
                    store.erase(owner, actor="employee")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=busy, args=(stores[seed % 2], seed)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and stores[0].verify_audit().whole
    for store in stores:
        store.close()


def test_who_holds_an_owner_for_too_long_makes_others_say_that_it_is_busy(store: PostgresStore, database: PostgresPlace) -> None:
    tell(store, "m1", "a")
    with closing(PostgresStore(database)) as other, store.database.writing("m1"), pytest.raises(StoreBusy, match="opgeslagen"):
        tell(other, "m1", "b")
    assert tell(store, "m2", "c").version == 1


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGINT])
def test_a_server_that_goes_away_is_said_and_found_again_without_a_restart(own_server: PostgresServer, how: signal.Signals, caplog: pytest.LogCaptureFixture) -> None:
    place = own_server.make()
    with caplog.at_level(logging.DEBUG), closing(PostgresStore(place)) as store:
        tell(store, "m1", "before")
        own_server.stop(how)
        for _ in range(2):
            with pytest.raises(StoreUnavailable, match="antwoordt niet; er is niets opgeslagen") as told_to:
                tell(store, "m1", "meanwhile")
        own_server.start()
        tell_as_soon_as_it_goes(store, "m1", "after")
        answers = [answer.words for answer in store.load("m1", actor="employee", action="show").answers_given]
        assert answers == ["before", "after"] and store.verify_audit().whole
    assert own_server.password not in caplog.text + str(told_to.value) + repr(place) + str(place)


def test_a_server_that_stands_still_is_given_up_and_found_again(own_server: PostgresServer) -> None:
    with closing(PostgresStore(own_server.make())) as store:
        tell(store, "m1", "before")
        own_server.freeze()
        with pytest.raises(StoreError):
            tell(store, "m1", "meanwhile")
        own_server.freeze(False)
        tell_as_soon_as_it_goes(store, "m1", "after")
        assert store.verify_audit().whole


@pytest.mark.parametrize("wrong", ["port", "password"])
def test_a_database_that_cannot_be_opened_is_said_without_the_password(postgres: PostgresServer, wrong: str, caplog: pytest.LogCaptureFixture) -> None:
    url = postgres.url(port=1) if wrong == "port" else re.sub(":[^:@]+@", ":canary-secret@", postgres.url())
    with caplog.at_level(logging.DEBUG), pytest.raises(StoreUnavailable) as found:
        PostgresStore(PostgresPlace(url))
    assert "127.0.0.1" in str(found.value) and found.value.__cause__ is None
    assert not any(secret in caplog.text + str(found.value) for secret in (postgres.password, "canary-secret"))


def test_what_the_database_says_of_a_row_goes_no_further(store: PostgresStore) -> None:
    with pytest.raises(PassportError) as found, store.database.writing() as connection:
        connection.execute("INSERT INTO coaches VALUES (?, ?, ?)", ("c1", "canary-name", None))
    assert "canary" not in str(found.value)
