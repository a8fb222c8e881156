"""One turn of one employee at a time over all processes of all machines: a queue per employee in Redis.

Who comes first is first, whichever process they reached. A process that dies keeps its place for `LEASE` at most. On each machine the
locks of its own (bot/locks.py) hold besides, and they alone while Redis is away.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.locks import PLACES, TalkLocks
from bot.redis_link import RedisAway, RedisLink
from skills_passport.errors import StoreUnavailable

LEASE = 5000  # milliseconds that a place is kept for who does not say that they are there: so long somebody waits whose portal was killed in their turn
LOOK_AGAIN = 0.02  # seconds
RASA_LOCKS = "wijzer"
"""What Rasa puts before the names of its locks (portal → bot/rasa_server/endpoints.py)."""
# The second loop: whose time was set by a clock of Redis that was put back since has the lease from now, or one that died would keep its place as long.
_LOOK = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local queue, alive, me, lease = KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2])
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', alive, '-inf', now)) do
  redis.call('ZREM', queue, gone)
  redis.call('ZREM', alive, gone)
end
for _, ahead in ipairs(redis.call('ZRANGEBYSCORE', alive, now + lease + 1, '+inf')) do
  redis.call('ZADD', alive, now + lease, ahead)
end
if not redis.call('ZSCORE', queue, me) then
  local last = redis.call('ZREVRANGE', queue, 0, 0, 'WITHSCORES')
  redis.call('ZADD', queue, (last[2] or 0) + 1, me)
end
redis.call('ZADD', alive, now + lease, me)
redis.call('PEXPIRE', queue, lease)
redis.call('PEXPIRE', alive, lease)
redis.call('SET', KEYS[3], ARGV[3], 'NX')
local mark = redis.call('GET', KEYS[3]) .. ' ' .. (redis.call('GET', KEYS[4]) or '')
return {redis.call('ZRANK', queue, me), mark}
"""
_LEAVE = "redis.call('ZREM', KEYS[1], ARGV[1]) return redis.call('ZREM', KEYS[2], ARGV[1])"


class LocksInRedis:
    """`on_this_machine` holds within it. Names of keys are made with `secret`: who reads Redis learns nobody's code."""

    def __init__(self, on_this_machine: TalkLocks, link: RedisLink, secret: str) -> None:
        self._on_this_machine = on_this_machine
        self._link = link
        self._secret = hashlib.blake2b(secret.encode(), person=b"turns-in-redis").digest()
        self._seen: dict[str, str] = {}
        self._look_script, self._leave_script = link.client.register_script(_LOOK), link.client.register_script(_LEAVE)

    @asynccontextmanager
    async def alone(self, owner: str) -> AsyncIterator[bool]:
        async with self._in_turn(owner) as mark, self._on_this_machine.alone(owner) as erased_here:
            if mark is None:  # nobody can tell whether another machine erased them
                self._seen.pop(owner, None)
                yield True
                return
            before, self._seen[owner] = self._seen.get(owner, mark), mark
            yield erased_here or before != mark

    def erased(self, owner: str) -> None:
        self._on_this_machine.erased(owner)

        def tell(client: Any) -> None:
            client.set(self._erased_key(owner), secrets.token_hex(8))
            client.delete(f"{RASA_LOCKS}:lock:{owner}")  # Rasa's own, which has the code in its name

        try:
            self._link.ask_from_thread(tell)
        except RedisAway as error:
            raise StoreUnavailable("Redis antwoordt niet, dus de andere processen weten nog niet van het wissen. Probeer het over een minuut opnieuw.") from error
        self._seen.pop(owner, None)

    @asynccontextmanager
    async def _in_turn(self, owner: str) -> AsyncIterator[str | None]:
        """Gives a mark that changes when somebody is erased, or when Redis lost what it held; None when Redis is away."""
        me = secrets.token_hex(8)
        try:
            mark = await self._wait(owner, me)
        except RedisAway:
            yield None
            return
        except BaseException:
            await self._leave(owner, me)
            raise
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        holding = asyncio.create_task(self._hold(owner, me, over))
        try:
            yield mark
        finally:
            over.set_result(None)
            try:
                await holding  # what it says last must not come after we left
            finally:
                await self._leave(owner, me)

    async def _wait(self, owner: str, me: str) -> str:
        while True:
            before_me, mark = await self._look(owner, me)
            if not before_me:
                return mark
            await asyncio.sleep(LOOK_AGAIN * before_me)

    async def _hold(self, owner: str, me: str, over: asyncio.Future[None]) -> None:
        """Says that we are there until it is over. It is not cancelled: the client of Redis loses a cancellation now and then, and the place would be kept for ever."""
        while not (await asyncio.wait({over}, timeout=LEASE / 3000))[0]:
            with suppress(RedisAway):
                await self._look(owner, me)

    async def _look(self, owner: str, me: str) -> tuple[int, str]:
        """How many are before me, and the mark."""
        queue, alive = self._keys(owner)
        keys = [queue, alive, "wijzer:since", self._erased_key(owner)]
        before_me, mark = await self._link.ask(lambda: self._look_script(keys, [me, LEASE, secrets.token_hex(8)]))
        return int(before_me), str(mark)

    async def _leave(self, owner: str, me: str) -> None:
        with suppress(RedisAway):
            await self._link.ask(lambda: self._leave_script([*self._keys(owner)], [me]))

    def _keys(self, owner: str) -> tuple[str, str]:
        name = hashlib.blake2b(owner.encode(), key=self._secret, digest_size=16).hexdigest()
        return f"wijzer:turn:{name}", f"wijzer:turn:{name}:alive"

    def _erased_key(self, owner: str) -> str:
        place = int.from_bytes(hashlib.blake2b(owner.encode(), key=self._secret, digest_size=4).digest()) % PLACES
        return f"wijzer:erased:{place:03x}"
