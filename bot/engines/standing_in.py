"""One engine as long as it answers, and another one while it does not: nobody waits for a server that is away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.engines.engine import DialogueEngine, EngineName, Unheard
from bot.errors import BotError, RasaDown
from bot.replies import Turn

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between two looks whether it is back
PAUSE = 5.0  # seconds before the first look at one that is there, but slow or confused; twice as long each next time
LONGEST_PAUSE = 60.0  # seconds


class StandingIn:
    """`first`, and `second` from the message that `first` does not take until `first` is back.

    The message that failed is taken by `second` at once. Whether `first` is back is found out beside the talks: no message waits for that.
    """

    def __init__(self, first: DialogueEngine, second: DialogueEngine, *, has_another: Callable[[], bool] = lambda: False) -> None:
        """`has_another`: whether `first` has a server left that did not fail; then only the message that failed goes to `second`."""
        self._has_another = has_another
        self._first = first
        self._second = second
        self._failures = 0  # in a row, of one that is there
        self._looking: asyncio.Task[None] | None = None

    @property
    def answering(self) -> EngineName:
        return self._first.answering if self._looking is None else self._second.answering

    async def take(self, unheard: Unheard) -> Turn:
        if self._looking is None:
            try:
                answer = await self._first.take(unheard)
            except BotError as problem:
                if not self._has_another():
                    self._leave(problem)
                else:
                    log.warning("%s Another server takes the next message.", problem)
            else:
                self._failures = 0
                return answer
        return await self._second.take(unheard)

    async def is_up(self) -> bool:
        return await self._first.is_up()

    def not_to_remember(self, owner: str) -> None:
        """Both: the first may have got the words before it failed."""
        self._first.not_to_remember(owner)
        self._second.not_to_remember(owner)

    def forget_here(self, owner: str) -> None:
        self._second.forget_here(owner)
        self._first.forget_here(owner)

    def forget(self, owner: str) -> None:
        self._second.forget(owner)
        self._first.forget(owner)

    async def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        await self._first.close()
        await self._second.close()

    def _leave(self, problem: BotError) -> None:
        if self._looking is not None:  # two talks met it at once
            return
        pause = LOOK
        if not isinstance(problem, RasaDown):
            pause = min(LONGEST_PAUSE, PAUSE * 2.0 ** min(self._failures, 10))
            self._failures += 1
        log.warning("%s Meanwhile the engine '%s' answers.", problem, self._second.answering)
        self._looking = asyncio.create_task(self._look(pause))

    async def _look(self, pause: float) -> None:
        await asyncio.sleep(pause)
        while not await self._first.is_up():
            await asyncio.sleep(LOOK)
        self._looking = None
        log.warning("The engine '%s' answers again.", self._first.answering)
