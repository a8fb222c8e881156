"""'Nee, ik bedoel Utrecht', 'verander mijn regio': about the open question or one long ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.asking.base import Asking, meant_instead
from bot.asking.criteria import CriteriaAsking
from bot.script import Kind, Script
from bot.talk import Heard, Reaction, Talk
from bot.wording import fits, how_well

_CHANGE = "verander|wijzig|wijzigen|aanpassen|pas|klopt|anders|corrigeer|bedoelde|kiezen"

_HOW_HARD = "moet|must|eis|wens|verplicht|voorwaarde|breekpunt|dealbreaker|noodzaak|noodzakelijk"
"""Words that are about a condition wherever they are said; 'zeker' and 'leuk' may be about anything."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is corrected: another question is opened (`reopen`), or `reaction` holds its new answer."""

    question: str
    reaction: Reaction | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    script: Script
    askings: Mapping[str, Asking]

    def hear(self, talk: Talk, heard: Heard) -> Correction | None:
        """The correction, or None when it is not clear what is to be corrected."""
        if heard.intent != "correction":
            return self._weighed(talk, heard)
        return self._new_value(talk, heard) or self._named_question(talk, heard)

    def _weighed(self, talk: Talk, heard: Heard) -> Correction | None:
        """'Moet echt' about a condition that was told in passing, while another question is open."""
        criteria = self.askings["criteria"]
        if talk.question in {None, "criteria"} or talk.settled("criteria") or heard.intent != "answer":
            return None
        if not fits(_HOW_HARD, heard.words):
            return None
        if not (self.askings[talk.question or ""].is_open(talk) and isinstance(criteria, CriteriaAsking)):
            return None
        reaction = criteria.weighed(talk.at("criteria"), heard)
        return Correction("criteria", reaction) if reaction else None

    def _named_question(self, talk: Talk, heard: Heard) -> Correction | None:
        question = self._question_in(heard.words)
        if question is None or not fits(_CHANGE, heard.words) or question == self.script.questions[0].id:
            return None
        return Correction(question, said=self.script.phrases["change_it"])

    def _question_in(self, words: str) -> str | None:
        scores = {question.id: how_well(question.names, words) for question in self.script.questions}
        best = max(scores, key=lambda question: scores[question])
        return best if scores[best] else None

    def _new_value(self, talk: Talk, heard: Heard) -> Correction | None:
        """Another value: for a place or a function wherever it was given, else for what was answered last."""
        words = meant_instead(heard.words)
        if not words or (self._question_in(words) and fits(_CHANGE, words)):
            return None
        said = replace(heard, words=words, intent="answer")
        candidates = [question for question in ("region", "function") if question in talk.given and question != talk.question]
        for question in candidates:
            if self.askings[question].recognises(talk.at(question), said):
                return Correction(question, self.askings[question].hear(talk.at(question), said))
        last = talk.notes.path[-1] if talk.notes.path else None
        explicit = "bedoel" in heard.words.casefold() and not (talk.question and talk.value(talk.question))
        kinds = {Kind.CHOICE, Kind.CONTACT, Kind.FUNCTION, Kind.REGION} if explicit else {Kind.CHOICE, Kind.CONTACT}
        if last is None or last == self.script.questions[0].id or self.script.question(last).kind not in kinds:
            return None
        reaction = self.askings[last].hear(talk.at(last), said)
        return Correction(last, reaction) if reaction.understood else None
