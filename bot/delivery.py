"""Brings messages to the engine, one by one and in order; also what an earlier release kept in the passport until Rasa would be back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import reduce

from bot.engines.engine import DialogueEngine, Unheard
from bot.incoming import Incoming
from bot.record import ACTOR, waiting_in, without_waiting
from bot.replies import Turn, joined
from bot.taking import TurnTaking
from bot.talk import DO
from skills_passport.model import SkillsPassport
from skills_passport.store import PassportStore

AGAIN = f"{DO}again"
"""The button of an earlier release under a message that waited for Rasa."""
Understood = Callable[[str, Incoming, TurnTaking, str, float], Awaitable[Turn]]
"""What a message of an owner does, given an intent and how sure that is."""


class Delivery:
    """The way to the engine for all employees; order within one talk is the caller's care."""

    def __init__(self, store: PassportStore, engine: DialogueEngine, understood: Understood) -> None:
        self._store = store
        self._engine = engine
        self._understood = understood
        self._waiting: dict[str, tuple[int, tuple[Incoming, ...]]] = {}

    async def bring(self, owner: str, messages: Sequence[Incoming], taking: TurnTaking) -> Turn:
        """All messages, one by one, as one answer."""
        return reduce(joined, [await self._send(owner, message, taking) for message in messages])

    async def waiting(self, owner: str) -> tuple[Incoming, ...]:
        """What waits, oldest first; read from the passport unless nothing waited and nothing changed since: another process may have heard something."""
        version, known = self._waiting.get(owner, (-1, ()))
        if not known and version == await asyncio.to_thread(self._store.version, owner):
            return ()
        passport = await asyncio.to_thread(self._store.load, owner, actor=ACTOR, action="read-message")
        self.note_waiting(owner, passport)
        return waiting_in(passport)

    def note_waiting(self, owner: str, passport: SkillsPassport) -> None:
        """Remember what waits in a passport that was read anyhow."""
        self._waiting[owner] = passport.version, waiting_in(passport)

    def known_reply(self, owner: str, message_id: str) -> Turn | None:
        """The answer that a message got already."""
        known = self._store.exchange(owner, message_id, actor=ACTOR) if message_id else None
        return Turn.from_json(known.reply) if known and known.reply else None

    def forget(self, owner: str) -> None:
        """What waits in memory."""
        self._waiting.pop(owner, None)

    async def _send(self, owner: str, message: Incoming, taking: TurnTaking) -> Turn:
        """Through the engine; a message that waited and was answered already, but too late to show, is not heard again."""
        waits = any(message.id == other.id for other in self._waiting.get(owner, (0, ()))[1])
        answer = await asyncio.to_thread(self.known_reply, owner, message.id) if waits else None
        if answer is None:
            async def hear(intent: str, confidence: float) -> Turn:
                return await self._understood(owner, message, taking, intent, confidence)

            answer = await self._engine.take(Unheard(owner, message, taking, hear))
        elif waits:
            passport = await asyncio.to_thread(
                self._store.change, owner, lambda passport: without_waiting(passport, message.id), actor=ACTOR, action="answer"
            )
            self.note_waiting(owner, passport)
        return answer
