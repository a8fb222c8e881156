"""How much of what was typed a function accounts for: a word that no name of it resembles counts against it.

Cosines reward what two titles share and hardly punish what is left over: 'medisch administratief medewerker' shares
two words with 'Administratief medewerker'. Each typed word is therefore looked up on its own among all the words in the
names of a function, by spelling, so that typing errors and parts of compounds count for a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from rules.language.text import fold
from rules.matching.tfidf import TfidfSpace, char_ngrams

_WORD = re.compile(r"\w+(?:&\w+)*")  # p&o and b&w are one word
MAX_WORDS = 30  # no job title has more; bounds the work for a long text


class WordCover:
    """The words in the names of each function; `cover(text)` gives the part 0–1 of the text that each accounts for."""

    __slots__ = ("_long", "_places", "_space", "_weights")

    def __init__(self, names: Mapping[str, Iterable[str]], abbreviations: Mapping[str, str]) -> None:
        """`names` are the titles and aliases per function; the order of the functions is that of the answers.

        `abbreviations` maps short to long; what is typed for short counts as its long form, in names both count.
        """
        self._long = {fold(short): _words(long) for short, long in abbreviations.items()}
        words = [
            {word for name in called for word in (*_words(name), *self._written_out(name))} for called in names.values()
        ]
        place = {word: number for number, word in enumerate(sorted(set().union(*words)))}
        self._space = TfidfSpace(list(place), char_ngrams(2, 4))
        self._places = [np.array(sorted(place[word] for word in own), dtype=np.intp) for own in words]
        shared = np.bincount(np.concatenate(self._places), minlength=len(place)) if self._places else np.zeros(0)
        telling = np.log((len(words) + 1) / (shared + 1)) + 1
        self._weights = {word: float(telling[number]) for word, number in place.items()}

    def cover(self, text: str) -> NDArray[np.float64]:
        """Shape (n_functions,): the mean over the typed words, telling ones counting more, of the best likeness 0–1."""
        words = self._written_out(text)[:MAX_WORDS]
        if not words or not self._weights:
            return np.zeros(len(self._places))
        alike = self._space.similarities(words)
        best = np.stack([alike[:, own].max(axis=1, initial=0.0) for own in self._places], axis=1)
        unknown = max(self._weights.values())
        weights = np.array([self._weights.get(word, unknown) for word in words])
        return np.asarray(weights @ best / weights.sum(), dtype=np.float64)

    def nearest(self, text: str) -> float:
        """The likeness 0–1 of the typed word that resembles a word in some name most."""
        return float(self._space.similarities(self._written_out(text)[:MAX_WORDS]).max(initial=0.0))

    def _written_out(self, text: str) -> list[str]:
        return [long for word in _words(text) for long in self._long.get(word, (word,))]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
