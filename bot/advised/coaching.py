"""'Zal ik een transfercoach laten meekijken?': a consent of its own, asked after a choice, and once when nothing fits for the second time.

A yes opens the passport to the coach team (`SkillsPassport.with_consent`); then it is asked by which name the coach may know them.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.beside.asked_back import AskedBack
from bot.coach.wishes import NAME, name_buttons
from bot.replies import Message
from bot.talk import BUTTON, Given, Heard, Talk
from bot.texts.script import Script
from bot.words.coach_words import wants_coach
from bot.words.yes_and_no import says_no, says_only_no_first, says_yes, says_yes_with_a_limit
from skills_passport.answers import COACH
from skills_passport.model import Button

_YES, _NO = "ja", "nee"
_START = f"{BUTTON}{COACH}:"


@dataclass(frozen=True, slots=True)
class Coaching:
    script: Script

    def hear(self, talk: Talk, heard: Heard) -> AskedBack | None:
        """What becomes of a yes, a no or a wish for a coach; None when it is about something else."""
        pressed = heard.chosen(COACH) or self._typed(talk, heard)
        if pressed:
            return self._decided(talk, heard.words, pressed == _YES)
        if heard.payload or talk.question == "contact":  # there 'via een coach' is an answer
            return None
        wanted = wants_coach(heard.words, plainly=talk.question is not None)
        if wanted is None and self._asked(talk) and says_yes_with_a_limit(heard.words):
            wanted = True
        if wanted is None or (not wanted and not self._may(talk)):
            return None
        if not wanted:
            return self._decided(talk, heard.words, agreed=False)
        if self._may(talk):
            return AskedBack(message=Message(self.script.phrases["coach_known"], (Button(self.script.phrases["coach_stop"], f"{_START}{_NO}"),)))
        return AskedBack(message=Message(self.script.phrases["coach_asked_for"], self.buttons()))

    def question(self, talk: Talk) -> tuple[str, tuple[Button, ...]]:
        """The question with its buttons; empty when there was a yes or a no before: it is not asked twice."""
        return ("", ()) if talk.value(COACH) else (self.script.phrases["coach"], self.buttons())

    def buttons(self) -> tuple[Button, ...]:
        return (Button(self.script.phrases["coach_yes"], f"{_START}{_YES}"), Button(self.script.phrases["coach_no"], f"{_START}{_NO}"))

    def _decided(self, talk: Talk, words: str, agreed: bool) -> AskedBack:
        decided = talk.with_given(COACH, Given({"may_look": agreed}, words))
        if not agreed:
            return AskedBack(self.script.phrases["coach_refused"], talk=decided)
        say = self.script.phrases
        return AskedBack(message=Message(say["coach_noted"], name_buttons(say)), talk=decided.noting(to_coach={"stage": NAME}))

    def _may(self, talk: Talk) -> bool:
        return bool(talk.value(COACH).get("may_look"))

    def _asked(self, talk: Talk) -> bool:
        return any(button.payload == f"{_START}{_YES}" for button in talk.notes.offered)

    def _typed(self, talk: Talk, heard: Heard) -> str:
        """The yes or no to the question that was asked just now, in words: only a plain one counts, whatever Rasa makes of it."""
        if heard.payload or not self._asked(talk):
            return ""
        if says_yes(heard.words):
            return _YES
        return _NO if says_no(heard.words) and not says_only_no_first(heard.words) else ""
