"""After the last question: what is told then is heard as at the question it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.asking.base import Asking, criterion_json, meant_instead, mention_json
from bot.asking.conditions import is_same
from bot.asking.criteria import CriteriaAsking
from bot.asking.function import FunctionAsking
from bot.asking.hardness import tells_nothing
from bot.asking.told import A_CLAUSE, PLAIN_ANSWER, own_words
from bot.asking.volunteered import is_limit, says_what_cannot_be, told_value, volunteered
from bot.ears import Ears
from bot.talk import Given, Heard, Reaction, Talk
from bot.texts.script import Script
from bot.words.card_words import speaks_of_cards
from bot.words.no_wish import is_no_wish
from bot.words.sector_words import refused_words
from bot.words.wording import fits, how_well, words_of
from rules.person import Meaning
from skills_passport.model import AnswerStatus

_OPEN_ENDED = ("tasks", "outside", "wishes", "criteria")
_WISH = re.compile(r"\b(?:ik wil|wil graag|zou (?:ik )?(?:graag|ook|wel|liever)|lijkt me|liever|iets met|iets in|interesse in|droom)\b", re.IGNORECASE)
_TELLS = re.compile(r"^(?:(?:en|ook|verder|o ja|oh ja|trouwens|nog)[\s,]+)*(?:ik|wij|we)\b(?!\s+(?:vind|snap|begrijp|denk|weet|hoop|had|heb)\b)", re.IGNORECASE)
_IS_FUNCTION = ("ik ben", "ik werk als", "mijn functie|beroep|baan is", "ik werk bij|op|in")
_SEEKS = "zoek|zoeken|woon|verhuis|verhuizen|liever|regio|buurt|omgeving|toch"
_LIMIT = "geen|niet|nooit|maximaal|hooguit|hoogstens"
_DIRECTION = frozenset({
    "toch", "liever", "ik", "wil", "wel", "iets", "anders", "meegroeien", "mee", "groeien", "in", "mijn", "eigen", "werk", "blijven", "andere", "ander",
    "baan", "een", "rol", "erbij", "bij", "doen", "gaan", "overstappen", "omscholen", "bijscholen", "graag", "nee", "maar", "wat", "nieuws",
})
"""Words about the direction and nothing else; with any other word in it, it is a wish."""
_GETS_ON = ("overweg", "red|redt me|mij|mezelf", "handig|onhandig|digibeet|hekel", "kan niet|goed|slecht|weinig|nauwelijks|prima|redelijk met", "snap|begrijp niks|niets|niet|weinig", "lukt|gaat niet|goed|slecht|wel|prima")
_TITLE = 4  # words: a title or a sector by itself is a wish


def tells_of_oneself(words: str) -> bool:
    """Whether somebody tells something of themselves, be it half heard as a yes: 'ik kook ook graag'.

    >>> tells_of_oneself("ik kook ook graag"), tells_of_oneself("ik vind het prima zo"), tells_of_oneself("ja hoor")
    (True, False, False)
    """
    return len(words_of(words)) >= A_CLAUSE and _TELLS.search(words) is not None


@dataclass(frozen=True, slots=True)
class Added:
    """What the words add: whole answers by question, in which `labels` are new; `pending` are criteria still to be weighed.

    `gone` are criteria that are none any more. `reaction` is set instead when the words are another answer to one question.
    """

    given: Mapping[str, Given]
    labels: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    question: str = ""
    reaction: Reaction | None = None


@dataclass(frozen=True, slots=True)
class Afterwards:
    script: Script
    ears: Ears
    askings: Mapping[str, Asking]

    @property
    def _criteria(self) -> CriteriaAsking:
        asking = self.askings["criteria"]
        assert isinstance(asking, CriteriaAsking)
        return asking

    def hear(self, talk: Talk, heard: Heard) -> Added | None:
        """What is told, or None when it is nothing that any question asks for."""
        if is_no_wish(heard.words) or speaks_of_cards(heard.words):
            return None
        return self._other_answer(talk, heard) or self._more(talk, heard)

    # -- another answer to a question that has one

    def _other_answer(self, talk: Talk, heard: Heard) -> Added | None:
        freed = self._criteria.let_go(talk, heard.words)
        if freed is not None:
            return Added({}, question="criteria", reaction=replace(freed, done=True, message=None))
        weighed = self._criteria.weighed_afterwards(talk, heard.words)
        if weighed is not None:
            return Added({}, question="criteria", reaction=weighed)
        if says_what_cannot_be(heard.words, self.script):
            return None  # 'avonden kan ik echt niet': Echt is a place too
        words = meant_instead(heard.words)
        place = self._place(words)
        if place:
            return self._answer("region", talk, Heard(place))
        said = Heard(heard.words)
        function = self.askings["function"]
        is_function = any(fits(pattern, words) for pattern in _IS_FUNCTION)
        if is_function and isinstance(function, FunctionAsking) and function.names_one(words):
            return self._answer("function", talk, Heard(words))
        about = (
            ("contact", fits("benader|benaderen", heard.words)), ("digital", self._is_about_the_computer(heard.words)),
            ("direction", set(words_of(heard.words)) <= _DIRECTION),
        )
        chosen = next((question for question, is_it in about if is_it and self.askings[question].recognises(talk, said)), None)
        return self._answer(chosen, talk, said) if chosen else None

    def _is_about_the_computer(self, words: str) -> bool:
        """Whether somebody tells how well they get on with the computer, and sets no condition for new work."""
        names = self.script.question("digital").names
        return bool(how_well(names, words)) and any(fits(pattern, words) for pattern in _GETS_ON) and not _WISH.search(words) and not is_limit(words, self.script)

    def _answer(self, question: str, talk: Talk, said: Heard) -> Added:
        return Added({}, question=question, reaction=self.askings[question].hear(talk.at(question), said))

    def _place(self, words: str) -> str:
        """The place that is typed by itself, or in a sentence about where to look; else empty."""
        whole = self.ears.places(words)
        if len(whole) == 1 and whole[0].exact and len(words_of(words)) <= _TITLE:
            return words
        within = self.ears.places_within(words)
        return within[0].town or within[0].title if len(within) == 1 and fits(_SEEKS, words) else ""

    # -- more of what may be added to

    def _more(self, talk: Talk, heard: Heard) -> Added | None:
        opened = _opened(talk)
        found = dict(volunteered(opened, heard.words, self.ears, self.script, beside="region"))
        conditions = [str(each["words"]) for each in _fresh(opened, found, "criteria", "criteria")]
        rest = _without(heard.words, conditions)
        is_title = self._is_title(talk, rest)
        if is_title:
            found.pop("tasks", None)
        if is_title or "wishes" in found or _WISH.search(rest):
            wish = self.askings["wishes"].hear(opened.at("wishes"), Heard(rest))
            found |= {"wishes": wish.given} if wish.given else {}
        if not found:
            found = self._told(opened, heard.words) or self._limit(opened, heard.words)
        fresh = _fresh(opened, found, "criteria", "criteria")
        settled = [each for each in fresh if each["hard"] or self.script.is_fact(each["words"])]
        pending = tuple(each["words"] for each in fresh if each not in settled)
        labels = [*own_words(_fresh(opened, found, "tasks", "mentions")), *own_words(_fresh(opened, found, "outside", "mentions"))]
        labels += self._wished(opened, found, rest)
        labels += [each["words"] for each in settled]
        given = {question: Given(each.value, each.words) for question, each in found.items() if question != "criteria"}
        gone = self._criteria.freed(talk, heard.words)
        if settled or gone:
            known = opened.value("criteria").get("criteria", ())
            kept = [each for each in known if each["words"] not in gone and not any(is_same(each, other) for other in settled)]
            given["criteria"] = Given({"criteria": [*kept, *settled]}, heard.words)
        return Added(given, tuple(dict.fromkeys(labels)), pending, tuple(gone)) if labels or pending or gone else None

    def _wished(self, opened: Talk, found: Mapping[str, Given], rest: str) -> list[str]:
        """A wish as it was told, but for what is said to be no condition."""
        if "wishes" not in found:
            return []
        value, known = found["wishes"].value or {}, opened.value("wishes")
        own = [words for words in value.get("words", ()) if words not in known.get("words", ())]
        off = refused_words(sector for sector in value.get("refused_sectors", ()) if sector not in known.get("refused_sectors", ()))
        if off:
            return [*own, *off]
        return own if own and self.script.let_go(rest) else [rest.strip(" .!")]

    def _is_title(self, talk: Talk, words: str) -> bool:
        """Whether it is a function or a sector and no more: what somebody would like, said in one word."""
        if not 0 < len(words_of(words)) <= _TITLE or _TELLS.search(words):
            return False
        function = self.askings["function"]
        named = isinstance(function, FunctionAsking) and function.names_one(words)
        return named or self.askings["wishes"].recognises(talk, Heard(words))

    def _told(self, opened: Talk, words: str) -> dict[str, Given]:
        """Work in a sentence about oneself: less sure will do than in passing, for it was asked for."""
        if not tells_of_oneself(words):
            return {}
        mentions = [mention_json(m) for m in self.ears.mentions(words, Meaning.NOW) if m.confidence >= PLAIN_ANSWER]
        value = told_value(opened.value("tasks"), words, mentions)
        return {"tasks": Given(value, words, AnswerStatus.OPEN)} if mentions else {}

    def _limit(self, opened: Talk, words: str) -> dict[str, Given]:
        """What must not be, in own words that no criterion of ours fits: kept for the talk with the coach."""
        first = words_of(words)[:1]
        if tells_nothing(words) or not fits(_LIMIT, first[0]) or len(words_of(words)) < 2:
            return {}
        told = [*opened.value("criteria").get("criteria", ()), criterion_json(words.strip(" .!"), self.script.criterion_kind(words), False)]
        return {"criteria": Given({"criteria": told}, words, AnswerStatus.OPEN)}


def _opened(talk: Talk) -> Talk:
    """The talk with the questions that may be added to open again, what was told in them kept."""
    for question in _OPEN_ENDED:
        value = talk.value(question)
        talk = talk.with_given(question, Given(value, talk.given[question].words, AnswerStatus.OPEN) if value else None)
    return talk


def _without(words: str, clauses: Sequence[str]) -> str:
    """The words without these clauses of them.

    >>> _without("ik wil iets met kinderen en geen avonden", ["geen avonden"])
    'ik wil iets met kinderen'
    """
    for clause in clauses:
        words = words.replace(clause, " ")
    return re.sub(r"(?:[\s,;]|\b(?:en|maar)\b)+$", "", words.strip())


def _fresh(opened: Talk, found: Mapping[str, Given], question: str, field: str) -> list[Mapping[str, str]]:
    """What the new answer to a question holds beyond the old one."""
    value = found[question].value if question in found else None
    known = opened.value(question).get(field, ())
    return [each for each in (value or {}).get(field, ()) if each not in known]
