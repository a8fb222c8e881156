"""What an employee asks or says of the advice and of the talk itself: found in one place, in one order.

First what is asked to be seen of the advice (side by side, the plan, the own tasks) and a coach who looks on, then what the expert system
answers ('waarom geen …', 'wat als …'), then a card that is chosen or will not do, then what HR wrote the answer to, then a refusal of
work that was suggested.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.advised.choosing import Choosing
from bot.advised.coaching import Coaching
from bot.advised.looking import Looking
from bot.advised.refusals import Refusals, named_in_full
from bot.advised.what_if import Really, WhatIf
from bot.advised.why_not import WhyNot
from bot.asking.base import Asking
from bot.beside.asked_back import AskedBack
from bot.beside.known_answers import KNOWN, known_answers
from bot.beside.once_more import answered
from bot.beside.removals import Removals
from bot.ears import Ears
from bot.talk import Heard, Talk
from bot.texts.script import Script
from bot.wonder import Wonder
from rules.answer import Advice
from skills_passport.model import Button


class QuestionsBack:
    """`find` what a message asks or says; safe to share between threads."""

    __slots__ = ("_choosing", "_coaching", "_consent", "_known", "_looking", "_phrases", "_refusals", "_removals", "_what_if", "_why_not")

    def __init__(self, script: Script, ears: Ears, removals: Removals) -> None:
        self._why_not = WhyNot(script, ears)
        self._what_if = WhatIf(script, ears)
        self._refusals = Refusals(script, ears)
        self._coaching = Coaching(script)
        self._choosing = Choosing(script, ears, self._refusals, self._coaching)
        self._looking = Looking(script, ears)
        self._known = known_answers(script.answers, script.glossary, script.examples)
        self._removals = removals
        self._phrases = script.phrases
        self._consent = script.questions[0].id

    def find(self, talk: Talk, said: Heard, heard: Heard, asking: Asking | None, last_advice: Callable[[], Advice | None]) -> AskedBack | None:
        """What it is; None when it is none of this. `said` is the message as Rasa took it, `heard` as it counts at the open question."""
        if not talk.value(self._consent).get("agreed"):
            known = self._known.find(talk, said, heard, asking)
            return AskedBack(known.text) if known else None
        seen = self._coaching.hear(talk, heard) or self._looking.hear(talk, heard, last_advice)
        if seen is not None:
            return seen
        known = self._known.find(talk, said, heard, asking)
        found = self._wondered(talk, replace(heard, intent=KNOWN) if known else heard, last_advice) or self._choosing.hear(talk, heard, last_advice)
        if found or not known:
            return found or self._refused(talk, heard, last_advice)
        talk, text = answered(talk, known.key, known.text, self._phrases)
        return AskedBack(text, talk=talk)

    def buttons(self, wonder: Wonder) -> tuple[Button, ...]:
        """What can be done with the answer to a 'what if'."""
        return self._what_if.buttons(wonder)

    def _wondered(self, talk: Talk, heard: Heard, last_advice: Callable[[], Advice | None]) -> AskedBack | None:
        """A question about the advice, or a button under its answer."""
        found: Wonder | Really | str = self._what_if.pressed(talk, heard)
        if not heard.payload:
            found = self._why_not.answer(heard.words, last_advice) or self._what_if.hear(talk, heard, last_advice)
        if isinstance(found, Really):
            return AskedBack(question=found.question, reaction=found.reaction)
        if isinstance(found, Wonder):
            return AskedBack(wonder=found)
        return AskedBack(found) if found else None

    def _refused(self, talk: Talk, heard: Heard, last_advice: Callable[[], Advice | None]) -> AskedBack | None:
        """Work that was suggested and is refused; what they told of it is taken back first."""
        reaction = self._refusals.hear(talk, heard.words, last_advice) if not heard.payload else None
        if reaction is None or (not named_in_full(reaction.taken, heard.words) and self._removals.hear(talk, heard.words) is not None):
            return None
        return AskedBack(question="wishes", reaction=reaction, beside=talk.question is not None)
