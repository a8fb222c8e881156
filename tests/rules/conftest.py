"""The real knowledge, loaded once for all tests of the expert system."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Catalogue, rulebook and figures as they are published."""
    return load_knowledge(DATA)
