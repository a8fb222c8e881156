"""What comes in as a message is text and nothing but text: cleaned once, at the door."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rules.language.text import MARKUP

LONGEST_MESSAGE = 2000
"""Characters of one message that are kept; beyond it people paste documents, not answers."""

_SHOWN_SEPARATORS = {"\n": "\n", "\t": " "}
# Cc control, Cs surrogates, Co private use, Cn unassigned, Zl/Zp separators that break logs and JSON lines.
_DROPPED = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
# Direction marks may turn the reading order of the whole page; letters of right-to-left scripts stay.
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message as text; `shortened` when its end was cut off."""

    text: str
    shortened: bool


def clean(message: str) -> Cleaned:
    """The message without markup, control and direction characters, in one Unicode form, and not too long.

    >>> clean(" hallo\\u202e\\x00\\r\\nRia  ")
    Cleaned(text='hallo\\nRia', shortened=False)
    """
    # A first rough cut keeps a message of megabytes from costing time; normalising may only shorten what remains.
    rough = message[: LONGEST_MESSAGE * 4].replace("\r\n", "\n").replace("\r", "\n")
    normal = unicodedata.normalize("NFC", rough)
    seen = "".join(_SHOWN_SEPARATORS.get(sign, sign) for sign in normal if _is_kept(sign))
    kept = MARKUP.sub(" ", seen).strip()  # a space, so that what is left on both sides makes no new tag
    return Cleaned(kept[:LONGEST_MESSAGE].rstrip(), len(kept) > LONGEST_MESSAGE or len(message) > LONGEST_MESSAGE * 4)


def for_rasa(text: str) -> str:
    """The text as Rasa may see it: never a command such as `/intent{"slot": …}`, whatever was typed.

    >>> for_rasa('/ /affirm{"answer": "x"}')
    'affirm{"answer": "x"}'
    """
    return text.lstrip("/ \n\t\u00a0") or "?"


def _is_kept(sign: str) -> bool:
    return sign in _SHOWN_SEPARATORS or (unicodedata.category(sign) not in _DROPPED and sign not in _DIRECTION)
