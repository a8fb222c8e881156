"""TF-IDF spaces as this product uses them: fitted once, then asked one query or a thousand at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.sparsefuncs_fast import inplace_csr_row_normalize_l2

from rules.language.dutch import DutchText
from rules.language.fits import Arrays, fitted, packed, unpacked

Analyzer = Callable[[str], Sequence[str]]
_LEFT_IN = ("data", "indices", "indptr")
Places = NDArray[np.intp] | Sequence[int]
WORDS_KEPT = 20_000


class Named:
    """An analyzer with a name for what it does with a text: what was fitted with it can be kept."""

    __slots__ = ("_analyze", "name")

    def __init__(self, analyze: Analyzer, *name: object) -> None:
        self._analyze = analyze
        self.name = " ".join(map(str, name))

    def __call__(self, text: str) -> Sequence[str]:
        return self._analyze(text)


def terms_of(language: DutchText) -> Named:
    """The terms of a language as an analyzer."""
    return Named(language.terms, "terms", language.key)


class TfidfSpace:
    """Texts as unit TF-IDF vectors; `similarities` gives cosines 0–1, shape (n_queries, n_texts)."""

    __slots__ = ("_analyzer", "_idf", "_size", "_sublinear", "_vocabulary", "columns")

    def __init__(self, texts: Sequence[str], analyzer: Analyzer, *, sublinear: bool = False) -> None:
        """Fit on `texts`; texts without a single term are allowed and are similar to nothing."""
        self._size = len(texts)
        self._analyzer = analyzer
        self._sublinear = sublinear
        fit = _fit(texts, analyzer, sublinear=sublinear)
        self._vocabulary = {term: place for place, term in enumerate(unpacked(fit["terms"]))}
        self._idf: NDArray[np.float32] = fit["idf"]
        self.columns = sparse.csr_matrix(_matrix(fit, (len(texts), len(self._idf))).T)
        """Kept as (n_terms, n_texts): a query then touches only the postings of its own terms."""

    def similarities(self, queries: Sequence[str]) -> NDArray[np.float32]:
        if not self._vocabulary or not queries:
            return np.zeros((len(queries), self._size), dtype=np.float32)
        product = self.rows(queries) @ self.columns
        return np.asarray(product.toarray(), dtype=np.float32)

    def rows(self, queries: Sequence[str]) -> sparse.csr_matrix:
        """The queries as unit vectors, shape (n_queries, n_terms). What the vectorizer's `transform` gives, to the last digit; its checks of what it is given took most of the time of one query."""
        columns: list[int] = []
        counted: list[int] = []
        ends = [0]
        for query in queries:
            counts = Counter(column for term in self._analyzer(query) if (column := self._vocabulary.get(term)) is not None)
            columns += sorted(counts)
            counted += [counts[column] for column in sorted(counts)]
            ends.append(len(columns))
        values = np.array(counted, dtype=np.float32)
        if self._sublinear:
            values = np.log(values) + np.float32(1)
        values *= self._idf[columns]
        rows = sparse.csr_matrix((values, np.array(columns, dtype=np.int32), np.array(ends, dtype=np.int32)), shape=(len(queries), len(self._idf)))
        inplace_csr_row_normalize_l2(rows)
        return rows

    @property
    def terms(self) -> frozenset[str]:
        """All terms of all texts."""
        return frozenset(self._vocabulary)

    @property
    def with_terms(self) -> NDArray[np.bool_]:
        """Shape (n_texts,): which texts have any term."""
        return np.asarray(np.bincount(self.columns.indices, minlength=self._size) > 0)

    def weight(self, term: str) -> float:
        """How telling a term is (its idf); a term that no text has counts as the most telling one."""
        if not self._vocabulary:
            return 1.0
        column = self._vocabulary.get(term)
        return float(self._idf.max() if column is None else self._idf[column])


class AmongThemselves:
    """Texts as in `TfidfSpace`, only ever compared with each other: none of them is taken apart a second time."""

    __slots__ = ("_columns", "_rows")

    def __init__(self, texts: Sequence[str], analyzer: Analyzer, *, sublinear: bool = False) -> None:
        fit = _fit(texts, analyzer, sublinear=sublinear)
        rows = _matrix(fit, (len(texts), len(fit["idf"])))
        rows.sort_indices()  # the order in which is summed, and with it the last digit, does not depend on how it was built
        self._rows = rows
        self._columns = sparse.csr_matrix(rows.T)

    def similarities(self, places: Places, among: Places | None = None) -> NDArray[np.float32]:
        """Cosines 0–1 of the texts at `places` to all, or to those at `among`; shape (n_places, n_texts or n_among)."""
        columns = self._columns if among is None else self._rows[among].T
        return np.asarray((self._rows[places] @ columns).toarray(), dtype=np.float32)


def char_ngrams(low: int, high: int) -> Analyzer:
    """Character n-grams inside word boundaries, words padded with a space (scikit-learn's char_wb)."""
    analyze: Callable[[str], list[str]] = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(low, high), lowercase=False
    ).build_analyzer()
    of_word = lru_cache(WORDS_KEPT)(analyze)  # the same words come back in thousands of texts
    return Named(lambda text: [ngram for word in text.split() for ngram in of_word(word)], "char_wb", low, high)


def _fit(texts: Sequence[str], analyzer: Analyzer, *, sublinear: bool) -> Arrays:
    """The terms in the order of the columns, their idf, and the rows; kept when the analyzer has a name."""
    def make() -> Arrays:
        vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=sublinear, dtype=np.float32)
        try:
            rows = vectorizer.fit_transform(texts)
        except ValueError:  # scikit-learn's way to say that there is no term in any text
            rows, terms, idf = sparse.csr_matrix((len(texts), 0), dtype=np.float32), [], np.zeros(0, dtype=np.float32)
        else:
            terms, idf = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__), vectorizer.idf_
        return {"terms": packed(terms), "idf": idf, **{name: getattr(rows, name) for name in _LEFT_IN}}

    return fitted(["tfidf", analyzer.name, str(sublinear), *texts], make) if isinstance(analyzer, Named) else make()


def _matrix(fit: Arrays, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix(tuple(fit[name] for name in _LEFT_IN), shape=shape)
