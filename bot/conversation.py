"""The bot's front door: one message in, one turn out; stored before it is answered, in order, and never lost.

A message goes: cleaned → numbers masked → Rasa (what is meant) → `hear`, called back by the action (what it does,
stored in the passport) → the reply. When Rasa is down the message waits in the passport and is sent first next time.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import weakref
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cards import NUMBERS, cards, function_ids
from bot.client import RasaClient, forget_talk
from bot.distress import is_distress
from bot.errors import BotError, CannotForget, RasaSlow
from bot.incoming import Incoming, incoming
from bot.interview import Interview
from bot.record import Moment, talk_in, waiting_for_rasa, with_turn
from bot.replies import Message, Progress, Turn, joined
from bot.talk import DO, STALE_BUTTON, Heard, Outcome
from bot.wording import same_words
from rules.answer import Advice
from rules.knowledge import Knowledge
from skills_passport.guidance import advice_in, advise_and_store
from skills_passport.model import Button, SkillsPassport
from skills_passport.store import PassportStore

log = logging.getLogger(__name__)

AWAY = timedelta(hours=6)
"""After so long someone is welcomed back."""
TURNS_REMEMBERED = 12
"""Rasa's tracker is emptied after so many turns: it needs none of them, and each action call carries them along (3 kB a turn)."""
EARLY_KEPT = 1000  # owners whose words from before their consent wait in memory
ACTOR = "employee"
AGAIN = f"{DO}again"


