"""Comparing short Dutch wordings that people edit in the script with what someone typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"[a-z0-9]+")
CLAUSES = re.compile(r"[,.;:!?\n]|\b(?:maar|want|dus)\b", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\bs(avonds|morgens|ochtends|middags|nachts)\b")
_WEEKEND = re.compile(r"\bweek ?einde?(?=n?\b)")
_DENIALS = ("niet|nie|geen|nooit|niks|niets|zonder", "te oud|laat|moeilijk|druk")
_WHOLE = 4  # a word of fewer letters must be there whole; a longer one may go on ('weekend' in 'weekenden')

_TEXTS_KEPT = 32  # one message is laid beside hundreds of patterns
_PATTERNS_KEPT = 4096
_SHORTEST_SLIP = 3  # letters of a word that may have been typed wrong


def plain(text: str) -> str:
    """Small letters without accents and apostrophes, single blanks.

    >>> plain("Hé,  collega's!")
    'he, collegas!'
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(bare.replace("'", "").replace("’", "").replace("`", "").split())


def words_of(text: str) -> list[str]:
    """The words of a text in plain letters.

    >>> words_of("'s Avonds thuis!"), words_of("snachts en in t weekeinde")
    (['s', 'avonds', 'thuis'], ['s', 'nachts', 'en', 'in', 't', 'weekend'])
    """
    return list(_words(text))


def forget_words() -> None:
    """None of the texts that were looked at last stays in memory."""
    _words.cache_clear()


def fits(pattern: str, text: str) -> bool:
    """Whether every word of the pattern starts a word of the text, in this order; `a|b` is either.

    >>> fits("geen|niet weekend|avond", "liever niet in het weekend"), fits("niet weekend", "weekend, waarom niet")
    (True, False)
    """
    rest = iter(_words(text))
    return all(any(_starts(word, choices) for word in rest) for choices in _choices(pattern))


def fits_without(pattern: str, words: str) -> bool:
    """As `fits`, but no word after `!` may be there.

    >>> fits_without("salaris mag minder !niet", "mijn salaris mag minder zijn"), fits_without("salaris mag minder !niet", "salaris mag niet minder")
    (True, False)
    """
    wanted, _, unwanted = pattern.partition("!")
    return fits(wanted, words) and not (unwanted and fits(unwanted, words))


def denies(text: str) -> bool:
    """Whether something is denied in the text, or said to be too much.

    >>> denies("dat wil ik niet"), denies("daar ben ik te oud voor"), denies("graag")
    (True, True, False)
    """
    return any(fits(pattern, text) for pattern in _DENIALS)


def how_well(sayings: Iterable[str], text: str) -> int:
    """The number of letters of all sayings that fit: the more of them, the surer."""
    return sum(_weight(saying) for saying in sayings if fits_without(saying, text))


def how_well_meant(sayings: Iterable[str], text: str) -> int:
    """As `how_well`, but what is denied in its clause does not count, unless the saying itself denies.

    >>> how_well_meant(["snel"], "ik ben niet snel"), how_well_meant(["niet snel"], "ik ben niet snel"), how_well_meant(["snel"], "niet traag maar snel")
    (0, 9, 4)
    """
    found: dict[str, int] = {}
    for clause in CLAUSES.split(text):
        denied = denies(clause)
        found |= {saying: _weight(saying) for saying in sayings if fits_without(saying, clause) and (not denied or denies(saying.partition("!")[0]))}
    return sum(found.values())


def respelt(text: str, known: Iterable[str]) -> str:
    """The words with slips of the pen put right where a known word is meant: 'egt' for 'echt', 'liefts' for 'liefst'.

    >>> respelt("moet egt, liefts", ["moet", "echt", "liefst"]), respelt("elke dag", ["echt"])
    ('moet echt liefst', 'elke dag')
    """
    choices = sorted(known)
    return " ".join(word if word in choices else next((other for other in choices if _slip(word, other)), word) for word in words_of(text))


def _slip(typed: str, word: str) -> bool:
    """Whether a word is meant but typed as it sounds, with two letters changed over, or (a longer one) with one letter wrong."""
    if typed[:1] != word[:1] or len(typed) < _SHORTEST_SLIP:
        return False
    if typed.replace("ch", "g") == word.replace("ch", "g"):
        return True
    if sorted(typed) == sorted(word):
        return len(word) >= _WHOLE
    return len(word) > _WHOLE and DamerauLevenshtein.distance(typed, word, score_cutoff=1) <= 1


def _weight(saying: str) -> int:
    """Letters of a saying, without those of words that may not be there."""
    return len(saying.partition("!")[0].strip())


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for capitals, accents and punctuation."""
    return words_of(one) == words_of(other)


@lru_cache(_TEXTS_KEPT)
def _words(text: str) -> Sequence[str]:
    said = _WEEKEND.sub("weekend", _PART_OF_DAY.sub(r"s \1", plain(text)))
    return tuple(_WORD.findall(said))


@lru_cache(_PATTERNS_KEPT)
def _choices(pattern: str) -> Sequence[Sequence[str]]:
    return tuple(tuple(choice for part in group.split("|") for choice in _WORD.findall(plain(part))) for group in plain(pattern).split())


def _starts(word: str, choices: Iterable[str]) -> bool:
    return any(word == choice or (len(choice) >= _WHOLE and word.startswith(choice)) for choice in choices)
