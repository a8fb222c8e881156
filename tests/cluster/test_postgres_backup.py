"""A PostgreSQL database is copied while somebody writes in it, and put back whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
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

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
SCHEMA = (
    "CREATE TABLE passports (owner text PRIMARY KEY, words text NOT NULL); CREATE TABLE sign_ins (number_hash text PRIMARY KEY); "
    "CREATE TABLE audit (number bigint PRIMARY KEY, at text, actor text, action text, subject text, version bigint, seal text)"
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of its own on loopback, as an unprivileged user; the begin of its addresses."""
    folder = Path(tempfile.mkdtemp(prefix="wijzer-backup-"))
    as_who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if as_who:
        shutil.chown(folder, "postgres", "postgres")
    port = free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run([BIN / program, "-D", folder / "data", *arguments], check=True, stdout=subprocess.DEVNULL, **as_who)  # type: ignore[call-overload]

    run("initdb", "--username", "wijzer", "--auth", "trust", "--no-sync")
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1", "start")
    yield f"postgresql://wijzer@127.0.0.1:{port}"
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder)


def database(server: str, name: str, *, filled: bool = False) -> str:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    if filled:
        with psycopg.connect(f"{server}/{name}") as connection:
            connection.execute(SCHEMA)
            connection.execute("INSERT INTO sign_ins VALUES ('hash-of-a-session')")
        write(f"{server}/{name}", 0)
    return f"{server}/{name}"


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


def test_a_copy_of_one_moment_while_somebody_writes_comes_back_the_same(server: str, tmp_path: Path) -> None:
    source: Database = PostgresDatabase(database(server, "source", filled=True), ("sign_ins",))
    stop, written = threading.Event(), [0]

    def writer() -> None:
        while not stop.is_set():
            written[0] += 1
            write(f"{server}/source", written[0])

    thread = threading.Thread(target=writer)
    thread.start()
    try:
        copied = source.copy(tmp_path)
    finally:
        stop.set()
        thread.join()
    assert copied.audit is not None and copied.audit.whole and copied.rows["passports"] == copied.audit.rows <= written[0] + 1
    assert b"hash-of-a-session" not in (tmp_path / source.file).read_bytes()
    target = PostgresDatabase(database(server, "target"))
    assert not target.exists()
    assert target.put_back(tmp_path) == copied and copied.rows["sign_ins"] == 0
    with pytest.raises(RestoreRefused, match="niet leeg"):
        target.put_back(tmp_path)


def test_a_damaged_dump_leaves_the_database_empty_and_what_is_wrong_is_told(server: str, tmp_path: Path) -> None:
    source = PostgresDatabase(database(server, "whole", filled=True))
    source.copy(tmp_path)
    dump = tmp_path / source.file
    dump.write_bytes(dump.read_bytes()[:-200])
    target = PostgresDatabase(database(server, "half"))
    with pytest.raises(RestoreRefused, match="pg_restore is niet gelukt"):
        target.put_back(tmp_path)
    assert not target.exists()
    with pytest.raises(BackupFailed, match="pg_dump is niet gelukt"):
        source.copy(tmp_path / "absent")
    secret = PostgresDatabase(f"postgresql://wijzer:very-secret@127.0.0.1:{free_port()}/none")
    with pytest.raises(StoreUnavailable) as told:
        secret.exists()
    assert "very-secret" not in str(told.value) + repr(secret)
