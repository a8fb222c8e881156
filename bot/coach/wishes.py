"""What a message wants of a coach or of sharing; what was begun ('typ je bericht') is gone on with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.coach.deed import Deed, DeedKind
from bot.talk import BUTTON, LEFT_OUT, Heard, Talk
from bot.texts.script import Script
from bot.words.coach_words import wants_coach
from bot.words.contact_words import (
    as_message,
    asks_to_call,
    asks_what_was_said,
    asks_who_looks,
    leaves_it,
    name_in,
    named_in,
    puts_otherwise,
    sends_it,
    sends_nothing,
    stops_sharing,
    to_coach,
)
from bot.words.question_words import begins_as_question
from bot.words.wording import words_of
from bot.words.yes_and_no import says_no, says_only_no_first, says_yes
from skills_passport.answers import JsonObject
from skills_passport.model import Button

START = f"{BUTTON}aan-coach:"
WRITE, SURE, WHO, NAME, STOP = "write", "sure", "who", "name", "stop"
"""Stages: the message is awaited, it was read back, it is asked to whom it goes, the name is awaited, it is asked whether sharing ends."""

_NAMELESS = frozenset({"skip", "dont_know", "done"})
_PERHAPS_A_NAME = frozenset({"answer", "affirm", "correction", "out_of_scope", "greet", "thanks", "goodbye", "nlu_fallback"})
"""Intents of words that may have been a name; the others are questions and steering."""


def button(title: str, what: str, place: int | None = None) -> Button:
    """A button for a deed with this share."""
    return Button(title, f"{START}{what}" if place is None else f"{START}{what}:{place}")


def name_buttons(phrases: Mapping[str, str]) -> tuple[Button, ...]:
    """What can be pressed when it is asked by which name the coach knows them."""
    return button(phrases["coach_login_name"], DeedKind.LOGIN_NAME), button(phrases["coach_no_name"], DeedKind.NO_NAME)


@dataclass(frozen=True, slots=True)
class CoachWishes:
    script: Script

    def find(self, talk: Talk, said: Heard, note: str) -> Deed | None:
        """What is wanted; None when it is about something else. `said`: as Rasa took it, with the payload of what was pressed or typed as such."""
        deed = self._pressed(talk, said.payload) if said.payload else self._typed(talk, said)
        return None if deed is None else replace(deed, note=note)

    def _pressed(self, talk: Talk, payload: str) -> Deed | None:
        if not payload.startswith(START):
            return None
        what, _, number = payload.removeprefix(START).partition(":")
        kind = DeedKind(what)
        known = talk.notes.to_coach or {}
        text = str(known.get("text", "")) if known.get("stage") == WHO or kind is DeedKind.SEND else ""
        return Deed(kind, text, int(number) if number.isdigit() else known.get("place") if kind is DeedKind.SEND else None)

    def _typed(self, talk: Talk, said: Heard) -> Deed | None:
        begun = talk.notes.to_coach
        if begun is None:
            return self._asked(talk, said.words)
        return _STAGES[str(begun["stage"])](self, talk, said, begun)

    def _asked(self, talk: Talk, words: str) -> Deed | None:
        names = tuple(map(str, talk.notes.told.get("names", ())))
        text = to_coach(words, names)
        how = asks_to_call(words, names)
        if how:
            text = self.script.phrases["coach_call" if how == "bellen" else "coach_mail"]
        if text is not None:
            return Deed(DeedKind.WRITE, as_message(text), named=named_in(words, names))
        if asks_what_was_said(words, names):
            return Deed(DeedKind.READ)
        if stops_sharing(words):
            return Deed(DeedKind.ASK_STOP)
        if sends_nothing(words):
            return Deed(DeedKind.CANCEL)
        return Deed(DeedKind.LOOKS) if asks_who_looks(words) else None

    # -- what was begun

    def _message(self, talk: Talk, said: Heard, begun: JsonObject) -> Deed:
        """All that is typed is the message, but for words that leave it."""
        place = begun.get("place")
        if said.intent in {LEFT_OUT, "empty"} or not said.words.strip():
            return Deed(DeedKind.WRITE, place=place)
        leaves = leaves_it(said.words) or words_of(said.words) == ["nee"]
        return Deed(DeedKind.CANCEL) if leaves else Deed(DeedKind.WRITE, said.words, place)

    def _read_back(self, talk: Talk, said: Heard, begun: JsonObject) -> Deed:
        """A plain yes sends it; nothing else does, and other words are the message in its place."""
        text, place = str(begun["text"]), begun.get("place")
        if says_yes(said.words) or sends_it(said.words):
            return Deed(DeedKind.SEND, text, place)
        if puts_otherwise(said.words):
            return Deed(DeedKind.WRITE, place=place)
        if says_no(said.words) and not says_only_no_first(said.words):
            return Deed(DeedKind.CANCEL)
        return self._message(talk, said, begun)

    def _recipient(self, talk: Talk, said: Heard, begun: JsonObject) -> Deed | None:
        return Deed(DeedKind.CANCEL) if leaves_it(said.words) else self._asked(talk, said.words)

    def _name(self, talk: Talk, said: Heard, begun: JsonObject) -> Deed | None:
        if says_no(said.words) or leaves_it(said.words) or said.intent in _NAMELESS:
            return Deed(DeedKind.NO_NAME)
        name = "" if says_yes(said.words) else name_in(said.words)
        if name:
            return Deed(DeedKind.NAME, name, hides=True)
        asked = self._asked(talk, said.words)
        if asked is not None or said.intent not in _PERHAPS_A_NAME or begins_as_question(said.words) or wants_coach(said.words) is not None:
            return asked
        # It may be a name all the same, so it stands nowhere; who is asked twice in vain goes on without one.
        return Deed(DeedKind.NO_NAME if begun.get("again") else DeedKind.NAME_AGAIN, hides=True)

    def _stopping(self, talk: Talk, said: Heard, begun: JsonObject) -> Deed | None:
        if says_yes(said.words):
            return Deed(DeedKind.STOP, place=begun.get("place"))
        return Deed(DeedKind.KEEP) if says_no(said.words) else self._asked(talk, said.words)


_STAGES = {WRITE: CoachWishes._message, SURE: CoachWishes._read_back, WHO: CoachWishes._recipient, NAME: CoachWishes._name, STOP: CoachWishes._stopping}
