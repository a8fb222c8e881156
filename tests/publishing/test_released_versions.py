"""The file with versions of any earlier release opens in this one, with all that stood in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.migrations import MIGRATIONS
from publishing.model import State
from publishing.store import VersionStore
from skills_passport.schema_steps import step_names
from tests.released import from_dump, lost, rows_of, schema_of

RELEASED = Path(__file__).parent / "released"
DUMPS = sorted(RELEASED.glob("*.sql"))


def test_every_released_schema_has_its_dump() -> None:
    assert [dump.stem for dump in DUMPS] == step_names(MIGRATIONS)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_released_file_opens_with_everything_in_it(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "publishing.sqlite"
    from_dump(dump, path)
    before = rows_of(path)
    assert not [table for table, rows in before.items() if not rows], "a table without rows proves nothing"
    store = VersionStore(path)
    assert [(version.number, version.state, version.title) for version in store.versions()] == [
        (3, State.DRAFT, "released-open"), (2, State.PUBLISHED, "released-title"), (1, State.ARCHIVED, "De gegevens waarmee dit begon"),
    ]
    assert store.content(1)["answers.yml"] == "- released-first\n" and store.content(2)["answers.yml"] == "- released-second\n"
    assert store.content(3)["rulebook/30-route.yml"] == "released-rule: één 😀\n"
    assert [step.what for step in store.history(2)] == ["released-title", "released-what", "released-note", "released-note"]
    assert [writer.name for writer in store.version(2).writers] == ["Hans"]
    store.close()
    assert not lost(before, rows_of(path))
    VersionStore(tmp_path / "fresh.sqlite").close()
    assert schema_of(path) == schema_of(tmp_path / "fresh.sqlite")
