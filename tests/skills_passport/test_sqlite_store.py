"""The store keeps what it acknowledged, once, and refuses what would overwrite somebody's work."""

from __future__ import annotations

import logging
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills_passport.errors import PassportChanged, StoreUnavailable
from skills_passport.model import Interview, SkillsPassport, Speaker, TalkLine
from skills_passport.opening import open_passports
from skills_passport.rows import list_change
from skills_passport.sql import Place
from skills_passport.sqlite_store import SqliteStore

Filler = Callable[[SkillsPassport, str], SkillsPassport]


def load(store: SqliteStore, owner: str = "m1") -> SkillsPassport:
    return store.load(owner, actor="employee", action="show")


def change(
    store: SqliteStore, fn: Callable[[SkillsPassport], SkillsPassport], owner: str = "m1", **more: int
) -> SkillsPassport:
    return store.change(owner, fn, actor="bot", action="answer", **more)


def test_what_was_written_is_read_back_whole(store: SqliteStore, filled: Filler) -> None:
    written = change(store, lambda passport: filled(passport, "x"))
    assert load(store) == written
    assert written.version == 1
    assert written.updated_at > written.created_at


def test_passports_survive_a_restart(store: SqliteStore, home: Place, filled: Filler) -> None:
    written = change(store, lambda passport: filled(passport, "x"))
    store.close()
    again = open_passports(home)
    try:
        assert load(again) == written
    finally:
        again.close()


def test_somebody_unknown_has_an_empty_passport_that_is_not_stored(store: SqliteStore) -> None:
    assert load(store).is_new
    assert change(store, lambda passport: passport).is_new
    assert store.check() == 0


def test_owners_do_not_mix(store: SqliteStore, filled: Filler) -> None:
    one = change(store, lambda passport: filled(passport, "one"), "m1")
    two = change(store, lambda passport: filled(passport, "two"), "m2")
    assert (load(store, "m1"), load(store, "m2")) == (one, two)


def test_a_change_without_difference_keeps_the_version(store: SqliteStore, filled: Filler) -> None:
    written = change(store, lambda passport: filled(passport, "x"))
    assert change(store, lambda passport: passport) == written


def test_a_failing_change_writes_nothing(store: SqliteStore, filled: Filler) -> None:
    written = change(store, lambda passport: filled(passport, "x"))

    def fails(passport: SkillsPassport) -> SkillsPassport:
        raise LookupError("halfway")

    with pytest.raises(LookupError):
        change(store, fails)
    assert load(store) == written


def test_a_page_made_from_an_older_version_cannot_overwrite(store: SqliteStore, filled: Filler, at: datetime) -> None:
    shown = change(store, lambda passport: filled(passport, "x"))
    newer = change(store, lambda passport: passport.with_message("m2", at=at))
    with pytest.raises(PassportChanged):
        change(store, lambda passport: passport.without_content(), expected_version=shown.version)
    assert load(store) == newer
    change(store, lambda passport: passport.with_message("m3", at=at), expected_version=newer.version)


def test_a_change_must_descend_from_what_it_got(store: SqliteStore, filled: Filler, at: datetime) -> None:
    stale = change(store, lambda passport: filled(passport, "x"))
    change(store, lambda passport: passport.with_message("m2", at=at))
    with pytest.raises(PassportChanged):
        change(store, lambda _: stale)
    with pytest.raises(PassportChanged):
        change(store, lambda passport: replace(passport, owner="m2"))


def test_a_value_altered_in_place_is_written_all_the_same(store: SqliteStore) -> None:
    change(store, lambda passport: passport.with_interview(Interview("region", (), {"offered": []})))

    def in_place(passport: SkillsPassport) -> SkillsPassport:
        passport.interview.notes["offered"].append("twente")
        return passport

    change(store, in_place)
    assert load(store).interview.notes == {"offered": ["twente"]}


def test_the_store_cannot_be_used_inside_a_change(store: SqliteStore) -> None:
    with pytest.raises(RuntimeError, match="inside a change"):
        change(store, lambda passport: load(store))
    assert load(store).is_new


def test_threads_of_one_process_lose_nothing(store: SqliteStore, at: datetime) -> None:
    def write(thread: int) -> None:
        for number in range(10):
            line = TalkLine(Speaker.EMPLOYEE, f"{thread}-{number}", at)
            change(store, lambda passport, line=line: passport.with_lines(line))

    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passport = load(store)
    assert sorted(line.text for line in passport.talk) == sorted(f"{t}-{n}" for t in range(6) for n in range(10))
    assert passport.version == 60


