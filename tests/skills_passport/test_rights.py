"""Consent, export and erasure reach everything, also what a later table adds; afterwards the words are nowhere."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from skills_passport.casework.record import Casework
from skills_passport.errors import ErasureIncomplete, PassportNotFound
from skills_passport.model import Interview, Purpose, SkillsPassport
from skills_passport.rights import erase_all, export_all, give_consent, withdraw_consent
from skills_passport.sign_ins import SignIns
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore

Filler = Callable[[SkillsPassport, str], SkillsPassport]


def forgets_nothing(owner: str) -> None:
    """A conversation engine that held nothing of this owner."""


def fill(store: SqliteStore, filled: Filler, owner: str, mark: str) -> None:
    store.change(owner, lambda passport: filled(passport, mark), actor="bot", action="answer")
    with closing(SignIns(store.place)) as sign_ins:
        sign_ins.begin(f"number-of-{mark}", owner, frozenset({"employee"}), f"persona:{mark}", "", older_than=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def filled(filled: Filler, worked: Filler) -> Filler:
    """With the casework, too: every table must hold something."""
    return lambda passport, mark: worked(filled(passport, mark), mark)


def personal_tables(path: Path) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Every table with an owner in it, and all its rows, straight from the file."""
    database = Database(sqlite3.connect(str(path)))
    for table in database.tables:
        if "owner" in table.columns_dict:
            yield table.name, list(table.rows)
    database.close()


def files_with(path: Path, word: str) -> list[str]:
    return [file.name for file in path.parent.rglob("*") if word.encode() in file.read_bytes()]


def test_every_personal_place_in_the_schema_is_exported(store: SqliteStore, path: Path, filled: Filler) -> None:
    fill(store, filled, "m1", "canary")
    exported = export_all(store, "m1", actor="employee")
    places = 0
    for table, rows in personal_tables(path):
        assert rows, f"the filled passport of the tests leaves table {table} empty"
        texts = [str(value) for row in rows for value in row.values()]
        words = {
            piece for text in texts for piece in text.replace('"', " ").replace(":", " ").split() if "canary" in piece
        }
        missing = {word for word in words if word.strip("[]{},") not in exported}
        assert not missing, f"table {table} holds what the export does not show"
        places += len(words)
    assert places >= 45


def test_every_personal_table_is_emptied_by_erasure_and_no_other_person(
    store: SqliteStore, path: Path, filled: Filler
) -> None:
    fill(store, filled, "m1", "canary")
    fill(store, filled, "m2", "other")
    before = store.load("m2", actor="employee", action="show")
    assert erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)
    for table, rows in personal_tables(path):
        assert {row["owner"] for row in rows} == {"m2"}, table
    assert store.load("m2", actor="employee", action="show") == before
    assert store.load("m1", actor="employee", action="show").is_new


def test_erased_words_are_in_no_file(store: SqliteStore, path: Path, at: datetime) -> None:
    """Forty people write short and long by turns; half of them take it all back and have themselves erased.

    The engine moves rows about as pages split and merge. With this seed, deleting alone (secure_delete and all)
    leaves words of one person behind.
    """
    dice = random.Random(0)
    for _ in range(600):
        person = dice.randrange(40)

        def turn(passport: SkillsPassport, word: str = f"canary-{person}x ") -> SkillsPassport:
            told = passport.with_answer("tasks", None, words=word * dice.randrange(1, 12), at=at)
            return told.with_interview(Interview("tasks", (), {"offered": word * dice.randrange(1, 12)}))

        store.change(f"owner-{person}x", turn, actor="bot", action="answer")
    assert len([person for person in range(40) if files_with(path, f"canary-{person}x")]) == 40
    for person in range(20):
        store.change(f"owner-{person}x", SkillsPassport.without_content, actor="employee", action="take-back")
    for person in range(20):
        assert erase_all(store, f"owner-{person}x", actor="employee", forget_talk=forgets_nothing)
    left = [
        person for person in range(40) if files_with(path, f"canary-{person}x") or files_with(path, f"owner-{person}x")
    ]
    assert left == list(range(20, 40))


def test_of_what_coach_and_employee_did_together_no_word_is_left(store: SqliteStore, path: Path, filled: Filler) -> None:
    """Every text place of every table carries a canary of its own; who looked stands in the audit trail by a coach's own id, and stays there."""
    fill(store, filled, "canary-m1", "canary")
    places = ("case", "coach", "name", "reach", "step", "steptext", "judge", "function", "reason", "written", "answered", "agreed", "followup", "planner")
    assert [place for place in places if not files_with(path, f"canary-{place}")] == []
    assert erase_all(store, "canary-m1", actor="employee", forget_talk=forgets_nothing)
    assert files_with(path, "canary") == []
    assert store.cases_for("canary-coach") == store.judged() == ()


def test_erasure_leaves_a_sealed_fact_that_leads_to_nobody(store: SqliteStore, filled: Filler) -> None:
    fill(store, filled, "m1", "canary")
    subject = store.accesses("m1", actor="employee")[0].subject
    erase_all(store, "m1", actor="employee:m1", forget_talk=forgets_nothing)
    assert store.verify_audit().whole
    assert store.accesses("m1", actor="employee") == ()
    fill(store, filled, "m1", "again")
    assert {entry.subject for entry in store.accesses("m1", actor="employee")}.isdisjoint({subject})


