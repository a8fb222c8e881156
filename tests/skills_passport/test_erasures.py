"""What people take back stands in a journal apart before it is done, and is taken back again from a passport of before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from skills_passport.audit import FIRST_SEAL
from skills_passport.casework import employee
from skills_passport.casework.queue import Coach
from skills_passport.erasures import ErasureJournal, Journal, Kind, Note, as_text, read_journal
from skills_passport.errors import JournalBroken, StoreUnavailable
from skills_passport.honouring import honour
from skills_passport.model import Purpose
from skills_passport.pseudonym import coach_id
from skills_passport.rights import erase_all, give_consent, withdraw_consent
from skills_passport.sqlite_copy import copy_whole
from skills_passport.sqlite_store import SqliteStore
from tests.passports import told_passport

OWNER = told_passport().owner
START = datetime(2026, 12, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


class Ticking:
    """Every look at it is a second later."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def as_coach(owner: str) -> str:
    return coach_id(owner, "a secret of this test")


def opened(folder: Path, clock: Callable[[], datetime], name: str = "passports.sqlite") -> SqliteStore:
    return SqliteStore(folder / name, clock=clock, coach_of=as_coach, journal=ErasureJournal(folder / "erasures.jsonl", clock=clock))


def told(store: SqliteStore, at: datetime, owner: str = OWNER) -> None:
    answers = told_passport().answers_given
    store.change(owner, lambda p: replace(p, answers_given=answers), actor="bot", action="answer")
    for purpose in Purpose:
        give_consent(store, owner, purpose, at=at, text_version="1", actor="bot")


def forgotten(owner: str) -> None:
    assert owner


def put_back(folder: Path, clock: Callable[[], datetime]) -> SqliteStore:
    """The copy from before, as a store without a journal."""
    return SqliteStore(folder / "before.sqlite", clock=clock, coach_of=as_coach)


def test_an_erasure_is_done_again_and_a_passport_begun_anew_stays(tmp_path: Path) -> None:
    clock = Ticking()
    with closing(opened(tmp_path, clock)) as store:
        told(store, clock())
        told(store, clock(), "m2")
        store.note_coach(Coach(as_coach(OWNER), "Ria", clock()))
        copy_whole(tmp_path / "passports.sqlite", tmp_path / "before.sqlite")
        assert erase_all(store, OWNER, actor="employee", forget_talk=forgotten)
        told(store, clock())
        copy_whole(tmp_path / "passports.sqlite", tmp_path / "after.sqlite")
    journal = read_journal(tmp_path / "erasures.jsonl")
    assert sorted(entry.kind for entry in journal.entries) == [Kind.COACH, Kind.PASSPORT]
    assert OWNER not in (tmp_path / "erasures.jsonl").read_text(encoding="utf-8")
    with closing(put_back(tmp_path, clock)) as store:
        assert honour(store, journal.entries)[Kind.PASSPORT] == 1
        assert store.load(OWNER, actor="employee", action="show").is_new and not store.load("m2", actor="employee", action="show").is_new
        assert store.coaches() == () and store.verify_audit().whole
        assert not any(honour(store, journal.entries).values()), "doing it again changes nothing"
    with closing(SqliteStore(tmp_path / "after.sqlite", clock=clock)) as store:
        assert not any(honour(store, journal.entries).values()) and store.check() == 2


@pytest.mark.parametrize("purpose", Purpose)
def test_a_withdrawn_consent_is_withdrawn_again_unless_it_was_given_anew(tmp_path: Path, purpose: Purpose) -> None:
    clock = Ticking()
    with closing(opened(tmp_path, clock)) as store:
        told(store, clock())
        copy_whole(tmp_path / "passports.sqlite", tmp_path / "before.sqlite")
        withdraw_consent(store, OWNER, purpose, at=clock(), text_version="1", actor="employee", forget_talk=forgotten)
        give_consent(store, OWNER, purpose, at=clock(), text_version="1", actor="employee")
        copy_whole(tmp_path / "passports.sqlite", tmp_path / "after.sqlite")
    entries = read_journal(tmp_path / "erasures.jsonl").entries
    with closing(put_back(tmp_path, clock)) as store:
        honour(store, entries)
        found = store.load(OWNER, actor="employee", action="show")
        assert not found.agrees_to(purpose)
        assert (found.answers_given == ()) is (purpose is Purpose.TALK)
        assert bool(found.casework.open_shares) is (purpose not in {Purpose.TALK, Purpose.COACH})
    with closing(SqliteStore(tmp_path / "after.sqlite", clock=clock)) as store:
        honour(store, entries)
        assert store.load(OWNER, actor="employee", action="show").agrees_to(purpose)


def test_an_ended_share_ends_again_and_its_name_is_in_no_file(tmp_path: Path) -> None:
    clock = Ticking()
    with closing(opened(tmp_path, clock)) as store:
        told(store, clock())
        found = employee.share(store, OWNER, coach="c1", name="Kanarie", at=clock(), text_version="1")
        team, one = [share.case for share in found.casework.shares]
        copy_whole(tmp_path / "passports.sqlite", tmp_path / "before.sqlite")
        employee.end_share(store, OWNER, one, at=clock(), text_version="1")
    entries = read_journal(tmp_path / "erasures.jsonl").entries
    assert [(entry.kind, entry.of) for entry in entries] == [(Kind.SHARE, one)]
    assert b"Kanarie" in (tmp_path / "before.sqlite").read_bytes()
    with closing(put_back(tmp_path, clock)) as store:
        assert honour(store, entries) == {Kind.SHARE: 1}
        assert [share.case for share in store.load(OWNER, actor="employee", action="show").casework.open_shares] == [team]
    assert all(b"Kanarie" not in path.read_bytes() for path in tmp_path.glob("before.sqlite*"))


