"""A PostgreSQL database is copied while somebody writes in it, and put back whole or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.rasa_server.process import free_port
from portal.backups.databases import Database
from portal.backups.errors import BackupFailed, RestoreRefused
from portal.backups.postgres import PostgresDatabase
from skills_passport.audit import FIRST_SEAL, AuditEntry, seal_of
from skills_passport.errors import StoreUnavailable
from skills_passport.rights import erase_all
from skills_passport.sql import PostgresPlace
from tests.backups import CANARY, ERASED, place
from tests.cluster.postgres_server import PostgresServer
from tests.portal.command_line import wijzer

pytestmark = pytest.mark.cluster
SCHEMA = (
    "CREATE TABLE passports (owner text PRIMARY KEY, words text NOT NULL); CREATE TABLE sign_ins (number_hash text PRIMARY KEY); "
    "CREATE TABLE audit (number bigint PRIMARY KEY, at text, actor text, action text, subject text, version bigint, seal text)"
)


@pytest.fixture
def filled(database: PostgresPlace) -> PostgresDatabase:
    with psycopg.connect(database.url) as connection:
        connection.execute(SCHEMA)
        connection.execute("INSERT INTO sign_ins VALUES ('hash-of-a-session')")
    write(database.url, 0)
    return PostgresDatabase(database.url, ("sign_ins",))


@pytest.fixture
def empty(postgres: PostgresServer) -> Iterator[PostgresDatabase]:
    place = postgres.make()
    yield PostgresDatabase(place.url)
    postgres.remove(place)


def write(address: str, number: int) -> None:
    """A passport and its row in the trail, in one transaction."""
    with psycopg.connect(address) as connection:
        last = connection.execute("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1").fetchone() or (0, FIRST_SEAL)
        entry = AuditEntry(last[0] + 1, datetime.now(UTC), "bot", "answer", f"{number}", 1, "")
        connection.execute("INSERT INTO passports VALUES (%s, 'x')", (f"m{number}",))
        connection.execute(
            "INSERT INTO audit VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (entry.number, entry.at.isoformat(), entry.actor, entry.action, entry.subject, entry.version, seal_of(last[1], entry)),
        )


def test_a_copy_of_one_moment_while_somebody_writes_comes_back_the_same(filled: PostgresDatabase, empty: PostgresDatabase, tmp_path: Path) -> None:
    source: Database = filled
    stop, written = threading.Event(), [0]

    def writer() -> None:
        while not stop.is_set():
            written[0] += 1
            write(filled.url, written[0])

    thread = threading.Thread(target=writer)
    thread.start()
    try:
        copied = source.copy(tmp_path)
    finally:
        stop.set()
        thread.join()
    assert copied.audit is not None and copied.audit.whole and copied.rows["passports"] == copied.audit.rows <= written[0] + 1
    assert b"hash-of-a-session" not in (tmp_path / source.file).read_bytes()
    assert not empty.exists()
    assert empty.put_back(tmp_path) == copied and copied.rows["sign_ins"] == 0
    with pytest.raises(RestoreRefused, match="niet leeg"):
        empty.put_back(tmp_path)
    empty.take_away()
    assert not empty.exists() and filled.exists()


def test_a_damaged_dump_leaves_the_database_empty_and_what_is_wrong_is_told(filled: PostgresDatabase, empty: PostgresDatabase, tmp_path: Path) -> None:
    filled.copy(tmp_path)
    dump = tmp_path / filled.file
    dump.write_bytes(dump.read_bytes()[:-200])
    with pytest.raises(RestoreRefused, match="pg_restore is niet gelukt"):
        empty.put_back(tmp_path)
    assert not empty.exists()
    with pytest.raises(BackupFailed, match="pg_dump is niet gelukt"):
        filled.copy(tmp_path / "absent")
    secret = PostgresDatabase(f"postgresql://wijzer:very-secret@127.0.0.1:{free_port()}/none")
    with pytest.raises(StoreUnavailable) as told:
        secret.exists()
    assert "very-secret" not in str(told.value) + repr(secret)


def test_a_whole_installation_on_postgresql_comes_back_without_who_erased_everything(
    database: PostgresPlace, empty: PostgresDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIJZER_STORE", database.url)
    made = place(tmp_path)
    var = made.settings.var
    answer = wijzer("backup", "--folder", str(made.folder), "--to", made.public, var=var)
    assert answer.returncode == 0 and "2 paspoorten" in answer.stdout, answer.stderr
    file, head = answer.stdout.splitlines()[0], answer.stdout.splitlines()[2].split()[-1]
    with made.store() as store:
        erase_all(store, ERASED, actor="employee", forget_talk=lambda owner: None)
    into, key = ("--into", str(tmp_path / "restored")), ("--key", str(made.key))
    assert "WIJZER_RESTORE_STORE" in wijzer("restore", file, *key, "--verify", var=var).stderr
    assert "niet leeg" in wijzer("restore", file, *key, *into, var=var).stderr, "the one in use is never written in"
    wrong = wijzer("restore", file, *key, *into, "--head", "0" * 63 + "1", var=var, WIJZER_RESTORE_STORE=empty.url)
    assert "zegel" in wrong.stderr and not empty.exists() and not (tmp_path / "restored").exists()
    trial = wijzer("restore", file, *key, "--verify", var=var, WIJZER_RESTORE_STORE=empty.url)
    assert trial.returncode == 0 and "Een portaal erop antwoordt" in trial.stdout and not empty.exists(), trial.stderr
    back = wijzer("restore", file, *key, *into, "--head", head, var=var, WIJZER_RESTORE_STORE=empty.url)
    assert back.returncode == 0 and "1 paspoort," in back.stdout and "Opnieuw gewist: 1." in back.stdout, back.stderr
    assert sorted(path.name for path in (tmp_path / "restored").iterdir()) == ["erasures.jsonl", "secrets.json"]
    with psycopg.connect(empty.url) as connection:
        left = connection.execute("SELECT count(*), count(*) FILTER (WHERE words LIKE %s) FROM skills_passport.answers", (f"%{CANARY}%",)).fetchone()
    assert left is not None and left[0] > 0 and left[1] == 0
    assert made.leftovers() == [] and json.loads((tmp_path / "restored" / "secrets.json").read_bytes())
