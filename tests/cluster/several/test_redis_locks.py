"""Turns of one employee over two machines that share nothing but a Redis: one at a time, in order, and what holds when Redis goes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot import redis_link, redis_locks
from bot.locks import LocksInFolder
from bot.redis_link import RedisAway, RedisLink
from bot.redis_locks import LocksInRedis
from skills_passport.errors import StoreUnavailable
from tests.cluster.several.redis_server import RedisServer
from tests.server import ROOT

pytestmark = [pytest.mark.cluster]
OWNER, OTHER, SECRET = "mria", "mjoyce", "a secret of the installation"
Machines = tuple[LocksInRedis, LocksInRedis]


@pytest.fixture
async def machines(own_redis: RedisServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> AsyncIterator[Machines]:
    monkeypatch.setattr(redis_link, "PAUSE", 0.1)
    monkeypatch.setattr(redis_link, "PATIENCE", 3.0 if "frozen" in request.node.name else 60.0)  # a busy machine is no Redis that is away
    links = RedisLink(own_redis.url), RedisLink(own_redis.url)
    yield (
        LocksInRedis(LocksInFolder(tmp_path / "one"), links[0], SECRET),
        LocksInRedis(LocksInFolder(tmp_path / "two"), links[1], SECRET),
    )
    for link in links:
        await link.close()


async def _queued(server: RedisServer, many: int) -> None:
    """Until so many stand in a queue, all together."""
    with server.client as client:
        async with asyncio.timeout(60):
            while sum(client.zcard(key) for key in client.keys("wijzer:turn:*:alive")) < many:
                await asyncio.sleep(0.005)


async def test_who_comes_first_is_first_whichever_machine_they_reached(own_redis: RedisServer, machines: Machines) -> None:
    for _ in range(8):
        order: list[int] = []

        async def turn(number: int, order: list[int] = order) -> None:
            async with machines[number % 2].alone(OWNER):
                order.append(number)
                await asyncio.sleep(0)

        async with machines[0].alone(OWNER):
            waiting = []
            for number in range(6):
                waiting.append(asyncio.create_task(turn(number)))
                await _queued(own_redis, number + 2)
        await asyncio.gather(*waiting)
        assert order == list(range(6))


async def test_one_at_a_time_and_another_person_does_not_wait(machines: Machines) -> None:
    inside = most = 0

    async def turn(number: int) -> None:
        nonlocal inside, most
        async with machines[number % 2].alone(OWNER):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.002)
            inside -= 1

    async with machines[0].alone(OTHER):
        await asyncio.gather(*map(turn, range(12)))
    assert most == 1


async def test_redis_holds_nobodys_code_and_nothing_after_a_turn(own_redis: RedisServer, machines: Machines) -> None:
    with own_redis.client as client:
        async with machines[0].alone(OWNER):
            keys = client.keys("*")
            assert keys and not [key for key in keys if OWNER in key]
            assert all(0 < client.pttl(key) <= redis_locks.LEASE for key in keys if "turn" in key)
        assert client.keys("*") == ["wijzer:since"]


async def test_a_process_that_is_killed_loses_its_turn(own_redis: RedisServer, machines: Machines, tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from bot import redis_locks; from bot.locks import LocksInFolder; from bot.redis_link import RedisLink\n"
        "redis_locks.LEASE = 1000\n"
        "async def hold():\n"
        f" async with redis_locks.LocksInRedis(LocksInFolder(Path(sys.argv[1])), RedisLink(sys.argv[2]), {SECRET!r}).alone({OWNER!r}):\n"
        "  print('held', flush=True); await asyncio.sleep(600)\n"
        "asyncio.run(hold())"
    )
    other = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "three"), own_redis.url], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        inside = machines[0].alone(OWNER)
        entering = asyncio.ensure_future(inside.__aenter__())
        done, _ = await asyncio.wait([entering], timeout=2)
        assert not done, "who lives keeps their turn for longer than a lease"
    finally:
        other.kill()
        other.communicate()
    await asyncio.wait_for(entering, 30)
    await inside.__aexit__(None, None, None)


async def test_who_died_before_the_clock_of_redis_was_put_back_keeps_their_place_for_a_lease_only(
    own_redis: RedisServer, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_locks, "LEASE", 500)
    queue, alive = machines[0]._keys(OWNER)
    with own_redis.client as client:
        client.zadd(queue, {"dead": 1})
        client.zadd(alive, {"dead": (client.time()[0] + 3600) * 1000})
    async with asyncio.timeout(30), machines[0].alone(OWNER):
        pass


@pytest.mark.parametrize("how", ["killed", "frozen"])
async def test_without_redis_each_machine_takes_turns_by_itself_and_with_it_both_again(own_redis: RedisServer, machines: Machines, how: str) -> None:
    order: list[str] = []

    async def turn(machine: int, name: str) -> None:
        async with machines[machine].alone(OWNER):
            order.append(name)
            await asyncio.sleep(0.02)
            order.append(name)

    async with machines[0].alone(OWNER):
        waits = asyncio.create_task(turn(1, "waited"))
        await _queued(own_redis, 2)
        own_redis.kill() if how == "killed" else own_redis.freeze()
        await waits
        assert order == ["waited"] * 2, "who waited for another machine goes on"
    order.clear()
    await asyncio.gather(turn(0, "a"), turn(0, "b"))
    assert order in (["a", "a", "b", "b"], ["b", "b", "a", "a"])
    own_redis.start() if how == "killed" else own_redis.freeze(False)
    for machine in machines:
        async with asyncio.timeout(60):
            while True:
                try:
                    await machine._look("somebody", "me")
                    break
                except RedisAway:
                    await asyncio.sleep(0.02)
        await machine._leave("somebody", "me")
    async with machines[0].alone(OWNER):
        later = asyncio.create_task(turn(1, "later"))
        await _queued(own_redis, 2)
        assert "later" not in order
    await later


async def test_what_one_machine_erased_the_other_is_told_once_and_no_erasure_is_done_untold(own_redis: RedisServer, machines: Machines) -> None:
    async def told(machine: int) -> bool:
        async with machines[machine].alone(OWNER) as erased:
            return erased

    assert [await told(0), await told(1)] == [False, False]
    async with machines[0].alone(OWNER):
        await asyncio.to_thread(machines[0].erased, OWNER)
    assert [await told(1), await told(1), await told(0)] == [True, False, False]
    own_redis.kill()
    assert await told(1), "nobody can tell, so nothing is remembered"
    with pytest.raises(StoreUnavailable, match="Probeer het over een minuut opnieuw"):
        await asyncio.to_thread(machines[0].erased, OWNER)


async def test_a_turn_that_ends_while_it_says_that_it_runs_keeps_no_place(
    own_redis: RedisServer, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client of Redis (7.4) now and then loses a cancellation that comes while it looks for data on a connection; a place was kept for ever by that."""
    monkeypatch.setattr(redis_locks, "LEASE", 90)
    look = machines[0]._look

    async def deaf(owner: str, me: str) -> tuple[int, str]:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0.02)
        return await look(owner, me)

    monkeypatch.setattr(machines[0], "_look", deaf)
    for _ in range(5):
        async with machines[0].alone(OWNER):
            await asyncio.sleep(0.04)
        with own_redis.client as client:
            assert not client.keys("wijzer:turn:*")
    async with asyncio.timeout(30), machines[1].alone(OWNER):
        pass
