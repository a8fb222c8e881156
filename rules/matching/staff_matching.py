"""Whole staff lists beside all functions: 150,000 texts against 3,000 functions is one product of sparse matrices.

A talk asks `TitleMatcher` and `TaskMatcher`, which look at each wording by itself. Here every function is one row: the
terms of all that its profile says, and the letters of all its names. A person is a row of the same columns, so that
the score is one sum of products. What that costs in quality stands in docs/EVALUATION.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rules.catalogue import Catalogue
from rules.language.dutch import DutchText
from rules.language.text import cap, fold
from rules.matching.profile_texts import dutch_of, whole_text
from rules.matching.tfidf import TfidfSpace, char_ngrams, terms_of

MAX_TEXT = 4_000
"""Characters of one person's text that are read."""
ROWS_AT_A_TIME = 512
"""Bounds the scores that are written out: 512 × 3,000 functions take 6 MB."""
NAMES_WEIGHT = 0.25  # letters of the names beside the terms of the profile, chosen on the development half
_STEPS = 1_000_000  # scores are told apart to six decimals


@dataclass(frozen=True, slots=True)
class StaffText:
    """What a row of the list says: the function as written, and own words about the tasks ('' when there are none)."""

    function: str
    tasks: str = ""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The functions nearest to each of n people, best first, both of shape (n, limit).

    `functions` are places in `StaffMatcher.function_ids`, -1 where nothing is alike any more; `scores` 0–1 with six decimals.
    """

    functions: NDArray[np.int32]
    scores: NDArray[np.float32]


class StaffMatcher:
    """`nearest(texts, limit)` over the functions of one catalogue. A row's answer depends on that row alone: not on
    what else is asked, in how many parts, or by which process."""

    __slots__ = ("_names", "_profiles", "columns", "function_ids")

    def __init__(self, catalogue: Catalogue, language: DutchText | None = None) -> None:
        language = language or dutch_of(catalogue)
        self.function_ids = tuple(sorted(catalogue.functions))
        profiles = [catalogue.functions[function_id] for function_id in self.function_ids]
        self._profiles = TfidfSpace([whole_text(profile, catalogue) for profile in profiles], terms_of(language), sublinear=True)
        names = [" ".join(fold(name) for name in (profile.title, *profile.aliases)) for profile in profiles]
        self._names = TfidfSpace(names, char_ngrams(3, 5))
        self.columns = sparse.vstack([self._profiles.columns * np.float32(1 - NAMES_WEIGHT), self._names.columns * np.float32(NAMES_WEIGHT)], format="csr")
        """Shape (n_terms, n_functions)."""

    def rows(self, texts: Sequence[StaffText]) -> sparse.csr_matrix:
        """The people as rows of the same columns, shape (n_people, n_terms)."""
        whole = [cap(f"{text.function}. {text.tasks}", MAX_TEXT) for text in texts]
        names = [fold(cap(text.function, MAX_TEXT)) for text in texts]
        return sparse.hstack([self._profiles.rows(whole), self._names.rows(names)], format="csr")

    def nearest(self, texts: Sequence[StaffText], limit: int) -> Nearest:
        """The `limit` functions nearest to each text; of equals the first in the order of their ids."""
        return nearest_of(self.rows(texts), self.columns, limit)


def nearest_of(rows: sparse.csr_matrix, columns: sparse.csr_matrix, limit: int) -> Nearest:
    """The `limit` best columns of each row of the product, shape (n_rows, limit)."""
    count = columns.shape[1]
    width = min(limit, count)
    functions = np.full((rows.shape[0], limit), -1, dtype=np.int32)
    scores = np.zeros((rows.shape[0], limit), dtype=np.float32)
    for part in _parts(rows.shape[0]):
        product = (rows[part] @ columns).toarray()
        # One whole number holds score and order, so that no two are equal and the best are the same wherever it runs.
        keys = np.rint(product * _STEPS).astype(np.int64)
        keys *= count
        keys += np.arange(count - 1, -1, -1, dtype=np.int64)
        best = np.sort(np.partition(keys, count - width, axis=1)[:, count - width :], axis=1)[:, ::-1]
        reached = best // count
        found = reached > 0
        functions[part, :width] = np.where(found, count - 1 - best % count, -1)
        scores[part, :width] = reached / np.float32(_STEPS)
    return Nearest(functions, scores)


def _parts(count: int) -> Iterator[slice]:
    for start in range(0, count, ROWS_AT_A_TIME):
        yield slice(start, min(start + ROWS_AT_A_TIME, count))
