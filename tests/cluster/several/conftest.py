"""A Redis of its own for each module, and one that a test may take down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cluster.several.redis_server import RedisServer


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    server = RedisServer()
    try:
        server.start()
        yield server
    finally:
        server.close()
