"""What comes in as a message is text and nothing but text: cleaned once, at the door."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rules.language.text import MARKUP

LONGEST_MESSAGE = 2000
"""Characters of one message that are kept; beyond it people paste documents, not answers."""

_SHOWN_SEPARATORS = {"\n": "\n", "\t": " "}
# Cc control, Cs surrogates, Co private use, Cn unassigned, Zl/Zp separators that break logs and JSON lines. Cf are
# signs without a look of their own: some turn the reading order of the whole page, others hide within a word or number.
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = frozenset("\u200c\u200d")  # Cf too, but emoji and some scripts are spelled with them
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN_ALONE = ("C", "M", "Z")  # the joiners, marks without a letter under them, spaces


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message as text; `shortened` when its end was cut off."""

    text: str
    shortened: bool


def clean(message: str, longest: int = LONGEST_MESSAGE) -> Cleaned:
    """The message without markup and signs that nobody sees, in one Unicode form, and at most `longest` characters; empty when nothing is seen of it.

    >>> clean(" hallo\\u202e\\x00\\r\\nRia  ")
    Cleaned(text='hallo\\nRia', shortened=False)
    """
    # A first rough cut keeps a message of megabytes from costing time; normalising may only shorten what remains.
    rough = message[: longest * 4].replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(_SHOWN_SEPARATORS.get(sign, sign) for sign in rough if _is_kept(sign))
    normal = unicodedata.normalize("NFC", seen)
    kept = MARKUP.sub(" ", normal).strip()  # a space, so that what is left on both sides makes no new tag
    if not any(_is_seen(sign) for sign in kept):
        kept = ""
    return Cleaned(kept[:longest].rstrip(), len(kept) > longest or len(message) > longest * 4)


def for_rasa(text: str) -> str:
    """The text as Rasa may see it: never a command such as `/intent{"slot": …}`, whatever was typed.

    >>> for_rasa('/ /affirm{"answer": "x"}')
    'affirm{"answer": "x"}'
    """
    return text.lstrip("/ \n\t\u00a0") or "?"


def _is_kept(sign: str) -> bool:
    return sign in _SHOWN_SEPARATORS or sign in _JOINERS or unicodedata.category(sign) not in _DROPPED


def _is_seen(sign: str) -> bool:
    return sign not in _BLANK_LETTERS and not unicodedata.category(sign).startswith(_UNSEEN_ALONE)
