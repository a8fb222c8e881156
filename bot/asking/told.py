"""Tasks at work and life outside it: own words, as many messages as they like, read back, and taken back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.asking.base import Asking, mention_json
from bot.asking.trends import TrendsAsking
from bot.asking.volunteered import is_job_title, told_also, told_value, volunteered, without_conditions
from bot.replies import Message, listed, starred
from bot.talk import Given, Heard, Reaction, Talk
from bot.words.distress import disliked
from bot.words.sector_words import refused_in_passing, without_refusals
from bot.words.wording import words_of
from bot.words.yes_and_no import says_not_right
from rules.language.dutch_words import first_person
from rules.person import Meaning, Mention, MentionKind
from skills_passport.model import AnswerStatus, Button

MOST_MESSAGES = 40
MOST_TO_TAKE_AWAY = 6
ENOUGH = 3
"""Own tasks from which on there is enough to compare with; who tells fewer is asked for more."""
PLAIN_ANSWER = 0.6
"""From this confidence of a mention on the words are plainly an answer."""
MOST_NAMED = 4  # words: 'ik help ook bij de post en notulen doe ik niet meer' tells more than what is to go
SURELY_TOLD = 0.85
"""From this confidence on a sentence about oneself is an answer, whatever word is in it: 'ik open de kerk en sluit af'."""
A_CLAUSE = 3  # words: 'stop' and 'help' alone are no tasks
_STEM = 5  # letters that make two words the same: 'notulen' and 'notuleren'
_FUNCTION = "function"
"""The question about somebody's function."""
_ON, _RIGHT, _WRONG = "verder", "klopt", "niet"
_PHRASES: Mapping[Meaning, str] = {
    Meaning.NOW: "heard", Meaning.OUTSIDE_WORK: "heard_outside", Meaning.BEFORE: "heard_before",
    Meaning.WANTED: "heard_wanted", Meaning.UNWANTED: "heard_unwanted", Meaning.SOMEONE_ELSE: "heard_other",
}
_TAKE_AWAY = re.compile(r"^(?:nee|oh?|sorry|wacht)?[\s,]*(?:haal|streep|verwijder|schrap|wis|gooi)\b(.*?\b(?:weg|door|af|eraf|eruit|taak|taken|lijst)\b.*|\s+\w+)$", re.IGNORECASE | re.DOTALL)
_AGREES = r"^(?:(?:nee|ja|nou|oh?|sorry|wacht|klopt|dat klopt|inderdaad|maar|alleen)\b[\s,.!]*)*"
_NOT_MINE = re.compile(_AGREES + r"(.{3,60}?)\s+(?:klopt nie(?:t)?(?: meer)?|doe ik nie(?:t)?(?: meer)?|hoort er nie(?:t)? bij|(?:is|zijn) nie(?:t)? van mij|(?:is|zijn) van (?:mijn|m'n|mn|me|een|onze) collega(?:'?s)?(?: van .{2,30})?|(?:mag|kan|mogen|kunnen|moet) (?:er )?(?:wel |maar |ook )*(?:weg|eraf|eruit|af|uit))(?: hoor)?[\s.!]*$", re.IGNORECASE)
_OTHERS_DO = re.compile(
    r"^(?:(?:nee|oh?|sorry|wacht|klopt niet|dat klopt niet)\b[\s,.!:]*)+(?:(?:ik|wij|we) (?:doe|doen) geen (?P<first>.{3,40}?)(?: meer)?(?:[\s,.]+(?:dat|die|want dat) (?:doet|doen) .{2,40})?|(?:de |het |dat )?(?P<second>.{3,50}?) (?:doet|doen) (?:de|het|een|mijn|m'n|mn|me|onze|ons|iemand|collega'?s?)\b.{0,40})[\s.!]*$",
    re.IGNORECASE,
)
"""'Nee, wachtwoorden resetten doet de helpdesk': none of their own tasks after all."""
_NOT_THAT = re.compile(r"^(?:(?:nee|klopt|ja)\b[\s,.!]*(?:maar )?)+((?!dat\b|die\b|ik\b|het\b|zo\b|nog\b|liever\b)[\w' -]{3,30}?) (?:niet|nie)(?: hoor)?[\s.!]*$", re.IGNORECASE)
"""'Nee, facturen niet': what was read back, without that."""
_OFF = re.compile(r"^(?:(?:nee|oh?|sorry|wacht)\b[\s,.!]*)+((?:(?!(?:ik|we|wij|hier|daar|wil|moet|ga|gaat|weg)\b)[\w'-]+\s+){1,3}?)(?:(?:mag|kan|moet) )?(?:weg|eraf|eruit)(?: hoor| graag| aub)?[\s.!]*$", re.IGNORECASE)
"""'Nee kassa weg'."""
_OF_MYSELF = re.compile(r"(?:(?:ja|nou|en|ook|oh|soms|nee)[\s,]+)*(?:ik|k|wij|we)\b", re.IGNORECASE)
_FILLERS = frozenset(
    ["de", "het", "een", "die", "dat", "deze", "mijn", "me", "taak", "taken", "maar", "weg", "door", "eraf", "af", "ervan", "uit", "van", "lijst", "weer", "aub", "even", "alsjeblieft", "haal", "er", "ook", "dan"]
)


