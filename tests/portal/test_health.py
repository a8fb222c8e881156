"""The health page: which part works."""

from __future__ import annotations

import resource

from fastapi.testclient import TestClient

from skills_passport.sqlite_store import SqliteStore


def test_without_rasa_it_is_not_well_and_says_who_answers(visitor: TestClient) -> None:
    answer = visitor.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"portal": "ok", "rasa": "down", "dialogue": "buttons", "store": "ok"})


def test_a_store_that_cannot_be_read_is_told(visitor: TestClient, store: SqliteStore) -> None:
    store.close()
    answer = visitor.get("/health")
    assert answer.status_code == 503
    assert answer.json()["store"] == "down"


def test_a_store_that_can_be_read_but_not_written_is_told(visitor: TestClient, store: SqliteStore) -> None:
    """As on a full disk: no byte may be added to any file of this process meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        answer = visitor.get("/health")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (answer.status_code, answer.json()["store"]) == (503, "down")
    assert visitor.get("/health").json()["store"] == "ok", "it recovers by itself"
