"""Character n-grams are those of scikit-learn, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from rules.matching.tfidf import char_ngrams

THEIRS = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False).build_analyzer()
OURS = char_ngrams(3, 5)


@given(st.text(max_size=80))
def test_ngrams_kept_by_word_are_those_of_the_whole_text(text: str) -> None:
    assert OURS(text) == THEIRS(text)
    assert OURS(text) == THEIRS(text), "and again, when its words are known"
