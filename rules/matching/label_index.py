"""Ranking labels (job titles, skills) for what someone typed, by spelling and by words.

The score is the sum of three cosines: character n-grams against the label, words against the label
(weight 0.3), and character n-grams against all labels of the concept together (0.3), divided by 1.6
so that it lies in 0–1. On MELO's Belgian-Dutch job titles the sum beats each of its parts, BM25 and
edit distance (docs/EVALUATION.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rules.language.text import cap, fold
from rules.matching.tfidf import Named, TfidfSpace, char_ngrams

WORD_WEIGHT = 0.3
CONCEPT_WEIGHT = 0.3
MAX_QUERY = 400  # characters; no job title is longer
_ROWS_AT_A_TIME = 64  # bounds the dense scores to 64 × n_labels
_LABEL_WORD = re.compile(r"\w+")  # parts of hyphenated words count one by one


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """One label that resembles the query; `score` 0–1."""

    concept_id: str
    label: str
    score: float


class LabelIndex:
    """An index over (concept id, label); several labels may share a concept. Holds 25,000 labels with ease."""

    __slots__ = ("_chars", "_concept_chars", "_concept_of_label", "_entries", "_words")

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._entries = sorted(set(entries))  # order decides ties: by concept id, then label
        concepts: dict[str, list[str]] = {}
        for concept_id, label in self._entries:
            concepts.setdefault(concept_id, []).append(fold(label))
        position = {concept_id: number for number, concept_id in enumerate(concepts)}
        self._concept_of_label = np.array([position[concept_id] for concept_id, _ in self._entries], dtype=np.intp)
        labels = [fold(label) for _, label in self._entries]
        ngrams = char_ngrams(3, 5)
        self._chars = TfidfSpace(labels, ngrams)
        self._words = TfidfSpace(labels, Named(_LABEL_WORD.findall, _LABEL_WORD.pattern))
        self._concept_chars = TfidfSpace([" ".join(found) for found in concepts.values()], ngrams)

    def __len__(self) -> int:
        return len(self._entries)

    def rank(self, query: str, limit: int = 10) -> list[LabelMatch]:
        """The labels most like `query`, best first; labels that share nothing with it are left out."""
        return self.rank_many([query], limit)[0]

    def rank_many(self, queries: Sequence[str], limit: int = 10) -> list[list[LabelMatch]]:
        """As `rank`, for many queries at once; the same answers, quicker."""
        ranked: list[list[LabelMatch]] = []
        for start in range(0, len(queries), _ROWS_AT_A_TIME):
            for row in self.scores(queries[start : start + _ROWS_AT_A_TIME]):
                ranked.append(self._best(row, limit))
        return ranked

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The different entries, in the order of the columns of `scores`."""
        return tuple(self._entries)

    def scores(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """The score of every label for every query, shape (n_queries, n_labels)."""
        folded = [fold(cap(query, MAX_QUERY)) for query in queries]
        scores = self._chars.similarities(folded)
        scores += WORD_WEIGHT * self._words.similarities(folded)
        scores += CONCEPT_WEIGHT * self._concept_chars.similarities(folded)[:, self._concept_of_label]
        scores /= 1 + WORD_WEIGHT + CONCEPT_WEIGHT
        return scores

    def _best(self, row: NDArray[np.float32], limit: int) -> list[LabelMatch]:
        if limit <= 0 or row.size == 0:
            return []
        row = np.round(row, 6)  # float noise must not decide a tie
        worst = np.partition(row, -limit)[-limit] if limit < row.size else np.float32(0)
        candidates = np.flatnonzero(row >= max(worst, np.float32(1e-6)))
        order = candidates[np.argsort(-row[candidates], kind="stable")][:limit]
        return [LabelMatch(*self._entries[int(number)], round(float(row[number]), 6)) for number in order]
