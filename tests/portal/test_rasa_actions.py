"""The door through which Rasa has our actions run: for Rasa only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import HERE, TOKEN
from tests.portal.playing_rasa import ACTION, call

InFlight = Callable[..., AbstractContextManager[str]]
DOOR = f"/rasa/actions?token={TOKEN}"


def test_rasa_gets_the_answer_of_the_interview(visitor: TestClient, owner: str, in_flight: InFlight) -> None:
    with in_flight("hoi") as turn:
        answer = visitor.post(DOOR, json=call(owner, "hoi", "greet", turn))
    assert answer.status_code == 200
    said = answer.json()["responses"][0]["custom"]["messages"]
    assert "computerprogramma" in said[0]["text"]
    assert [event["event"] for event in answer.json()["events"]] == ["slot", "slot"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("said", [("ask_known", "wat weet je van mij?"), ("answer", "ik scan dossiers, 111222333"), ("delete_me", "wis")])
def test_who_writes_to_rasa_past_the_portal_reads_and_stores_nothing(
    visitor: TestClient, store: SqliteStore, owner: str, in_flight: InFlight, said: tuple[str, str]
) -> None:
    intent, words = said
    before = store.load(owner, actor="employee", action="test")
    with in_flight("hoi") as turn:
        for guess in ("", "x", turn[:-1], turn + "x"):
            answer = visitor.post(DOOR, json=call(owner, words, intent, guess))
            assert (answer.status_code, answer.json()["responses"]) == (200, [])
        other = visitor.post(DOOR, json=call("m" + "0" * 32, words, intent, turn))
        assert other.json()["responses"] == [], "a turn is its owner's"
    assert visitor.post(DOOR, json=call(owner, words, intent, turn)).json()["responses"] == [], "it is not in flight any more"
    assert store.load(owner, actor="employee", action="test") == before


@pytest.mark.parametrize("metadata", [None, [], "x", {"turn": ["x"]}, {"turn": None}])
def test_odd_metadata_opens_nothing(visitor: TestClient, owner: str, metadata: Any) -> None:
    odd = call(owner, "hoi")
    odd["tracker"]["latest_message"]["metadata"] = metadata
    answer = visitor.post(DOOR, json=odd)
    assert (answer.status_code, answer.json()["responses"]) == (200, [])


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "tøken"])
def test_without_the_token_nothing_runs(visitor: TestClient, owner: str, token: str) -> None:
    answer = visitor.post("/rasa/actions", params={"token": token}, json=call(owner, "hoi"))
    assert answer.status_code == 403


def test_an_empty_secret_opens_nothing(
    visitor: TestClient, app: FastAPI, owner: str, with_state: Callable[[str, Any], None]
) -> None:
    with_state("settings", app.state.settings.model_copy(update={"action_token": ""}))
    assert visitor.post("/rasa/actions?token=", json=call(owner, "hoi")).status_code == 403


@pytest.mark.parametrize("address", ["10.0.0.7", "::ffff:10.0.0.7", "192.168.1.1"])
def test_another_computer_gets_nothing_even_with_the_token(visitor: TestClient, app: FastAPI, owner: str, address: str) -> None:
    far = TestClient(app, base_url="http://127.0.0.1", client=(address, HERE[1]))
    assert far.post(DOOR, json=call(owner, "hoi")).status_code == 403


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_post_is_answered(visitor: TestClient, method: str) -> None:
    assert visitor.request(method, DOOR).status_code == 405


def test_an_unknown_action_is_named(visitor: TestClient, owner: str) -> None:
    answer = visitor.post(DOOR, json={**call(owner, "hoi"), "next_action": "action_rm"})
    assert (answer.status_code, answer.json()["action_name"]) == (400, "action_rm")


@pytest.mark.parametrize("body", [b"", b"[]", b'"tekst"', b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_call_is_refused(visitor: TestClient, body: bytes) -> None:
    answer = visitor.post(DOOR, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert set(answer.json()) == {"detail"}


def test_an_action_that_fails_does_not_repeat_what_was_sent(visitor: TestClient) -> None:
    answer = visitor.post(DOOR, json={"next_action": ACTION, "geheim": "Ria uit Breda"})
    assert answer.status_code == 500
    assert "Ria" not in answer.text
    assert "Traceback" not in answer.text


def test_a_long_memory_of_the_talk_still_fits(visitor: TestClient, owner: str) -> None:
    long = call(owner, "hoi", "greet")
    long["tracker"]["events"] = [{"event": "action", "name": "x" * 1000}] * 2000
    assert visitor.post(DOOR, json=long).status_code == 200
