"""'Ik ben 61, kan dat nog?': whether somebody asks if they are too old, with their age in it."""

from __future__ import annotations

import re

from bot.words.question_words import ASKS
from bot.words.wording import plain, words_of

LONGEST = 14  # words; who writes more than that tells something else besides
_AGE = r"(?:1[6-9]|[2-7]\d)(?:e|ste|de)?(?: jaar)?(?: oud| jong)?\b(?! (?:uur|uren|dag|dagen|week|weken|maand|maanden|minuten|min|km|kilometer|euro|procent|jaar|in|bij|aan|op|bezig|getrouwd|werkzaam))"
_AGED = rf"\b(?:ben|word|leeftijd|(?:met|op) (?:mijn|mn|me)|met|als)(?: (?:ik|nu|al|pas|net|inmiddels|bijna|ruim|straks|ook|is|van|volgend jaar|volgende maand)){{0,3}} {_AGE}"
_STILL = (
    r"(?:is|vormt|geeft|wordt) (?:dat|dit|het|t)(?: \w+){0,2} (?:probleem|bezwaar|erg|laat|oud|lastig|nadeel|punt)\b"
    r"|(?:kan|mag|lukt|gaat) (?:dat|dit|het|t|zoiets)(?: (?:nog|wel|dan|ook|hier|eigenlijk))*$"
    r"|(?:heeft|is) (?:dat|dit|het|t|er)(?: \w+){0,2} (?:zin|nut)\b"
    r"|(?:kan|mag|moet|kom|krijg|maak|heb|word) ik\b(?: \w+){0,5} (?:nog|wel|kans)\b"
)
_ASKED_AFTER = re.compile(rf"{_AGED}(?P<rest>.*)")
_ASKED_BEFORE = re.compile(rf"^(?:en |maar |dus )*(?:{_STILL})(?: \w+){{0,6}}? ?{_AGED}(?: ben)?$")
_REST = re.compile(rf"\b(?:{_STILL})")


def asks_whether_too_old(words: str) -> bool:
    """Whether somebody asks if their age stands in the way: an age is told, and then whether something can still be done.

    >>> [asks_whether_too_old(words) for words in ("mn leeftijd is 61 is dat een probleem", "ik ben 58, kan dat nog", "mag ik nog meedoen op mijn 63e")]
    [True, True, True]
    >>> [asks_whether_too_old(words) for words in ("ik ben 40 jaar in dienst is dat erg", "ik ben 58 en ziet mijn baas dit", "ik ben 61 hoe lang moet ik nog")]
    [False, False, False]
    """
    typed = words_of(words)
    said = " ".join(re.findall(r"\w+", plain(words)))
    if len(typed) > LONGEST:
        return False
    after = _ASKED_AFTER.search(said)
    asked = after is not None and _REST.search(after["rest"]) is not None and ASKS.isdisjoint(words_of(after["rest"]))
    return asked or _ASKED_BEFORE.search(said) is not None
