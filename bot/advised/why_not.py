"""'Waarom krijg ik inkoop?', 'waarom maar twee?': answered from the last advice; 'waarom geen politieagent?' by the expert system."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.ears import Ears, FunctionGuess
from bot.replies import MOST_SENTENCES
from bot.texts.script import Script
from bot.wonder import Wonder
from bot.words.card_words import place_named
from bot.words.wording import plain, words_of
from rules.answer import Advice, Suggestion
from rules.explanation import sentences_of

LIKELY = 0.6
"""From this confidence on a name is taken for a function we know; a wrong guess here would answer another question."""
LIKELY_SHOWN = 0.35  # for a card that is in view: 'leraar' when there is one docent among them
SHORTEST_NAME = 4  # letters by which one word names a title
LONGEST_NAME = 3  # words of what may be the name of work
_WHY = r"^(?:en|maar|dus|oké|ok|nou)?[\s,]*(?:waarom|hoezo)\s+(?:dan\s+|eigenlijk\s+|nou\s+|juist\s+)*"
_ASKS = re.compile(
    rf"{_WHY}(?:(?:(?:krijg|zie|heb) ik\s+)?(?:niet|geen)\s+(?P<name>.+?)|(?:is|staat|zie ik|zit|krijg ik)\s+(?P<other>.+?)\s+(?:er\s+|hier\s+)?niet\b.*)[\s?.!]*$",
    re.IGNORECASE,
)
_MAY_I = re.compile(
    r"^(?:en|maar|dus|oké|ok|nou)?[\s,]*(?:kan|zou|mag) ik (?:(?:dan|ook|niet|geen|wel|nog|misschien|als)\s+)*(?P<name>.+?)\s+(?:worden|zijn|kunnen worden)[\s?.!]*$", re.IGNORECASE
)
_GETS = re.compile(
    rf"{_WHY}(?:(?:krijg|zie|heb) ik\s+|(?:is|staat|zit)\s+|raad je (?:me |mij )?(?:aan )?|stel je |geef je (?:me |mij )?|kom je (?:uit )?(?:op|bij|met) |)"
    r"(?P<name>.+?)(?:\s+(?:er|erbij|hierbij|hier|ertussen|aan|voor|als (?:advies|suggestie|tip)|tussen|bij))*[\s?.!]*$",
    re.IGNORECASE,
)
_FEW = re.compile(
    rf"{_WHY}(?:(?:krijg|zie|heb) ik\s+|zijn (?:er|het)\s+|staan er\s+|geef je (?:me |er )?)?(?:er\s+)?(?:(?:maar|slechts|alleen|niet meer dan|zo)\s+(?:[0-3]|een|één|twee|drie|weinig)|niet meer|geen meer)\b.{{0,30}}$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:(?:de|het|een|als|dan|gewoon|iets als)\s+)+|\s+(?:ertussen|erbij|er tussen|er bij|dan)$", re.IGNORECASE)
_OWN_WORDS = frozenset({"task", "skill"})


def asked_about(words: str) -> str:
    """Which work somebody misses; empty when that is not asked.

    >>> asked_about("waarom geen politieagent?"), asked_about("waarom krijg ik geen kok"), asked_about("waarom staat inkoper er niet bij?"), asked_about("waarom niet?")
    ('politieagent', 'kok', 'inkoper', '')
    """
    found = _ASKS.match(words.strip())
    return _ARTICLE.sub("", (found["name"] or found["other"]).strip()) if found else ""


def asks_why_so_few(words: str) -> bool:
    """Whether somebody asks why there are no more suggestions.

    >>> asks_why_so_few("waarom maar 2?"), asks_why_so_few("waarom zie ik er maar twee"), asks_why_so_few("waarom?")
    (True, True, False)
    """
    return _FEW.match(words.strip()) is not None


def named_function(ears: Ears, advice: Advice, name: str) -> FunctionGuess | None:
    """The function that is meant by a name: one that is suggested goes before others of like name; None when it is none we know."""
    typed = words_of(name)
    for suggestion in advice.suggestions:
        if typed and (words_of(suggestion.title) == typed or (len(typed) == 1 and len(typed[0]) >= SHORTEST_NAME and typed[0] in plain(suggestion.title))):
            return FunctionGuess(suggestion.function_id, suggestion.title, 1.0)
    guesses = [guess for guess in ears.functions(name) if guess.confidence >= LIKELY]
    shown = {suggestion.function_id for suggestion in advice.suggestions}
    alike = [guess for guess in ears.functions(name) if guess.confidence >= LIKELY_SHOWN and guess.function_id in shown]
    return alike[0] if alike else guesses[0] if guesses else None


@dataclass(frozen=True, slots=True)
class WhyNot:
    script: Script
    ears: Ears

    def answer(self, words: str, last_advice: Callable[[], Advice | None]) -> Wonder | str:
        """Why this work is among the suggestions, or why there are so few; a wonder when it is not among them; that it comes later when
        nothing was advised yet; empty when that is not asked."""
        few, missed, gets, may = asks_why_so_few(words), asked_about(words), _GETS.match(words.strip()), _MAY_I.match(words.strip())
        advice = last_advice() if few or missed or gets or may else None
        if advice is None or not advice.suggestions:
            known = any(guess.confidence >= LIKELY for guess in self.ears.functions(missed)) if missed else False
            return self.script.phrases["what_if_later"] if known else ""
        if few:
            return advice.note or self.script.phrases["why_few"]
        if missed:
            return self._missed(missed, advice)
        if may:
            is_work = bool(self.ears.functions(may["name"])) and len(words_of(may["name"])) <= LONGEST_NAME
            return self._missed(may["name"], advice) if is_work else ""
        return self._shown(gets["name"], advice) if gets else ""

    def _shown(self, name: str, advice: Advice) -> Wonder | str:
        """Why this work is suggested; why it is not when only the question takes it for granted."""
        place = place_named(name)
        if place is not None and -len(advice.suggestions) <= place < len(advice.suggestions):
            return self._because(advice.suggestions[place])
        named = _ARTICLE.sub("", name.strip())
        guess = named_function(self.ears, advice, named) if named else None
        if guess is None:
            return ""
        found = next((each for each in advice.suggestions if each.function_id == guess.function_id), None)
        return self._because(found) if found else self._missed(named, advice)

    def _because(self, suggestion: Suggestion) -> str:
        """What the card opens with, and the first of their own words that led to it."""
        evidence = next((each for each in suggestion.evidence if each.kind in _OWN_WORDS and plain(each.quote) not in plain(suggestion.opening)), None)
        proof = self.script.phrases["why_shown_words"].format(quote=evidence.quote, matched=evidence.matched) if evidence else ""
        opening = sentences_of(suggestion.opening)[: MOST_SENTENCES - 1 - bool(proof)]
        return self.script.phrases["why_shown"].format(title=suggestion.title, because=" ".join([*opening, proof]).strip())

    def _missed(self, name: str, advice: Advice) -> Wonder | str:
        phrases = self.script.phrases
        guess = named_function(self.ears, advice, name)
        if guess is None:
            return phrases["why_not_unknown"].format(name=name)
        title, function = guess.title, guess.function_id
        if any(suggestion.function_id == function for suggestion in advice.suggestions):
            return phrases["why_not_shown"].format(title=title)
        return Wonder(function_id=function, name=name)
