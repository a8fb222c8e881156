"""What the store acknowledged is there: with eight writers at once, and when the process is shot in the middle."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skills_passport.model import SkillsPassport
from skills_passport.opening import open_passports
from skills_passport.sql import Place, PostgresPlace
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).parent / "passport_writer.py"

WRITERS = 8
TRANSACTIONS = 250
KILLS = 20
MANY = 1_000_000


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.cluster)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A store that is not there yet."""
    found: Place = request.getfixturevalue("database") if request.param == "postgres" else tmp_path / "passports.sqlite"
    return found


def writer(place: Place, owner: str, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), place.url if isinstance(place, PostgresPlace) else str(place), owner, str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def load(place: Place, owner: str) -> SkillsPassport:
    store = open_passports(place)
    try:
        assert store.verify_audit().whole
        return store.load(owner, actor="employee", action="show")
    finally:
        store.close()


def integrity(place: Place) -> list[str]:
    if isinstance(place, PostgresPlace):
        return ["ok"]  # keys and references hold at every commit; the trail was walked by `load`
    connection = sqlite3.connect(str(place))
    found = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
    found += [str(row) for row in connection.execute("PRAGMA foreign_key_check").fetchall()]
    connection.close()
    return found


@pytest.mark.parametrize("shared", [True, False], ids=["one-passport", "own-passports"])
def test_eight_processes_that_write_at_once_lose_nothing(place: Place, shared: bool) -> None:
    """All begin with a file that is not there yet; the versions count every single transaction."""
    count = TRANSACTIONS if not shared else TRANSACTIONS // 10
    processes = [writer(place, "m0" if shared else f"m{number}", number * MANY, count) for number in range(WRITERS)]
    acknowledged = [{int(line) for line in process.communicate()[0].split()} for process in processes]
    assert [process.returncode for process in processes] == [0] * WRITERS
    assert [len(numbers) for numbers in acknowledged] == [count] * WRITERS
    owners = ["m0"] if shared else [f"m{number}" for number in range(WRITERS)]
    passports = [load(place, owner) for owner in owners]
    stored = [answer.value["number"] for passport in passports for answer in passport.answers_given if answer.value]
    assert sorted(stored) == sorted(number for numbers in acknowledged for number in numbers)
    assert sum(passport.version for passport in passports) == WRITERS * count
    assert integrity(place) == ["ok"]


def test_a_shot_process_loses_nothing_acknowledged_and_leaves_no_half_change(place: Place) -> None:
    dice = random.Random(2026)
    expected = 0
    for _ in range(KILLS):
        process = writer(place, "m0", expected, MANY)
        assert process.stdout
        wanted = dice.randrange(1, 25)
        acknowledged = [int(process.stdout.readline()) for _ in range(wanted)]
        for _ in range(dice.randrange(0, 20_000)):
            pass  # a moment between two acknowledgements, other every time
        process.kill()
        acknowledged += [int(line) for line in process.stdout.read().split()]
        process.wait()
        process.stdout.close()
        passport = load(place, "m0")
        numbers = [answer.value["number"] for answer in passport.answers_given if answer.value]
        assert numbers == list(range(len(numbers))), "a change is missing or came twice"
        assert len(numbers) - acknowledged[-1] - 1 in (0, 1), "an acknowledged change is lost"
        assert passport.version == len(numbers)
        assert [line.text for line in passport.talk[-2:]] == [f"said {numbers[-1]}", f"replied {numbers[-1]}"]
        assert len(passport.talk) == 2 * len(numbers)
        assert passport.exchanges[-1].reply == {"number": numbers[-1]}
        assert passport.interview.notes == {"number": numbers[-1]}
        assert integrity(place) == ["ok"]
        expected = len(numbers)


def canary(passport: SkillsPassport) -> SkillsPassport:
    return passport.with_answer("own", {"kept": "canary"}, words="canary", at=datetime(2026, 12, 1, tzinfo=UTC))


def files_with(folder: Path, word: str) -> list[str]:
    """Looked at by a process of its own: who reads a file of an open store here, drops the locks of that store."""
    found = subprocess.run(["grep", "--text", "--files-with-matches", "--recursive", word, str(folder)], check=False, capture_output=True, text=True)
    assert found.returncode in (0, 1), found.stderr
    return found.stdout.split()


TAKE_THE_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)  # the engine's bytes for who reads
"""


def test_a_second_connection_of_a_process_takes_no_lock_from_the_first(tmp_path: Path) -> None:
    """Without its lock the first would write on in a log that another process may think is nobody's."""
    path = tmp_path / "passports.sqlite"
    first, second = SqliteStore(path), SqliteStore(path)
    taken = subprocess.run([sys.executable, "-c", TAKE_THE_LOCK, str(path)], check=False, capture_output=True, text=True)
    assert "BlockingIOError" in taken.stderr
    second.close()
    first.close()
    assert subprocess.run([sys.executable, "-c", TAKE_THE_LOCK, str(path)], check=False).returncode == 0


def test_erasing_one_person_while_others_write_loses_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "passports.sqlite"
    writers = [writer(path, f"m{number}", 0, 100) for number in range(2)]
    store = SqliteStore(path)
    for _ in range(10):
        store.change("m9", canary, actor="bot", action="answer")
        assert store.erase("m9", actor="employee")
        assert files_with(tmp_path, "canary") == []
    store.close()
    outputs = [process.communicate()[0].split() for process in writers]
    assert [process.returncode for process in writers] == [0, 0]
    for number, lines in enumerate(outputs):
        assert len(lines) == len(load(path, f"m{number}").answers_given) == 100
    assert integrity(path) == ["ok"]