class Conversation:
    """Talks with all employees; one per process. `turn` may be called at once for many owners."""

    def __init__(
        self, store: PassportStore, interview: Interview, knowledge: Callable[[], Knowledge], rasa: RasaClient, tracker: Path,
        *, clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._interview = interview
        self._phrases = interview.script.phrases
        self._knowledge = knowledge
        self._rasa = rasa
        self._tracker = tracker
        self._clock = clock
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._early: OrderedDict[str, str] = OrderedDict()
        self._turns: dict[str, int] = {}
        self._not_to_remember: set[str] = set()
        self._waiting: dict[str, Incoming] = {}

    # -- the front door

    async def open(self, owner: str) -> Turn:
        """What to say when the page is opened, under the talk so far; no messages when there is nothing new."""
        async with self._lock(owner):
            return await asyncio.to_thread(self._open, owner)

    async def turn(self, owner: str, text: str, message_id: str = "") -> Turn:
        """The answer to one message (typed text, or the payload of a button).

        The same `message_id` again gives the same answer, and does nothing twice.
        """
        async with self._lock(owner):
            known = self._known_reply(owner, message_id)
            if known is not None:
                return known
            return await self._take(owner, text, message_id or secrets.token_hex(8))

    async def hear(self, owner: str, heard: Heard, *, message_id: str, note: str = "") -> Turn:
        """What a message does, once Rasa said what it means; called back by the action within `turn`."""
        return await asyncio.to_thread(self._hear, owner, heard, message_id, note)

    def forget(self, owner: str) -> None:
        """Everything outside the passport: Rasa's tracker and what waits in memory. Raises CannotForget."""
        self._early.pop(owner, None)
        self._waiting.pop(owner, None)
        self._turns.pop(owner, None)
        self._not_to_remember.discard(owner)
        forget_talk(self._tracker, owner)

    @asynccontextmanager
    async def silence(self, owner: str) -> AsyncIterator[None]:
        """No turn of this owner runs meanwhile: an erasure must not be followed by words that were still under way."""
        async with self._lock(owner):
            yield

    async def is_up(self) -> bool:
        """Whether Rasa answers (for a health page)."""
        return await self._rasa.is_up()

    async def close(self) -> None:
        await self._rasa.close()

    # -- incoming

    async def _take(self, owner: str, text: str, message_id: str) -> Turn:
        waiting = self._waiting.get(owner)
        says_again = same_words(text, self._phrases["try_again"])
        if text == AGAIN or says_again:
            waiting = waiting or await asyncio.to_thread(self._kept_waiting, owner)
        if text == AGAIN or (says_again and waiting):
            return await self._deliver(owner, waiting) if waiting else await self.hear(owner, Heard("", "empty"), message_id="")
        message = incoming(text, message_id, self._phrases)
        if not message.words:
            return await self.hear(owner, Heard("", "empty"), message_id=message_id)
        if is_distress(message.words):
            return await self.hear(owner, Heard(message.words, "distress"), message_id="")
        if waiting is None or waiting.words == message.words:
            return await self._deliver(owner, waiting or message, said="" if waiting else message.words)
        return await self._deliver_both(owner, waiting, message)

    async def _deliver_both(self, owner: str, waiting: Incoming, message: Incoming) -> Turn:
        """What waited goes first; when that fails again both wait, as one."""
        try:
            earlier = await self._send(owner, waiting)
        except BotError as problem:
            return await self._keep_waiting(owner, waiting.with_more(message), problem, said=message.words)
        return joined(earlier, await self._deliver(owner, message, said=message.words))

    async def _send(self, owner: str, message: Incoming) -> Turn:
        """Through Rasa; a message that was answered already, but too late to show, is not sent again."""
        known = self._known_reply(owner, message.id)
        if known is None:
            metadata = {"id": message.id, "words": message.words, "payload": message.payload, "note": message.note}
            known = Turn.from_json((await self._rasa.send(owner, message.for_rasa, metadata))[-1])
            self._tidy(owner)
        self._waiting.pop(owner, None)
        return known

    async def _deliver(self, owner: str, message: Incoming, said: str = "") -> Turn:
        """Through Rasa, or kept until it answers again; `said` is what was typed just now."""
        try:
            return await self._send(owner, message)
        except BotError as problem:
            log.warning("A turn did not go through: %s", problem)
            return self._known_reply(owner, message.id) or await self._keep_waiting(owner, message, problem, said)

    async def _keep_waiting(self, owner: str, message: Incoming, problem: BotError, said: str) -> Turn:
        text = self._phrases["rasa_slow" if isinstance(problem, RasaSlow) else "rasa_down"]
        again = Button(self._phrases["try_again"], AGAIN)
        turn = Turn((Message(self._phrases["rasa_down_unkept"]),), Progress(0, 0, ""))

        def keep(passport: SkillsPassport) -> SkillsPassport:
            nonlocal turn
            talk = talk_in(passport)
            turn = replace(turn, progress=self._interview.progress(talk))
            if not self._interview.consented(talk):
                return passport
            turn = replace(turn, messages=(Message(text, (again,)),))
            return waiting_for_rasa(passport, message, said, turn, self._clock())

        await asyncio.to_thread(self._store.change, owner, keep, actor=ACTOR, action="keep-message")
        if turn.buttons:
            self._waiting[owner] = message
        return turn

    def _kept_waiting(self, owner: str) -> Incoming | None:
        """The message that waits in the passport, after a restart of the portal."""
        kept = talk_in(self._store.load(owner, actor=ACTOR, action="read-message")).notes.waiting
        return Incoming(**kept) if kept else None

    # -- what a message does

    def _hear(self, owner: str, heard: Heard, message_id: str, note: str) -> Turn:
        moment = Moment(message_id, self._clock())
        early = self._early.get(owner, "")
        result: tuple[Outcome, Turn] | None = None

        def change(passport: SkillsPassport) -> SkillsPassport:
            nonlocal result
            known = passport.exchange(message_id) if message_id else None
            if known is not None and known.reply is not None:
                result = Outcome(talk=talk_in(passport), messages=()), Turn.from_json(known.reply)
                return passport
            talk = talk_in(passport)
            said = self._interview.without_health(talk, _shown(_offered(heard, talk.notes.offered), talk.notes.offered))
            waited = talk.notes.waiting is not None and talk.notes.waiting["id"] == message_id
            outcome = self._interview.turn(
                talk.noting(waiting=None) if waited else talk, said, early=early, note=note, last_advice=lambda: _last_advice(passport)
            )
            turn = Turn(outcome.messages, self._interview.progress(outcome.talk))
            result = outcome, turn
            # What waited stands in the talk already.
            at = moment if waited else replace(moment, heard=said)
            if outcome.wants_advice:
                # Answers first: they must be stored before the advice is made, whatever happens meanwhile.
                return with_turn(passport, self._interview, outcome, replace(turn, messages=()), replace(at, message_id=""))
            return with_turn(passport, self._interview, outcome, turn, at)

        passport = self._store.change(owner, change, actor=ACTOR, action="answer")
        assert result is not None
        outcome, turn = result
        self._keep_early(owner, outcome, passport)
        if outcome.wants_advice:
            turn = self._advise(owner, outcome, moment, _last_advice(passport))
        if outcome.off_the_record or not self._interview.consented(outcome.talk):
            self._not_to_remember.add(owner)
        return turn

    def _advise(self, owner: str, outcome: Outcome, moment: Moment, earlier: Advice | None) -> Turn:
        advice = advise_and_store(self._store, owner, self._knowledge(), moment.at.date(), ACTOR, clock=self._clock)
        shown = cards(advice)
        notes = (Message(advice.note),) if advice.note else ()
        introduction = (Message(self._introduction(outcome.introduction, earlier, advice)),) if shown else ()
        turn = Turn((*outcome.messages, *introduction, *shown, *notes, *outcome.afterwards), self._interview.progress(outcome.talk))
        self._store.change(
            owner,
            lambda passport: with_turn(passport, self._interview, replace(outcome, talk=talk_in(passport)), turn, moment),
            actor=ACTOR, action="show-advice",
        )
        return turn

    def _introduction(self, phrase: str, earlier: Advice | None, advice: Advice) -> str:
        """What goes before the cards; the same ones again after something new is said as it is."""
        same = earlier is not None and function_ids(earlier) == function_ids(advice)
        return self._phrases["advice_same" if phrase == "advice_anew" and same else phrase].format(number=NUMBERS[len(advice.suggestions)])

    def _open(self, owner: str) -> Turn:
        result: tuple[Outcome, Turn] | None = None
        moment = Moment("", self._clock())

        def change(passport: SkillsPassport) -> SkillsPassport:
            nonlocal result
            talk = talk_in(passport)
            if talk.notes.waiting:
                self._waiting[owner] = Incoming(**talk.notes.waiting)
            away = bool(passport.talk) and moment.at - passport.talk[-1].at > AWAY
            outcome = self._interview.open(talk, away=away)
            turn = Turn(outcome.messages, self._interview.progress(outcome.talk))
            result = outcome, turn
            return with_turn(passport, self._interview, outcome, replace(turn, messages=()) if outcome.wants_advice else turn, moment)

        passport = self._store.change(owner, change, actor=ACTOR, action="open-talk")
        assert result is not None
        outcome, turn = result
        return self._advise(owner, outcome, moment, _last_advice(passport)) if outcome.wants_advice else turn

    def _keep_early(self, owner: str, outcome: Outcome, passport: SkillsPassport) -> None:
        """Words from before the consent wait in memory only, bounded; a refusal or a restart forgets them."""
        if outcome.early_words:
            self._early[owner] = outcome.early_words
            while len(self._early) > EARLY_KEPT:
                self._early.popitem(last=False)
        elif self._interview.consented(outcome.talk) or outcome.off_the_record or outcome.talk.notes.paused:
            self._early.pop(owner, None)

    # -- tidying

    def _known_reply(self, owner: str, message_id: str) -> Turn | None:
        known = self._store.exchange(owner, message_id) if message_id else None
        return Turn.from_json(known.reply) if known and known.reply else None

    def _tidy(self, owner: str) -> None:
        """Empty Rasa's tracker of this owner now and then, and at once after what was not to be kept.

        A file that is busy is tried again after the next turn.
        """
        self._turns[owner] = self._turns.get(owner, 0) + 1
        at_once = owner in self._not_to_remember
        if self._turns[owner] < TURNS_REMEMBERED and not at_once:
            return
        try:
            forget_talk(self._tracker, owner, traceless=at_once)
        except CannotForget as problem:
            log.warning("%s", problem)
            return
        self._turns.pop(owner, None)
        self._not_to_remember.discard(owner)

    def _lock(self, owner: str) -> asyncio.Lock:
        lock = self._locks.get(owner)
        if lock is None:
            lock = self._locks[owner] = asyncio.Lock()
        return lock


def _last_advice(passport: SkillsPassport) -> Advice | None:
    return advice_in(passport.advices[-1]) if passport.advices else None


def _offered(heard: Heard, offered: tuple[Button, ...]) -> Heard:
    """A payload counts only if its button was offered last; an older one (two tabs, the back button) does nothing.

    It has no words: a payload is not what somebody said, so it never stands in the talk or in an answer.
    """
    if heard.payload and all(button.payload != heard.payload for button in offered):
        return Heard("", intent=STALE_BUTTON)
    return heard


def _shown(heard: Heard, offered: tuple[Button, ...]) -> Heard:
    """The message as it stands in the talk: the words on the button, not its payload."""
    title = next((button.title for button in offered if button.payload == heard.payload), "") if heard.payload else ""
    return replace(heard, words=title) if title else heard
