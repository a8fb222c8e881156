"""How easy Dutch text reads: Flesch-Douma (W.H. Douma, De leesbaarheid van landbouwbladen, 1960) and long sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.language.text import WORD, fold

LONG_SENTENCE = 20  # words; more is too long at B1

_NUCLEI = re.compile(
    r"aai|ooi|oei|eeu|ieu|aeu|ij|aa|ee|oo|uu|ie|oe|eu|ui|ei|au|ou|[aeiouy]"  # vowels that together sound as one, longest first
)
_BREAKS = re.compile("[äëïöü]")  # a diaeresis begins a syllable of its own
_SENTENCE_END = re.compile(r"[.!?;]+(?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """`ease` is Flesch-Douma: 100 very easy, 60–70 plain, below 30 for scholars; `longest` counts words of a sentence."""

    ease: float
    longest: int
    words: int


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, at least one; letters of an abbreviation are said one by one.

    >>> [syllables(word) for word in ("huis", "leeuw", "melkboer", "geïnd", "coördineren", "gemeente", "BRP", "foto's")]
    [1, 1, 2, 2, 5, 3, 3, 2]
    """
    if word.isupper() and 1 < len(word) <= 5:
        return len(word)
    parts = _BREAKS.sub(lambda vowel: f"-{fold(vowel.group())}", word.lower())
    return max(1, len(_NUCLEI.findall(fold(parts))))


def reading(text: str) -> Reading:
    """The reading of a text; one without words reads with ease.

    >>> reading("De kat zit op de mat.").longest
    6
    >>> reading("Kom maar.").ease > reading("Verantwoordingsdocumentatie administreren.").ease
    True
    """
    sentences = [found for found in (WORD.findall(part) for part in _SENTENCE_END.split(text)) if found]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Reading(100.0, 0, 0)
    per_word = sum(map(syllables, words)) / len(words)
    return Reading(206.835 - 0.93 * len(words) / len(sentences) - 77 * per_word, max(map(len, sentences)), len(words))
