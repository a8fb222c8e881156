"""How often something may be tried: per person, per address, and for the emergency account all addresses together."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import time
from dataclasses import dataclass

from fastapi import HTTPException, Request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter as SharedWindow
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.redis_link import RedisAway, RedisLink
from portal.login_settings import LoginSettings

PLACES = 1 << 14
"""So many counters at most: keys share one by their hash, so that no number of addresses fills the memory."""

ADDRESS_MORE = 20
"""An address may be that of a whole town hall: it may do so many times what one person may."""

ALONE = 4
"""While Redis is away a process lets through so many times less of what opens a door."""

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


class RateLimits:
    """Counters in Redis where there is one, for all processes together; else in the memory of this process, and gone with it.

    While Redis is away this process counts by itself. What it saw before counts, too, and of signing in a quarter is let through: how
    many other processes count beside it nobody knows.
    """

    def __init__(self, settings: LoginSettings, link: RedisLink | None = None, redis_url: str = "", secret: str = "") -> None:
        """`link` to the Redis at `redis_url`; `secret`: of the installation, so that all processes find the same counter."""
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
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
            refused = _too_often((await self._link.ask(lambda: shared.get_window_stats(limit, kind, number))).reset_time)
        except RedisAway:
            pass
        if refused is not None:
            raise refused

    def _hit_here(self, limit: RateLimitItem, kind: str, number: str) -> None:
        if not self._limiter.hit(limit, kind, number):
            raise _too_often(self._limiter.get_window_stats(limit, kind, number).reset_time)


def _too_often(until: float) -> TooOften:
    return TooOften(max(1, math.ceil(until - time.time())))


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
