"""Every look and every change leaves a row; no row can be altered, taken out or put in unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from skills_passport.audit import checked_action, checked_actor
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore

Filler = Callable[[SkillsPassport, str], SkillsPassport]


def busy_day(store: SqliteStore, filled: Filler) -> None:
    store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    store.load("m1", actor="coach:4f2a", action="show-case")
    store.change("m2", lambda passport: filled(passport, "y"), actor="employee:m2", action="answer")
    store.load("m2", actor="m2", action="show")


def tamper(path: Path, *statements: str) -> None:
    """What somebody with the file and without the application would do."""
    connection = sqlite3.connect(str(path), isolation_level=None)
    connection.execute("DROP TRIGGER audit_no_update")
    connection.execute("DROP TRIGGER audit_no_delete")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_reads_and_writes_are_recorded_with_who_and_what(store: SqliteStore, filled: Filler) -> None:
    busy_day(store, filled)
    seen = [(entry.actor, entry.action, entry.version) for entry in store.accesses("m1", actor="employee")]
    assert seen == [("bot", "answer", 1), ("coach:4f2a", "show-case", 1), ("employee", "show-accesses", 1)]


def test_a_reply_that_is_read_again_is_recorded(store: SqliteStore, filled: Filler, at: datetime) -> None:
    store.change("m1", lambda passport: passport.with_reply("message-1", {"text": "hoi"}, at=at), actor="bot", action="answer")
    assert store.exchange("m1", "message-2", actor="employee") is None
    assert store.exchange("m1", "message-1", actor="employee")
    seen = [(entry.actor, entry.action) for entry in store.accesses("m1", actor="employee")]
    assert seen == [("bot", "answer"), ("employee", "read-reply"), ("employee", "show-accesses")]


def test_a_look_at_a_passport_that_is_not_there_leaves_no_row(store: SqliteStore) -> None:
    store.load("m1", actor="employee", action="show")
    assert store.verify_audit().rows == 0
    assert store.accesses("m1", actor="employee") == ()


def test_a_refused_change_leaves_no_row(store: SqliteStore) -> None:
    with pytest.raises(ZeroDivisionError):
        store.change("m1", lambda passport: 1 // 0, actor="bot", action="answer")  # type: ignore[arg-type,return-value]
    assert store.verify_audit().rows == 0


def test_the_owner_id_never_stands_in_the_trail(store: SqliteStore, filled: Filler) -> None:
    busy_day(store, filled)
    entries = [*store.accesses("m1", actor="employee:m1"), *store.accesses("m2", actor="m2")]
    assert len(entries) == 6
    assert not [entry for entry in entries if {"m1", "m2"} & set(f"{entry.actor}:{entry.subject}".split(":"))]


def test_an_untouched_trail_is_whole(store: SqliteStore, filled: Filler) -> None:
    assert store.verify_audit().whole
    busy_day(store, filled)
    check = store.verify_audit()
    assert (check.whole, check.rows) == (True, 4)


def test_the_application_itself_cannot_alter_the_trail(store: SqliteStore, path: Path, filled: Filler) -> None:
    busy_day(store, filled)
    store.close()
    connection = sqlite3.connect(str(path), isolation_level=None)
    for statement in ("UPDATE audit SET actor = 'bot'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE audit SET actor = 'bot' WHERE number = 2", "row 2 was changed"),
        ("UPDATE audit SET at = replace(at, '2026', '2025') WHERE number = 3", "row 3 was changed"),
        ("DELETE FROM audit WHERE number = 2", "row 2 is missing"),
        ("DELETE FROM audit WHERE number = 1", "row 1 is missing"),
        ("UPDATE audit SET number = number + 10 WHERE number = 4", "row 4 is missing"),
    ],
)
def test_tampering_is_found_at_its_row(
    store: SqliteStore, path: Path, filled: Filler, statement: str, problem: str
) -> None:
    busy_day(store, filled)
    store.close()
    tamper(path, statement)
    again = SqliteStore(path)
    check = again.verify_audit()
    again.close()
    assert not check.whole
    assert problem in check.problem


def test_a_cut_off_end_is_found_with_a_head_that_was_written_down(
    store: SqliteStore, path: Path, filled: Filler
) -> None:
    busy_day(store, filled)
    head = store.verify_audit().head
    store.load("m1", actor="employee", action="show")
    assert store.verify_audit(expected_head=head).whole
    store.close()
    tamper(path, "DELETE FROM audit WHERE number >= 4")
    again = SqliteStore(path)
    check = again.verify_audit(expected_head=head)
    again.close()
    assert "cut off" in check.problem


@pytest.mark.parametrize("actor", ["", "Ria de Vries", "coach:Ria de Vries", "employee ", "coach:", "COACH"])
def test_a_name_cannot_be_an_actor(actor: str) -> None:
    with pytest.raises(ValueError, match="actor"):
        checked_actor(actor, "m1")


@pytest.mark.parametrize("action", ["", "ik werk bij burgerzaken", "Answer", "x" * 65])
def test_typed_text_cannot_be_an_action(action: str) -> None:
    with pytest.raises(ValueError, match="action"):
        checked_action(action)
