"""From chains to sentences at B1: what someone can do comes first (M22), nothing is promised, nobody is blamed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rules.rulebook import Facts, FactValue

_PLACEHOLDER = re.compile(r"(^|[.?!] )?\{(\w+)\.(\w+)\}")
_BETWEEN = re.compile(r"(?<=[.!?])\s+")
LONGEST_QUOTE = 80


def fill(text: str, facts: Facts) -> str:
    """A text of a rule with the values of the case in it; only names from the vocabulary stand in braces."""

    def value(found: re.Match[str]) -> str:
        before, written = found[1], words(facts[found[2]][found[3]])
        return written if before is None else f"{before}{capital(written)}"

    return _PLACEHOLDER.sub(value, text)


def words(value: FactValue) -> str:
    """A fact as people write it."""
    if isinstance(value, frozenset):
        return join(sorted(value))
    if isinstance(value, float) and not value.is_integer():
        return f"{value}".replace(".", ",")
    if isinstance(value, float):
        return str(int(value))
    return "" if value is None else str(value)


def join(texts: Iterable[str]) -> str:
    """An enumeration.

    >>> join(["plannen", "bellen", "bestellen"])
    'plannen, bellen en bestellen'
    """
    items = list(texts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} en {items[-1]}"


def quoted(texts: Sequence[str]) -> str:
    """Own words between quotation marks, long ones cut at a word."""
    return join([f"“{shorten(text)}”" for text in texts])


def sentences_of(text: str) -> list[str]:
    """The sentences of a text.

    >>> sentences_of("Hoi! Kan dat?")
    ['Hoi!', 'Kan dat?']
    """
    return _BETWEEN.split(text)


def shorten(text: str) -> str:
    """Own words short enough for a sentence."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST_QUOTE:
        return flat
    return f"{flat[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def capital(text: str) -> str:
    """A text that starts with a capital."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """A sentence as it goes on behind a colon; abbreviations keep their capitals."""
    return in_sentence(text)


def in_sentence(title: str) -> str:
    """A function title in the middle of a sentence; abbreviations keep their capitals.

    >>> in_sentence("Medewerker DIV"), in_sentence("WOZ-taxateur")
    ('medewerker DIV', 'WOZ-taxateur')
    """
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
