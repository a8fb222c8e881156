"""An employee who was advised, in a store of both kinds of journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from skills_passport.sqlite_store import SqliteStore
from tests.skills_passport.casework.casework_world import World


@pytest.fixture
def world(store: SqliteStore, clock: Callable[[], datetime], at: datetime) -> World:
    made = World(store, at, clock)
    made.tell("m1")
    return made


@pytest.fixture
def files_with(path: Path) -> Callable[[str], list[str]]:
    """The files of the store in which a word stands."""
    return lambda word: [file.name for file in path.parent.rglob("*") if word.encode() in file.read_bytes()]