def test_a_coach_who_left_leaves_again_unless_they_came_back(tmp_path: Path) -> None:
    clock = Ticking()
    with closing(opened(tmp_path, clock)) as store:
        store.note_coach(Coach("c1", "Sanne", clock()))
        copy_whole(tmp_path / "passports.sqlite", tmp_path / "before.sqlite")
        store.remove_coach("c1", actor="operator")
        store.note_coach(Coach("c1", "Sanne", clock()))
        copy_whole(tmp_path / "passports.sqlite", tmp_path / "after.sqlite")
    entries = read_journal(tmp_path / "erasures.jsonl").entries
    for name, left in (("before.sqlite", 0), ("after.sqlite", 1)):
        with closing(SqliteStore(tmp_path / name, clock=clock)) as store:
            honour(store, entries)
            assert len(store.coaches()) == left


@pytest.mark.parametrize("way", ["erase", "withdraw"])
def test_what_cannot_be_written_down_is_not_done(tmp_path: Path, way: str) -> None:
    clock = Ticking()
    (tmp_path / "erasures.jsonl").mkdir()
    with closing(opened(tmp_path, clock)) as store:
        told(store, clock())
        with pytest.raises(StoreUnavailable, match="er is niets veranderd"):
            if way == "erase":
                store.erase(OWNER, actor="employee")
            else:
                withdraw_consent(store, OWNER, Purpose.TALK, at=clock(), text_version="1", actor="employee", forget_talk=forgotten)
        assert store.load(OWNER, actor="employee", action="show").answers_given and store.verify_audit().whole


def test_half_a_line_was_never_acknowledged_and_the_next_one_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "erasures.jsonl"
    journal = ErasureJournal(file)
    journal.append(Note(Kind.PASSPORT, "a"), Note(Kind.SHARE, "b"))
    whole = file.read_bytes()
    for rest in (whole[:30], whole[: whole.index(b"\n")]):
        file.write_bytes(whole + rest)
        assert read_journal(file).entries == read_journal_of(tmp_path, whole).entries
        journal.append(Note(Kind.CONSENT, "c", "gesprek"))
        assert [entry.of for entry in read_journal(file).entries] == ["a", "b", "c"]
    file.write_bytes(b'{"numb')
    journal.append(Note(Kind.PASSPORT, "d"))
    assert [entry.number for entry in read_journal(file).entries] == [1]


def read_journal_of(folder: Path, content: bytes) -> Journal:
    (folder / "other.jsonl").write_bytes(content)
    return read_journal(folder / "other.jsonl")


def test_every_change_in_a_journal_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "erasures.jsonl"
    ErasureJournal(file).append(*(Note(Kind.PASSPORT, f"{number:032x}") for number in range(3)))
    lines = file.read_bytes().splitlines(keepends=True)
    changed = lines[1].replace(b'"of": "0', b'"of": "1')
    for wrong in ([lines[0], changed, lines[2]], [lines[0], lines[2]], [lines[1], lines[0], lines[2]], [b"[]\n", *lines], [lines[0], b"\n", lines[1]]):
        assert b"".join(wrong) != b"".join(lines)
        with pytest.raises(JournalBroken, match="regel"):
            read_journal_of(tmp_path, b"".join(wrong))
    assert read_journal_of(tmp_path, b"").head == FIRST_SEAL


def test_a_copy_says_until_when_it_tells_all_and_can_take_the_place_of_the_journal(tmp_path: Path) -> None:
    clock = Ticking()
    journal = ErasureJournal(tmp_path / "erasures.jsonl", clock=clock)
    assert journal.copy().entries == ()
    journal.append(Note(Kind.PASSPORT, "a"))
    copied = journal.copy()
    assert copied.complete_until == clock.now and read_journal_of(tmp_path, as_text(copied)) == copied
    for content in (as_text(copied), as_text(Journal((), clock()))):
        moved = ErasureJournal(tmp_path / "moved.jsonl", clock=clock)
        moved.path.write_bytes(content)
        moved.append(Note(Kind.PASSPORT, "b"))
        found = read_journal(moved.path)
        assert found.entries[-1].of == "b" and found.complete_until is None


def test_many_writers_make_one_chain(tmp_path: Path) -> None:
    file = tmp_path / "erasures.jsonl"
    code = (
        "import sys; from pathlib import Path; from skills_passport.erasures import *\n"
        "for number in range(20): ErasureJournal(Path(sys.argv[1])).append(Note(Kind.PASSPORT, f'{sys.argv[2]}-{number}'))"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, str(file), str(each)], env={**os.environ, "PYTHONPATH": str(ROOT)}) for each in range(3)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: ErasureJournal(file).append(Note(Kind.SHARE, f"here-{number}")), range(20)))
    assert [process.wait() for process in processes] == [0, 0, 0]
    entries = read_journal(file).entries
    assert len(entries) == 80 and len({entry.of for entry in entries}) == 80
