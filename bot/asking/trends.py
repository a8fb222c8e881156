"""Which own tasks grow and which shrink (M2): one task at a time, or several in a sentence."""

from __future__ import annotations

import re
from typing import Any

from bot.asking.base import Asking
from bot.replies import Message, listed, starred
from bot.talk import Given, Heard, Reaction, Talk
from bot.wording import fits, how_well, words_of
from rules.language.dutch_words import STOP_WORDS
from rules.person import Meaning, Trend
from skills_passport.model import AnswerStatus, Button

_REST = "rest"
_CLAUSE = re.compile(r"[,;.\n]|\b(?:maar|en|terwijl|alleen)\b", re.IGNORECASE)
_STEM, _SHORTEST = 4, 3  # letters
_ALL_THE_SAME = (
    "rest|overige gelijk|hetzelfde|zelfde|blijft|zo", "alles|allemaal gelijk|hetzelfde|zelfde", "blijft|blijven allemaal|alles",
    "rest verandert niet", "niks|niets verandert",
)
_OTHER_WORK = re.compile(
    r"^(?:(?:en|maar|nou|ja|het|de|al|alle|mijn|veel|meeste|die|ook)\s+)*(?P<work>[^\W\d_]{4,}(?:\s+[^\W\d_]{4,})?)\s+"
    r"(?:wordt|worden|gaat|gaan|neemt|nemen|blijft|blijven|verdwijnt|verdwijnen|krimpt|krimpen|groeit|groeien|stijgt|daalt|doet|doen)\b",
    re.IGNORECASE,
)
_WORK = frozenset(["rest", "alles", "werk", "taak", "taken", "allemaal", "zelf", "andere", "overige", "collega", "collegas", "iemand", "computer", "systeem"])
"""'Het meeste inboeken gaat nu automatisch': a task that was not told before."""


