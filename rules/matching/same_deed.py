"""Words that share what is done and nothing that it is done to: 'post rondbrengen' and 'koffie rondbrengen' are not the same work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rules.language.dutch import DutchText, stem, verb
from rules.language.dutch_words import PARTICLES
from rules.language.fits import fitted, key_of, packed, unpacked
from rules.language.text import WORD, fold
from rules.matching.tfidf import Named, TfidfSpace

OTHER_THING = 0.75
"""So much of their likeness two texts keep when a verb is all that they share."""


class SameDeed:
    """`kept(sentences, alike)` against fixed texts: how much of a likeness counts, shape (n_sentences, n_texts)."""

    __slots__ = ("_deeds", "_language", "_things", "_with_things", "_words")

    def __init__(self, texts: Sequence[str], language: DutchText) -> None:
        self._language = language
        fit = fitted(["deeds", language.key, *texts], lambda: {"deeds": packed(sorted(_deeds(texts, language)))})
        self._deeds = frozenset(unpacked(fit["deeds"]))
        self._things = TfidfSpace(texts, Named(self._of_things, "things", language.key, key_of(sorted(self._deeds))))
        self._words = self._things.terms
        self._with_things = self._things.with_terms

    def kept(self, sentences: Sequence[str], alike: NDArray[np.float32]) -> NDArray[np.float32]:
        """OTHER_THING where a sentence and a text share terms (`alike` above 0) that are verbs only, else 1."""
        shared = self._things.similarities(sentences) > 0
        # A word that no text has may be a known one with a typing error, so nothing is held against it.
        known = np.array([bool(things := set(self._of_things(sentence))) and things <= self._words for sentence in sentences], dtype=bool)
        other = (alike > 0) & ~shared & self._with_things & known[:, None]
        return np.where(other, np.float32(OTHER_THING), np.float32(1))

    def _of_things(self, text: str) -> list[str]:
        return [term for term in self._language.terms(text) if term not in self._deeds]


def _deeds(texts: Sequence[str], language: DutchText) -> frozenset[str]:
    """The terms that stand in `texts` as an infinitive more often than not ('post' is a thing, though one can 'posten'), and what
    splits off from verbs."""
    times: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for word, count in Counter(word for text in texts for word in WORD.findall(fold(text))).items():
        for term in set(language.terms(word)):
            times[term] += count
            done[term] += count if verb(word) == word else 0
    return frozenset(map(stem, PARTICLES)) | {term for term, count in done.items() if 2 * count > times[term]}
