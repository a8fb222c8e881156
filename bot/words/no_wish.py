"""What people say where a wish could be told, and that is none: not knowing, being tired, how hard."""

from __future__ import annotations

import re

from bot.words.wording import plain

_PARTS = re.compile(r"[,.;!\n]|\bmaar\b|\bwant\b|\bdus\b")
LEAD = re.compile(r"^(?:(?:nee|nou|ja|eh+|euh|pff+|tja|ach|oh?|en|hoor|sorry|eerlijk gezegd)\b\W*)+")
_MUCH = r"(?:(?:echt|eigenlijk|nog|zo|gewoon|ook|allemaal|even|nu|alleen|heel|erg|best|beetje|een|wat|precies|goed|veel|zoveel|hoor|het|t|dat|op het moment) )*"
_UNKNOWN = (
    rf"k?weenie|kweet(?:nie|niet)?|kwee ?t?nie(?:t)?|k weet {_MUCH}nie(?:t)?|(?:dat |het )?weet (?:ik|k) {_MUCH}(?:nie|niet)\b(?: (?:zo|precies|goed|hoor|nog))*"
    rf"|ik weet {_MUCH}(?:nie|niet)\b(?: (?:zo|precies|goed|hoor|nog))*(?: wat ik .*)?|ik zou het niet weten|idk|joost mag het weten|{_MUCH}geen (?:flauw )?(?:idee|benul)(?: hoor)?"
)
_NOTHING = re.compile(
    rf"{_UNKNOWN}"
    rf"|(?:dat |het |t )?maakt (?:me |mij |mn )?{_MUCH}(?:niet|nie|niks|weinig)(?: \w+)? uit(?: hoor)?|boeit (?:(?:me|mij) )?{_MUCH}(?:niet|nie|niks)(?: hoor)?|(?:dat is |het is )?(?:me|mij) om het even"
    rf"|(?:het|t) gaat {_MUCH}(?:wel|prima|goed)|ik ben {_MUCH}(?:moe|op|kapot|gaar|uitgeput|bekaf|doodmoe|ziek|verkouden)(?: hoor)?"
    rf"|(?:dat |het )?(?:moet|hoeft) {_MUCH}(?:echt|wel|per se|niet)?(?: per se)?|(?:dat )?is {_MUCH}(?:een )?(?:wens|must|eis)"
)
_NOT_KNOWING = re.compile(rf"(?:{_UNKNOWN})(?: hoor| joh)?")
_HAS_NONE = re.compile(r"(?:(?:nee|nou|ik heb|nog|ook|eigenlijk|echt|zo)\s+)*geen (?:(?:flauw|enkel) )?(?:idee|voorkeur|mening|wens|wensen)(?: hoor)?", re.IGNORECASE)


def has_no_wish(words: str) -> bool:
    """Whether somebody says to have none.

    >>> has_no_wish("nee, geen idee"), has_no_wish("nog geen voorkeur"), has_no_wish("geen kantoor")
    (False, True, False)
    """
    return _HAS_NONE.fullmatch(words) is not None


def is_no_wish(words: str) -> bool:
    """Whether nothing of these words is a wish.

    >>> is_no_wish("kweenie"), is_no_wish("nee het gaat wel, ik ben gewoon moe"), is_no_wish("moet echt"), is_no_wish("maakt mij niet uit, als ik maar buiten ben")
    (True, True, True, False)
    """
    return _all_of(_NOTHING, words)


def says_not_to_know(words: str) -> bool:
    """Whether nothing is said but that somebody does not know.

    >>> says_not_to_know("kweenie hoor"), says_not_to_know("tja, ik zou het niet weten"), says_not_to_know("weet ik niet, iets met hout")
    (True, True, False)
    """
    return _all_of(_NOT_KNOWING, words)


def _all_of(pattern: re.Pattern[str], words: str) -> bool:
    parts = [LEAD.sub("", part.strip()) for part in _PARTS.split(plain(words))]
    return any(parts) and all(not part or pattern.fullmatch(part) is not None for part in parts)
