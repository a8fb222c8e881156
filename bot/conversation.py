"""The bot's front door: one message in, one turn out; stored before it is answered, in order, and never lost.

A message goes: cleaned → numbers masked → an engine (what is meant, bot/engines) → `hear` (what it does, stored in the passport) → the reply.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import weakref
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.coach.around import names_of
from bot.delivery import AGAIN, Delivery
from bot.engines.engine import DialogueEngine, EngineName
from bot.errors import CannotForget, RasaConfused
from bot.incoming import Incoming, incoming
from bot.interview import Interview
from bot.locks import LocksInProcess, TalkLocks
from bot.measures import TURN_SECONDS, TURNS
from bot.rasa_server.in_flight import TurnsInFlight
from bot.record import ACTOR, talk_in
from bot.replies import Turn
from bot.served import Served
from bot.taking import TurnTaking
from bot.talk import LEFT_OUT, Heard, Outcome
from bot.words.distress import is_distress
from bot.words.other_names import without_names
from bot.words.private_words import without_private
from bot.words.wording import same_words
from rules.language.text import fold
from skills_passport.errors import StoreError
from skills_passport.measures import span, timed
from skills_passport.store import PassportStore

log = logging.getLogger(__name__)

EARLY_KEPT = 1000  # owners whose words from before their consent wait in memory


class Conversation:
    """Talks with all employees; one per process. `turn` may be called at once for many owners."""

    def __init__(
        self, store: PassportStore, served: Callable[[], Served], engine: DialogueEngine, in_flight: TurnsInFlight,
        *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), locks: TalkLocks | None = None,
    ) -> None:
        """`served` gives what is served now; it is asked once for each turn, which is taken with that from start to end.

        `in_flight` are the turns that Rasa is busy with, where the engine is one that calls back; `locks`: where other processes talk
        over the same store too, what they share.
        """
        self._store = store
        self._served = served
        self._clock = clock
        self._login_names: dict[str, str] = {}
        self._takings: weakref.WeakKeyDictionary[Served, TurnTaking] = weakref.WeakKeyDictionary()
        self._making = threading.Lock()
        self.in_flight = in_flight
        self._engine = engine
        self._delivery = Delivery(store, engine, self._understood)
        self._locks = locks or LocksInProcess()
        self._early: OrderedDict[str, str] = OrderedDict()

    @property
    def not_in_dutch(self) -> Mapping[str, str]:
        """Sentences of the bot in another language, with the code of that language: a page must say so for who has it read out."""
        return {language.says: language.code for language in self._served().interview.script.languages}

    # -- the front door

    async def open(self, owner: str) -> Turn:
        """What to say when the page is opened, under the talk so far; no messages when there is nothing new."""
        async with self._alone(owner):
            return await asyncio.to_thread(self._open, owner, self.taking())

    async def turn(self, owner: str, text: str, message_id: str = "", *, login_name: str = "") -> Turn:
        """The answer to one message (typed text, or the payload of a button).

        The same `message_id` again gives the same answer, and does nothing twice. `login_name` is how they signed in: it is given to a
        coach when they ask for that, and kept nowhere else.
        """
        with timed(TURN_SECONDS), span("turn"):
            async with self._alone(owner):
                return await self._turn(owner, text, message_id, login_name)

    async def _turn(self, owner: str, text: str, message_id: str, login_name: str) -> Turn:
        known = await asyncio.to_thread(self._delivery.known_reply, owner, message_id) if message_id else None
        if known is not None:
            return known
        with self.signed_in_as(owner, login_name):
            return await self._take(owner, text, message_id or secrets.token_hex(8), self.taking())

    async def hear_in_flight(self, owner: str, nonce: str, intent: str, confidence: float) -> Turn | None:
        """What the message in flight does, now that Rasa said what it means; called back by the action within `turn`.

        None, and nothing done, when the portal has no such turn in flight.
        """
        flight = self.in_flight.take(owner, nonce)
        if flight is None:
            log.warning("Rasa had a turn run that the portal did not ask for, or does not wait for any more.")
            return None
        came_to: Turn | Exception = RasaConfused("A turn was broken off.")
        try:
            came_to = answer = await self._understood(owner, *flight, intent, confidence)
        except Exception as problem:
            came_to = problem
            raise
        finally:
            self.in_flight.answered(nonce, came_to)
        return answer

    async def hear(self, owner: str, heard: Heard, *, message_id: str, note: str = "", taking: TurnTaking | None = None) -> Turn:
        """What a message does, once it is known what it means; `taking` is that of the turn it belongs to."""
        return await asyncio.to_thread(self._hear, owner, heard, message_id, note, taking or self.taking())

    @contextmanager
    def signed_in_as(self, owner: str, name: str) -> Iterator[None]:
        """For as long as the block lasts it is known how this owner signed in."""
        self._login_names[owner] = name
        try:
            yield
        finally:
            self._login_names.pop(owner, None)

    def forget(self, owner: str) -> None:
        """Everything outside the passport: what an engine and the memory hold, of every process. Raises CannotForget."""
        try:
            self._locks.erased(owner)
        except (OSError, StoreError) as error:
            raise CannotForget("The other processes could not be told.") from error
        self._forget_here(owner)
        self._engine.forget(owner)

    def _forget_here(self, owner: str) -> None:
        """What this process remembers of them."""
        self._early.pop(owner, None)
        with self._making:
            takings = [*self._takings.values()]  # of older versions too, as long as somebody holds them
        for taking in takings:
            taking.interview.forget()
        self._delivery.forget(owner)
        self._engine.forget_here(owner)

    @asynccontextmanager
    async def _alone(self, owner: str) -> AsyncIterator[None]:
        """No other process does anything in this talk meanwhile; who was erased by another one is forgotten here first."""
        async with self._locks.alone(owner) as erased_elsewhere:
            if erased_elsewhere:
                self._forget_here(owner)
            yield

    @asynccontextmanager
    async def silence(self, owner: str) -> AsyncIterator[None]:
        """No turn of this owner runs meanwhile: an erasure must not be followed by words that were still under way."""
        async with self._alone(owner):
            yield

    async def is_up(self) -> bool:
        """Whether the engine that was chosen answers (for a health page); when it does not, another one may stand in."""
        return await self._engine.is_up()

    @property
    def answering(self) -> EngineName:
        """The engine that the next message goes to."""
        return self._engine.answering

    async def close(self) -> None:
        await self._engine.close()

    # -- incoming

    async def _take(self, owner: str, text: str, message_id: str, taking: TurnTaking) -> Turn:
        phrases = taking.interview.script.phrases
        waiting = await self._delivery.waiting(owner)
        if text == AGAIN or (waiting and same_words(text, phrases["try_again"])):
            return await self._delivery.bring(owner, waiting, taking) if waiting else await self._heard_here(owner, Heard("", "empty"), "", taking)
        message = incoming(text, message_id, phrases)
        if not message.words:
            return await self._heard_here(owner, Heard("", LEFT_OUT if message.note else "empty"), message_id, taking, message.note)
        if is_distress(message.words):  # in all the words: a relative who is ill may be part of it
            return await self._heard_here(owner, Heard(message.words, "distress"), "", taking)
        message = await asyncio.to_thread(self._without_names, owner, _as_kept(message, taking.interview), phrases)
        if waiting and waiting[-1].words == message.words:  # sent once more, as no answer came
            return await self._delivery.bring(owner, waiting, taking)
        if any(message.id == other.id for other in waiting):  # other words under a number that is taken
            message = replace(message, id=secrets.token_hex(8))
        return await self._delivery.bring(owner, (*waiting, message), taking)

    async def _heard_here(self, owner: str, heard: Heard, message_id: str, taking: TurnTaking, note: str = "") -> Turn:
        """What means the same whatever Rasa would make of it."""
        TURNS.labels("portal").inc()
        return await self.hear(owner, heard, message_id=message_id, note=note, taking=taking)

    def _without_names(self, owner: str, message: Incoming, phrases: Mapping[str, str]) -> Incoming:
        """The message without names of other people; in what goes to the coach they may stand, as may the name of a coach anywhere."""
        if message.payload or without_names(message.words) == message.words:
            return message
        coaches = {fold(part) for name in names_of(self._store.coaches()).values() for part in name.split()}
        words = without_names(message.words, coaches)
        if words == message.words or talk_in(self._store.load(owner, actor=ACTOR, action="read-message")).notes.to_coach is not None:
            return message
        return replace(message, words=words, note=" ".join(part for part in (message.note, phrases["other_name"]) if part))

    # -- what a message does

    async def _understood(self, owner: str, message: Incoming, taking: TurnTaking, intent: str, confidence: float) -> Turn:
        """What a message does, now that an engine knows what it means."""
        heard = Heard(message.words, intent, confidence, message.payload)
        return await self.hear(owner, heard, message_id=message.id, note=message.note, taking=taking)

    def _hear(self, owner: str, heard: Heard, message_id: str, note: str, taking: TurnTaking) -> Turn:
        taken = taking.hear(
            owner, heard, message_id, note, early=self._early.get(owner, ""), stored=lambda outcome: self._keep_early(owner, outcome, taking.interview),
        )
        self._delivery.note_waiting(owner, taken.passport)
        if taken.outcome.off_the_record or taken.hides or not taking.interview.consented(taken.outcome.talk):
            self._engine.not_to_remember(owner)
        return taken.turn

    def _open(self, owner: str, taking: TurnTaking) -> Turn:
        return taking.open(owner, lambda passport: self._delivery.note_waiting(owner, passport))

    def taking(self) -> TurnTaking:
        """What takes a turn that begins now: with what is served now, to its end."""
        served = self._served()
        with self._making:
            if served not in self._takings:
                self._takings[served] = TurnTaking(self._store, served, self._clock, self._login_names)
            return self._takings[served]

    def _keep_early(self, owner: str, outcome: Outcome, interview: Interview) -> None:
        """Words from before the consent wait in memory only, bounded; a refusal or a restart forgets them."""
        if outcome.early_words:
            self._early[owner] = outcome.early_words
            while len(self._early) > EARLY_KEPT:
                self._early.popitem(last=False)
        elif interview.consented(outcome.talk) or outcome.off_the_record or outcome.talk.notes.paused:
            self._early.pop(owner, None)


def _as_kept(message: Incoming, interview: Interview) -> Incoming:
    """The message as everything after the door may see it, the store of what waits and Rasa's tracker too."""
    if message.payload:
        return message
    private = without_private(message.words) != message.words
    note = " ".join(part for part in (message.note, interview.script.phrases["private"] if private else "") if part)
    return replace(message, words=interview.as_kept(message.words), note=note)
