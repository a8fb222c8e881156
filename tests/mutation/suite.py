"""Which tests are asked, and how pytest is told to run them the same way every time."""

from __future__ import annotations

import functools
import gc
import weakref
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, settings

ASKED = ("tests/rules", "tests/test_docstrings.py")
SHARED = "knowledge"
"""The fixture of tests/rules/conftest.py that nearly every test uses and that takes seconds to make."""
ALIKE = ("-p", "no:randomly", "-p", "no:cacheprovider", "-q", "--no-header")
"""The same order each time, and nothing left behind for the next run."""


def asked(test: str) -> bool:
    """Whether a test can notice a mutant: those of `rules/`, but not those that start another process, which knows of no mutant."""
    return "hash_seed" not in test and ("[rules." in test or not test.startswith("tests/test_docstrings"))


def settle() -> None:
    """Let Hypothesis try the same examples every time, however slow the machine is at the moment."""
    settings.register_profile("mutation", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("mutation")


def keep_asked(items: list[pytest.Item]) -> None:
    items[:] = [item for item in items if asked(item.nodeid)]


class Remembered:
    """Everything in `rules/` that keeps answers (`lru_cache`), so that no answer from before hides a call."""

    def __init__(self) -> None:
        self._caches: list[weakref.ref[object]] = []

    def look(self) -> None:
        """Find them anew; takes a tenth of a second, so not before every test."""
        self._caches = [weakref.ref(one) for one in _caches(gc.get_objects())]

    def forget(self) -> None:
        """Empty them all."""
        for reference in self._caches:
            cache = reference()
            if isinstance(cache, functools._lru_cache_wrapper):
                cache.cache_clear()


def _caches(objects: Iterable[object]) -> Iterator[object]:
    for one in objects:
        if isinstance(one, functools._lru_cache_wrapper) and str(getattr(one, "__module__", "")).startswith("rules"):
            yield one
