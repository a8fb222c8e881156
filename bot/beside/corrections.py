"""'Nee, ik bedoel Utrecht', 'verander mijn regio': about the open question or one long ago."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.asking.base import Asking, meant_instead, mention_json, more_work
from bot.asking.criteria import CriteriaAsking
from bot.asking.function import FunctionAsking
from bot.asking.told import own_words
from bot.asking.volunteered import SAID_AS_SUCH, direction_in, is_limit, told_value
from bot.beside.removals import Removals
from bot.replies import listed, starred
from bot.talk import Given, Heard, Reaction, Talk
from bot.texts.script import Kind, Script
from bot.words.function_words import denies_function, said_function, said_to_be
from bot.words.removal_words import replaced, tells_work
from bot.words.wording import fits, how_well, words_of
from rules.matching.regions import also_a_word
from rules.person import Meaning
from skills_passport.model import AnswerStatus

_CHANGE = "verander|wijzig|wijzigen|aanpassen|pas|klopt|anders|corrigeer|bedoelde|kiezen"

_CHANGES_IT = re.compile(r"\W*(?:nee\W+)?(?:verander|wijzig)\b", re.IGNORECASE)
_HOW_HARD = "moet|must|eis|wens|verplicht|voorwaarde|breekpunt|dealbreaker|noodzaak|noodzakelijk"
"""Words that are about a condition wherever they are said; 'zeker' and 'leuk' may be about anything."""


_A_NAME = 6  # words of a sentence that names a function and no more
_TURNS = re.compile(r"\b(?:toch|bij nader inzien|eigenlijk|dan maar|verkeerd|juist)\b", re.IGNORECASE)


_WISHES_FOR = re.compile(r"\b(?:lijken|lijkt) (?:me|mij)\b|\biets (?:met|in|bij)\b|\binteresse in\b|\bdroom\b|\btoch wel\b", re.IGNORECASE)


_ABOUT_HOW = "contact|buurt|huis|thuis|rust|vrijheid|uren|uur|tijd|tijden|geld|loon|salaris|collega|team|sfeer|stress|druk|afwisseling|zekerheid|reis|reizen|regelmaat|toekomst"
"""What work must be like, and no work."""


def wishes_for_work(words: str) -> bool:
    """Whether a sentence sounds like a wish for some work; whether it names any is for the ears to say.

    >>> wishes_for_work("iets met zorg lijkt me ook leuk"), wishes_for_work("ik wil niet in het weekend")
    (True, False)
    """
    return _WISHES_FOR.search(words) is not None and not fits(_ABOUT_HOW, words) and not words.rstrip().endswith("?")


def turns(words: str) -> bool:
    """Whether somebody comes back on what they said before.

    >>> turns("ik wil toch liever blijven"), turns("ik wil iets anders")
    (True, False)
    """
    return _TURNS.search(words) is not None


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
    removals: Removals

    def hear(self, talk: Talk, heard: Heard) -> Correction | None:
        """The correction, or None when it is not clear what is to be corrected."""
        turned = self._function(talk, heard) or self._turned(talk, heard) or self._approached(talk, heard)
        if turned is not None:
            return turned
        if self._asks_to_change(heard):
            return self._named_question(talk, heard)
        if heard.intent != "correction":
            return self._weighed(talk, heard) or self._wished(talk, heard)
        replaced = self._replaced(talk, heard) or self._task_beside(talk, heard)
        if replaced is not None:
            return replaced
        if self._belongs_here(talk, heard):
            return None
        return self._new_value(talk, heard) or self._named_question(talk, heard)

    def comes_back(self, talk: Talk, heard: Heard) -> bool:
        """Whether what Rasa takes for something aside is another direction ('ik wil toch liever blijven wat ik doe'), their function, or a change by name."""
        if heard.payload or heard.words.rstrip().endswith("?"):
            return False
        return self._asks_to_change(heard) or (turns(heard.words) and self._turned(talk, heard) is not None) or self._function(talk, heard) is not None

    def _function(self, talk: Talk, heard: Heard) -> Correction | None:
        """What somebody says to be, or their function to be, once that was asked; or that the one we went by is wrong."""
        asking = next(asking for asking in self.askings.values() if isinstance(asking, FunctionAsking))
        question = asking.question.id
        if talk.question == question or heard.payload or not talk.settled(question):
            return None
        there = talk.at(question)
        said = said_function(heard.words)
        if said and asking.may_be(said):
            return Correction(question, asking.hear(there, replace(heard, words=said, intent="answer")))
        told_outside = talk.question is not None and self.askings[talk.question].question.about is Meaning.OUTSIDE_WORK
        found = asking.exact(said_to_be(heard.words)) if not told_outside else None
        if found is not None and (found.function_id != talk.value(question).get("function_id") or len(words_of(heard.words)) <= _A_NAME):
            return Correction(question, asking.named(there, heard, found))
        return Correction(question, said=self.script.phrases["change_it"]) if talk.notes.path[-1:] == (question,) and denies_function(heard.words) else None

    def _only_named(self, talk: Talk, heard: Heard, words: str) -> bool:
        """Whether something is named where one tells of work, in words that correct nothing and are no title: 'facturen' is no other function."""
        function = self.askings["function"]
        told = talk.question is not None and self.askings[talk.question].question.kind is Kind.TOLD
        corrects = words_of(words) != words_of(heard.words) or fits("bedoel|bedoelde", heard.words)
        return told and not corrects and isinstance(function, FunctionAsking) and function.exact(words) is None

    def _belongs_here(self, talk: Talk, heard: Heard) -> bool:
        """Whether the correction is about the open question: at the region 'niet Arnhem gewoon Ede', at the tasks 'nee wacht, ik doe ook …'."""
        if talk.question is None or self._question_in(heard.words) not in {None, talk.question}:
            return False
        words = meant_instead(heard.words)
        asking = self.askings[talk.question]
        return asking.recognises(talk, replace(heard, words=words)) or (asking.question.kind is Kind.TOLD and tells_work(words))

    def _turned(self, talk: Talk, heard: Heard) -> Correction | None:
        """Another direction than was told ('ik wil toch liever blijven'); while it is open it is answered there."""
        if talk.question == "direction" or not talk.settled("direction") or not (heard.intent == "correction" or turns(heard.words)):
            return None
        option = direction_in(heard.words, self.script)
        if option is None:
            return None
        said = self.askings["direction"].question.confirm.format(choice=f"*{option.title}*")
        return Correction("direction", Reaction(given=Given(option.value, heard.words), said=said, done=True))

    def _approached(self, talk: Talk, heard: Heard) -> Correction | None:
        """Whether they may be approached, other than they said: who takes back a yes is heard whatever is asked."""
        question = next(question.id for question in self.script.questions if question.kind is Kind.CONTACT)
        if talk.question == question or heard.payload or not talk.settled(question) or not fits("benader|benaderd|benaderen", heard.words):
            return None
        asking, there = self.askings[question], talk.at(question)
        reaction = asking.hear(there, heard) if asking.recognises(there, heard) else None
        changes = reaction is not None and reaction.given is not None and reaction.given.value != talk.value(question)
        return Correction(question, reaction) if changes else None

    def _replaced(self, talk: Talk, heard: Heard) -> Correction | None:
        """'X klopt niet, ik doe Y': X goes where it was told, and Y comes in its place."""
        found = replaced(heard.words)
        if found is None:
            return None
        old, new = found
        removal = self.removals.hear(talk, f"haal {old} weg")
        if removal is not None and removal.given is not None and self.script.question(removal.question).kind is Kind.TOLD:
            return self._told(removal.question, removal.given, new, self.removals.reaction(talk, removal))
        if talk.question == "tasks" or not talk.settled("tasks") or self._question_in(old):
            return None
        return self._told("tasks", talk.given["tasks"], new)

    def _task_beside(self, talk: Talk, heard: Heard) -> Correction | None:
        """'Nee wacht, ik doe ook trouwerijen' once the tasks are behind: one more of them."""
        words = more_work(heard.words)
        if talk.question == "tasks" or not talk.settled("tasks") or not words:
            return None
        return self._told("tasks", talk.given["tasks"], words)

    def _told(self, question: str, known: Given, words: str, removed: Reaction | None = None) -> Correction | None:
        """The answer with more work in it; it stays settled when it was, so that the open question goes on."""
        asking = self.askings[question]
        mentions = [mention_json(m) for m in asking.ears.mentions(words, asking.question.about) if m.confidence >= SAID_AS_SUCH]
        if not mentions:
            return None
        value = told_value(known.value or {}, words, mentions)
        added = self.script.phrases["added"].format(list=listed(starred(own_words(mentions))))
        said = f"{removed.said} {added}" if removed else added
        given = Given(value, words, known.status)
        return Correction(question, Reaction(given=given, said=said, done=given.settled, taken=removed.taken if removed else ()))

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

    def _wished(self, talk: Talk, heard: Heard) -> Correction | None:
        """Work that somebody would like, told once the wishes are behind: 'iets met zorg lijkt me ook leuk' is no condition."""
        wishes = self.askings["wishes"]
        if talk.question in {None, "wishes"} or not talk.settled("wishes") or heard.intent != "answer" or not wishes_for_work(heard.words):
            return None
        asking = self.askings[talk.question or ""]
        if self.script.criterion(heard.words) is not None or is_limit(heard.words, self.script) or (talk.question != "criteria" and asking.recognises(talk, heard)):
            return None
        wanted = any(m.meaning is Meaning.WANTED and m.concept_id for m in asking.ears.mentions(heard.words, Meaning.WANTED))
        if not (wanted or wishes.recognises(talk, heard)) or direction_in(heard.words, self.script) is not None:
            return None
        reaction = wishes.hear(talk.at("wishes"), heard)
        if reaction.given is None:
            return None
        return Correction("wishes", replace(reaction, given=replace(reaction.given, status=AnswerStatus.ANSWERED), done=True, also=()))

    def _named_question(self, talk: Talk, heard: Heard) -> Correction | None:
        question = self._question_in(heard.words)
        if question is None or not fits(_CHANGE, heard.words) or question == self.script.questions[0].id:
            return None
        return Correction(question, said=self.script.phrases["change_it"])

    def _asks_to_change(self, heard: Heard) -> bool:
        """'Verander of jullie me mogen benaderen', whatever Rasa makes of it."""
        return not heard.payload and _CHANGES_IT.match(heard.words) is not None and self._question_in(heard.words) is not None

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
        named = ("region",) if tells_work(words) else ("region", "function")
        candidates = [question for question in named if question in talk.given and question != talk.question]
        if also_a_word(words) and not fits("bedoel|bedoelde", heard.words):  # 'nee echt' names no town
            candidates = [question for question in candidates if question != "region"]
        if self._only_named(talk, heard, words):
            candidates = [question for question in candidates if question != "function"]
        for question in candidates:
            if self.askings[question].recognises(talk.at(question), said):
                return Correction(question, self.askings[question].hear(talk.at(question), said))
        last = talk.notes.path[-1] if talk.notes.path else None
        explicit = "bedoel" in heard.words.casefold() and not (talk.question and talk.value(talk.question))
        kinds = {Kind.CHOICE, Kind.DIGITAL, Kind.CONTACT, Kind.FUNCTION, Kind.REGION} if explicit else {Kind.CHOICE, Kind.DIGITAL, Kind.CONTACT}
        if last is None or last == self.script.questions[0].id or self.script.question(last).kind not in kinds:
            return None
        reaction = self.askings[last].hear(talk.at(last), said)
        return Correction(last, reaction) if reaction.understood else None
