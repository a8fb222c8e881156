"""'Wat zijn mijn mogelijkheden?': who asks which work is possible for them, and not what can be typed here."""

from __future__ import annotations

import re

from bot.words.wording import words_of
from rules.language.dutch_words import word_set

_POSSIBLE = word_set("mogelijkheden mogelijkheid opties optie")
_ASKED = word_set("wat welke zijn heb")
_WITHIN = _POSSIBLE | _ASKED | word_set(
    "en maar dus nou nu dan ik mijn mn me mij de er voor hier nog eigenlijk allemaal zoal straks ook verder precies qua werk baan banen functie functies bij in gemeente binnen na daarna hierna zoals eens ja"
)
"""Words with which nothing else is asked: 'wat zijn de mogelijkheden in deze chat' is about the talk, 'welke opties zijn er om te leren' about learning."""
_CAN_I = re.compile(
    r"(?:en |maar |dus )*wat (?:voor (?:werk|baan|banen|functie|functies) )?(?:kan|zou|kon) ik"
    r"(?: (?:hier|nou|nu|dan|nog|eigenlijk|allemaal|zoal|straks|ook|verder|anders|gaan|kunnen|mee|met mijn (?:werk|ervaring|vaardigheden|diploma)))*(?: (?:doen|worden))?"
)


def asks_what_is_possible(words: str) -> bool:
    """Whether somebody asks which work is possible for them.

    >>> [asks_what_is_possible(words) for words in ("wat zijn mijn mogelijkheden", "welke opties heb ik", "wat kan ik hier allemaal", "wat voor werk kan ik doen")]
    [True, True, True, True]
    >>> [asks_what_is_possible(words) for words in ("wat zijn de mogelijkheden in deze chat", "wat kan ik hier typen", "ik leg uit welke opties ik heb", "wat kan jij")]
    [False, False, False, False]
    """
    typed = words_of(words)
    named = not _POSSIBLE.isdisjoint(typed) and not _ASKED.isdisjoint(typed) and _WITHIN.issuperset(typed) and typed[0] != "ik"
    return named or _CAN_I.fullmatch(" ".join(typed)) is not None
