"""Rasa as an engine: it gets the words, and has what it understood heard by calling our action back (bot/actions/interview.py)."""

from __future__ import annotations

import asyncio
import logging

from bot.engines.engine import EngineName, Unheard
from bot.errors import BotError, CannotForget
from bot.measures import RASA_FAILURES, TURNS
from bot.rasa_server.client import RasaClient
from bot.rasa_server.in_flight import TurnsInFlight
from bot.rasa_server.tracker import forget_talk
from bot.replies import Turn
from skills_passport.measures import span
from skills_passport.sql import Place

log = logging.getLogger(__name__)

TURNS_REMEMBERED = 6
"""Rasa's tracker is emptied after so many turns: it needs none of them, and each action call carries them along (3 kB a turn)."""


class RasaEngine:
    """The server on loopback or several of them, and what they remember in the tracker."""

    answering = EngineName.RASA

    def __init__(self, rasa: RasaClient, in_flight: TurnsInFlight, tracker: Place) -> None:
        self._rasa = rasa
        self._in_flight = in_flight
        self._tracker = tracker
        self._turns: dict[str, int] = {}
        self._not_to_remember: set[str] = set()

    async def take(self, unheard: Unheard) -> Turn:
        """A turn whose action began before Rasa failed is taken to its end: our own process does it, and nobody may do it twice."""
        with span("rasa"), self._in_flight.turn(unheard.owner, unheard.message, unheard.taking) as nonce:
            try:
                answer = Turn.from_json((await self._rasa.send(unheard.owner, unheard.message.for_rasa, {"turn": nonce}))[-1])
            except BotError as problem:
                RASA_FAILURES.labels(type(problem).__name__).inc()
                heard = await self._in_flight.taken_back(nonce)
                if heard is None:
                    raise
                TURNS.labels(self.answering.value).inc()
                return heard
        TURNS.labels(self.answering.value).inc()
        await self._tidy(unheard.owner)
        return answer

    async def is_up(self) -> bool:
        return await self._rasa.is_up()

    def not_to_remember(self, owner: str) -> None:
        self._not_to_remember.add(owner)

    def forget_here(self, owner: str) -> None:
        self._turns.pop(owner, None)
        self._not_to_remember.discard(owner)

    def forget(self, owner: str) -> None:
        self.forget_here(owner)
        forget_talk(self._tracker, owner)

    async def close(self) -> None:
        await self._rasa.close()

    async def _tidy(self, owner: str) -> None:
        """Empty Rasa's tracker of this owner now and then, and at once after what was not to be kept.

        A file that is busy is tried again after the next turn.
        """
        self._turns[owner] = self._turns.get(owner, 0) + 1
        at_once = owner in self._not_to_remember
        if self._turns[owner] < TURNS_REMEMBERED and not at_once:
            return
        try:
            await asyncio.to_thread(forget_talk, self._tracker, owner, traceless=at_once)
        except CannotForget as problem:
            log.warning("%s", problem)
            return
        self._turns.pop(owner, None)
        self._not_to_remember.discard(owner)
