"""Which own tasks grow and which shrink (M2): one task at a time, or several in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.asking.base import Asking
from bot.order import Order
from bot.replies import Message, listed, starred
from bot.talk import Given, Heard, Reaction, Talk
from bot.words.wording import fits, how_well, plain, words_of
from rules.explanation import shorten
from rules.language.dutch_words import STOP_WORDS
from rules.language.meaning import as_less_work
from rules.person import Meaning, Trend
from skills_passport.answers import JsonObject
from skills_passport.model import AnswerStatus, Button

_REST = "rest"
_CLAUSE = re.compile(r"[,;.\n]|\b(?:maar|en|terwijl|alleen)\b", re.IGNORECASE)
_STEM, _SHORTEST = 4, 3  # letters
_LONGEST_ENDING = 4  # letters: 'telefoontjes', but a 'postkamer' is no post
_ALL_THE_SAME = (
    "rest|overige gelijk|hetzelfde|zelfde|blijft|zo", "alles|allemaal gelijk|hetzelfde|zelfde", "blijft|blijven allemaal|alles",
    "rest verandert niet", "niks|niets verandert",
)
_CHANGES = (
    r"wordt|worden|gaat|gaan|neemt|nemen|blijft|blijven|verdwijnt|verdwijnen|krimpt|krimpen|groeit|groeien|stijgt|daalt|doet|doen|bestaat|bestaan|"
    r"stopt|stoppen|vervalt|vervallen|valt|vallen|houdt|is|zijn|krijgen|hebben"
)
_HOW_MUCH = r"juist|steeds|veel|iets|wat|wel|weer|nu|ook|nog|dan|bijna|alleen|vooral|gewoon|straks|toch|ietsje"
_NAMES_WORK = re.compile(
    r"^(?:(?:en|maar|nou|ja|nee|het|de|dat|al|alle|mijn|veel|meeste|die|ook|rest|andere|overige)\s+)*(?P<work>[^\W\d_]{3,}(?:\s+[^\W\d_]{4,})??)\s+"
    rf"(?:(?:{_CHANGES})\b|(?:(?:{_HOW_MUCH})\s+)*(?:(?:niet\s+)?meer|minder|weg|gelijk|hetzelfde|zelfde|drukker|vaker|zelden)\b)",
    re.IGNORECASE,
)
"""'Het meeste inboeken gaat nu automatisch', 'wob juist meer': what changes, and that it does."""
_NO_WORK = frozenset(
    ["rest", "alles", "werk", "taak", "taken", "allemaal", "zelf", "andere", "overige", "collega", "collegas", "iemand", "computer", "systeem", "straks", "zo", "dit", "die", "deze", "bijna",
     "goed", "denk", "ik", "he", "hoor", "nieuwe", "wet", "mensen", *_CHANGES.split("|"), *_HOW_MUCH.split("|")]
)
"""What is no name of work before 'wordt minder'."""
_UNSURE = re.compile(r"\b(?:geen (?:flauw )?idee|(?:ik )?weet (?:ik )?(?:het )?niet(?: zeker| precies)?)\b", re.IGNORECASE)
_THE_REST = "rest|overige"
_LIKEWISE = re.compile(r"(?:(?:ja|jep|nou|en|die|dat|dit|deze|hier|daar|dan|is|ook|wel|hoor|weer|precies|net)\W+)*(?:ook|idem|dito|net zo|ook zo|evenzo)(?:\W+(?:dan|wel|hoor|weer|ja|dat|zo))*\W*")
_PLAINLY = "meer|minder|weg|verdwijnt|verdwijnen|neemt|nemen|drukker|vaker|gelijk|hetzelfde|groeit|krimpt|daalt|stijgt"
_BY_ITSELF = "digitaal|digitale|computer|automatisch|robot|machine|vanzelf|online|zelf"
"""Tells how it will be done rather than how much there is of it, unless that was asked."""
_WISHES = "wil|wilde|zou|liever|liefst|graag|hoop|mag|moet|ik doe|geen|nooit"
"""Who wants less of it does not say that there is less of it."""


class TrendsAsking(Asking):
    """The tasks come from what was told; `memory['passed']` holds those without an answer."""

    __slots__ = ()

    def applies(self, talk: Talk) -> bool:
        """While there is a task whose change is not known; an answer that was given can always be come back to."""
        return bool(self._tasks(talk)) and (talk.settled(self.question.id) or talk.question == self.question.id or bool(self._open(talk)))

    def ask(self, talk: Talk, *, first: bool) -> Message:
        open_tasks = self._open(talk)
        task = self.current(talk)
        text = (self.question.ask if first else self.question.again).format(task=shorten(task))
        rest: tuple[Button, ...] = (self.button(self.say("rest"), _REST),) if len(open_tasks) > 1 else ()
        return Message(text, (*self.option_buttons(), *rest))

    def to_begin_with(self, talk: Talk, order: Order) -> JsonObject:
        """Without the tasks of which it makes no difference."""
        passed = order.not_worth_asking(talk, [task["quote"] for task in self._tasks(talk)])
        return {"passed": passed} if passed else {}

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        heard = replace(heard, words=_UNSURE.sub(",", heard.words))
        open_tasks = self._open(talk) or self._tasks(talk)[-1:]
        rest = heard.chosen(self.question.id) == _REST or any(fits(pattern, heard.words) for pattern in _ALL_THE_SAME)
        found = self._in_sentence(talk, heard.words) if not heard.payload else []
        if rest or (heard.intent == "done" and not found):
            known = {trend["quote"] for trend in found}
            same = [{"quote": task["quote"], "trend": Trend.SAME.value} for task in open_tasks if task["quote"] not in known]
            return self._noted(talk, heard, [*found, *same] if rest else [], settle=True)
        current = open_tasks[0]
        if heard.intent == "dont_know" and not found:
            passed = [*talk.notes.memory.get("passed", ()), current["quote"]]
            return self._noted(talk, heard, [], passed=passed)
        found = found or self._likewise(talk, heard.words, current["quote"])
        option = self.option(heard)
        if not found and option is not None and not self._is_condition(heard.words):
            found = [{"quote": current["quote"], "trend": option.value["trend"]}]
        if not found:
            return Reaction(said=self.say("not_understood"), understood=False, memory=talk.notes.memory)
        return self._noted(talk, heard, found, said=self._beside(found, current["quote"]))

    def _likewise(self, talk: Talk, words: str, quote: str) -> list[dict[str, str]]:
        """'Dat ook', 'idem': the same as what was said of the task before."""
        told = self._told(talk)
        return [{"quote": quote, "trend": told[-1]["trend"]}] if told and _LIKEWISE.fullmatch(plain(words)) else []

    def _is_condition(self, words: str) -> bool:
        """Whether the words ask something of new work: 'niet minder verdienen' tells of no task."""
        return self.script.criterion(words) is not None and bool(self._content(words)) and not fits(_CHANGES, words)

    def changed(self, talk: Talk, words: str) -> Reaction | None:
        """Another trend for a task by its name, told when this is not asked ('scannen wordt juist minder'); None for anything else."""
        if fits(_WISHES, words) or not all(_NAMES_WORK.match(clause.strip()) for clause in _CLAUSE.split(words) if words_of(clause)):
            return None
        tasks = {task["quote"] for task in self._tasks(talk)}
        found = [trend for trend in self._in_sentence(talk, words) if trend["quote"] in tasks]
        if not found:
            return None
        trends = self._with(talk, found)
        return Reaction(given=Given({"trends": trends}, words), said=self._beside(found, ""), done=True)

    def echoes(self, talk: Talk, words: str, quotes: Iterable[str]) -> set[str]:
        """Those of these quotes that only name a task told before, to say how it changes: 'ik bel klanten. bellen wordt minder'."""
        changes = [clause for clause in _CLAUSE.split(words) if _NAMES_WORK.match(clause.strip()) and self._trend_in(clause)]
        parts = {quote: [part.strip() for part in _CLAUSE.split(quote) if words_of(part)] for quote in quotes}
        own = {quote for quote, each in parts.items() if each and all(any(part in clause for clause in changes) for part in each)}
        known = [words_of(task["quote"]) for task in self._tasks(talk) if task["quote"] not in own]
        return {quote for quote in own if all(any(_names(word, task) for task in known for word in self._content(part)) for part in parts[quote])}

    def along(self, talk: Talk, words: str) -> Given | None:
        """Changes told in one breath with the tasks ('ik bel klanten, maar dat wordt minder'); None when there are none.

        Only what is plainly about change counts: 'ik meet of er meer geluid is' is a task.
        """
        if fits(_WISHES.replace("|ik doe", ""), words):
            return None
        clauses = [as_less_work(clause) for clause in _CLAUSE.split(words)]
        plainly = [clause for clause in clauses if not self._trend_in(clause) or (fits(_PLAINLY, clause) and not fits(_BY_ITSELF, clause) and (_NAMES_WORK.match(clause.strip()) or self._only_changes(clause)))]
        found = self._in_sentence(talk, ", ".join(plainly))
        tasks = {task["quote"] for task in self._tasks(talk)}
        found = [trend for trend in found if trend["quote"] in tasks]
        return Given({"trends": self._with(talk, found)}, words, AnswerStatus.OPEN) if found else None

    def _trend_in(self, clause: str) -> bool:
        return any(how_well(option.says, clause) for option in self.question.options)

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
        return self.option(heard) is not None or bool(self._in_sentence(talk, heard.words))

    def _noted(
        self, talk: Talk, heard: Heard, found: list[dict[str, str]], *, passed: list[str] | None = None, settle: bool = False, said: str = ""
    ) -> Reaction:
        fresh = {trend["quote"] for trend in found}
        trends = self._with(talk, found)
        memory = {**talk.notes.memory, "passed": passed} if passed is not None else dict(talk.notes.memory)
        memory["again"] = [quote for quote in memory.get("again", ()) if quote not in fresh]
        given = Given({"trends": trends}, heard.words, AnswerStatus.OPEN)
        after = talk.with_given(self.question.id, given).noting(memory=memory)
        if settle or not self._open(after):
            return Reaction(given=Given({"trends": trends}, heard.words), said=self.question.confirm, done=True)
        return Reaction(given=given, memory=memory, said=said)

    def _with(self, talk: Talk, found: list[dict[str, str]]) -> list[dict[str, str]]:
        """What was told, with these in place of what was told of the same tasks."""
        fresh = {trend["quote"] for trend in found}
        return [*(trend for trend in self._told(talk) if trend["quote"] not in fresh), *found]

    def _in_sentence(self, talk: Talk, words: str) -> list[dict[str, str]]:
        """'De telefoon wordt minder maar de mail meer': each part with the work it names, one trend for each.

        What names none of the tasks told is work by its own name. What names nothing ('… maar juist meer') is about what was
        named before it; nothing is found when there is no such thing.
        """
        found: dict[str, str] = {}
        last: list[str] = []
        for clause in _CLAUSE.split(words):
            scores = {option.value["trend"]: how_well(option.says, clause) for option in self.question.options}
            best = max(scores, key=lambda trend: scores[trend])
            named = self._named(talk, clause) or ([work] if (work := self._other_work(clause)) else [])
            if not named and fits(_THE_REST, clause):
                named = [task["quote"] for task in self._open(talk) if task["quote"] not in found]
            last = named or (last if self._only_changes(clause) else [])
            if scores[best]:
                found |= dict.fromkeys(last, best)
        return [{"quote": quote, "trend": trend} for quote, trend in found.items()]

    def _named(self, talk: Talk, clause: str) -> list[str]:
        """The tasks that a clause names, those that it names best."""
        words = self._content(clause)
        named: dict[str, int] = {}
        for task in self._tasks(talk):
            known = [word for word in words_of(task["quote"]) if word not in STOP_WORDS]
            named[task["quote"]] = sum(_names(word, known) for word in words)
        most = max(named.values(), default=0)
        return [quote for quote, count in named.items() if count == most > 0]

    def _other_work(self, clause: str) -> str:
        """What grows or shrinks when it is named and is none of the tasks asked about; empty when nothing is named."""
        named = _NAMES_WORK.match(clause.strip())
        work = words_of(named["work"]) if named else []
        return " ".join(work) if work == self._content(" ".join(work)) else ""

    def _only_changes(self, clause: str) -> bool:
        """Whether a clause says how it changes and not what."""
        return not self._content(clause)

    def _content(self, clause: str) -> list[str]:
        """The words that may name work: neither small words nor those that say how it changes."""
        speaks = {word for option in self.question.options for saying in option.says for word in words_of(saying)}
        return [word for word in words_of(clause) if word not in STOP_WORDS and word not in speaks and word not in _NO_WORK]

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


def _names(word: str, known: list[str]) -> bool:
    """Whether a word names one of these, or is made of two of them.

    >>> _names("scannen", ["scan", "post"]), _names("postkamer", ["scan", "post"]), _names("factuurcontrole", ["facturen", "controleren"])
    (True, False, True)
    """
    if any(_alike(word, other) for other in known):
        return True
    heads = [other for other in known if len(other) >= _STEM and word.startswith(other[:_STEM])]
    return any(other[:_STEM] in word[_STEM:] for other in known if heads and other not in heads)


def _alike(word: str, other: str) -> bool:
    """Whether two words are forms of one, or one the thing that the other is a kind of.

    >>> _alike("bel", "bellen"), _alike("vergunningen", "parkeervergunningen"), _alike("post", "postkamer")
    (True, True, False)
    """
    short, long = sorted((word, other), key=len)
    if len(short) > _STEM and long.endswith(short):
        return True
    same = long.startswith(short) or (len(short) >= _STEM and long[:_STEM] == short[:_STEM])
    return len(short) >= _SHORTEST and same and len(long) - len(short) <= _LONGEST_ENDING
