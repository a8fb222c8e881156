"""The bot's front door: one message in, one turn out; stored before it is answered, in order, and never lost.

A message goes: cleaned → numbers masked → Rasa (what is meant) → `hear`, called back by the action (what it does,
stored in the passport) → the reply. When Rasa is down messages wait in the passport and are sent first, one by one, next time (bot/rasa_server/delivery.py).
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import weakref
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.advising import Advising, last_advice
from bot.coach.around import names_of
from bot.coach.contact import CoachContact
from bot.incoming import Incoming, incoming
from bot.interview import Interview
from bot.rasa_server.client import RasaClient
from bot.rasa_server.delivery import ACTOR, AGAIN, Delivery
from bot.rasa_server.in_flight import TurnsInFlight
from bot.record import Moment, talk_in, with_turn
from bot.replies import Turn
from bot.talk import LEFT_OUT, STALE_BUTTON, Heard, Outcome, Talk
from bot.words.distress import is_distress
from bot.words.other_names import without_names
from bot.words.private_words import without_private
from bot.words.wording import same_words
from rules.knowledge import Knowledge
from rules.language.text import fold
from skills_passport.model import SkillsPassport
from skills_passport.store import PassportStore

log = logging.getLogger(__name__)

AWAY = timedelta(hours=6)
"""After so long someone is welcomed back."""
EARLY_KEPT = 1000  # owners whose words from before their consent wait in memory


class Conversation:
    """Talks with all employees; one per process. `turn` may be called at once for many owners."""

    def __init__(
        self, store: PassportStore, interview: Interview, knowledge: Callable[[], Knowledge], rasa: RasaClient, tracker: Path,
        *, clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._interview = interview
        self._phrases = interview.script.phrases
        self._clock = clock
        self._contact = CoachContact(store, interview)
        self._advising = Advising(store, interview, knowledge, clock, self._contact)
        self._delivery = Delivery(store, interview, rasa, tracker, clock)
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._early: OrderedDict[str, str] = OrderedDict()

    @property
    def in_flight(self) -> TurnsInFlight:
        """The turns that Rasa is busy with now."""
        return self._delivery.in_flight

    @property
    def not_in_dutch(self) -> Mapping[str, str]:
        """Sentences of the bot in another language, with the code of that language: a page must say so for who has it read out."""
        return {language.says: language.code for language in self._interview.script.languages}

    # -- the front door

    async def open(self, owner: str) -> Turn:
        """What to say when the page is opened, under the talk so far; no messages when there is nothing new."""
        async with self._lock(owner):
            return await asyncio.to_thread(self._open, owner)

    async def turn(self, owner: str, text: str, message_id: str = "", *, login_name: str = "") -> Turn:
        """The answer to one message (typed text, or the payload of a button).

        The same `message_id` again gives the same answer, and does nothing twice. `login_name` is how they signed in: it is given to a
        coach when they ask for that, and kept nowhere else.
        """
        async with self._lock(owner):
            known = await asyncio.to_thread(self._delivery.known_reply, owner, message_id) if message_id else None
            if known is not None:
                return known
            with self._contact.signed_in_as(owner, login_name):
                return await self._take(owner, text, message_id or secrets.token_hex(8))

    async def hear_in_flight(self, owner: str, nonce: str, intent: str, confidence: float) -> Turn | None:
        """What the message in flight does, now that Rasa said what it means; called back by the action within `turn`.

        None, and nothing done, when the portal has no such turn in flight.
        """
        message = self.in_flight.take(owner, nonce)
        if message is None:
            log.warning("Rasa had a turn run that the portal did not ask for, or does not wait for any more.")
            return None
        heard = Heard(message.words, intent, confidence, message.payload)
        return await self.hear(owner, heard, message_id=message.id, note=message.note)

    async def hear(self, owner: str, heard: Heard, *, message_id: str, note: str = "") -> Turn:
        """What a message does, once it is known what it means."""
        return await asyncio.to_thread(self._hear, owner, heard, message_id, note)

    def forget(self, owner: str) -> None:
        """Everything outside the passport: Rasa's tracker and what waits in memory. Raises CannotForget."""
        self._early.pop(owner, None)
        self._interview.forget()
        self._delivery.forget(owner)

    @asynccontextmanager
    async def silence(self, owner: str) -> AsyncIterator[None]:
        """No turn of this owner runs meanwhile: an erasure must not be followed by words that were still under way."""
        async with self._lock(owner):
            yield

    async def is_up(self) -> bool:
        """Whether Rasa answers (for a health page)."""
        return await self._delivery.is_up()

    async def close(self) -> None:
        await self._delivery.close()

    # -- incoming

    async def _take(self, owner: str, text: str, message_id: str) -> Turn:
        waiting = await self._delivery.waiting(owner)
        if text == AGAIN or (waiting and same_words(text, self._phrases["try_again"])):
            return await self._delivery.bring(owner, waiting) if waiting else await self.hear(owner, Heard("", "empty"), message_id="")
        message = incoming(text, message_id, self._phrases)
        if not message.words:
            return await self.hear(owner, Heard("", LEFT_OUT if message.note else "empty"), message_id=message_id, note=message.note)
        if is_distress(message.words):  # in all the words: a relative who is ill may be part of it
            return await self.hear(owner, Heard(message.words, "distress"), message_id="")
        message = self._as_kept(message)
        message = await asyncio.to_thread(self._without_names, owner, message)
        if waiting and waiting[-1].words == message.words:  # sent once more, as no answer came
            return await self._delivery.bring(owner, waiting)
        if any(message.id == other.id for other in waiting):  # other words under a number that is taken
            message = replace(message, id=secrets.token_hex(8))
        return await self._delivery.bring(owner, (*waiting, message), said=message.words)

    def _as_kept(self, message: Incoming) -> Incoming:
        """The message as everything after the door may see it, the store of what waits and Rasa's tracker too."""
        if message.payload:
            return message
        private = without_private(message.words) != message.words
        note = " ".join(part for part in (message.note, self._phrases["private"] if private else "") if part)
        return replace(message, words=self._interview.as_kept(message.words), note=note)

    def _without_names(self, owner: str, message: Incoming) -> Incoming:
        """The message without names of other people; in what goes to the coach they may stand, as may the name of a coach anywhere."""
        if message.payload or without_names(message.words) == message.words:
            return message
        coaches = {fold(part) for name in names_of(self._store.coaches()).values() for part in name.split()}
        words = without_names(message.words, coaches)
        if words == message.words or talk_in(self._store.load(owner, actor=ACTOR, action="read-message")).notes.to_coach is not None:
            return message
        return replace(message, words=words, note=" ".join(part for part in (message.note, self._phrases["other_name"]) if part))

    # -- what a message does

    def _hear(self, owner: str, heard: Heard, message_id: str, note: str) -> Turn:
        moment = Moment(message_id, self._clock())
        early = self._early.get(owner, "")
        around = self._contact.around(owner, moment.at)
        result: tuple[Outcome, Turn] | None = None
        hides = False

        def change(passport: SkillsPassport) -> SkillsPassport:
            nonlocal result, hides
            known = passport.exchange(message_id) if message_id else None
            if known is not None and known.reply is not None:
                result = Outcome(talk=talk_in(passport), messages=()), Turn.from_json(known.reply)
                return passport
            talk = talk_in(passport)
            hides = self._interview.hides_words(talk)
            said = self._interview.without_health(talk, self._as_pressed(talk, heard))
            left = tuple(other for other in talk.notes.waiting if other["id"] != message_id)
            waited = left != talk.notes.waiting
            outcome = self._interview.turn(
                talk.noting(waiting=left), said, early=early, note=note, last_advice=lambda: last_advice(passport)
            )
            passport, outcome = self._contact.with_news(passport, outcome, around)
            turn = Turn(outcome.messages, self._interview.progress(outcome.talk))
            result = outcome, turn
            # What waited stands in the talk already.
            at = moment if waited else replace(moment, heard=self._as_shown(said, outcome))
            if outcome.wants_advice or outcome.wonder is not None or outcome.deed is not None:
                # Answers first: they must be stored before anything is reasoned, whatever happens meanwhile.
                return with_turn(passport, self._interview, outcome, replace(turn, messages=()), replace(at, message_id=""))
            return with_turn(passport, self._interview, outcome, turn, at)

        passport = self._store.change(owner, change, actor=ACTOR, action="answer")
        assert result is not None
        outcome, turn = result
        self._keep_early(owner, outcome, passport)
        if outcome.wants_advice:
            turn = self._advising.advise(owner, outcome, moment, passport)
        elif outcome.wonder is not None:
            turn = self._advising.answer(owner, outcome, moment, outcome.wonder, passport)
        elif outcome.deed is not None:
            after, passport = self._contact.do(owner, outcome.deed, moment)
            turn = self._advising.advise(owner, after, moment, passport) if after.wants_advice else Turn(after.messages, self._interview.progress(after.talk))
        if outcome.off_the_record or hides or not self._interview.consented(outcome.talk):
            self._delivery.not_to_remember(owner)
        return turn

    def _as_pressed(self, talk: Talk, heard: Heard) -> Heard:
        """The message as it stands in the talk: the words on the button, not its payload.

        An older button does nothing and has no words: a payload is not what somebody said, so it never stands in the talk or in an answer.
        """
        if not heard.payload:
            return heard
        button = self._interview.pressable.button(talk, heard.payload)
        return replace(heard, words=button.title) if button else Heard("", intent=STALE_BUTTON)

    def _as_shown(self, said: Heard, outcome: Outcome) -> Heard:
        """What stands in the talk of a message: a name for the coach stands in the share and nowhere else."""
        return replace(said, words=self._phrases["coach_name_said"]) if outcome.deed is not None and outcome.deed.hides else said

    def _open(self, owner: str) -> Turn:
        result: tuple[Outcome, Turn, bool] | None = None
        moment = Moment("", self._clock())
        around = self._contact.around(owner, moment.at)

        def change(passport: SkillsPassport) -> SkillsPassport:
            nonlocal result
            talk = talk_in(passport)
            self._delivery.note_waiting(owner, passport)
            away = bool(passport.talk) and moment.at - passport.talk[-1].at > AWAY
            passport, outcome = self._contact.with_news(passport, self._interview.open(talk, away=away), around)
            turn = Turn(outcome.messages, self._interview.progress(outcome.talk))
            result = outcome, turn, self._advising.is_outdated(outcome, passport)
            later = outcome.wants_advice or result[2]
            return with_turn(passport, self._interview, outcome, replace(turn, messages=()) if later else turn, moment)

        passport = self._store.change(owner, change, actor=ACTOR, action="open-talk")
        assert result is not None
        outcome, turn, outdated = result
        if outdated:
            return self._advising.tell_what_changed(owner, outcome, moment, passport)
        return self._advising.advise(owner, outcome, moment, passport) if outcome.wants_advice else turn

    def _keep_early(self, owner: str, outcome: Outcome, passport: SkillsPassport) -> None:
        """Words from before the consent wait in memory only, bounded; a refusal or a restart forgets them."""
        if outcome.early_words:
            self._early[owner] = outcome.early_words
            while len(self._early) > EARLY_KEPT:
                self._early.popitem(last=False)
        elif self._interview.consented(outcome.talk) or outcome.off_the_record or outcome.talk.notes.paused:
            self._early.pop(owner, None)

    def _lock(self, owner: str) -> asyncio.Lock:
        lock = self._locks.get(owner)
        if lock is None:
            lock = self._locks[owner] = asyncio.Lock()
        return lock
