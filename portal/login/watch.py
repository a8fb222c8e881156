"""Whether the provider still stands behind somebody's session and roles: asked again every few minutes while they use it, by one process of all."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from dataclasses import replace
from enum import StrEnum

from starlette.concurrency import run_in_threadpool

from portal.errors import LoginRefused, ProviderDown
from portal.login.provider import Provider, Tokens
from portal.login.sealing import opened, sealed
from portal.roles import Role
from skills_passport.sign_ins import SignIns, Watched

log = logging.getLogger(__name__)
RETRY = 20.0  # seconds, when the provider did not answer about a role beside that of employee


class Answer(StrEnum):
    """What came of asking."""

    NOT_DUE = "not-due"
    UNKNOWN = "unknown"
    HOLDS = "holds"
    GONE = "gone"


class Watch:
    """The sessions that may be asked about, by their number; kept in the store, so for every process. `every`: seconds between two questions about one session."""

    def __init__(self, every: float, sign_ins: SignIns, secret: str) -> None:
        self.every = every
        self._sign_ins = sign_ins
        self._secret = secret
        self._asking: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    def begin(self, number: str, tokens: Tokens) -> None:
        """Of a session that stands in the store."""
        self._sign_ins.watch(number, Watched(time.time() + self.every, True, sealed(tokens, number, self._secret)))

    def find(self, number: str) -> Watched | None:
        return self._sign_ins.watched(number)

    async def ask(self, number: str, provider: Provider, roles: frozenset[Role]) -> Answer:
        """Ask, when it is time, whether these roles of a session still hold.

        Requests that come meanwhile to the same process wait and do not ask again; at another process they go on with what was known before.
        """
        if not self._due(await run_in_threadpool(self.find, number)):
            return Answer.NOT_DUE
        async with self._asking.setdefault(number, asyncio.Lock()):
            watched = await run_in_threadpool(self.find, number)
            # Two processes that refresh at once would look like a stolen token.
            if watched is None or not self._due(watched) or not await run_in_threadpool(self._sign_ins.claim_asking, number, watched, time.time() + RETRY):
                return Answer.NOT_DUE
            tokens = opened(watched.tokens, number, self._secret)
            if tokens is None:
                log.warning("session ended: what asks for its roles cannot be opened")
                return Answer.GONE
            try:
                found, tokens = await provider.roles_now(tokens)
            except ProviderDown as error:
                log.error("roles of a session cannot be asked: %s", error.reason)
                # An employee keeps their own passport meanwhile, and is not made to wait at every click.
                pause = self.every if roles == {Role.EMPLOYEE} else min(RETRY, self.every)
                await run_in_threadpool(self._sign_ins.asked, number, replace(watched, ask_at=time.time() + pause, confirmed=False))
                return Answer.UNKNOWN
            except LoginRefused as error:
                log.warning("session ended: %s", error.reason)
                return Answer.GONE
            await run_in_threadpool(self._sign_ins.asked, number, Watched(time.time() + self.every, True, sealed(tokens, number, self._secret)))
            return Answer.HOLDS if roles <= found else Answer.GONE

    def _due(self, watched: Watched | None) -> bool:
        """Also when the next time lies further ahead than anybody puts it: then the clock was put back since."""
        return watched is not None and not time.time() < watched.ask_at <= time.time() + max(self.every, RETRY)
