"""Fixtures that more than one folder of tests needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.dialogue.talks import walk
from tests.server import Employee, Server


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that start a server or a browser go first: the last of them would keep one worker for minutes while the other has nothing to do."""
    items.sort(key=lambda item: item.get_closest_marker("rasa") is None and item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The whole product, really started, once for each worker that runs tests: portal and Rasa, on ports of their own."""
    server = Server(tmp_path_factory.mktemp("running"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def advised(running: Server) -> Employee:
    """Ria, through all questions, with evenings refused as a wish; the cards are in sight."""
    ria = running.employee("ria")
    ria.start_anew()
    assert ria.say("hallo")
    list(walk(ria))
    return ria
