"""What Rasa must forget it forgets, in its file too, and nobody else's."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import CannotForget, RasaDown
from bot.rasa_server.client import RasaClient
from bot.rasa_server.process import free_port
from bot.rasa_server.tracker import forget_talk
from skills_passport.sqlite_engine import sqlite3


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """A tracker file with the table that Rasa 3.6 makes."""
    path = tmp_path / "tracker.sqlite"
    with closing(sqlite3.connect(str(path), isolation_level=None)) as connection:
        connection.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) NOT NULL, "
            "timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
        )
        for number in range(400):
            owner = "mria" if number % 2 else "mjoyce"
            connection.execute(
                "INSERT INTO events (sender_id, type_name, data) VALUES (?, 'user', ?)", (owner, f"kanarie van {owner} " * 20)
            )
    return path


def count(tracker: Path, owner: str) -> int:
    with closing(sqlite3.connect(str(tracker))) as connection:
        return int(connection.execute("SELECT count(*) FROM events WHERE sender_id = ?", (owner,)).fetchone()[0])


def test_a_forgotten_talk_leaves_no_word_in_the_file_and_others_untouched(tracker: Path) -> None:
    forget_talk(tracker, "mria")
    assert count(tracker, "mria") == 0 and count(tracker, "mjoyce") == 200
    assert b"kanarie van mria" not in tracker.read_bytes()


def test_forgetting_twice_or_without_a_tracker_is_fine(tracker: Path, tmp_path: Path) -> None:
    forget_talk(tracker, "mria")
    forget_talk(tracker, "mria")
    forget_talk(tmp_path / "none.sqlite", "mria")
    assert not (tmp_path / "none.sqlite").exists()


def test_a_file_that_is_no_tracker_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "tracker.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    with pytest.raises(CannotForget, match=r"tracker\.sqlite"):
        forget_talk(broken, "mria")


async def test_a_rasa_that_is_not_there_is_down() -> None:
    client = RasaClient(f"http://127.0.0.1:{free_port()}", patience=2.0)
    with pytest.raises(RasaDown):
        await client.send("mria", "hoi", {})
    assert not await client.is_up()
    await client.close()
