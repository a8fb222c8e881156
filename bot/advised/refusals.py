"""'Data-analist is niks voor mij': a suggested function that somebody refuses, so that the advice is made anew without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.advised.why_not import named_function
from bot.asking.base import mention_json
from bot.ears import Ears
from bot.replies import listed, starred
from bot.talk import Given, Reaction, Talk
from bot.texts.script import Script
from bot.words.distress import disliked
from bot.words.sector_words import only_names_sectors
from bot.words.wording import words_of
from rules.answer import Advice, Suggestion
from rules.matching.title_matching import SURE
from rules.person import Meaning, Mention, MentionKind
from skills_passport.model import AnswerStatus

_HOW = r"(?:(?:juist|echt|toch|liever|zeker|absoluut|helemaal|dus|gewoon|eigenlijk|ook|maar)\s+)*"
_LEAD = r"^(?:(?:nee|nou|ja|maar|en|oh?|sorry|die|dat)\b[\s,:.!]*)*"
_AWAY = r"(?:[\s,.;]+(?:dus\s+)?(?:haal|laat|doe|gooi|mag)\s+(?:(?:dat|die|deze|hem|maar|er)\s+)*(?:weg|eraf|eruit|uit))?"
_REFUSES = tuple(
    re.compile(_LEAD + pattern + _AWAY + r"(?: hoor)?[\s.!]*$", re.IGNORECASE)
    for pattern in (
        rf"(?P<name>.+?) (?:is|zijn|lijkt|lijken|vind ik|trekt)(?: me| mij)? {_HOW}(?:niks|niets|niet|geen)(?: (?:iets|wat|baan|werk|leuk|aantrekkelijk))?(?: voor (?:mij|me))?",
        rf"(?P<name>.+?) (?:wil|hoef|doe|word|zoek) ik {_HOW}(?:niet|nooit)(?: meer)?(?: (?:worden|zijn|doen|te doen|te worden))?",
        rf"ik (?:wil|hoef|word|zoek) {_HOW}(?:geen|niet)(?: meer)?(?: als)? (?P<name>.+?)(?: (?:worden|zijn|te worden|doen))?",
        rf"(?P<name>.+?) (?:hoeft|past|spreekt)(?: me| mij)?(?: voor (?:mij|me))? {_HOW}niet(?: meer)?(?: (?:bij (?:mij|me)|aan|zo))*",
        rf"(?P<name>.+?) (?:duurt|is|kost|lijkt|vind ik)(?: me| mij)? {_HOW}(?:veel )?te \w+(?: (?:voor (?:mij|me)|werk))?",
        rf"{_HOW}(?:geen|niet)(?: als)? (?P<name>.+?)",
        r"(?:haal|laat|doe|gooi|streep|schrap) (?P<name>.+?) (?:maar )?(?:weg|eraf|eruit|door|uit)",
    )
)


def refused_names(words: str) -> list[str]:
    """What may be refused with these words, the likeliest first; whether it is any work is for the catalogue to say.

    >>> refused_names("data analist is niks voor mij"), refused_names("docent duurt me te lang haal dat weg"), refused_names("ik kook graag")
    (['data analist'], ['docent'], [])
    """
    thing = disliked(words)
    found = (pattern.match(words.strip()) for pattern in _REFUSES)
    return list(dict.fromkeys([*([thing] if thing else []), *(match["name"].strip(" ,") for match in found if match)]))


def named_in_full(titles: tuple[str, ...], words: str) -> bool:
    """Whether a title of several words was typed as it is: 'haal planner in de zorg weg' is not about care."""
    return any(len(words_of(title)) > 1 and set(words_of(title)) <= set(words_of(words)) for title in titles)


@dataclass(frozen=True, slots=True)
class Refusals:
    """After an advice; before it a refusal is heard where it is told."""

    script: Script
    ears: Ears

    def hear(self, talk: Talk, words: str, last_advice: Callable[[], Advice | None]) -> Reaction | None:
        """The wishes with this work refused; None when no work is refused, or nothing was advised yet."""
        if talk.question == "wishes" or words.rstrip().endswith("?"):
            return None
        names = [name for name in refused_names(words) if not self._is_sector(name)]
        advice = last_advice() if names else None
        if advice is None or not advice.suggestions:
            return None
        shown = {suggestion.function_id for suggestion in advice.suggestions}
        for name in names:
            guess = named_function(self.ears, advice, name)
            if guess is not None and guess.function_id in shown:
                return self._refused(talk, words, {guess.function_id: name}, [guess.title])
            if guess is not None and talk.question is None:
                alike = [each.function_id for each in self.ears.functions(name) if each.confidence >= guess.confidence]
                return self._refused(talk, words, dict.fromkeys(alike, name), [name])
        return None

    def _is_sector(self, name: str) -> bool:
        """Whether a kind of work is named and no more: 'toch geen zorg' is about more than one card."""
        return only_names_sectors(name, self.script.question("wishes").options)

    def cards(self, talk: Talk, words: str, suggestions: Sequence[Suggestion]) -> Reaction:
        """The wishes with the work of these cards refused."""
        return self._refused(talk, words, {each.function_id: each.title for each in suggestions}, [each.title for each in suggestions])

    def _refused(self, talk: Talk, words: str, functions: Mapping[str, str], titles: Sequence[str]) -> Reaction:
        """A task of each function is refused by the name of the work, which takes that function away and no other."""
        known = talk.given.get("wishes")
        value = talk.value("wishes")
        refused = [
            mention_json(Mention(MentionKind.TASK, name, self.ears.first_task(each), self.ears.function_title(each), Meaning.UNWANTED, 1.0))
            for each, name in functions.items()
        ]
        kept = [wish for wish in value.get("words", ()) if not self._names(wish, functions)]
        wished = [each for each in value.get("mentions", ()) if each["meaning"] != Meaning.WANTED.value or any(each["quote"] in wish for wish in kept)]
        status = AnswerStatus.OPEN if known is None or known.status is AnswerStatus.OPEN else AnswerStatus.ANSWERED
        given = Given({"sectors": [], **value, "words": kept, "mentions": [*wished, *refused]}, words, status)
        said = self.script.phrases["refused_work"].format(list=listed(starred(titles)))
        return Reaction(given=given, said=said, done=given.settled, taken=tuple(titles))

    def _names(self, wish: str, functions: Collection[str]) -> bool:
        """Whether a wish is for this very work."""
        guesses = self.ears.functions(wish)
        return bool(guesses) and guesses[0].function_id in functions and guesses[0].confidence >= SURE
