"""Taking back what was told, by name ('haal notulen weg') or the last of it ('laatste weg'), and putting it back.

What somebody stopped doing ('dat doe ik niet meer') is not taken away: they can do it, so it becomes work of before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.asking.base import Asking, mention_from
from bot.asking.criteria import CriteriaAsking
from bot.asking.told import ToldAsking, named, own_words, taken_away, told_words
from bot.asking.trends import TrendsAsking
from bot.asking.volunteered import refusing
from bot.replies import listed, starred
from bot.talk import Given, Reaction, Talk
from bot.texts.script import Kind, Question, Script
from bot.words.removal_words import THAT, means_last, means_stopped, stopped_with
from bot.words.sector_words import refused_sectors, refused_words, wanted_after_all
from bot.words.wording import fits, how_well, plain, words_of
from rules.person import Meaning, MentionKind
from skills_passport.answers import JsonObject
from skills_passport.model import AnswerStatus

_KINDS = (Kind.TOLD, Kind.WISHES, Kind.CRITERIA)
_LONGEST_LABEL = 60  # characters
_A_THING = "taak|wens|eis|voorwaarde"
_A_CONDITION = "eis|eisen|voorwaarde|voorwaarden"
_REFUSAL = "geen|niet|nooit"


@dataclass(frozen=True, slots=True)
class Removal:
    """What is taken away from the answer to a question, or became work of before (`stopped`): `given` is what stays.

    `given` is None when it was not in the answer yet: a condition of which it is still asked whether it is a must. Then
    `pending` are the conditions of which that must be asked after it.
    """

    question: str
    given: Given | None
    labels: tuple[str, ...]
    stopped: bool = False
    pending: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removals:
    script: Script
    askings: Mapping[str, Asking]

    def hear(self, talk: Talk, words: str) -> Removal | None:
        """What is taken away with these words; None when it is nothing that was told."""
        if means_stopped(words):
            return self._stopped_last(talk, last="laatste" in words_of(words))
        if means_last(words):
            return self._pending(talk) or self._last(talk, whole="laatste" not in words_of(words), words=words)
        allowed_or_stopped = self.allowed(talk, words) or self._stopped(talk, stopped_with(words) or "")
        if allowed_or_stopped is not None:
            return allowed_or_stopped
        wanted = taken_away(words)
        if wanted is None:
            return None
        if not told_words(wanted):  # 'die taak klopt niet'
            return self._pending(talk) or self._last(talk, whole=False, words=words) if THAT & set(words_of(wanted)) and fits(_A_THING, wanted) else None
        named = next((found for question in self._told(talk) if (found := self._named(talk, question, wanted))), None)
        return self._pending(talk, told_words(wanted)) or named

    def pressed(self, talk: Talk, payload: str) -> Removal | None:
        """What is taken away with this button: own words with all that was heard in them, or one skill; None when it takes nothing away."""
        for asking in self.askings.values():
            if not isinstance(asking, ToldAsking):
                continue
            question, mentions = asking.question.id, talk.value(asking.question.id).get("mentions", ())
            quotes = [quote for quote in own_words(mentions) if asking.away("", quote).payload == payload]
            if quotes:
                return self._from_told(talk, question, quotes)
            skills = [each for each in mentions if each["kind"] == MentionKind.SKILL and asking.away("", str(each["concept_id"])).payload == payload]
            if skills:
                kept = [each for each in mentions if each not in skills]
                return self._removal(talk, question, {**talk.value(question), "mentions": kept}, [each["label"] for each in skills])
        return None

    def refused(self, talk: Talk, words: str) -> Removal | None:
        """A kind of work that was wished for and is now refused ('liever niet in de zorg'); None when there is none."""
        question = next(question for question in self.script.questions if question.kind is Kind.WISHES)
        value = talk.value(question.id)
        if not value or not fits(_REFUSAL, words):
            return None
        sectors = _sectors_in(question, [words]) & {*value["sectors"], *_sectors_in(question, value["words"])}
        wishes = [wish for wish in value["words"] if _sectors_in(question, [wish]) & sectors]
        removal = self._from_wishes(talk, question, wishes, sorted(sectors)) if sectors else None
        if removal is None or removal.given is None or removal.given.value is None:
            return None
        refused = refusing(removal.given.value, refused_sectors(words, question.options), question.options)
        return replace(removal, given=replace(removal.given, value=refused))

    def allowed(self, talk: Talk, words: str) -> Removal | None:
        """A refused sector that may be looked at after all ('toch wel zorg'), where another question is open; None when there is none."""
        question = next(question for question in self.script.questions if question.kind is Kind.WISHES)
        known = talk.value(question.id).get("refused_sectors", ())
        sectors = [sector for sector in wanted_after_all(words, question.options) if sector in known]
        return self._from_wishes(talk, question, [], sectors) if sectors and talk.question not in {None, question.id} else None

    def reaction(self, talk: Talk, removal: Removal) -> Reaction:
        """The removal as an answer to its question, named."""
        said = self.script.phrases["stopped_doing" if removal.stopped else "removed"].format(list=listed(starred(removal.labels)))
        if removal.given is None:
            return Reaction(said=said, stage="hardness" if removal.pending else "", memory={"pending": list(removal.pending)} if removal.pending else {})
        elsewhere = removal.question != talk.question and removal.given.settled
        return Reaction(given=removal.given, said=said, done=elsewhere, taken=removal.labels)

    def put_back(self, talk: Talk) -> tuple[Talk, str]:
        """The talk as if nothing had been taken away last, and what is said of it."""
        removed = talk.notes.removed
        if removed is None:
            return talk, self.script.phrases["nothing_to_put_back"]
        given = Given(removed["value"], removed["words"], AnswerStatus(removed["status"]))
        talk = talk.with_given(removed["question"], given).noting(removed=None, advised=False)
        return talk, self.script.phrases["put_back"].format(list=listed(starred(removed["labels"])))

    def _told(self, talk: Talk) -> list[Question]:
        """The questions that hold something in own words; the open one first, then what was told last."""
        told = [question for question in self.script.questions if question.kind in _KINDS and talk.value(question.id)]
        path = talk.notes.path
        told.sort(key=lambda question: (question.id != talk.question, -path.index(question.id) if question.id in path else 0))
        return told

    def _pending(self, talk: Talk, wanted: Sequence[str] = ()) -> Removal | None:
        """The condition that is being asked about, or that is named and waits for that; None when there is none."""
        asking = self.askings.get(talk.question or "")
        if not isinstance(asking, CriteriaAsking) or not asking.holds_back(talk):
            return None
        pending = [str(each) for each in talk.notes.memory["pending"]]
        gone = [each for each in pending if _holds(each, wanted)] if wanted else pending[:1]
        rest = tuple(each for each in pending if each not in gone)
        return Removal(asking.question.id, None, tuple(gone), pending=rest) if gone else None

    def _last(self, talk: Talk, *, whole: bool, words: str) -> Removal | None:
        if fits(_A_CONDITION, words):  # 'dat is geen eis, haal dat weg' is about no task
            criteria = next(question for question in self.script.questions if question.kind is Kind.CRITERIA)
            return self._last_of(talk, criteria, whole) if talk.value(criteria.id) else None
        asking = self.askings.get(talk.question or "")
        if isinstance(asking, TrendsAsking):
            return self._from_told(talk, asking.question.needs, [asking.current(talk)])
        return next((found for question in self._told(talk) if (found := self._last_of(talk, question, whole))), None)

    # -- what is not done any more

    def _stopped_last(self, talk: Talk, *, last: bool) -> Removal | None:
        """The last thing told; None when several were told at once, so that it is not clear which."""
        asking = self.askings.get(talk.question or "")
        if isinstance(asking, TrendsAsking):
            return self._as_before(talk, asking.question.needs, [asking.current(talk)])
        told = self._told(talk)[:1]
        if not told or told[0].kind is not Kind.TOLD or talk.question not in {told[0].id, None}:
            return None
        value = talk.value(told[0].id)
        quotes = own_words(value["mentions"])
        message = plain(value["messages"][-1]) if value["messages"] else ""
        several = sum(plain(quote) in message for quote in quotes) > 1
        return None if several and not last else self._as_before(talk, told[0].id, quotes[-1:])

    def _stopped(self, talk: Talk, wanted: str) -> Removal | None:
        """What is named of the work that was told; None when it is not there."""
        if not told_words(wanted):
            return None
        for question in self._told(talk):
            if question.kind is Kind.TOLD:
                mentions = [mention_from(each) for each in talk.value(question.id).get("mentions", ())]
                found = self._as_before(talk, question.id, {mentions[place].quote for place in named(mentions, wanted)})
                if found is not None:
                    return found
        return None

    def _as_before(self, talk: Talk, question: str, quotes: Iterable[str]) -> Removal | None:
        """The answer with these mentions as work of before: what somebody stopped with they still can."""
        meant = set(quotes)
        value = talk.value(question)
        mentions = [{**each, "meaning": Meaning.BEFORE.value} if each["quote"] in meant else each for each in value.get("mentions", ())]
        labels = [quote for quote in own_words(mentions) if quote in meant]
        return replace(self._removal(talk, question, {**value, "mentions": mentions}, labels), stopped=True) if labels else None

    # -- what goes

    def _named(self, talk: Talk, question: Question, wanted: str) -> Removal | None:
        value = talk.value(question.id)
        if question.kind is Kind.TOLD:
            mentions = [mention_from(each) for each in value.get("mentions", ())]
            quotes = {mentions[place].quote for place in named(mentions, wanted)}
            return self._from_told(talk, question.id, quotes)
        words = told_words(wanted)
        if question.kind is Kind.CRITERIA:
            return self._from_criteria(talk, question.id, [place for place, each in enumerate(value["criteria"]) if _holds(each["words"], words)])
        gone = [wish for wish in value["words"] if _holds(wish, words)]
        sectors = [o.value["sector"] for o in question.options if _holds(o.title, words) or how_well(o.says, wanted)]
        return self._from_wishes(talk, question, gone, sectors)

    def _last_of(self, talk: Talk, question: Question, whole: bool) -> Removal | None:
        value = talk.value(question.id)
        if question.kind is Kind.CRITERIA:
            return self._from_criteria(talk, question.id, [len(value["criteria"]) - 1] if value["criteria"] else [])
        if question.kind is Kind.WISHES:
            wish, sector, off = value["words"][-1:], value["sectors"][-1:], list(value.get("refused_sectors", ()))[-1:]
            if off and off[0] in refused_sectors(talk.given[question.id].words, question.options):
                return self._from_wishes(talk, question, [], off)
            typed = wish and (not sector or sector[0] in _sectors_in(question, wish) or wish[0] in talk.given[question.id].words)
            return self._from_wishes(talk, question, wish if typed else [], [] if typed else sector)
        quotes = own_words(value["mentions"])
        last = plain(value["messages"][-1]) if value["messages"] else ""
        of_last = [quote for quote in quotes if plain(quote) in last]
        if not of_last and last:
            kept = {**value, "messages": list(value["messages"][:-1])}
            return self._removal(talk, question.id, kept, [value["messages"][-1][:_LONGEST_LABEL]])
        if whole and of_last:
            found = self._from_told(talk, question.id, of_last)
            kept = {**(found.given.value if found and found.given and found.given.value else value), "messages": list(value["messages"][:-1])}
            return self._removal(talk, question.id, kept, of_last)
        return self._from_told(talk, question.id, quotes[-1:])

    def _from_told(self, talk: Talk, question: str, quotes: Iterable[str]) -> Removal | None:
        gone = set(quotes)
        value = talk.value(question)
        kept = [mention for mention in value.get("mentions", ()) if mention["quote"] not in gone]
        labels = [quote for quote in own_words(value.get("mentions", ())) if quote in gone]
        return self._removal(talk, question, {**value, "mentions": kept}, labels) if labels else None

    def _from_wishes(self, talk: Talk, question: Question, words: Sequence[str], sectors: Sequence[str]) -> Removal | None:
        value = talk.value(question.id)
        titles = [o.title for o in question.options if o.value["sector"] in sectors and o.value["sector"] in value["sectors"]]
        meant = _sectors_in(question, words)
        titles += refused_words(sector for sector in value.get("refused_sectors", ()) if sector in sectors and sector not in value["sectors"])
        kept = {
            "refused_sectors": [sector for sector in value.get("refused_sectors", ()) if sector not in sectors],
            "words": [wish for wish in value["words"] if wish not in words],
            "sectors": [sector for sector in value["sectors"] if sector not in {*sectors, *meant}],
            "mentions": [each for each in value["mentions"] if not any(each["quote"] in wish for wish in words)],
        }
        labels = [*words, *titles]
        return self._removal(talk, question.id, kept, labels) if labels else None

    def _from_criteria(self, talk: Talk, question: str, places: Sequence[int]) -> Removal | None:
        told: Sequence[Mapping[str, Any]] = talk.value(question)["criteria"]
        kept = [each for place, each in enumerate(told) if place not in places]
        labels = [str(told[place]["words"]) for place in places]
        return self._removal(talk, question, {"criteria": kept}, labels) if labels else None

    def _removal(self, talk: Talk, question: str, value: JsonObject, labels: Sequence[str]) -> Removal:
        return Removal(question, Given(value, "", talk.given[question].status), tuple(dict.fromkeys(labels)))


def _sectors_in(question: Question, wishes: Iterable[str]) -> set[str]:
    """The sectors that are meant in these wishes."""
    return {option.value["sector"] for option in question.options for wish in wishes if how_well(option.says, wish)}


def _holds(told: str, wanted: Sequence[str]) -> bool:
    """Whether everything that is named stands in these words, be it in another form."""
    return all(fits(word, told) or any(known.startswith(word[:5]) for known in words_of(told)) for word in wanted)
