"""Every example in a docstring says what really comes out."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.test_floors import modules

WITH_EXAMPLES = sorted(name for name, path in modules().items() if ">>> " in path.read_text(encoding="utf-8") and "rasa_components" not in path.parts)


def test_there_are_examples() -> None:
    assert len(WITH_EXAMPLES) > 40


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_hold(name: str) -> None:
    run = doctest.testmod(importlib.import_module(name))
    assert run.attempted > 0
    assert run.failed == 0
