"""Fixtures that more than one folder of tests needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from portal.serving import train_if_needed
from portal.settings import Settings
from skills_passport.sql import PostgresPlace
from tests.cluster.postgres_server import PostgresServer
from tests.dialogue.talks import walk
from tests.server import Employee, Server

if settings.get_current_profile_name() == "default":  # the tests of mutants bring their own
    # How long an example takes says nothing here: other tests share the machine.
    settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("suite")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The rules go first, while the model of the talk is still trained; then what starts a server or a browser: the last of those
    would keep one worker for minutes while the others have nothing to do."""
    items.sort(key=lambda item: 0 if item.path.parent.name == "rules" else 1 if _with_a_server(item) or item.get_closest_marker("cluster") else 2)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test with a server waits for the model that `make test` trains meanwhile."""
    if _with_a_server(item):
        train_if_needed(Settings().rasa_place, print)


def _with_a_server(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("rasa", "browser"))


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server, once for each worker that runs tests."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def database(postgres: PostgresServer) -> Iterator[PostgresPlace]:
    """An empty database of its own."""
    place = postgres.make()
    yield place
    postgres.remove(place)
