"""How often something may be tried: per person, per address, and for the emergency account all addresses together."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import HTTPException, Request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter as SharedWindow

from bot.redis_link import RedisAway, RedisLink
from portal.login_settings import LoginSettings

PLACES = 1 << 14
"""So many counters at most: keys share one by their hash, so that no number of addresses fills the memory."""

ADDRESS_MORE = 20
"""An address may be that of a whole town hall: it may do so many times what one person may."""

ALONE = 4
"""While Redis is away a process lets through so many times less of what opens a door."""

TIDY = 60.0
"""So many seconds lie between two looks which counters of this process count nothing any more."""

TOO_OFTEN = "Dit gaat te snel achter elkaar. Wacht {wait} en probeer het dan opnieuw."


@dataclass(frozen=True, slots=True)
class TooOften(Exception):
    """`wait`: seconds until it may be tried again."""

    wait: int

    @property
    def text(self) -> str:
        return TOO_OFTEN.format(wait=f"{self.wait} seconden" if self.wait < 120 else f"{math.ceil(self.wait / 60)} minuten")

    def as_answer(self) -> HTTPException:
        return HTTPException(429, self.text, headers={"Retry-After": str(self.wait)})


@dataclass(slots=True)
class _Counter:
    window: int  # seconds
    hits: deque[float] = field(default_factory=deque)

    def forget(self, now: float) -> None:
        while self.hits and self.hits[0] <= now - self.window:
            self.hits.popleft()


class WindowHere:
    """Moving windows in the memory of this process, by a clock that nobody puts forward or back: that would lift a limit, or refuse somebody for as long."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.counters: dict[str, _Counter] = {}
        self._clock = clock
        self._lock = threading.Lock()
        self._tidied = clock()

    def hit(self, limit: RateLimitItem, kind: str, number: str) -> float:
        """Count one, and give 0; where that is too often, count nothing, and give the seconds until it may be tried again."""
        with self._lock:
            now = self._clock()
            self._tidy(now)
            counter = self.counters.setdefault(limit.key_for(kind, number), _Counter(limit.get_expiry()))
            counter.forget(now)
            if len(counter.hits) >= limit.amount:
                return counter.hits[0] + counter.window - now
            counter.hits.append(now)
            return 0.0

    def _tidy(self, now: float) -> None:
        if now - self._tidied < TIDY:
            return
        self._tidied = now
        for counter in self.counters.values():
            counter.forget(now)
        self.counters = {name: counter for name, counter in self.counters.items() if counter.hits}


class RateLimits:
    """Counters in Redis where there is one, for all processes together; else in the memory of this process, and gone with it.

    While Redis is away this process counts by itself. What it saw before counts, too, and of signing in a quarter is let through: how
    many other processes count beside it nobody knows.
    """

    def __init__(self, settings: LoginSettings, link: RedisLink | None = None, redis_url: str = "", secret: str = "") -> None:
        """`link` to the Redis at `redis_url`; `secret`: of the installation, so that all processes find the same counter."""
        self._here = WindowHere()
        self._link = link
        self._shared: SharedWindow | None = None
        self._seed = secrets.token_bytes(16)  # nobody can choose an address that shares a counter with somebody's
        if link is not None:
            self._shared = SharedWindow(RedisStorage(redis_url, implementation="redispy", key_prefix="wijzer:limits", connection_pool=link.client.connection_pool))  # type: ignore[arg-type]
            self._seed = hashlib.blake2b(secret.encode(), person=b"rate-limits", digest_size=16).digest()
        self._person = RateLimitItemPerMinute(settings.chat_per_minute)
        self._address = RateLimitItemPerMinute(settings.chat_per_minute * ADDRESS_MORE)
        self._sign_in = RateLimitItemPerMinute(settings.sign_ins_per_minute)
        self._password = (RateLimitItemPerMinute(5), RateLimitItemPerHour(20))
        self._password_all = RateLimitItemPerHour(60)

    async def chat(self, request: Request, owner: str) -> None:
        """One message of this person (or of nobody). Raises TooOften."""
        if owner:
            await self._hit(self._person, "person", owner)
        await self._hit(self._address, "chat", address(request))

    async def sign_in(self, request: Request) -> None:
        """One step of signing in. Raises TooOften."""
        await self._hit(self._sign_in, "sign-in", address(request), share=ALONE)

    async def password(self, request: Request) -> None:
        """One try of the emergency account's password. Raises TooOften."""
        for limit in self._password:
            await self._hit(limit, "password", address(request), share=ALONE)
        await self._hit(self._password_all, "password", "all", share=ALONE)

    async def _hit(self, limit: RateLimitItem, kind: str, key: str, share: int = 1) -> None:
        place = hashlib.blake2b(f"{kind} {key}".encode(), key=self._seed, digest_size=4).digest()
        number = str(int.from_bytes(place) % PLACES)
        if self._shared is None or self._link is None:
            self._hit_here(limit, kind, number)
            return
        refused: TooOften | None = None
        try:  # counted here too, for when Redis goes away
            self._hit_here(type(limit)(max(1, limit.amount // share)), kind, number)
        except TooOften as too_often:
            refused = too_often
        shared = self._shared
        try:
            if await self._link.ask(lambda: shared.hit(limit, kind, number)):
                return
            until = (await self._link.ask(lambda: shared.get_window_stats(limit, kind, number))).reset_time
            refused = _too_often(min(until - time.time(), limit.get_expiry()))  # the clock that counted may have been ahead
        except RedisAway:
            pass
        if refused is not None:
            raise refused

    def _hit_here(self, limit: RateLimitItem, kind: str, number: str) -> None:
        if wait := self._here.hit(limit, kind, number):
            raise _too_often(wait)


def _too_often(seconds: float) -> TooOften:
    return TooOften(max(1, math.ceil(seconds)))


def address(request: Request) -> str:
    """Where a request comes from; of IPv6 the network of 64 bits, as one machine has all of its addresses."""
    host = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else host


async def limited_sign_in(request: Request) -> None:
    """FastAPI dependency of every step of signing in."""
    limits: RateLimits = request.app.state.limits
    try:
        await limits.sign_in(request)
    except TooOften as refused:
        raise refused.as_answer() from refused