def test_the_reply_to_a_message_is_found_without_the_passport(store: SqliteStore, at: datetime) -> None:
    change(store, lambda passport: passport.with_message("a", at=at).with_reply("b", {"text": "hoi"}, at=at))
    assert store.exchange("m1", "a", actor="bot").reply is None  # type: ignore[union-attr]
    assert store.exchange("m1", "b", actor="bot").reply == {"text": "hoi"}  # type: ignore[union-attr]
    assert store.exchange("m1", "c", actor="bot") is None
    assert store.exchange("m2", "b", actor="bot") is None


HARD_TEXTS = ["", "👩‍💻 emoji", "\u202emeti", "nul\x00in", "'; DROP TABLE passports; --", "{{7*7}}", "x" * 200_000]


@pytest.mark.parametrize("text", HARD_TEXTS, ids=["empty", "emoji", "rtl", "nul", "sql", "template", "long"])
def test_any_text_comes_back_as_it_was(store: SqliteStore, at: datetime, text: str) -> None:
    line = TalkLine(Speaker.EMPLOYEE, text, at)
    change(store, lambda passport: passport.with_lines(line).with_answer("q", {"t": text}, words=text, at=at))
    passport = load(store)
    assert (passport.talk[0].text, passport.answers["q"].words, passport.answers["q"].value) == (
        text,
        text,
        {"t": text},
    )


def test_half_a_character_does_not_lose_the_rest(store: SqliteStore, at: datetime) -> None:
    change(store, lambda p: p.with_lines(TalkLine(Speaker.EMPLOYEE, "hallo \ud83d daar", at)))
    assert load(store).talk[0].text == "hallo ? daar"


def test_a_time_without_zone_is_refused(store: SqliteStore) -> None:
    with pytest.raises(ValueError, match="time zone"):
        change(store, lambda p: p.with_message("a", at=datetime(2026, 12, 1)))
    assert load(store).is_new


@pytest.mark.parametrize("owner", ["", "Ria de Vries", "x" * 129, "m1\n"])
def test_a_name_or_sentence_cannot_be_an_owner(store: SqliteStore, owner: str) -> None:
    with pytest.raises(ValueError, match="owner id"):
        load(store, owner)
    with pytest.raises(ValueError, match="owner id"):
        change(store, lambda passport: passport, owner)


def test_the_file_is_readable_by_its_owner_only(store: SqliteStore, path: Path, filled: Filler) -> None:
    change(store, lambda passport: filled(passport, "x"))
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_a_file_that_is_no_database_is_refused_with_what_to_do(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("this is a shopping list, and it is long enough to be no SQLite header at all" * 20)
    with pytest.raises(StoreUnavailable, match="reservekopie"):
        SqliteStore(path)


def test_a_folder_that_cannot_be_made_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="Controleer"):
        SqliteStore(tmp_path / "file" / "passports.sqlite")


def test_an_old_engine_gets_a_rollback_journal_and_the_log_says_so(
    path: Path, journal: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        SqliteStore(path).close()
    with path.open("rb") as file:
        in_use = {1: "delete", 2: "wal"}[file.read(20)[18]]
    assert in_use == journal
    assert ("rollback journal" in caplog.text) == (journal == "delete")


@given(st.lists(st.integers(0, 3), max_size=8), st.lists(st.integers(0, 3), max_size=8))
def test_a_change_of_rows_gives_the_wanted_rows(before: list[int], wanted: list[int]) -> None:
    stored = [(number * 2 + 1, (value,)) for number, value in enumerate(before)]
    needed = list_change(stored, [(value,) for value in wanted])
    after = {number: row for number, row in stored if number not in needed.delete}
    assert not after.keys() & {number for number, _ in needed.insert}
    after.update(needed.insert)
    assert [after[number] for number in sorted(after)] == [(value,) for value in wanted]


def test_appending_rewrites_nothing() -> None:
    stored = [(1, ("a",)), (2, ("b",))]
    assert list_change(stored, [("a",), ("b",), ("c",)]).delete == ()
    assert list_change(stored, [("b",), ("c",)]).delete == (1,)
