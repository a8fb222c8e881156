"""'Wat als ik excel leer?', 'stel dat ik in Utrecht zoek': what is supposed, as one change the expert system can reckon with.

Nothing in the passport changes by asking. Where the change is an answer of the talk, it can then be made for real.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.advised.supposed_change import LEARNS, SupposedChange
from bot.ears import Ears
from bot.replies import listed, starred
from bot.talk import BUTTON, Given, Heard, Reaction, Talk
from bot.texts.script import Script
from bot.wonder import Wonder
from bot.words.distress import is_distress
from bot.words.job_worry import worries
from bot.words.supposing import supposed
from bot.words.wording import fits
from rules.answer import Advice
from rules.contrast.changes import Change, Digital, Elsewhere, NoLonger, Towards, Weighed
from skills_passport.model import Button

TOPIC = "wat-als"
_LEAVE = "laat"
_NOT_UNDERSTOOD = frozenset({"answer", "nlu_fallback", "unknown_question", "out_of_scope", "correction", "why", "ask_advice"})
"""What Rasa may take a 'what if' for that it has no answer to; every other question has one of its own."""


@dataclass(frozen=True, slots=True)
class Really:
    """A change made for real: the new answer to a question."""

    question: str
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class WhatIf:
    script: Script
    ears: Ears

    def hear(self, talk: Talk, heard: Heard, last_advice: Callable[[], Advice | None]) -> Wonder | str:
        """The change that is asked about, or what to say when it cannot be reckoned with (yet); empty when nothing is supposed."""
        clause = supposed(heard.words) or self._half_said(talk, heard.words)
        if not clause or worries(heard.words) or is_distress(heard.words):
            return ""
        change = SupposedChange(self.script, self.ears).find(talk, clause)
        advice = last_advice()
        if change is None:
            unanswered = heard.intent in _NOT_UNDERSTOOD or fits(LEARNS, clause)
            return self.script.phrases["what_if_unknown"] if advice is not None and unanswered else ""
        if advice is None or not advice.suggestions:
            return self.script.phrases["what_if_later"]
        return Wonder(change)

    def _half_said(self, talk: Talk, words: str) -> str:
        """What is supposed in half a sentence after the advice, where it is a change that can be reckoned with."""
        clause = supposed(words, afterwards=True) if talk.question is None and talk.notes.advised else ""
        return clause if clause and SupposedChange(self.script, self.ears).find(talk, clause) is not None else ""

    def buttons(self, wonder: Wonder) -> tuple[Button, ...]:
        """To leave it at that, or to change it for real; none for what is not so (a skill not learned yet, a diploma)."""
        token = self._token(wonder.change) if wonder.change is not None else ""
        start = f"{BUTTON}{TOPIC}:"
        phrases = self.script.phrases
        return (Button(phrases["what_if_leave"], f"{start}{_LEAVE}"), Button(phrases["what_if_really"], f"{start}{token}")) if token else ()

    def pressed(self, talk: Talk, heard: Heard) -> Really | str:
        """What becomes of a pressed button; empty when it is none of these."""
        token = heard.chosen(TOPIC)
        if token is None:
            return ""
        if token == _LEAVE:
            return self.script.phrases["what_if_left"]
        question, _, value = token.partition(":")
        if question == "criteria":
            return self._criteria(talk, heard, value)
        given, said = self._chosen(question, value)
        return Really(question, Reaction(given=Given(given, heard.words), said=said, done=True))

    def _chosen(self, question: str, value: str) -> tuple[dict[str, object], str]:
        asked = self.script.question(question)
        if question == "region":
            title = self.ears.region_title(value)
            return {"region_id": value, "words": title}, asked.confirm.format(title=title)
        option = asked.options[int(value)]
        return dict(option.value), asked.confirm.format(choice=f"*{option.title}*")

    def _criteria(self, talk: Talk, heard: Heard, value: str) -> Really:
        kind, _, weight = value.partition(":")
        told = list(talk.value("criteria").get("criteria", ()))
        about = [str(each["words"]) for each in told if each["kind"] == kind]
        kept = [{**each, "hard": weight == "eis"} if each["words"] in about else each for each in told if weight or each["words"] not in about]
        said = self.script.phrases["what_if_weighed" if weight else "removed"].format(list=listed(starred(about)), weight=weight)
        return Really("criteria", Reaction(given=Given({"criteria": kept}, heard.words), said=said, done=True, taken=() if weight else tuple(about)))

    def _token(self, change: Change) -> str:
        """A change as part of a payload: the question, and its new answer; empty for what is no answer to any."""
        match change:
            case Elsewhere(str(region_id)):
                return f"region:{region_id}"
            case Towards(direction):
                return self._option("direction", {"direction": direction.value})
            case Digital(level):
                return self._option("digital", {"insight": level.insight, "create": level.create})
            case NoLonger(kind):
                return f"criteria:{kind.value}"
            case Weighed(kind, hard):
                return f"criteria:{kind.value}:{'eis' if hard else 'wens'}"
            case _:
                return ""

    def _option(self, question: str, value: dict[str, object]) -> str:
        places = (place for place, option in enumerate(self.script.question(question).options) if option.value == value)
        return next((f"{question}:{place}" for place in places), "")