class TrendsAsking(Asking):
    """The tasks come from what was told; `memory['passed']` holds those without an answer."""

    __slots__ = ()

    def applies(self, talk: Talk) -> bool:
        return bool(self._tasks(talk))

    def ask(self, talk: Talk, *, first: bool) -> Message:
        open_tasks = self._open(talk)
        task = self.current(talk)
        text = (self.question.ask if first else self.question.again).format(task=task)
        rest: tuple[Button, ...] = (self.button(self.say("rest"), _REST),) if len(open_tasks) > 1 else ()
        return Message(text, (*self.option_buttons(), *rest))

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        open_tasks = self._open(talk) or self._tasks(talk)[-1:]
        rest = heard.chosen(self.question.id) == _REST or any(fits(pattern, heard.words) for pattern in _ALL_THE_SAME)
        if rest or heard.intent == "done":
            named = self._in_sentence(talk, heard) if rest else []
            known = {trend["quote"] for trend in named}
            same = [{"quote": task["quote"], "trend": Trend.SAME.value} for task in open_tasks if task["quote"] not in known]
            return self._noted(talk, heard, [*named, *same] if rest else [], settle=True)
        current = open_tasks[0]
        if heard.intent == "dont_know":
            passed = [*talk.notes.memory.get("passed", ()), current["quote"]]
            return self._noted(talk, heard, [], passed=passed)
        found = self._in_sentence(talk, heard)
        option = self.option(heard)
        if not found and option is not None:
            found = [{"quote": self._other_work(heard.words) or current["quote"], "trend": option.value["trend"]}]
        if not found:
            return Reaction(said=self.say("not_understood"), understood=False, memory=talk.notes.memory)
        return self._noted(talk, heard, found, said=self._beside(found, current["quote"]))

    def _other_work(self, words: str) -> str:
        """What grows or shrinks when it is named and is none of the tasks asked about; empty when nothing is named."""
        named = _OTHER_WORK.match(words)
        work = words_of(named["work"]) if named else []
        speaks = {word for option in self.question.options for saying in option.says for word in words_of(saying)}
        return " ".join(work) if work and not any(word in STOP_WORDS or word in speaks or word in _WORK for word in work) else ""

    def _beside(self, found: list[dict[str, str]], asked: str) -> str:
        """What was heard of other tasks than the one that was asked about, read back."""
        ways = {option.value["trend"]: option.title.lower() for option in self.question.options}
        others = [f"{starred([trend['quote']])[0]} {ways[trend['trend']]}" for trend in found if trend["quote"] != asked]
        return self.say("noted", list=listed(others)) if others else ""

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        return self._noted(talk, heard, [], settle=True) if self._told(talk) else super().skip(talk, heard)

    def step_back(self, talk: Talk) -> Talk | None:
        """To the task before; what was said of it stands until it is answered again."""
        again = talk.notes.memory.get("again", ())
        before = [trend["quote"] for trend in self._told(talk) if trend["quote"] not in again]
        return talk.at(self.question.id, memory={**talk.notes.memory, "again": [before[-1], *again]}) if before else None

    def reopened(self, talk: Talk) -> Talk:
        return talk.at(self.question.id, memory={"again": [trend["quote"] for trend in self._told(talk)]})

    def current(self, talk: Talk) -> str:
        """The own words of the task that is asked about."""
        return str((self._open(talk) or self._tasks(talk)[-1:])[0]["quote"])

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        return self.option(heard) is not None

    def _noted(
        self, talk: Talk, heard: Heard, found: list[dict[str, str]], *, passed: list[str] | None = None, settle: bool = False, said: str = ""
    ) -> Reaction:
        fresh = {trend["quote"] for trend in found}
        trends = [*(trend for trend in self._told(talk) if trend["quote"] not in fresh), *found]
        memory = {**talk.notes.memory, "passed": passed} if passed is not None else dict(talk.notes.memory)
        memory["again"] = [quote for quote in memory.get("again", ()) if quote not in fresh]
        given = Given({"trends": trends}, heard.words, AnswerStatus.OPEN)
        after = talk.with_given(self.question.id, given).noting(memory=memory)
        if settle or not self._open(after):
            return Reaction(given=Given({"trends": trends}, heard.words), said=self.question.confirm, done=True)
        return Reaction(given=given, memory=memory, said=said)

    def _in_sentence(self, talk: Talk, heard: Heard) -> list[dict[str, str]]:
        """'De telefoon wordt minder maar de mail meer': each part with the task it names."""
        found = []
        for clause in _CLAUSE.split(heard.words):
            scores = {option.value["trend"]: how_well(option.says, clause) for option in self.question.options}
            best = max(scores, key=lambda trend: scores[trend])
            if scores[best] == 0:
                continue
            words = [word for word in words_of(clause) if word not in STOP_WORDS]
            for task in self._tasks(talk):
                known = [word for word in words_of(task["quote"]) if word not in STOP_WORDS]
                if any(_alike(word, other) for word in words for other in known):
                    found.append({"quote": task["quote"], "trend": best})
        return found

    def _tasks(self, talk: Talk) -> list[dict[str, Any]]:
        """The tasks to ask about: what is done now, each in its own words, no more than `most`."""
        tasks: dict[str, dict[str, Any]] = {}
        for mention in talk.value(self.question.needs).get("mentions", ()):
            if mention["meaning"] == Meaning.NOW.value:
                tasks.setdefault(mention["quote"], mention)
        return list(tasks.values())[: self.question.most]

    def _told(self, talk: Talk) -> list[dict[str, str]]:
        return list(talk.value(self.question.id).get("trends", ()))

    def _open(self, talk: Talk) -> list[dict[str, Any]]:
        memory = talk.notes.memory
        done = {trend["quote"] for trend in self._told(talk)} - set(memory.get("again", ())) | set(memory.get("passed", ()))
        return [task for task in self._tasks(talk) if task["quote"] not in done]


def _alike(word: str, other: str) -> bool:
    """Whether two words are forms of one: 'bellen' and 'bel', 'bestellen' and 'bestel'."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _SHORTEST and (long.startswith(short) or (len(short) >= _STEM and long[:_STEM] == short[:_STEM]))
