"""How people ask 'what if': 'wat als ik excel leer?', 'stel dat ik in Utrecht zoek'; only words, no talk."""

from __future__ import annotations

import re

_LEAD = r"^(?:(?:en|maar|dus|oké|oke|ok|nou|ja|hoi|hé|hey|hm+|dan|ik vraag me af)\b[\s,]*)*"
_IF = r"(?:als|wanneer|indien|mocht)"
_BETWEEN = r"(?:\s+(?:nou|nu|dan|er|zou|zouden|gebeurt|gebeuren|verandert|veranderen|krijg|krijgen|zie|zien|ik|je|wordt|worden|doet|dat|het|betekent|scheelt|eigenlijk|anders|mij|me|voor))*"
_SUPPOSES = tuple(
    re.compile(_LEAD + pattern + r"[\s?.!]*$", re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"wat{_BETWEEN}\s*{_IF}\s+(?P<what>.+?)",
        r"stel(?:\s+(?:je|jezelf|nou|nu|eens|even|voor))*(?:\s+dat)?[\s,]+(?P<what>(?:ik|mijn|we|het|er)\b.+?)",
        rf"(?:verandert|scheelt|helpt|uitmaakt|maakt|heeft het zin|krijg ik|zie ik|kom ik|hoe zit het|hoe wordt het|wordt het|zou het (?:iets |wat |ook )*(?:uitmaken|schelen|helpen|veranderen))\b[^?]{{0,40}}?\b{_IF}\s+(?P<what>(?:ik|mijn)\b.+?)",
        r"(?:als|mocht)\s+(?P<what>ik\b.+?)[\s,]*(?:wat dan|hoe dan|en dan)",
        rf"{_IF}\s+(?P<what>(?:ik|mijn)\b.+?)[\s,]+(?:dan\s+)?(?:wat|krijg|zie|kom|verandert|heb|zijn er|is er|zou ik|past|passen)\b[^?]*\?",
    )
)
_AND_IF = re.compile(_LEAD + r"(?:als|mocht)\s+(?P<what>(?:ik|mijn)\b.+?)[\s.!]*\?[\s?.!]*$", re.IGNORECASE | re.DOTALL)
_STARTS_WITH_AND = re.compile(r"^\s*(?:en|maar)\s+als\s+(?P<what>(?:ik|mijn)\b(?!\s+maar\b).*?\bzou(?:den)?\b.+?)[\s.!]*$", re.IGNORECASE | re.DOTALL)
_HALF_SAID = re.compile(r"^\s*(?:en|maar|dus)[\s,]+(?:als|mocht)\s+(?P<what>ik\b(?!\s+maar\b)(?:(?!\b(?:ik|dan)\b)[^,;:])+?)[\s.!]*$", re.IGNORECASE)
_WHAT_FOLLOWS = re.compile(r"[\s,]+(?:wat dan|hoe dan|en dan|dan|wat gebeurt er dan|wat krijg ik dan|wat verandert er dan|wat zie ik dan)$", re.IGNORECASE)
_LONGEST = 200  # characters; who writes more than that tells, and asks nothing


def supposed(words: str, *, afterwards: bool = False) -> str:
    """What is supposed, without the words that ask; empty when nothing is.

    `afterwards`: no question is open, so that half a sentence is no answer: 'en als ik in Utrecht zoek'.

    >>> supposed("en wat als ik excel leer?"), supposed("Stel dat ik in Utrecht zou zoeken"), supposed("ik wil toch wel avonden werken")
    ('ik excel leer', 'ik in Utrecht zou zoeken', '')
    >>> supposed("als ik maar op tijd thuis ben"), supposed("krijg ik andere functies als ik in Zwolle zoek?")
    ('', 'ik in Zwolle zoek')
    >>> supposed("en als ik in Utrecht zoek", afterwards=True), supposed("en als ik avonden moet dan stop ik", afterwards=True)
    ('ik in Utrecht zoek', '')
    """
    if len(words) > _LONGEST:
        return ""
    typed = re.sub(r"\bwatals\b", "wat als", words.strip(), flags=re.IGNORECASE)
    found = next((match for pattern in (*_SUPPOSES, _AND_IF, _STARTS_WITH_AND, *((_HALF_SAID,) if afterwards else ())) if (match := pattern.match(typed))), None)
    return _WHAT_FOLLOWS.sub("", found["what"].strip(" ,.!?")) if found else ""
