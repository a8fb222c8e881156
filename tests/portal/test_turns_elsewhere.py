"""A turn of another portal: the call goes there, and nowhere that somebody made up."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.rasa_server.process import free_port
from portal.turns_elsewhere import TurnsElsewhere
from tests.portal.conftest import SECRET, TOKEN

HERE, THERE = "http://127.0.0.1:8001", "http://127.0.0.1:8002"


def call(number: Any) -> dict[str, Any]:
    return {"next_action": "validate_interview_form", "tracker": {"latest_message": {"metadata": {"turn": number}}}}


def portal(address: str, secret: str = SECRET) -> TurnsElsewhere:
    return TurnsElsewhere(address, secret, TOKEN)


def test_a_number_says_where_its_turn_is_to_who_has_the_secret() -> None:
    number = portal(THERE).mark("number")
    assert portal(HERE).place(call(number)) == THERE
    assert portal(THERE).place(call(number)) == "", "its own turns are taken here"
    assert portal(HERE, "another secret").place(call(number)) == ""


@pytest.mark.parametrize("forged", [
    "", "number", f"number~{THERE}", f"number~{THERE}~", f"number~{THERE}~{'0' * 32}", "~~", "~~~~", f"{THERE}~{THERE}~{THERE}", None, 7, [THERE], {"turn": THERE}, "é~é~é", "\ud800~\ud800~\ud800",
])
def test_who_finds_rasas_port_sends_no_call_anywhere(forged: Any) -> None:
    assert portal(HERE).place(call(forged)) == ""


def test_a_signed_number_is_good_for_its_own_address_only() -> None:
    number, _, seal = portal(THERE).mark("number").split("~")
    assert portal(HERE).place(call(f"{number}~http://127.0.0.1:9999~{seal}")) == ""
    assert portal(HERE).place(call(f"another~{THERE}~{seal}")) == ""


@pytest.mark.parametrize("body", [{}, {"tracker": None}, {"tracker": {"latest_message": []}}, {"tracker": {"latest_message": {"metadata": "x"}}}])
def test_a_call_without_a_number_is_taken_here(body: dict[str, Any]) -> None:
    assert portal(HERE).place(body) == ""


def test_a_portal_that_is_gone_is_told_to_rasa(visitor: TestClient, app: FastAPI) -> None:
    number = portal(f"http://127.0.0.1:{free_port()}").mark("number")
    assert visitor.post("/rasa/actions", params={"token": TOKEN}, json=call(number)).status_code == 502
    assert visitor.post("/rasa/actions", params={"token": "wrong"}, json=call(number)).status_code == 403
