"""Character n-grams, and texts as vectors, are those of scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from rules.matching.tfidf import TfidfSpace, char_ngrams

THEIRS = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False).build_analyzer()
OURS = char_ngrams(3, 5)


@given(st.text(max_size=80))
def test_ngrams_kept_by_word_are_those_of_the_whole_text(text: str) -> None:
    assert OURS(text) == THEIRS(text)
    assert OURS(text) == THEIRS(text), "and again, when its words are known"


@pytest.mark.parametrize("sublinear", [False, True])
@given(texts=st.lists(st.text("ab ", max_size=12), max_size=6), queries=st.lists(st.text("abc ", max_size=12), max_size=4))
def test_a_query_is_the_same_to_the_last_digit_as_what_scikit_learn_makes_of_it(sublinear: bool, texts: list[str], queries: list[str]) -> None:
    found = TfidfSpace(texts, str.split, sublinear=sublinear).similarities(queries)
    theirs = TfidfVectorizer(analyzer=str.split, sublinear_tf=sublinear, dtype=np.float32)
    if any(text.split() for text in texts):
        rows = theirs.fit_transform(texts)
        wanted = (theirs.transform(queries) @ rows.T).toarray() if queries else np.zeros((0, len(texts)))
    else:
        wanted = np.zeros((len(queries), len(texts)))
    assert found.dtype == np.float32 and np.array_equal(found, wanted)
