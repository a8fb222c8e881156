"""Brings messages to Rasa, and keeps those that it cannot take: each by itself and in order, until it answers again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BotError, CannotForget, RasaSlow
from bot.incoming import Incoming
from bot.interview import Interview
from bot.rasa_server.client import RasaClient, forget_talk
from bot.rasa_server.in_flight import TurnsInFlight
from bot.record import talk_in, waiting_for_rasa, waiting_in, without_waiting
from bot.replies import Message, Progress, Turn, joined
from bot.talk import DO
from skills_passport.model import Button, SkillsPassport
from skills_passport.store import PassportStore

if TYPE_CHECKING:
    from bot.taking import TurnTaking

log = logging.getLogger(__name__)

AGAIN = f"{DO}again"
TURNS_REMEMBERED = 6
"""Rasa's tracker is emptied after so many turns: it needs none of them, and each action call carries them along (3 kB a turn)."""
MOST_WAITING = 10  # messages
LONGEST_WAITING = 8000  # characters, of all that waits together
ACTOR = "employee"


class Delivery:
    """The way to Rasa for all employees; order within one talk is the caller's care."""

    def __init__(
        self, store: PassportStore, rasa: RasaClient, tracker: Path, clock: Callable[[], datetime]
    ) -> None:
        self.in_flight = TurnsInFlight()
        self._store = store
        self._rasa = rasa
        self._tracker = tracker
        self._clock = clock
        self._waiting: dict[str, tuple[Incoming, ...]] = {}
        self._turns: dict[str, int] = {}
        self._not_to_remember: set[str] = set()

    async def bring(self, owner: str, messages: Sequence[Incoming], taking: TurnTaking, said: str = "") -> Turn:
        """All messages, one by one; the first that fails waits, with all that come after it.

        `taking` takes these turns; `said` is what was typed just now, if that is the last message.
        """
        answered: list[Turn] = []
        for place, message in enumerate(messages):
            try:
                answered.append(await self._send(owner, message, taking))
            except BotError as problem:
                log.warning("A turn did not go through: %s", problem)
                known = await asyncio.to_thread(self.known_reply, owner, message.id)
                if known is None:
                    answered.append(await self._keep(owner, tuple(messages[place:]), problem, taking.interview, said))
                    break
                answered.append(known)
        return reduce(joined, answered)

    async def waiting(self, owner: str) -> tuple[Incoming, ...]:
        """What waits, oldest first; after a restart of the portal it is read from the passport."""
        if owner not in self._waiting:
            passport = await asyncio.to_thread(self._store.load, owner, actor=ACTOR, action="read-message")
            self.note_waiting(owner, passport)
        return self._waiting[owner]

    def note_waiting(self, owner: str, passport: SkillsPassport) -> None:
        """Remember what waits in a passport that was read anyhow."""
        self._waiting[owner] = waiting_in(passport)

    def known_reply(self, owner: str, message_id: str) -> Turn | None:
        """The answer that a message got already."""
        known = self._store.exchange(owner, message_id, actor=ACTOR) if message_id else None
        return Turn.from_json(known.reply) if known and known.reply else None

    def not_to_remember(self, owner: str) -> None:
        """What was said now may stay nowhere, in Rasa's tracker neither."""
        self._not_to_remember.add(owner)

    def forget(self, owner: str) -> None:
        """Rasa's tracker and what waits in memory. Raises CannotForget."""
        self._waiting.pop(owner, None)
        self._turns.pop(owner, None)
        self._not_to_remember.discard(owner)
        forget_talk(self._tracker, owner)

    async def is_up(self) -> bool:
        return await self._rasa.is_up()

    async def close(self) -> None:
        await self._rasa.close()

    async def _send(self, owner: str, message: Incoming, taking: TurnTaking) -> Turn:
        """Through Rasa; a message that waited and was answered already, but too late to show, is not sent again."""
        waits = any(message.id == other.id for other in self._waiting.get(owner, ()))
        answer = await asyncio.to_thread(self.known_reply, owner, message.id) if waits else None
        if answer is None:
            with self.in_flight.turn(owner, message, taking) as nonce:
                answer = Turn.from_json((await self._rasa.send(owner, message.for_rasa, {"turn": nonce}))[-1])
            await self._tidy(owner)
        elif waits:
            await asyncio.to_thread(
                self._store.change, owner, lambda passport: without_waiting(passport, message.id), actor=ACTOR, action="answer"
            )
        if waits:
            self._waiting[owner] = tuple(other for other in self._waiting[owner] if other.id != message.id)
        return answer

    async def _keep(self, owner: str, messages: tuple[Incoming, ...], problem: BotError, interview: Interview, said: str) -> Turn:
        """The messages wait in the passport, if there is consent; when that is full the newest is refused, and that is said."""
        phrases = interview.script.phrases
        fits = not said or _fit(messages)
        phrase = ("rasa_slow" if isinstance(problem, RasaSlow) else "rasa_down") if fits else "waiting_full"
        again = Button(phrases["try_again"], AGAIN)
        turn = Turn((Message(phrases["rasa_down_unkept"]),), Progress(0, 0, ""))

        def keep(passport: SkillsPassport) -> SkillsPassport:
            nonlocal turn
            talk = talk_in(passport)
            turn = replace(turn, progress=interview.progress(talk))
            if not interview.consented(talk):
                return passport
            turn = replace(turn, messages=(Message(phrases[phrase], (again,)),))
            button = interview.pressable.button(talk, said)
            shown = phrases["coach_name_said"] if interview.hides_words(talk) and said else said
            if passport.exchange(messages[-1].id) is not None:
                shown, button = "", None  # it was taken and stands in the talk; only its answer did not come
            return waiting_for_rasa(passport, messages, button.title if button else shown, turn, self._clock()) if fits else passport

        passport = await asyncio.to_thread(self._store.change, owner, keep, actor=ACTOR, action="keep-message")
        self.note_waiting(owner, passport)
        return turn

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


def _fit(messages: Sequence[Incoming]) -> bool:
    return len(messages) <= MOST_WAITING and sum(len(message.words) for message in messages) <= LONGEST_WAITING
