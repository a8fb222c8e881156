"""Making typed text safe to work with: bounded, without control characters or markup, foldable.

`tidy` keeps every character in its place, so that a quote can be cut from the text by its offsets.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_MESSAGE = 4_000  # characters that are read of one message; more than anyone types about their work

WORD = re.compile(r"\w+(?:['’&.\-]\w+)*", re.UNICODE)
MARKUP = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|body|br|button|center|code|dd|del|div|dl|dt|em|embed|fieldset|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input"
    r"|ins|label|legend|li|link|main|mark|math|meta|nav|o:p|object|ol|option|p|pre|s|script|section|select|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea"
    r"|tfoot|th|thead|title|tr|tt|u|ul|video|xml)(?:[\s/][^<>]{0,300})?>|<!--[^<>]{0,300}-->",
    re.IGNORECASE,
)
"""Tags that come along when somebody pastes from a page or a document; other words between angle brackets are said."""
_JOINER, _AS_PICTURE = "\u200d", "\ufe0f"
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}  # control, formatting (also right-to-left marks), private, unassigned


@dataclass(frozen=True, slots=True)
class Tidy:
    """Text that is safe to read; `shortened` tells that only the beginning was kept."""

    text: str
    shortened: bool


def tidy(text: str, limit: int = MAX_MESSAGE) -> Tidy:
    """Cut to `limit`, and blank out markup and characters that cannot be seen, each by as many spaces."""
    kept = text[:limit]
    if not kept.isprintable():
        kept = "".join(character if character == _JOINER and _joins_emoji(kept, place) else _visible(character) for place, character in enumerate(kept))
    kept = MARKUP.sub(lambda tag: " " * len(tag.group()), kept)
    return Tidy(kept, shortened=len(text) > limit)


def cap(text: str, limit: int) -> str:
    """The tidied text on one line."""
    return " ".join(tidy(text, limit).text.split())


def fold(text: str) -> str:
    """Lower case without accents, for comparing: 'Coördinátor' and 'coordinator' are the same.

    >>> fold("Coördinátor")
    'coordinator'
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered)
    return "".join(character for character in parts if not unicodedata.combining(character))


def words_only(text: str) -> str:
    """The words, folded and with one space between them: how names are compared.

    >>> words_only("P&O-adviseur (Coördinátor)")
    'p&o-adviseur coordinator'
    """
    return " ".join(WORD.findall(fold(text)))


def _joins_emoji(text: str, place: int) -> bool:
    """Whether the joiner there makes one picture of two, as in a family; anywhere else it only hides something."""
    before, after = text[max(0, place - 2) : place].removesuffix(_AS_PICTURE)[-1:], text[place + 1 : place + 2]
    return _is_picture(before) and _is_picture(after)


def _is_picture(character: str) -> bool:
    """Emoji, their skin tones, and the one arrow that is joined and counts as mathematics."""
    return bool(character) and (character == "\u2194" or "\U0001f3fb" <= character <= "\U0001f3ff" or unicodedata.category(character) == "So")


def _visible(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character == "\n" else " "
    return " " if unicodedata.category(character) in _UNSEEN else character
