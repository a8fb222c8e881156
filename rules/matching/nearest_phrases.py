"""What a sentence is most like, by the votes of the known sentences nearest to it; nothing is trained.

Each of the nearest sentences votes for its own kind with a power of its likeness, so that one that is nearly the same outweighs many that
are only somewhat alike. A weighed vote of neighbours (Dudani 1976, "The distance-weighted k-nearest-neighbor rule") can be told from
its result: the sentences that voted can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from rules.language.text import cap, words_only
from rules.matching.phrase_index import word_pairs
from rules.matching.tfidf import Named, TfidfSpace, char_ngrams

NEIGHBOURS = 25
POWER = 4  # of the likeness: the nearest count most
MAX_QUERY = 400  # characters; what is longer is known by its begin


@dataclass(frozen=True, slots=True)
class Vote:
    """The kind that most of the nearest sentences are of: its share of the votes (0–1), and how like the nearest of them is (0–1).

    `shares` has those of all kinds that got a vote.
    """

    kind: str
    share: float
    likeness: float
    shares: Mapping[str, float]


class NearestPhrases:
    """An index over (kind, sentence), for some ten thousand sentences; safe to share between threads."""

    __slots__ = ("_chars", "_kinds", "_words")

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        known = sorted({(words_only(sentence), kind) for kind, sentence in entries})
        sentences = [sentence for sentence, _ in known]
        self._kinds = [kind for _, kind in known]
        self._chars = TfidfSpace(sentences, char_ngrams(2, 5), sublinear=True)
        self._words = TfidfSpace(sentences, Named(word_pairs, "word pairs"), sublinear=True)

    def vote(self, sentence: str) -> Vote | None:
        """What the nearest sentences say it is; None when it resembles none."""
        query = [words_only(cap(sentence, MAX_QUERY))]
        alike = (self._chars.similarities(query)[0] + self._words.similarities(query)[0]) / np.float32(2)
        nearest = np.argsort(-np.round(alike, 6), kind="stable")[:NEIGHBOURS]  # float noise must not decide a tie
        votes: dict[str, float] = {}
        best: dict[str, float] = {}
        for place in nearest:
            kind, likeness = self._kinds[place], round(float(alike[place]), 6)
            votes[kind] = votes.get(kind, 0.0) + likeness**POWER
            best.setdefault(kind, likeness)
        total = sum(votes.values())
        if total == 0:
            return None
        kind = max(votes, key=lambda each: votes[each])
        shares = {each: round(cast / total, 6) for each, cast in votes.items()}
        return Vote(kind, shares[kind], best[kind], shares)
