"""Coaches and employees in processes of their own: one wins, nothing is lost, and a shot process leaves no share half open."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.casework import employee
from skills_passport.errors import CaseNotFound
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.sqlite_store import SqliteStore

ROOT = Path(__file__).parents[2]
WORKER = Path(__file__).parent / "casework_worker.py"
AT = datetime(2026, 12, 1, tzinfo=UTC)
KILLS = 8


def worker(path: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WORKER), str(path), *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def shared(path: Path, coach: str | None = None) -> str:
    """A passport of m1 that is shared, and its case."""
    store = SqliteStore(path)
    store.change("m1", lambda p: p.with_consent(Purpose.TALK, given=True, at=AT, text_version="1"), actor="bot", action="answer")
    passport = employee.share(store, "m1", coach=coach, name="Ria", at=AT, text_version="1")
    store.close()
    return passport.casework.open_shares[0].case


def load(path: Path) -> SkillsPassport:
    store = SqliteStore(path)
    try:
        assert store.verify_audit().whole
        return store.load("m1", actor="employee", action="show")
    finally:
        store.close()


def test_two_processes_that_take_a_case_at_once_do_not_both_get_it(tmp_path: Path) -> None:
    path = tmp_path / "passports.sqlite"
    case = shared(path)
    processes = [worker(path, "take", case, f"c{number}") for number in range(2)]
    for process in processes:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate()[0].strip() for process in processes]
    assert sorted(told) == ["told", "won"]
    assert load(path).casework.shares[0].taken_by == f"c{told.index('won')}"


def test_two_processes_that_write_in_one_case_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "passports.sqlite"
    case = shared(path)
    processes = [worker(path, "write", case, f"c{number}", "0") for number in range(2)]
    said = [process.communicate()[0].split() for process in processes]
    assert said == [[str(number) for number in range(15)]] * 2
    work = load(path).casework
    expected = sorted(f"c{coach} {number}" for coach in range(2) for number in range(15))
    assert sorted(message.text for message in work.messages) == expected
    assert sorted(step.now.text for step in work.steps) == expected
    assert work.version == 30


def test_a_shot_process_leaves_no_share_half_open(tmp_path: Path) -> None:
    """Consent, share and what a coach may open tell the same after every shot; what was acknowledged as ended is ended."""
    path = tmp_path / "passports.sqlite"
    shared(path, "c1")
    dice = random.Random(2026)
    for _ in range(KILLS):
        process = worker(path, "share", "m1")
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(dice.randrange(2, 12))]
        process.kill()
        lines += process.stdout.read().splitlines()
        process.wait()
        process.stdout.close()
        assert process.stdin
        process.stdin.close()
        passport = load(path)
        work = passport.casework
        assert passport.agrees_to(Purpose.COACH) == bool(work.open_shares) == passport.answers["coach"].value["may_look"]  # type: ignore[index]
        assert all(not share.name and not share.reach for share in work.shares if not share.is_open)
        store = SqliteStore(path)
        for ended in (line.split()[1] for line in lines if line.startswith("ended ")):
            try:
                store.look_at_case(ended, coach="c1")
                raise AssertionError("a share that ended lets a coach in")
            except CaseNotFound:
                pass
        assert {each.case for each in store.cases_for("c1")} == {share.case for share in work.open_shares}
        store.close()
        if not work.open_shares:
            left = [file.name for file in tmp_path.iterdir() if b"canary" in file.read_bytes()]
            assert left == [], "a name that was taken back is still in a file after the next start"
