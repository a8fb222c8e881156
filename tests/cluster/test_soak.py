"""The soak of `tests/cluster/soak.py`, shortened: nothing fails, and no file or connection stays open that was not open before."""

from __future__ import annotations

import pytest

from tests.cluster.soak import PARTS, soak

pytestmark = [pytest.mark.cluster, pytest.mark.rasa]
SECONDS = 20.0
"""Memory is no matter of so short a time; by hand an hour is asked."""


def test_in_use_nothing_fails_and_open_files_do_not_grow() -> None:
    soaked = soak(SECONDS)
    assert not soaked.failures
    assert {"erasure", "publication", "case", "dashboard", "health"} <= soaked.done.keys(), "everything was used"
    for process in soaked.seen:
        assert soaked.span(process, PARTS - 1).fewest <= soaked.span(process, 1).fewest, process
