"""'Waar zou je ook wel willen werken?' (M12): shortage sectors as buttons, and an open answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.asking.base import Asking, mention_json, without_skills_of_titles
from bot.asking.told import own_words
from bot.asking.volunteered import SAID_AS_SUCH, clauses_of, limits_of, refusing, volunteered
from bot.replies import Message, listed, starred
from bot.talk import Given, Heard, Reaction, Talk
from bot.texts.script import Kind, Option
from bot.words.no_wish import has_no_wish, is_no_wish
from bot.words.sector_words import (
    refused_sectors,
    refused_words,
    says_after_all,
    wanted_after_all,
    without_refusals,
    without_refusing,
)
from bot.words.wording import fits, how_well, same_words, words_of
from bot.words.yes_and_no import says_no_more
from rules.language.dutch import stem
from rules.person import Meaning, Mention, MentionKind
from skills_passport.model import AnswerStatus, Button

MOST_OFFERED = 5
MOST_WISHES = 20
_ON = "verder"
_EMPTY = re.compile(r"(?:nee|ja|nou|en|maar|of|dus|want|liever|het)?", re.IGNORECASE)
_WISH = re.compile(r"[,;.\n]|\b(?:of|maar)\b|\ben (?=(?:iets|wat|met|ook|misschien|wel|een|liever|graag|in|bij)\b)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;.\n]|\b(?:maar|en|of)\b|\b(?=zonder\b)", re.IGNORECASE)
_EITHER = re.compile(r"\bof\b(?!\s+(?:zo|zoiets|zulk|dergelijke?|iets dergelijks|iets in die)\b)", re.IGNORECASE)
_JOINED = re.compile(r"[\s,]*(?:\b(?:en|of)\b)?\s*", re.IGNORECASE)
_REFUSES = ("geen|niet|nooit|niks|zonder", "heb ik wel|nou|nu gehad|gezien", "ben ik zat|beu", "ben ik wel|nou|nu klaar")


class WishesAsking(Asking):
    """Several sectors and several messages may be given; 'verder' ends it."""

    __slots__ = ()

    def ask(self, talk: Talk, *, first: bool) -> Message:
        told = talk.value(self.question.id)
        wished = told.get("words") or ([] if told.get("sectors") else self._told_before(talk))
        if wished and first:
            return Message(self.say("already"), (*self._sector_buttons(talk), self.button(self.say("no_more"), _ON)))
        if told.get("words") or told.get("sectors"):
            return Message(self.say("more"), (*self._sector_buttons(talk), self.button(self.say("no_more"), _ON)))
        return Message(self.question.ask if first else self.question.again, self._sector_buttons(talk))

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        chosen = heard.chosen(self.question.id)
        if chosen is None and is_no_wish(heard.words):
            return self.skip(talk, heard)
        sectors_off = refused_sectors(heard.words, self.question.options) if chosen is None else []
        whole, heard = heard, replace(heard, words=without_refusals(heard.words, self.question.options)) if sectors_off else heard
        refused, wanted = self._parts(heard.words)
        limited = any(limit for _, limit in self._clauses(heard.words))
        named = [option for option in self._meant(heard) if option.value["sector"] not in sectors_off]
        only_a_no = not refused and not limited and not sectors_off and not named and (heard.intent in {"done", "deny", "dont_know"})
        if chosen == _ON or only_a_no or says_no_more(heard.words):
            return self.skip(talk, heard)
        if heard.intent == "affirm" and not named:  # 'nog iets, of gaan we verder?'
            return self.skip(talk, heard) if talk.knows(self.question.id) else Reaction(understood=False)
        options = named
        value = refusing(talk.value(self.question.id), sectors_off, self.question.options)
        before = talk.value(self.question.id).get("refused_sectors", ())
        again = [sector for sector in before if sector not in sectors_off and sector in {*_sectors(options), *wanted_after_all(heard.words, self.question.options)}]
        value = {**value, "refused_sectors": [sector for sector in value["refused_sectors"] if sector not in again]}
        freed = _freed(value["mentions"], heard.words) if chosen is None else []
        value["mentions"] = [each for each in value["mentions"] if each not in freed]
        wishes = self._wishes(wanted) if chosen is None and not again and not (freed and fits("mag|kan", heard.words)) else []
        if not again or chosen is not None or not fits("mag|kan", heard.words):
            value["sectors"] += [sector for sector in _sectors(options) if sector not in value["sectors"]]
        if chosen is None and len(value["words"]) < MOST_WISHES:
            value["words"] += [wish for wish in wishes if wish not in value["words"]]
            value["mentions"] += [mention_json(m) for m in self._mentions(refused, wishes)]
        given = None if limited and not (refused or wanted or options or sectors_off) else Given(value, whole.words, AnswerStatus.OPEN)
        also = volunteered(talk, heard.words, self.ears, self.script, beside="tasks") if chosen is None else ()
        beside = [wish for wish in wishes if not self._named(wish)]
        said = self.say("noted", list=listed([*(option.title for option in options), *starred(beside)])) if options else self.say("kept")
        if again:
            said = self.say("after_all", list=listed(option.title for option in self.question.options if option.value["sector"] in again))
        elif sectors_off and not (options or wanted or refused):
            said = self.say_refused(sectors_off)
        elif not options and not wanted:
            let_go = self.script.question("criteria").phrases["let_go"] if self.script.let_go(heard.words) else ""
            said = self.say("refused", list=listed(starred(refused))) if refused else let_go
        if sectors_off and (options or wanted or refused):
            said = f"{said} {self.say_refused(sectors_off)}"
        return Reaction(given=given, said=said, also=also)

    def say_refused(self, sectors: Sequence[str]) -> str:
        """'Niet in de zorg, genoteerd.'"""
        text = self.say("refused_sectors", list=listed(refused_words(sectors)))
        return f"{text[:1].upper()}{text[1:]}"

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        known = talk.given.get(self.question.id)
        if known is not None and known.value:
            return Reaction(given=Given(known.value, known.words), said=self.question.confirm, done=True)
        wished = self._told_before(talk)
        if not wished:
            return super().skip(talk, heard)
        value = {"words": wished, "sectors": [], "mentions": [], "refused_sectors": []}
        return Reaction(given=Given(value, heard.words), said=self.question.confirm, done=True)

    def is_open(self, talk: Talk) -> bool:
        return True

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        return bool(self._meant(heard))

    def _told_before(self, talk: Talk) -> list[str]:
        """What somebody said to wish when they told of their work or their life; it counts there, and need not be told again."""
        told = (talk.value(question.id).get("mentions", ()) for question in self.script.questions if question.kind is Kind.TOLD)
        return own_words(mention for mentions in told for mention in mentions if mention["meaning"] == Meaning.WANTED)

    def _wishes(self, wanted: Sequence[str]) -> list[str]:
        """What is wished, each wish as it was typed: 'koken of iets in de zorg' are two."""
        each = [part.strip(" .,!") for run in wanted for part in _EITHER.split(run)]
        return [wish for part in each if words_of(part) for wish in self._apart(part)]

    def _apart(self, wanted: str) -> list[str]:
        """A wish as it was typed; where sectors and other work are named side by side, each by itself."""
        parts = [part.strip(" .!") for part in _WISH.split(wanted) if part.strip(" .!")]
        others = [part for part in parts if not self._named(part)]
        apart = 0 < len(others) < len(parts) and all(self._mentions((), [part]) for part in others)
        return parts if apart else [wanted]

    def _mentions(self, refused: Sequence[str], wishes: Sequence[str]) -> list[Mention]:
        """What is wished, and what is refused: a refusal is never a wish, however it is heard."""
        said = [mention for wish in wishes for mention in self.ears.mentions(wish, Meaning.WANTED)]
        found = without_skills_of_titles([m for m in said if m.meaning in {Meaning.WANTED, Meaning.UNWANTED}], self.ears)
        for words in refused:
            heard = self.ears.mentions(words, Meaning.UNWANTED)
            known = [replace(m, meaning=Meaning.UNWANTED) for m in heard]
            found += known or [Mention(MentionKind.TASK, words, None, words, Meaning.UNWANTED, SAID_AS_SUCH)]
        return found

    def _parts(self, words: str) -> tuple[list[str], list[str]]:
        """The clauses that refuse something, and what is wished in the rest, as it was typed.

        A limit ('niet fysiek', 'geen diploma') is neither: it is kept as a condition.
        """
        clauses = [(part.strip(" .!"), limit) for clause, limit in self._clauses(words) for part in ([clause] if limit else _CLAUSE.split(clause))]
        refused = [clause for clause, limit in clauses if not limit and _refuses(clause) and len(words_of(clause)) > 1 and not is_no_wish(clause) and not has_no_wish(clause)]
        if not refused and not any(limit for _, limit in clauses):
            return [], [words] if words_of(words) and not has_no_wish(words.strip(" .!")) else []
        kept = [clause for clause, limit in clauses if clause and not limit and clause not in refused and not _EMPTY.fullmatch(clause)]
        return refused, _as_typed(words, kept)

    def _clauses(self, words: str) -> list[tuple[str, bool]]:
        """The clauses, each with whether it is about what work must be like, or need not be ('geld is niet belangrijk'), and not about where."""
        limits = limits_of(words, self.script)
        return [(clause, clause in limits or self.script.let_go(clause) is not None) for clause in clauses_of(words, self.script)]

    def _meant(self, heard: Heard) -> list[Option]:
        """The sectors chosen or named; not those that are refused in the same breath."""
        chosen = heard.chosen(self.question.id)
        if chosen is not None and chosen.isdecimal():
            return [self.question.options[int(chosen)]] if int(chosen) < len(self.question.options) else []
        parts = [part for clause, limit in self._clauses(heard.words) if not limit for part in _CLAUSE.split(clause)]
        named = [option for clause in parts if not _refuses(clause) for option in self._named(clause)]
        return [option for option in self.question.options if option in named]

    def _named(self, clause: str) -> list[Option]:
        """The sectors that a clause names."""
        return [option for option in self.question.options if same_words(option.title, clause) or how_well(option.says, clause)]

    def _sector_buttons(self, talk: Talk) -> tuple[Button, ...]:
        """What the region is short of comes first; what was chosen or refused is not offered again."""
        region = talk.value("region").get("region_id")
        told = talk.value(self.question.id)
        chosen = {*told.get("sectors", ()), *told.get("refused_sectors", ())}
        order: Sequence[str] = self.ears.short_sectors(region)
        places = [place for place, option in enumerate(self.question.options) if option.value["sector"] not in chosen]
        places.sort(key=lambda place: _rank(self.question.options[place], order))
        return tuple(self.button(self.question.options[place].title, str(place)) for place in places[:MOST_OFFERED])


def _freed(mentions: Sequence[Mapping[str, Any]], words: str) -> list[Mapping[str, Any]]:
    """What was refused before and may be looked at after all: 'toch wel inkoop' after 'geen inkoop'."""
    if not says_after_all(words):
        return []
    said = {stem(word) for word in words_of(words)}
    refused = [(each, {stem(word) for word in without_refusing(each["quote"])}) for each in mentions if each["meaning"] == Meaning.UNWANTED.value]
    return [each for each, names in refused if names and names <= said]


def _as_typed(words: str, clauses: Sequence[str]) -> list[str]:
    """Clauses with the words between them, where nothing else stood there; else each by itself.

    >>> _as_typed("lezen en schrijven, geen sport", ["lezen", "schrijven"]), _as_typed("lezen, geen sport, schrijven", ["lezen", "schrijven"])
    (['lezen en schrijven'], ['lezen', 'schrijven'])
    """
    runs: list[tuple[int, int]] = []
    for clause in clauses:
        start = words.find(clause, runs[-1][1] if runs else 0)
        joined = bool(runs) and _JOINED.fullmatch(words[runs[-1][1] : start]) is not None
        runs = [*runs[:-1], (runs[-1][0], start + len(clause))] if joined else [*runs, (start, start + len(clause))]
    return [words[start:end] for start, end in runs]


def _sectors(options: Sequence[Option]) -> list[str]:
    return [option.value["sector"] for option in options]


def _rank(option: Option, order: Sequence[str]) -> int:
    sector = option.value["sector"]
    return order.index(sector) if sector in order else len(order)


def _refuses(clause: str) -> bool:
    return any(fits(pattern, clause) for pattern in _REFUSES)
