"""The published rulebook as files, and what its forms are held against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from rules.editing.picks import picks_of
from rules.editing.saving import Ground
from rules.files.knowledge_files import RULES, read_texts
from rules.knowledge import Knowledge
from tests.rules.conftest import DATA

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="session")
def files() -> Mapping[str, str]:
    """The files of the rulebook as they are published."""
    return read_texts(DATA, *RULES)


@pytest.fixture(scope="session")
def ground(knowledge: Knowledge) -> Ground:
    """The published catalogue, its pick-lists and a day."""
    return Ground(knowledge.catalogue, picks_of(knowledge.catalogue), TODAY)
