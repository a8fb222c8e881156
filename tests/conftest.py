"""Fixtures that more than one folder of tests needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server import Server


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The whole product, really started, once for each worker that runs tests: portal and Rasa, on ports of their own."""
    server = Server(tmp_path_factory.mktemp("running"))
    server.start()
    yield server
    server.stop()
