"""What two portals count together, and that nothing is open while Redis is away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import Request

from bot import redis_link
from bot.redis_link import RedisLink
from portal.rate_limits import RateLimits, TooOften
from portal.settings import Settings
from tests.cluster.several.redis_server import RedisServer

pytestmark = [pytest.mark.cluster]
Portals = tuple[RateLimits, RateLimits]


@pytest.fixture
async def portals(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> AsyncIterator[Portals]:
    monkeypatch.setattr(redis_link, "PAUSE", 0.1)
    monkeypatch.setattr(redis_link, "PATIENCE", 3.0 if "frozen" in request.node.name else 60.0)  # a busy machine is no Redis that is away
    links = RedisLink(own_redis.url), RedisLink(own_redis.url)
    settings = Settings(chat_per_minute=3, sign_ins_per_minute=8)
    yield (RateLimits(settings, links[0], own_redis.url, "secret"), RateLimits(settings, links[1], own_redis.url, "secret"))
    for link in links:
        await link.close()


def _from(address: str) -> Request:
    return Request({"type": "http", "client": (address, 1), "headers": []})


async def _let_through(*limits: RateLimits, tries: int, address: str = "10.0.0.1") -> list[bool]:
    done = []
    for number in range(tries):
        try:
            await limits[number % len(limits)].password(_from(address))
            done.append(True)
        except TooOften as refused:
            assert 1 <= refused.wait <= 3600 and refused.text.startswith("Dit gaat te snel achter elkaar. Wacht ")
            done.append(False)
    return done


async def test_a_password_may_be_tried_five_times_a_minute_at_both_together(own_redis: RedisServer, portals: Portals) -> None:
    assert await _let_through(*portals, tries=8) == [True] * 5 + [False] * 3
    assert await _let_through(portals[1], tries=1, address="10.0.0.2") == [True]
    with own_redis.client as client:
        keys = client.keys("*")
        assert keys and not [key for key in keys if "10.0.0" in key] and all(0 < client.ttl(key) <= 3600 for key in keys)


async def test_messages_of_one_person_count_at_both_together_and_of_another_apart(portals: Portals) -> None:
    for number in range(3):
        await portals[number % 2].chat(_from("10.0.0.1"), "mria")
    for each in portals:
        with pytest.raises(TooOften):
            await each.chat(_from("10.0.0.1"), "mria")
        await each.chat(_from("10.0.0.1"), "mjoyce")


@pytest.mark.parametrize("how", ["killed", "frozen"])
async def test_without_redis_a_quarter_is_let_through_with_what_was_seen_before_and_then_all_counts_again(own_redis: RedisServer, portals: Portals, how: str) -> None:
    assert await _let_through(portals[0], tries=1) == [True]
    own_redis.kill() if how == "killed" else own_redis.freeze()
    assert await _let_through(portals[0], tries=3) == [False] * 3, "it saw one already"
    assert await _let_through(portals[1], tries=3, address="10.0.0.9") == [True, False, False]
    signed_in = 0
    for _ in range(8):
        try:
            await portals[1].sign_in(_from("10.0.0.1"))
            signed_in += 1
        except TooOften:
            pass
    assert signed_in == 2
    for _ in range(3):
        await portals[0].chat(_from("10.0.0.1"), "mria")
    own_redis.start() if how == "killed" else own_redis.freeze(False)
    await asyncio.sleep(0.2)
    found = await _let_through(*portals, tries=8, address="10.0.0.3")
    assert found == [True] * 5 + [False] * 3
