"""Sessions that were ended stay ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.ended_sessions import EndedSessions

LONGEST = 100.0


def test_an_ended_session_stays_ended_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "var" / "ended.txt"
    EndedSessions(path, LONGEST).end("a1b2")
    again = EndedSessions(path, LONGEST)
    assert "a1b2" in again
    assert "c3d4" not in again
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_too_old_by_itself_is_forgotten(tmp_path: Path) -> None:
    now = 1000.0
    ended = EndedSessions(tmp_path / "ended.txt", LONGEST, lambda: now)
    ended.end("old")
    now += LONGEST + 1
    ended.end("new")
    assert ("old" in ended, "new" in ended) == (False, True)
    assert (tmp_path / "ended.txt").read_text() == "new 1101\n"


def test_a_disk_that_refuses_still_ends_the_session(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    ended = EndedSessions(tmp_path / "file" / "ended.txt", LONGEST)
    ended.end("a1b2")
    assert "a1b2" in ended
    assert "could not be written" in caplog.text
    assert "a1b2" not in caplog.text


@pytest.mark.parametrize("text", ["", "\n\n", "alleen-een-nummer\n", "a1b2 gisteren\n", " 5\n", "\x00\xff \xb2\n"])
def test_a_broken_file_is_passed_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ended.txt"
    path.write_text(text + "good 5\n", encoding="latin-1")
    assert "good" in EndedSessions(path, LONGEST)
