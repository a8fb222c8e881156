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
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from portal.login_settings import LoginSettings

PLACES = 1 << 14
"""So many counters at most: keys share one by their hash, so that no number of addresses fills the memory."""

ADDRESS_MORE = 20
"""An address may be that of a whole town hall: it may do so many times what one person may."""

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
    """Counters in memory, gone with the process."""

    def __init__(self, settings: LoginSettings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._seed = secrets.token_bytes(16)  # nobody can choose an address that shares a counter with somebody's
        self._person = RateLimitItemPerMinute(settings.chat_per_minute)
        self._address = RateLimitItemPerMinute(settings.chat_per_minute * ADDRESS_MORE)
        self._sign_in = RateLimitItemPerMinute(settings.sign_ins_per_minute)
        self._password = (RateLimitItemPerMinute(5), RateLimitItemPerHour(20))
        self._password_all = RateLimitItemPerHour(60)

    def chat(self, request: Request, owner: str) -> None:
        """One message of this person (or of nobody). Raises TooOften."""
        if owner:
            self._hit(self._person, "person", owner)
        self._hit(self._address, "chat", address(request))

    def sign_in(self, request: Request) -> None:
        """One step of signing in. Raises TooOften."""
        self._hit(self._sign_in, "sign-in", address(request))

    def password(self, request: Request) -> None:
        """One try of the emergency account's password. Raises TooOften."""
        for limit in self._password:
            self._hit(limit, "password", address(request))
        self._hit(self._password_all, "password", "all")

    def _hit(self, limit: RateLimitItem, kind: str, key: str) -> None:
        place = hashlib.blake2b(f"{kind} {key}".encode(), key=self._seed, digest_size=4).digest()
        number = str(int.from_bytes(place) % PLACES)
        if not self._limiter.hit(limit, kind, number):
            raise TooOften(max(1, math.ceil(self._limiter.get_window_stats(limit, kind, number).reset_time - time.time())))


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
        limits.sign_in(request)
    except TooOften as refused:
        raise refused.as_answer() from refused
