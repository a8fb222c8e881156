"""Ranking labels: best first, stable, and whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.matching.label_index import LabelIndex, LabelMatch

ENTRIES = [
    ("inkoper", "Inkoopmedewerker"),
    ("inkoper", "medewerker inkoop"),
    ("balie", "Servicemedewerker publieksbalie"),
    ("balie", "baliemedewerker"),
    ("div", "Medewerker documentaire informatievoorziening"),
    ("coördinator", "Coördinator verkiezingen"),
]
INDEX = LabelIndex(ENTRIES)
WORDS = st.text(alphabet=st.sampled_from("abcdefé -'/🙂"), max_size=25)


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("inkoopmedewerkster", "inkoper"),
        ("inkoop medewerker", "inkoper"),
        ("publieksbali", "balie"),
        ("coordinator verkiezing", "coördinator"),
        ("documentaire informatie", "div"),
    ],
)
def test_misspelt_and_inflected_labels_are_found_first(typed: str, concept: str) -> None:
    assert INDEX.rank(typed, 1)[0].concept_id == concept


def test_the_label_itself_scores_highest_of_all() -> None:
    for concept_id, label in ENTRIES:
        best = INDEX.rank(label, 1)[0]
        assert (best.concept_id, best.label) == (concept_id, label)


def test_each_label_of_a_concept_is_ranked() -> None:
    assert {match.label for match in INDEX.rank("inkoop medewerker", 10) if match.concept_id == "inkoper"} == {
        "Inkoopmedewerker",
        "medewerker inkoop",
    }


def test_what_shares_nothing_is_left_out() -> None:
    assert INDEX.rank("zzzz", 5) == []
    assert INDEX.rank("", 5) == []
    assert INDEX.rank("inkoper", 0) == []


def test_empty_index_answers_with_nothing() -> None:
    assert LabelIndex([]).rank("inkoper", 5) == []
    assert LabelIndex([("x", "🙂"), ("y", "")]).rank("inkoper", 5) == []


def test_equal_labels_are_ordered_by_concept() -> None:
    index = LabelIndex([("b", "kok"), ("a", "kok"), ("c", "kok")])
    assert [match.concept_id for match in index.rank("kok", 2)] == ["a", "b"]


def test_order_and_repetition_of_entries_do_not_matter() -> None:
    shuffled = LabelIndex([*reversed(ENTRIES), *ENTRIES])
    assert shuffled.rank("medewerker", 6) == INDEX.rank("medewerker", 6)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=8))
def test_many_at_once_gives_the_same_as_one_by_one(queries: list[str]) -> None:
    assert INDEX.rank_many(queries, 4) == [INDEX.rank(query, 4) for query in queries]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abc"), WORDS), min_size=1, max_size=12), WORDS, st.integers(1, 6))
def test_ranking_is_sorted_bounded_and_a_beginning_of_the_longer_one(
    entries: list[tuple[str, str]], query: str, limit: int
) -> None:
    index = LabelIndex(entries)
    ranked = index.rank(query, limit)
    assert len(ranked) <= limit
    assert ranked == sorted(ranked, key=lambda match: (-match.score, match.concept_id, match.label))
    assert all(0 < match.score <= 1.000001 and (match.concept_id, match.label) in entries for match in ranked)
    assert index.rank(query, limit + 5)[:limit] == ranked


@pytest.mark.parametrize("nasty", ["x" * 100_000, "\x00", "\u202e", "<b>" * 10_000, "' OR 1=1 --", "{{7*7}}"])
def test_nasty_queries_are_answered(nasty: str) -> None:
    assert all(isinstance(match, LabelMatch) for match in INDEX.rank(nasty, 3))
