"""The present function: in own words, matched to the catalogue, confirmed with buttons; it may be missing there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.asking.base import SMALL_WORDS, Asking, closest, meant_instead, names_function, ordinal
from bot.asking.volunteered import volunteered
from bot.ears import FunctionGuess
from bot.replies import Message
from bot.talk import Given, Heard, Reaction, Talk
from bot.words.function_words import name_in, without_lead, workplace_in
from bot.words.wording import fits
from rules.matching.title_matching import ASK, SURE
from skills_passport.model import AnswerStatus, Button

MOST_OFFERED = 3
WORTH_OFFERING = 0.1
"""Below this confidence a title is no alternative: who is a 'bode' is no software developer."""
LONGEST_TITLE = 200  # characters of the own words in which a function is looked for
_NONE = "geen"
_GOES_ON = re.compile(r"[,.;:\n]|\b(?:en|maar|waar|waarbij|dus|want)\b", re.IGNORECASE)
_AT = r"(?:(?:in|te|bij|uit|voor|van)\s+)?(?:(?:de|het|onze)\s+)?(?:(?:gemeente|stad|regio|omgeving|buurt)\s+)?(?:van\s+)?"
"""What stands before the place where somebody has their work."""

_LONGEST_JOB = 3  # words
_WHAT_IS_WANTED = frozenset({"wishes", "direction", "criteria"})
_NAMES_WORK = re.compile(r"\b(?:ik ben(?! (?:wel |er )?toe)|ben ik|(?:ik )?werk(?: nu)? (?:als|bij|in|op)|ik werk|functie)\b", re.IGNORECASE)
"""Who only says what new work must be like named no work, so the name is not unknown."""


class FunctionAsking(Asking):
    """Stages: '' asked, 'confirm' buttons shown, 'second' asked once more because nothing fitted."""

    __slots__ = ()

    def ask(self, talk: Talk, *, first: bool) -> Message:
        if talk.notes.stage == "confirm":
            return self._offer(talk.notes.memory["candidates"], bool(talk.notes.memory["sure"]))
        if talk.notes.stage == "second":
            return Message(self.say("unknown"))
        return Message(self.question.ask if first else self.question.again)

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        if talk.notes.stage == "confirm":
            decided = self._decide(talk, heard)
            if decided is not None:
                return decided
            beside = self._beside(talk, heard)
            if beside is not None:
                return beside
        if heard.intent in SMALL_WORDS:
            if heard.intent == "dont_know":
                return self.skip(talk, heard)
            said = self.say("which") if talk.notes.stage == "confirm" and heard.intent == "affirm" else ""
            return Reaction(understood=False, said=said, **self._stay(talk))
        return self._match(talk, heard)

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        if self.holds_back(talk):
            return self._assumed(talk)
        words = name_in(str(talk.notes.memory.get("words", "")))
        if not words:
            return super().skip(talk, heard)
        return Reaction(given=Given({"function_id": None, "words": words}, words), said=self.question.skip, done=True)

    def holds_back(self, talk: Talk) -> bool:
        """Whether a sure title waits for a yes, which stands unless it is denied."""
        return talk.notes.stage == "confirm" and bool(talk.notes.memory["sure"])

    def is_open(self, talk: Talk) -> bool:
        return True

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        return names_function(self.ears, heard.words)

    def is_told(self, heard: Heard) -> bool:
        """Whether what Rasa takes for something we know nothing of begins with the name of a job: 'kok in de kantine van het stadhuis'."""
        if self.exact(heard.words):
            return True
        words = without_lead(heard.words).split()
        starts = (" ".join(words[:count]) for count in range(1, min(len(words), _LONGEST_JOB) + 1))
        unheard = heard.intent == "out_of_scope"
        return unheard and (any(names_function(self.ears, start) for start in starts) or (len(words) <= _LONGEST_JOB and self.may_be(" ".join(words))))

    def exact(self, words: str) -> FunctionGuess | None:
        """The function whose very name these words are, but for 'ik ben' and the like, or begin with before they go on."""
        for part in self._parts(words):
            guesses = self.ears.functions(without_lead(part))
            if guesses and guesses[0].exact and guesses[0].confidence >= SURE:
                return guesses[0]
        return None

    def may_be(self, words: str) -> bool:
        """Whether the words may name a function, so that it can be asked about."""
        guesses = self.ears.functions(words)
        return bool(guesses) and guesses[0].confidence >= ASK

    def names_one(self, words: str) -> bool:
        """Whether the words, or the part before they go on about something else, are surely a function."""
        guesses = self._guesses(words)
        return bool(guesses) and guesses[0].confidence >= SURE

    def _decide(self, talk: Talk, heard: Heard) -> Reaction | None:
        """What was chosen of the offered functions; None when the words are a new description."""
        candidates: list[list[str]] = talk.notes.memory["candidates"]
        words = str(talk.notes.memory["words"])
        chosen = heard.chosen(self.question.id)
        if chosen == _NONE or fits("niet bij", heard.words) or fits("geen|geeneen van", heard.words):
            return self._not_listed(words)
        titles = [title for _, title in candidates]
        place = next((place for place, (known, _) in enumerate(candidates) if known == chosen), None)
        if place is None:
            place = ordinal(heard.words, len(candidates))
        if place is None and heard.intent in {"affirm", "done"} and (talk.notes.memory["sure"] or len(candidates) == 1):
            place = 0
        if place is None and heard.intent != "correction":
            place = closest(titles, heard.words)
        if place is not None:
            return self._settled(candidates[place][0], words)
        if heard.intent == "deny" and len(heard.words.split()) <= 3:
            return Reaction() if talk.settled(self.question.id) else self._not_listed(words)
        return None

    def _beside(self, talk: Talk, heard: Heard) -> Reaction | None:
        """Who tells something else while a choice stands is heard, and the choice stays; the second time it is left open.

        None for another description of the work.
        """
        if heard.intent in SMALL_WORDS or heard.intent == "correction":
            return None
        named = _GOES_ON.split(heard.words, maxsplit=1)[0]
        also = volunteered(talk, heard.words, self.ears, self.script, beside=self.question.id)
        guesses = self._guesses(heard.words)
        surety = guesses[0].confidence if guesses else 0.0
        if surety >= (SURE if any(words and words in named for words in _told(also)) else ASK):
            return None
        if not also:
            return Reaction(understood=False, **self._stay(talk))
        if self.holds_back(talk):
            return self._assumed(talk, also)
        memory = talk.notes.memory
        if not memory.get("beside"):
            return Reaction(also=also, stage="confirm", memory={**memory, "beside": True})
        words = name_in(str(memory["words"]))
        return Reaction(given=Given({"function_id": None, "words": words}, words), said=self.say("left_open"), done=True, also=also)

    def _match(self, talk: Talk, heard: Heard) -> Reaction:
        words = meant_instead(heard.words)[:LONGEST_TITLE]
        exact = self.exact(words)
        if exact is not None:
            return self.named(talk, heard, exact)
        found = self._guesses(words)[:MOST_OFFERED]
        guesses = [guess for place, guess in enumerate(found) if place == 0 or guess.confidence >= WORTH_OFFERING]
        also = volunteered(talk, heard.words, self.ears, self.script, beside=self.question.id)
        if not guesses or guesses[0].confidence < ASK:
            if also and {question for question, _ in also} <= _WHAT_IS_WANTED and not _NAMES_WORK.search(heard.words):
                return Reaction(also=also, **self._stay(talk))
            if talk.notes.stage == "second":
                earlier = str(talk.notes.memory.get("words", ""))
                return self._not_listed(f"{earlier}; {words}" if earlier else words, also)
            return Reaction(given=self._so_far(talk, heard, None, words), stage="second", memory={"words": words}, also=also)
        sure = guesses[0].confidence >= SURE
        return Reaction(
            given=self._so_far(talk, heard, guesses[0].function_id if sure else None, words),
            stage="confirm",
            memory={"words": words, "sure": sure, "candidates": [[guess.function_id, guess.title] for guess in guesses]},
            also=also,
        )

    def named(self, talk: Talk, heard: Heard, guess: FunctionGuess) -> Reaction:
        """A function that was named so surely that nothing needs to be asked, and what was told beside it."""
        settled = self._settled(guess.function_id, heard.words[:LONGEST_TITLE])
        return replace(settled, also=volunteered(talk, heard.words, self.ears, self.script, beside=self.question.id))

    def _assumed(self, talk: Talk, also: tuple[tuple[str, Given], ...] = ()) -> Reaction:
        """The sure title that was asked about, for who went on to something else."""
        function_id, title = talk.notes.memory["candidates"][0]
        given = Given({"function_id": function_id, "words": str(talk.notes.memory["words"])}, str(talk.notes.memory["words"]))
        return Reaction(given=given, said=self.say("assumed", title=title), done=True, also=also)

    def _so_far(self, talk: Talk, heard: Heard, function_id: str | None, words: str) -> Given | None:
        """The answer until it is confirmed; None when an earlier one stands, for that one counts until then."""
        if talk.settled(self.question.id):
            return None
        return Given({"function_id": function_id, "words": words}, heard.words, AnswerStatus.OPEN)

    def _guesses(self, words: str) -> list[FunctionGuess]:
        """For all the words, for the part of them before they go on about something else, or for where they say to work: whichever is surest."""
        parts = (*self._parts(words), workplace_in(words))
        found = [list(self.ears.functions(part)) for part in parts if part]
        return max(found, key=lambda guesses: guesses[0].confidence if guesses else 0.0)

    def _parts(self, words: str) -> Iterator[str]:
        """The words, the part of them before they go on about something else, and that part without the place: 'woz taxateur in Hoorn'."""
        named = _GOES_ON.split(words, maxsplit=1)[0]
        yield from (words, named)
        for place in self.ears.places_within(named):
            without = re.sub(rf"\b{_AT}{re.escape(place.town or place.title)}\b", " ", named, flags=re.IGNORECASE).strip()
            yield from (without,) if without else ()

    def _settled(self, function_id: str, words: str) -> Reaction:
        title = within_sentence(self.ears.function_title(function_id))
        given = Given({"function_id": function_id, "words": words}, words)
        return Reaction(given=given, said=self.question.confirm.format(title=title), done=True)

    def _not_listed(self, words: str, also: tuple[tuple[str, Given], ...] = ()) -> Reaction:
        given = Given({"function_id": None, "words": name_in(words)}, words)
        return Reaction(given=given, said=self.say("not_listed"), done=True, also=also)

    def _stay(self, talk: Talk) -> dict[str, Any]:
        return {"stage": talk.notes.stage, "memory": talk.notes.memory}

    def _offer(self, candidates: Sequence[Sequence[str]], sure: bool) -> Message:
        first = within_sentence(candidates[0][1])
        titles = [self.say("yes", title=first) if (sure or len(candidates) == 1) and place == 0 else title for place, (_, title) in enumerate(candidates)]
        buttons: list[Button] = [
            self.button(title, function_id) for title, (function_id, _) in zip(titles, candidates, strict=True)
        ]
        text = self.say("sure", title=first) if sure or len(candidates) == 1 else self.say("choose")
        return Message(text, (*buttons, self.button(self.say("none"), _NONE)))


def _told(also: Iterable[tuple[str, Given]]) -> Iterator[str]:
    """The own words of what was volunteered, each as it was said."""
    for _, given in also:
        value = given.value or {}
        yield from (str(mention["quote"]) for mention in value.get("mentions", ()))
        yield from (str(criterion["words"]) for criterion in value.get("criteria", ()))
        yield from (value["words"],) if isinstance(value.get("words"), str) else value.get("words", ())


def within_sentence(title: str) -> str:
    """A title as it stands in a sentence; abbreviations keep their capitals.

    >>> within_sentence("Medewerker burgerzaken"), within_sentence("ICT-beheerder")
    ('medewerker burgerzaken', 'ICT-beheerder')
    """
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
