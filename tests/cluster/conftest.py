"""Passports in a database of their own, and how to look into it beside the product."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from skills_passport.postgres_store import PostgresStore
from skills_passport.sql import PostgresPlace
from tests.cluster.postgres_server import PostgresServer

Look = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def store(database: PostgresPlace) -> Iterator[PostgresStore]:
    with closing(PostgresStore(database)) as opened:
        yield opened


@pytest.fixture
def look(database: PostgresPlace) -> Look:
    """Runs a statement past the product; gives its rows."""

    def run(statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(database.url, autocommit=True, options="-c search_path=skills_passport,publishing") as connection:
            done = connection.execute(statement)  # type: ignore[arg-type]
            return done.fetchall() if done.description else []

    return run


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that a test may take down."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.close()
