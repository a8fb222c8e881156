"""Takes turns with one version of what is served: what a message does, and what is said when the page is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.advising import Advising, last_advice
from bot.coach.contact import CoachContact
from bot.interview import Interview
from bot.measures import FALLBACKS
from bot.record import ACTOR, Moment, answered_in, talk_in, with_turn
from bot.replies import Turn
from bot.served import Served
from bot.talk import STALE_BUTTON, Heard, Outcome, Talk
from skills_passport.model import SkillsPassport
from skills_passport.store import PassportStore

AWAY = timedelta(hours=6)
"""After so long someone is welcomed back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that was taken: what was said, and what it came to."""

    turn: Turn
    outcome: Outcome
    passport: SkillsPassport  # as it was stored with what was said; an advice may come on top of it
    hides: bool = False  # what was said may stand nowhere


class TurnTaking:
    """Safe to share between threads; the caller sees to it that one owner has one turn at a time."""

    def __init__(self, store: PassportStore, served: Served, clock: Callable[[], datetime], login_names: dict[str, str]) -> None:
        self._store = store
        self._clock = clock
        self._login_names = login_names
        # Not `served` itself: who holds this by it (Conversation) must be able to let go of it.
        self.interview: Interview = served.interview
        self._phrases = served.interview.script.phrases
        self._contact = CoachContact(store, served.interview, login_names)
        self._advising = Advising(store, served.interview, served.knowledge, clock, self._contact)

    def hear(self, owner: str, heard: Heard, message_id: str, note: str, *, early: str, stored: Callable[[Outcome], None]) -> Taken:
        """What a message does; `early` is what was told before the consent. `stored` is called when the answer is, before anything is reasoned."""
        moment = Moment(message_id, self._clock())
        around = self._contact.around(owner, moment.at)
        result: tuple[Outcome, Turn] | None = None
        hides = missed = False

        def change(passport: SkillsPassport) -> SkillsPassport:
            nonlocal result, hides, missed
            known = answered_in(passport, message_id)
            if known is not None:
                result = Outcome(talk=talk_in(passport), messages=()), known
                return passport
            taken = bool(message_id) and passport.exchange(message_id) is not None
            talk = talk_in(passport)
            hides = self.interview.hides_words(talk)
            said = self.interview.without_health(talk, self._as_pressed(talk, heard))
            left = tuple(other for other in talk.notes.waiting if other["id"] != message_id)
            waited = left != talk.notes.waiting
            outcome = self.interview.turn(
                talk.noting(waiting=left), said, early=early, note=note, last_advice=lambda: last_advice(passport)
            )
            missed = outcome.talk.notes.misses > talk.notes.misses
            passport, outcome = self._contact.with_news(passport, outcome, around)
            turn = Turn(outcome.messages, self.interview.progress(outcome.talk))
            result = outcome, turn
            # What waited stands in the talk already, and so does what was taken once without coming to its answer.
            at = moment if waited or taken else replace(moment, heard=self._as_shown(said, outcome))
            if outcome.wants_advice or outcome.wonder is not None or outcome.deed is not None:
                # Answers first: they must be stored before anything is reasoned, whatever happens meanwhile.
                # The id stays with them, so that the same message sent again is not written a second time.
                passport = with_turn(passport, self.interview, outcome, replace(turn, messages=()), replace(at, message_id=""))
                noted = message_id and self.interview.consented(outcome.talk) and not outcome.off_the_record
                return passport.with_message(message_id, at=moment.at) if noted else passport
            return with_turn(passport, self.interview, outcome, turn, at)

        passport = stored_as = self._store.change(owner, change, actor=ACTOR, action="answer")
        assert result is not None
        outcome, turn = result
        if missed:
            FALLBACKS.inc()
        stored(outcome)
        if outcome.wants_advice:
            turn = self._advising.advise(owner, outcome, moment, passport)
        elif outcome.wonder is not None:
            turn = self._advising.answer(owner, outcome, moment, outcome.wonder, passport)
        elif outcome.deed is not None:
            after, passport = self._contact.do(owner, outcome.deed, moment)
            turn = self._advising.advise(owner, after, moment, passport) if after.wants_advice else Turn(after.messages, self.interview.progress(after.talk))
        return Taken(turn, outcome, stored_as, hides)

    def open(self, owner: str, note: Callable[[SkillsPassport], None]) -> Turn:
        """What to say when the page is opened; `note` is shown the passport as it is read."""
        result: tuple[Outcome, Turn, bool] | None = None
        moment = Moment("", self._clock())
        around = self._contact.around(owner, moment.at)

        def change(passport: SkillsPassport) -> SkillsPassport:
            nonlocal result
            talk = talk_in(passport)
            note(passport)
            away = bool(passport.talk) and moment.at - passport.talk[-1].at > AWAY
            passport, outcome = self._contact.with_news(passport, self.interview.open(talk, away=away), around)
            turn = Turn(outcome.messages, self.interview.progress(outcome.talk))
            result = outcome, turn, self._advising.is_outdated(outcome, passport)
            later = outcome.wants_advice or result[2]
            return with_turn(passport, self.interview, outcome, replace(turn, messages=()) if later else turn, moment)

        passport = self._store.change(owner, change, actor=ACTOR, action="open-talk")
        assert result is not None
        outcome, turn, outdated = result
        if outdated:
            return self._advising.tell_what_changed(owner, outcome, moment, passport)
        return self._advising.advise(owner, outcome, moment, passport) if outcome.wants_advice else turn

    def _as_pressed(self, talk: Talk, heard: Heard) -> Heard:
        """The message as it stands in the talk: the words on the button, not its payload.

        An older button does nothing and has no words: a payload is not what somebody said, so it never stands in the talk or in an answer.
        """
        if not heard.payload:
            return heard
        button = self.interview.pressable.button(talk, heard.payload)
        return replace(heard, words=button.title) if button else Heard("", intent=STALE_BUTTON)

    def _as_shown(self, said: Heard, outcome: Outcome) -> Heard:
        """What stands in the talk of a message: a name for the coach stands in the share and nowhere else."""
        return replace(said, words=self._phrases["coach_name_said"]) if outcome.deed is not None and outcome.deed.hides else said
