"""The way to Redis, for what several processes share: a pool of connections, and a pause from a Redis that does not answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import redis
import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.retry import Retry as RetryHere

log = logging.getLogger(__name__)
T = TypeVar("T")
PATIENCE = 1.5  # seconds for one answer; who was told that there is none asks no more for a while, so that a turn waits for it once
PAUSE = 2.0  # seconds that one which did not answer is left alone


class RedisAway(Exception):
    """Redis does not answer, or did not a moment ago; the caller says what holds meanwhile."""


class RedisLink:
    """One for a process. Nothing is ever read back from Redis to be believed for longer than the moment: it may be empty at any time."""

    def __init__(self, url: str) -> None:
        # Once more for a connection that Redis closed while nobody used it; not for one that is silent.
        self.client = redis.asyncio.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, decode_responses=True, retry=Retry(NoBackoff(), 1, (redis.ConnectionError,)),
        )
        self._here = redis.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, decode_responses=True, retry=RetryHere(NoBackoff(), 1, (redis.ConnectionError,)),
        )
        self._away = False
        self._not_before = 0.0  # monotonic

    async def ask(self, command: Callable[[], Awaitable[T]]) -> T:
        """What the command answers. Raises RedisAway: at once while Redis is known to be down, but for one who looks every two seconds."""
        self._look()
        try:
            answer = await command()
        except (redis.RedisError, OSError) as error:
            raise self._leave(error) from error
        self._answered()
        return answer

    def ask_from_thread(self, command: Callable[[redis.Redis], T]) -> T:
        """The same for who has no event loop, and would rather wait than do without: it always looks."""
        try:
            answer = command(self._here)
        except (redis.RedisError, OSError) as error:
            raise self._leave(error) from error
        self._answered()
        return answer

    async def close(self) -> None:
        await self.client.aclose()
        self._here.close()

    def _look(self) -> None:
        now = time.monotonic()
        if now < self._not_before:
            raise RedisAway
        if self._away:
            self._not_before = now + PAUSE  # the others go on without it until this one knows

    def _leave(self, error: Exception) -> RedisAway:
        if not self._away:
            log.warning("Redis does not answer (%s). Until it does, this process counts and takes turns by itself.", type(error).__name__)
        self._away, self._not_before = True, time.monotonic() + PAUSE
        return RedisAway()

    def _answered(self) -> None:
        if self._away:
            log.warning("Redis answers again.")
        self._away, self._not_before = False, 0.0
