"""'Wanneer is het goed?' (M14): criteria one by one, in the person's own words, each hard or soft."""

from __future__ import annotations

import re
from typing import Any

from bot.asking.base import Asking, criterion_json
from bot.replies import Message, listed, starred
from bot.talk import Given, Heard, Reaction, Talk
from bot.wording import same_words, words_of
from rules.person import CriterionKind
from skills_passport.model import AnswerStatus

MOST_CRITERIA = 10
LONGEST = 200  # characters of one criterion
_ON = "verder"
_PARTS = re.compile(r"[;\n,]|\ben\b", re.IGNORECASE)
_A_SENTENCE = 4


class CriteriaAsking(Asking):
    """Stages: '' asking (for more), 'hardness' asking of one criterion whether it must or is a wish."""

    __slots__ = ()

    def ask(self, talk: Talk, *, first: bool) -> Message:
        if talk.notes.stage == "hardness":
            return Message(self.say("hardness", words=talk.notes.memory["pending"][0]), self.option_buttons())
        told = self._told(talk)
        if told and first:
            words = listed(starred(criterion["words"] for criterion in told))
            return Message(self.say("already", list=words), (*self.option_buttons(), self.button(self.say("no_more"), _ON)))
        if told:
            return Message(self.say("more"), (self.button(self.say("no_more"), _ON),))
        return Message(self.question.ask if first else self.question.again)

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        if talk.notes.stage == "hardness":
            return self._hear_hardness(talk, heard)
        says_nothing = heard.intent in {"done", "deny", "dont_know"} and self.script.criterion_kind(heard.words) is CriterionKind.OTHER
        if heard.chosen(self.question.id) == _ON or says_nothing:
            return self.skip(talk, heard)
        if heard.intent == "affirm":
            return Reaction(understood=False)
        hardness = self._of_what_was_said(talk, heard)
        if hardness is not None:
            return hardness
        return Reaction(stage="hardness", memory={"pending": self._parts(heard.words)})

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        told = self._told(talk)
        if talk.notes.stage == "hardness":
            # What is not called hard is a wish: it may rank, never filter.
            told += [self._criterion(words, False) for words in talk.notes.memory["pending"]]
        if not told:
            return super().skip(talk, heard)
        return Reaction(given=Given({"criteria": told[:MOST_CRITERIA]}, heard.words), said=self.question.confirm, done=True)

    def holds_back(self, talk: Talk) -> bool:
        return talk.notes.stage == "hardness"

    def is_open(self, talk: Talk) -> bool:
        return talk.notes.stage != "hardness"

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        if talk.notes.stage == "hardness":
            return self.option(heard) is not None
        return self.script.criterion_kind(heard.words) is not CriterionKind.OTHER

    def _of_what_was_said(self, talk: Talk, heard: Heard) -> Reaction | None:
        """'Moet echt' or 'is een wens' about what was told before the question was asked; None for anything else."""
        told = self._told(talk)
        options = [place for place, option in enumerate(self.question.options) if same_words(option.title, heard.words)]
        chosen = heard.chosen(self.question.id)
        if not told or (chosen is None and not options):
            return None
        option = self.option(heard)
        if option is None:
            return None
        known = [{**criterion, "hard": bool(option.value["hard"])} for criterion in told]
        return Reaction(given=Given({"criteria": known}, heard.words, AnswerStatus.OPEN), said=self.say("noted"))

    def _hear_hardness(self, talk: Talk, heard: Heard) -> Reaction:
        pending: list[str] = list(talk.notes.memory["pending"])
        hard = self._is_hard(heard)
        if hard is None and (heard.intent in {"dont_know", "done"} or len(heard.words.split()) >= _A_SENTENCE):
            hard = False
            if heard.intent not in {"dont_know", "done"}:
                pending[1:1] = self._parts(heard.words)
        if hard is None:
            return Reaction(said=self.say("not_understood"), understood=False, stage="hardness", memory=talk.notes.memory)
        told = [*self._told(talk), self._criterion(pending.pop(0), hard)]
        given = Given({"criteria": told[:MOST_CRITERIA]}, heard.words, AnswerStatus.OPEN)
        if pending and len(told) < MOST_CRITERIA:
            return Reaction(given=given, stage="hardness", memory={"pending": pending})
        if len(told) >= MOST_CRITERIA:
            return Reaction(given=Given(given.value, heard.words), said=self.question.confirm, done=True)
        return Reaction(given=given, said=self.say("noted"))

    def _is_hard(self, heard: Heard) -> bool | None:
        if heard.intent in {"affirm", "deny"} and heard.chosen(self.question.id) is None:
            return heard.intent == "affirm"
        option = self.option(heard)
        return None if option is None else bool(option.value["hard"])

    def _parts(self, words: str) -> list[str]:
        """One criterion a part when one of the parts can be checked by itself, else the sentence as it is.

        What cannot be checked never rides along with what can: 'niet meer dan 24 uur en geen avonden' are two.
        """
        parts: list[str] = []
        for part in (part.strip(" .!") for part in _PARTS.split(words)):
            if parts and len(words_of(part)) < 2:  # 'geen avonden en weekenden'
                parts[-1] = f"{parts[-1]} en {part}" if part else parts[-1]
            elif part:
                parts.append(part)
        if len(parts) > 1 and any(self.script.criterion_kind(part) is not CriterionKind.OTHER for part in parts):
            return [part[:LONGEST] for part in parts[:MOST_CRITERIA]]
        return [words.strip(" .!")[:LONGEST]]

    def _criterion(self, words: str, hard: bool) -> dict[str, Any]:
        return criterion_json(words, self.script.criterion_kind(words), hard)

    def _told(self, talk: Talk) -> list[dict[str, Any]]:
        return list(talk.value(self.question.id).get("criteria", ()))