def test_erasing_twice_is_safe(store: SqliteStore, filled: Filler) -> None:
    fill(store, filled, "m1", "canary")
    assert erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)
    assert not erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)


def test_erasure_reaches_the_conversation_engine(store: SqliteStore, filled: Filler) -> None:
    fill(store, filled, "m1", "canary")
    forgotten: list[str] = []
    erase_all(store, "m1", actor="employee", forget_talk=forgotten.append)
    assert forgotten == ["m1"]


def test_when_the_engine_cannot_forget_nothing_is_erased_and_it_is_said(store: SqliteStore, filled: Filler) -> None:
    fill(store, filled, "m1", "canary")

    def cannot(owner: str) -> None:
        raise ConnectionError("no answer")

    with pytest.raises(ErasureIncomplete, match="nog niets gewist"):
        erase_all(store, "m1", actor="employee", forget_talk=cannot)
    assert store.load("m1", actor="employee", action="show").talk


def test_a_wipe_that_a_reader_stopped_is_said_and_finished_at_the_next_start(
    path: Path, filled: Filler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skills_passport.sqlite_engine.BUSY_SECONDS", 0)
    store = SqliteStore(path)
    fill(store, filled, "m1", "canary")
    reader = sqlite3.connect(str(path), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM talk").fetchall()
    with pytest.raises(ErasureIncomplete, match="resten"):
        erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)
    assert store.load("m1", actor="employee", action="show").is_new
    assert files_with(path, "canary")
    reader.close()
    store.close()
    SqliteStore(path).close()
    assert files_with(path, "canary") == []


def test_consent_is_kept_with_time_and_text(store: SqliteStore, at: datetime) -> None:
    give_consent(store, "m1", Purpose.TALK, at=at, text_version="2026-12", actor="employee")
    passport = give_consent(store, "m1", Purpose.CONTACT, at=at, text_version="2026-12", actor="employee")
    assert passport.agrees_to(Purpose.TALK)
    assert passport.agrees_to(Purpose.CONTACT)
    assert passport.consents[0].at == at
    assert passport.answers["contact"].value == {"may_contact": True}


@pytest.mark.parametrize("purpose", [Purpose.CONTACT, Purpose.COACH])
def test_withdrawing_another_consent_keeps_the_passport(store: SqliteStore, filled: Filler, at: datetime, purpose: Purpose) -> None:
    question, field = {Purpose.CONTACT: ("contact", "may_contact"), Purpose.COACH: ("coach", "may_look")}[purpose]
    fill(store, filled, "m1", "canary")
    passport = give_consent(store, "m1", purpose, at=at, text_version="1", actor="employee")
    assert passport.agrees_to(purpose) and passport.answers[question].value == {field: True}
    passport = withdraw_consent(store, "m1", purpose, at=at, text_version="1", actor="employee", forget_talk=forgets_nothing)
    assert not passport.agrees_to(purpose)
    assert passport.answers[question].value == {field: False}
    assert passport.talk
    assert [entry.action for entry in store.accesses("m1", actor="employee") if "consent" in entry.action][-2:] == [f"consent-given:{purpose}", f"consent-withdrawn:{purpose}"]


def test_withdrawing_the_talk_wipes_all_but_the_consents(
    store: SqliteStore, path: Path, filled: Filler, at: datetime
) -> None:
    fill(store, filled, "m1", "canary")
    forgotten: list[str] = []
    passport = withdraw_consent(
        store, "m1", Purpose.TALK, at=at, text_version="1", actor="employee", forget_talk=forgotten.append
    )
    assert [(consent.purpose, consent.given) for consent in passport.consents] == [
        (Purpose.TALK, True),
        (Purpose.COACH, True),
        (Purpose.TALK, False),
        (Purpose.COACH, False),
    ]
    assert passport.casework == Casework(version=passport.casework.version)
    assert passport == store.load("m1", actor="employee", action="show")
    assert forgotten == ["m1"]
    for gone in ("said", "name", "reach", "steptext", "reason", "written", "answered", "agreed", "case"):
        assert files_with(path, f"canary-{gone}") == []
    assert files_with(path, "canary-consenttext") == ["passports.sqlite"]


def test_there_is_nothing_to_export_of_somebody_unknown(store: SqliteStore) -> None:
    with pytest.raises(PassportNotFound):
        export_all(store, "m1", actor="employee")


def test_a_wipe_waits_for_who_empties_the_log_just_then(path: Path, filled: Filler) -> None:
    """The engine itself does not: it says at once that it is busy."""
    store = SqliteStore(path)
    fill(store, filled, "m1", "canary")
    shared = Path(f"{path}-shm")
    if not shared.exists():
        pytest.skip("an old engine's journal has no log to empty")
    holds = "import fcntl, sys, time; file = open(sys.argv[1], 'r+b'); fcntl.lockf(file, fcntl.LOCK_EX, 1, 121); print('held', flush=True); time.sleep(0.5)"  # the lock of who empties it
    other = subprocess.Popen([sys.executable, "-c", holds, str(shared)], stdout=subprocess.PIPE)
    assert other.stdout is not None and other.stdout.readline() == b"held\n"
    assert erase_all(store, "m1", actor="employee", forget_talk=forgets_nothing)
    assert other.wait(10) == 0
    store.close()
    assert files_with(path, "canary") == []