class ToldAsking(Asking):
    """Stages: '' asking (for more), 'check' read back, 'wrong' choosing what to take away.

    Whether a 'nee' is about what was read back is seen from the buttons that were offered with it.
    """

    __slots__ = ()

    def ask(self, talk: Talk, *, first: bool) -> Message:
        value = talk.value(self.question.id)
        if talk.notes.stage == "wrong":
            return Message(self.say("what_wrong"), self._take_away_buttons(value))
        if value.get("mentions") and first:  # read back when it was told
            return replace(self._more(), text=self.say("already"))
        if value.get("messages"):
            return self._more()
        return Message(self.question.ask if first else self.question.again)

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        steered = self._steer(talk, heard)
        if steered is not None:
            return steered
        taken = self._take_away_words(talk, heard)
        if taken is not None:
            return taken
        return self._listen(talk, heard)

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        if talk.value(self.question.id).get("messages"):
            return self._done(talk)
        return super().skip(talk, heard)

    def step_back(self, talk: Talk) -> Talk | None:
        return talk.at(self.question.id) if talk.notes.stage == "wrong" else None

    def is_open(self, talk: Talk) -> bool:
        return True

    def told_before(self, talk: Talk) -> bool:
        """Of work that takes ENOUGH own tasks; of life outside it there may always be more, as an old job."""
        return self.question.about is Meaning.NOW and self._told_enough(talk)

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        if len(words_of(heard.words)) < A_CLAUSE:
            return False
        return any(mention.confidence >= PLAIN_ANSWER for mention in self.ears.mentions(heard.words, self.question.about))

    def names(self, talk: Talk, words: str) -> bool:
        return taken_away(words) is None and bool(self._own_tasks(talk, words))

    def is_told(self, heard: Heard) -> bool:
        if len(words_of(heard.words)) <= A_CLAUSE or not _OF_MYSELF.match(heard.words):
            return False
        return any(mention.confidence >= SURELY_TOLD for mention in self.ears.mentions(heard.words, self.question.about))

    # -- steering with buttons and small words

    def _steer(self, talk: Talk, heard: Heard) -> Reaction | None:
        told = bool(talk.value(self.question.id).get("messages"))
        chosen = heard.chosen(self.question.id)
        checking = any(button.payload == self.button("", _WRONG).payload for button in talk.notes.offered)
        if chosen == _ON or heard.intent == "done":
            return self.skip(talk, heard)
        if chosen == _WRONG or (told and heard.intent == "deny" and (checking or says_not_right(heard.words))):
            return self._ask_what_is_wrong(talk)
        if chosen == _RIGHT or (heard.intent == "affirm" and told):
            return Reaction(message=self._more()) if checking and not self._told_enough(talk) else self._done(talk)
        if heard.intent in {"deny", "dont_know"}:
            return self.skip(talk, heard)
        return Reaction(understood=False) if heard.intent == "affirm" else None

    def _told_enough(self, talk: Talk) -> bool:
        """Whether nobody need be asked for more who agrees to what was read back: 'je kunt er ook iets bij zetten' was said with it."""
        if self.question.about is not Meaning.NOW:
            return True
        return len(own_words(each for each in talk.value(self.question.id).get("mentions", ()) if each["meaning"] == Meaning.NOW)) >= ENOUGH

    def _ask_what_is_wrong(self, talk: Talk) -> Reaction:
        if not talk.value(self.question.id).get("mentions"):
            return Reaction(message=self._more())
        return Reaction(stage="wrong")

    def _done(self, talk: Talk) -> Reaction:
        known = talk.given[self.question.id]
        said = self.question.confirm if talk.value(self.question.id).get("mentions") else self.say("little")
        return Reaction(given=Given(known.value, known.words), said=said, done=True)

    # -- taking away

    def _take_away_words(self, talk: Talk, heard: Heard) -> Reaction | None:
        """'Haal notulen weg' while nothing like it was told (else bot/beside/removals.py heard it); None for anything else."""
        told = bool(talk.value(self.question.id).get("mentions"))
        wanted = taken_away(heard.words) if told or heard.intent == "correction" else None
        if wanted is None or len(told_words(wanted)) > MOST_NAMED:
            return None
        return Reaction(message=Message(self.say("not_found")) if told_words(wanted) else None, stage="wrong" if told else "")

    def _take_away_buttons(self, value: Mapping[str, Any]) -> tuple[Button, ...]:
        quotes = own_words(value.get("mentions", ()))[-MOST_TO_TAKE_AWAY:]
        return (*(self.away(quote, quote) for quote in quotes), self.button(self.say("no_more"), _ON))

    def away(self, title: str, what: str) -> Button:
        """The button that takes away what was heard: own words, or the id of a skill (bot/beside/removals.py does it).

        It names what goes and not where it stands, so that a button of an older page never takes away something else.
        """
        return self.button(title, f"weg:{hashlib.sha256(what.encode()).hexdigest()[:12]}")

    # -- listening

    def _listen(self, talk: Talk, heard: Heard) -> Reaction:
        value = talk.value(self.question.id)
        sectors = self.script.question("wishes").options
        words = without_refusals(heard.words, sectors) if refused_in_passing(heard.words, sectors) else heard.words
        mentions = without_conditions(self.ears.mentions(words, self.question.about), words, self.script)
        mentions = _with_own(mentions, self._own_tasks(talk, words))
        if self.question.about is Meaning.OUTSIDE_WORK:  # 'ik zorg voor mijn moeder, die heeft hulp nodig': of others only their work counts
            mentions = [mention for mention in mentions if mention.meaning is not Meaning.SOMEONE_ELSE]
        elsewhere = [m for m in mentions if self.question.about is Meaning.NOW and m.meaning is Meaning.OUTSIDE_WORK]
        own = [mention for mention in mentions if mention not in elsewhere and not is_job_title(mention)]
        if len(value.get("messages", ())) >= MOST_MESSAGES:
            return self._done(talk)
        given = Given(told_value(value, heard.words, [mention_json(m) for m in own]), heard.words, AnswerStatus.OPEN)
        changes: tuple[tuple[str, Given], ...] = ()
        if self.question.about is Meaning.NOW:
            given, changes = self._with_changes(talk, given, heard.words)
            told = {mention["quote"] for mention in (given.value or {})["mentions"]}
            mentions = [mention for mention in mentions if mention not in elsewhere and mention.quote in told]  # what belongs elsewhere is read back as such
        also = (*changes, *told_also(talk, "outside", heard.words, elsewhere), *volunteered(talk, heard.words, self.ears, self.script, beside=self.question.id))
        if (not mentions and also) or disliked(heard.words):  # all of it answers other questions
            return Reaction(also=also)
        if not mentions:
            again = talk.notes.stage == "nothing"
            message = self._more() if again else Message(self.say("nothing"), (self.button(self.say("no_more"), _ON),))
            return Reaction(given=given, stage="" if again else "nothing", message=message, also=also)
        return Reaction(given=given, stage="check", message=self._read_back(mentions), also=also)

    def _own_tasks(self, talk: Talk, words: str) -> tuple[Mention, ...]:
        """The tasks of their function that are named in a word or two, at the question about work of now."""
        function = talk.value(_FUNCTION).get("function_id")
        return self.ears.own_tasks(str(function), words) if function and self.question.about is Meaning.NOW else ()

    def _with_changes(self, talk: Talk, given: Given, words: str) -> tuple[Given, tuple[tuple[str, Given], ...]]:
        """The tasks without those that are only named again to say how they change, and the answer that tells these changes."""
        trends = TrendsAsking(self.script.question("trends"), self.script, self.ears)
        value = given.value or {}
        told = talk.with_given(self.question.id, given)
        again = trends.echoes(told, words, (mention["quote"] for mention in value["mentions"]))
        if again:
            value = {**value, "mentions": [mention for mention in value["mentions"] if mention["quote"] not in again]}
            given = replace(given, value=value)
            told = talk.with_given(self.question.id, given)
        changes = trends.along(told, words) if not talk.settled("trends") else None
        return given, (("trends", changes),) if changes else ()

    def _read_back(self, mentions: Iterable[Mention]) -> Message:
        """'Ik hoor: a en b; c deed je vroeger. Klopt dat? …'"""
        parts = []
        for meaning, phrase in _PHRASES.items():
            quotes = list(dict.fromkeys(mention.quote for mention in mentions if mention.meaning is meaning))
            if quotes:
                parts.append(self.say(phrase, list=listed(starred(quotes))))
        text = "; ".join(parts)
        heard = f"{text[:1].upper()}{text[1:]}."
        return Message(f"{heard} {self.say('check')}", self._check_buttons(), short=f"{heard} {self.say('check_short')}")

    def _check_buttons(self) -> tuple[Button, ...]:
        return (
            self.button(self.say("all_right"), _RIGHT),
            self.button(self.say("wrong"), _WRONG),
            self.button(self.say("no_more"), _ON),
        )

    def _more(self) -> Message:
        return Message(self.say("more"), (self.button(self.say("no_more"), _ON),))


