"""What is tried for an hour by hand (`tests/cluster/soak.py`, `tests/cluster/kills`), shortened, in one house: modest use, and kill -9 while employees write."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from tests.cluster.kills import servers, stores
from tests.cluster.kills.__main__ import shots
from tests.cluster.kills.scene import Scene, scene
from tests.cluster.soak import PARTS, soak_in

pytestmark = [pytest.mark.cluster, pytest.mark.rasa]
SECONDS = 15.0
"""Memory is no matter of so short a time."""
SHORTENED = (servers.portal, stores.publishing, servers.rasa, stores.erasure, stores.migration)
"""A Dask worker and a backup are shot in tests of their own (tests/portal/bulk, tests/crash)."""


@pytest.fixture(scope="module")
def where() -> Iterator[Scene]:
    with scene(seed=7) as opened:
        yield opened


def test_in_use_nothing_fails_and_open_files_do_not_grow(where: Scene) -> None:
    soaked = soak_in(where.house, where.place, list(islice(where.others, 40)), SECONDS)
    assert not soaked.failures
    assert {"message", "publication", "coach's queue", "dashboard", "health"} <= soaked.done.keys()
    for process in soaked.seen:
        assert soaked.span(process, PARTS - 1).fewest <= soaked.span(process, 1).most, process


def test_whatever_is_shot_what_was_acknowledged_is_there_once_and_employees_are_answered(where: Scene) -> None:
    done = list(shots(where, SHORTENED, len(SHORTENED), seconds=300))
    assert len(done) == len(SHORTENED) and not [line for each in done for line in each.wrong]
