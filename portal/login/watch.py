"""Whether the provider still stands behind somebody's session and roles: asked again every few minutes while they use it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from portal.errors import LoginRefused, ProviderDown
from portal.login.provider import Provider, Tokens
from portal.roles import Role

log = logging.getLogger(__name__)
RETRY = 20.0  # seconds, when the provider did not answer about a role beside that of employee


class Answer(StrEnum):
    """What came of asking."""

    NOT_DUE = "not-due"
    UNKNOWN = "unknown"
    HOLDS = "holds"
    GONE = "gone"


@dataclass
class Watched:
    """How to ask about one session, and what came of it; in memory only. `ask_at`: on the clock of `time.monotonic`."""

    tokens: Tokens
    ask_at: float
    confirmed: bool = True
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Watch:
    """The sessions that this process may ask about, by their number. `every`: seconds between two questions about one session."""

    def __init__(self, every: float) -> None:
        self.every = every
        self._watched: dict[str, Watched] = {}

    def begin(self, number: str, tokens: Tokens) -> None:
        self._watched[number] = Watched(tokens, time.monotonic() + self.every)

    def find(self, number: str) -> Watched | None:
        return self._watched.get(number)

    def forget(self, number: str) -> None:
        self._watched.pop(number, None)

    def keep_only(self, holds: Callable[[str], bool]) -> None:
        """Forget the tokens of sessions that are no more."""
        self._watched = {number: watched for number, watched in self._watched.items() if holds(number)}

    async def ask(self, number: str, provider: Provider, roles: frozenset[Role]) -> Answer:
        """Ask, when it is time, whether these roles of a session still hold; requests that come meanwhile wait and do not ask again."""
        watched = self._watched.get(number)
        if watched is None:
            return Answer.NOT_DUE
        async with watched.lock:
            if time.monotonic() < watched.ask_at:
                return Answer.NOT_DUE
            try:
                found, watched.tokens = await provider.roles_now(watched.tokens)
            except ProviderDown as error:
                log.error("roles of a session cannot be asked: %s", error.reason)
                # An employee keeps their own passport meanwhile, and is not made to wait at every click.
                watched.confirmed, watched.ask_at = False, time.monotonic() + (self.every if roles == {Role.EMPLOYEE} else min(RETRY, self.every))
                return Answer.UNKNOWN
            except LoginRefused as error:
                log.warning("session ended: %s", error.reason)
                return Answer.GONE
            watched.confirmed, watched.ask_at = True, time.monotonic() + self.every
            return Answer.HOLDS if roles <= found else Answer.GONE
