"""What is done too often is refused for a while, in Dutch; a full address book of attackers fills no memory."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from limits import RateLimitItemPerMinute

from portal.rate_limits import PLACES, TIDY, RateLimits, TooOften, WindowHere
from portal.settings import Settings
from tests.portal.conftest import HERE


@pytest.fixture
def strict(app: FastAPI) -> Iterator[TestClient]:
    """Ria, at a portal that takes three messages and four sign-ins a minute."""
    app.state.settings = app.state.settings.model_copy(update={"chat_per_minute": 3, "sign_ins_per_minute": 4})
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as client:
        client.post("/aanmelden", data={"persona": "ria"})
        yield client


def test_messages_that_come_too_fast_are_refused_and_another_person_is_not(strict: TestClient) -> None:
    answers = [strict.post("/api/chat", json={"message": "hoi"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 3 + [429] * 2
    assert answers[-1].json()["detail"].startswith("Dit gaat te snel achter elkaar. Wacht ")
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    strict.post("/aanmelden", data={"persona": "joyce"})
    assert strict.post("/api/chat", json={"message": "hoi"}).status_code == 200


def test_what_was_typed_in_the_form_is_given_back(strict: TestClient) -> None:
    for _ in range(3):
        strict.post("/api/chat", json={"message": "hoi"})
    form = strict.post("/gesprek", data={"message": "ik bestel spullen"})
    assert form.status_code == 429 and "ik bestel spullen</textarea>" in form.text and form.headers["Retry-After"]
    part = strict.post("/gesprek", data={"message": "ik bestel spullen"}, headers={"HX-Request": "true"})
    assert part.status_code == 429 and "te snel" in part.text and "<html" not in part.text


def test_messages_of_nobody_count_for_their_address(strict: TestClient) -> None:
    strict.cookies.clear()
    assert [strict.post("/gesprek", data={"message": "hoi"}).status_code for _ in range(61)] == [401] * 60 + [429]


def test_signing_in_too_often_is_refused(strict: TestClient) -> None:
    answers = [strict.post("/aanmelden", data={"persona": "ria"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [303] * 3 + [429]
    assert "Even wachten" in answers[-1].text


async def test_the_number_of_counters_has_an_end(app: FastAPI) -> None:
    limits = RateLimits(Settings(chat_per_minute=1000))
    for number in range(PLACES * 2):
        await limits._hit(limits._person, "person", f"somebody-{number}")
    assert len(limits._here.counters) <= PLACES


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("jump", [-86_400, 86_400])
async def test_a_clock_that_is_put_forward_or_back_lifts_no_limit_and_keeps_nobody_out(app: FastAPI, monkeypatch: pytest.MonkeyPatch, jump: float) -> None:
    from starlette.requests import Request

    clock, came = Clock(), Request({"type": "http", "client": ("10.0.0.1", 1), "headers": []})
    limits = RateLimits(Settings(sign_ins_per_minute=2))
    limits._here = WindowHere(clock)
    for _ in range(2):
        await limits.sign_in(came)
    at = time.time()
    monkeypatch.setattr(time, "time", lambda: at + jump)
    clock.now += 59
    with pytest.raises(TooOften) as refused:
        await limits.sign_in(came)
    assert refused.value.wait == 1
    clock.now += 1
    await limits.sign_in(came)


def test_counters_that_count_nothing_any_more_are_forgotten() -> None:
    clock = Clock()
    window = WindowHere(clock)
    limit = RateLimitItemPerMinute(1)
    for number in range(50):
        window.hit(limit, "person", str(number))
    assert len(window.counters) == 50
    clock.now += TIDY
    assert window.hit(limit, "person", "new") == 0.0 and len(window.counters) == 1


async def test_one_machine_with_many_addresses_of_ipv6_counts_as_one(app: FastAPI) -> None:
    from starlette.requests import Request

    limits = RateLimits(Settings(sign_ins_per_minute=2))
    came = [Request({"type": "http", "client": (f"2001:db8:0:1::{number}", 1), "headers": []}) for number in range(3)]
    await limits.sign_in(came[0])
    await limits.sign_in(came[1])
    with pytest.raises(TooOften):
        await limits.sign_in(came[2])
