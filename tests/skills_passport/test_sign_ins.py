"""What is kept of a session, and that it goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from skills_passport.rights import export_all
from skills_passport.sign_ins import SignIns, Watched
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore
from tests.skills_passport.conftest import Clock

ROLES = frozenset({"employee", "coach"})


@pytest.fixture
def sign_ins(store: SqliteStore, path: Path, clock: Clock) -> Iterator[SignIns]:
    opened = SignIns(path, clock=clock)
    yield opened
    opened.close()


def begin(sign_ins: SignIns, number: str, owner: str, at: datetime) -> None:
    sign_ins.begin(number, owner, ROLES, "oidc", "of-the-provider", older_than=at - timedelta(hours=12))


def test_a_session_is_found_by_its_number_and_by_no_other(sign_ins: SignIns, at: datetime) -> None:
    begin(sign_ins, "number-1", "m1", at)
    found = sign_ins.find("number-1")
    assert found is not None
    assert (found.owner, found.roles, found.how, found.credential) == ("m1", ROLES, "oidc", "of-the-provider")
    assert found.started == found.last_seen > at
    assert sign_ins.find("number-2") is sign_ins.find("") is None


def test_use_is_written_down_and_nothing_else_changes(sign_ins: SignIns, at: datetime) -> None:
    begin(sign_ins, "number-1", "m1", at)
    before = sign_ins.find("number-1")
    sign_ins.seen("number-1")
    after = sign_ins.find("number-1")
    assert before is not None and after is not None
    assert after.last_seen > before.last_seen and after.started == before.started
    sign_ins.seen("number-2")
    assert sign_ins.find("number-2") is None


def test_one_or_all_of_a_person_end(sign_ins: SignIns, at: datetime) -> None:
    for number, owner in (("a", "m1"), ("b", "m1"), ("c", "m1"), ("d", "m2")):
        begin(sign_ins, number, owner, at)
    sign_ins.end("a")
    assert [sign_ins.find(number) is not None for number in "abcd"] == [False, True, True, True]
    assert sign_ins.end_all("m1") == 2
    assert [sign_ins.find(number) is not None for number in "abcd"] == [False, False, False, True]


def test_what_is_too_old_goes_when_the_next_begins(sign_ins: SignIns, at: datetime, clock: Clock) -> None:
    begin(sign_ins, "old", "m1", at)
    clock.now += timedelta(hours=13)
    begin(sign_ins, "new", "m2", clock.now)
    assert sign_ins.of("m1") == ()
    assert sign_ins.find("new") is not None


def test_the_number_is_not_in_the_file(sign_ins: SignIns, path: Path, at: datetime) -> None:
    begin(sign_ins, "number-that-opens", "m1", at)
    assert [file.name for file in path.parent.iterdir() if b"number-that-opens" in file.read_bytes()] == []


def test_erasing_ends_the_sessions_of_the_owner_also_without_a_passport(store: SqliteStore, sign_ins: SignIns, path: Path, at: datetime) -> None:
    begin(sign_ins, "a", "owner-of-nothing", at)
    begin(sign_ins, "b", "m2", at)
    assert not store.erase("owner-of-nothing", actor="employee")
    assert (sign_ins.of("owner-of-nothing"), len(sign_ins.of("m2"))) == ((), 1)
    assert [file.name for file in path.parent.iterdir() if b"owner-of-nothing" in file.read_bytes()] == []


def test_the_export_tells_where_one_is_signed_in(store: SqliteStore, sign_ins: SignIns, at: datetime) -> None:
    store.change("m1", lambda passport: passport.with_answer("region", None, words="Breda", at=at), actor="bot", action="answer")
    begin(sign_ins, "a", "m1", at)
    begin(sign_ins, "b", "m2", at)
    (told,) = json.loads(export_all(store, "m1", actor="employee"))["sign_ins"]
    assert told["how"] == "oidc" and told["roles"] == ["coach", "employee"]


def test_a_look_does_not_wait_for_a_change(store: SqliteStore, sign_ins: SignIns, path: Path, at: datetime, journal: str) -> None:
    if journal == "delete":
        pytest.skip("an old engine's journal keeps readers waiting while a change is written")
    begin(sign_ins, "a", "m1", at)
    writer = sqlite3.connect(str(path), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE upkeep SET wipes_asked = wipes_asked")
    assert sign_ins.find("a") is not None
    writer.execute("ROLLBACK")
    writer.close()


WATCHED = Watched(ask_at=1796126400.25, confirmed=True, tokens="sealed")


def test_how_a_session_is_watched_is_known_to_every_process_and_goes_with_it(sign_ins: SignIns, store: SqliteStore, path: Path, at: datetime) -> None:
    for number, owner in (("number-1", "m1"), ("number-2", "m1"), ("number-3", "m2"), ("number-4", "m3")):
        begin(sign_ins, number, owner, at)
        sign_ins.watch(number, WATCHED)
    other = SignIns(path)
    assert other.watched("number-1") == WATCHED and other.watched("number-5") is None
    sign_ins.asked("number-1", Watched(2.5, False, "other"))
    assert other.watched("number-1") == Watched(2.5, False, "other")
    sign_ins.end("number-1")
    sign_ins.end_all("m2")
    store.erase("m3", actor="employee")
    assert [other.watched(f"number-{n}") for n in range(1, 5)] == [None, WATCHED, None, None]
    sign_ins.asked("number-1", WATCHED)
    assert other.watched("number-1") is None, "what comes in too late makes no session"
    other.close()


def test_one_of_all_processes_asks(sign_ins: SignIns, path: Path, at: datetime) -> None:
    begin(sign_ins, "number-1", "m1", at)
    sign_ins.watch("number-1", WATCHED)
    other = SignIns(path)
    assert [each.claim_asking("number-1", WATCHED, until=WATCHED.ask_at + 20) for each in (sign_ins, other, sign_ins)] == [True, False, False]
    assert not other.claim_asking("number-2", WATCHED, until=0.0)
    other.close()
