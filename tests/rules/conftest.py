"""The real knowledge, loaded once for all tests of the expert system."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from rules.errors import KnowledgeError, Problem
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge
from tests.rules.sentences import unclear

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Catalogue, rulebook and figures as they are published."""
    return load_knowledge(DATA)


@pytest.fixture(autouse=True)
def every_problem_is_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever mistake a test makes in a file: who edits it reads where it is and what to do, in whole sentences."""
    plain = KnowledgeError.__init__

    def checked(self: KnowledgeError, problems: Iterable[Problem]) -> None:
        plain(self, problems)
        assert not unclear(self.problems)

    monkeypatch.setattr(KnowledgeError, "__init__", checked)