def _with_own(mentions: Iterable[Mention], own: Iterable[Mention]) -> list[Mention]:
    """The mentions with the tasks of one's own function, in place of what was made of the same words without knowing it."""
    named = {mention.quote: mention for mention in own}
    others = [
        mention for mention in mentions
        if (mention.quote in named and mention.kind is MentionKind.SKILL) or not any(quote in mention.quote or mention.quote in quote for quote in named)
    ]
    return [*named.values(), *others]


def taken_away(words: str) -> str | None:
    """What somebody wants taken away; None when the words say something else.

    >>> taken_away("haal notulen maar weg"), taken_away("nee, notuleren doe ik niet meer"), taken_away("post halen")
    ('notulen maar weg', 'notuleren', None)
    >>> taken_away("nee wachtwoorden resetten doet de helpdesk"), taken_away("nee ik doe geen terugvordering meer dat doet mn collega")
    ('wachtwoorden resetten', 'terugvordering')
    >>> taken_away("nee kassa weg"), taken_away("nee ik wil hier weg"), taken_away("breng de post weg")
    ('kassa', None, None)
    """
    others = _OTHERS_DO.match(words)
    if others:
        return str(others["first"] or others["second"]).strip()
    found = _TAKE_AWAY.match(words) or _OFF.match(words) or _NOT_MINE.match(words) or _NOT_THAT.match(words)
    return found.group(1).strip() if found else None


def told_words(wanted: str) -> list[str]:
    """The words of what somebody wants taken away that say which.

    >>> told_words("notulen maar weg"), told_words("die taak")
    (['notulen'], [])
    """
    return [word for word in words_of(wanted) if word not in _FILLERS]


def named(mentions: list[Mention], words: str) -> list[int]:
    """Which mentions somebody names."""
    wanted = told_words(words)
    quotes: set[str] = set()
    for mention in mentions:
        known = words_of(f"{mention.quote} {mention.label if mention.kind is MentionKind.SKILL else ''}")
        if wanted and all(any(word.startswith(want[:_STEM]) or word == first_person(want) for word in known) for want in wanted):
            quotes.add(mention.quote)
    return [place for place, mention in enumerate(mentions) if mention.quote in quotes]


def own_words(mentions: Iterable[Mapping[str, Any]]) -> list[str]:
    """The quoted words of mentions, each once: what people recognise as theirs."""
    return list(dict.fromkeys(str(mention["quote"]) for mention in mentions))
