"""The health page: which part works."""

from __future__ import annotations

from fastapi.testclient import TestClient

from skills_passport.sqlite_store import SqliteStore


def test_without_rasa_it_is_not_well(visitor: TestClient) -> None:
    answer = visitor.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"portal": "ok", "rasa": "down", "store": "ok"})


def test_a_store_that_cannot_be_read_is_told(visitor: TestClient, store: SqliteStore) -> None:
    store.close()
    answer = visitor.get("/health")
    assert answer.status_code == 503
    assert answer.json()["store"] == "down"
