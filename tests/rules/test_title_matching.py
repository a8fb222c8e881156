"""Job titles as typed → functions of the published catalogue, and what the confidence is good for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.knowledge import Knowledge
from rules.matching import TitleDecision, TitleMatcher, decide


@pytest.fixture(scope="session")
def titles(knowledge: Knowledge) -> TitleMatcher:
    return TitleMatcher(knowledge.catalogue)


@pytest.mark.parametrize(
    ("typed", "function_id"),
    [
        ("ik ben inkoopmedewerkster bij de gemeente", "inkoopmedewerker"),
        ("KCC", "medewerker-klantcontactcentrum"),
        ("mdw burgerzakne", "medewerker-burgerzaken"),
        ("bus chauffeur", "buschauffeur"),
        ("DIV-medewerker", "medewerker-div"),
        ("FAB'er", "functioneel-applicatiebeheerder"),
        ("wmo consulente", "wmo-consulent"),
        ("fin. adm. medewerker", "financieel-administratief-medewerker"),
    ],
)
def test_titles_as_typed_find_their_function(titles: TitleMatcher, typed: str, function_id: str) -> None:
    assert titles.rank(typed, 1)[0].function_id == function_id


def test_every_title_of_the_catalogue_is_sure_of_itself(titles: TitleMatcher, knowledge: Knowledge) -> None:
    for profile in knowledge.catalogue.functions.values():
        matches = titles.rank(profile.title, 3)
        assert matches[0].function_id == profile.id, profile.title
        assert decide(matches) is TitleDecision.SURE, profile.title


@pytest.mark.parametrize(
    "typed", ["astronaut", "imker", "asdfghjkl", "van alles en nog wat", "", "?", "🙂", "ik", "x" * 100_000]
)
def test_what_is_not_in_the_catalogue_is_not_taken_for_sure(titles: TitleMatcher, typed: str) -> None:
    assert decide(titles.rank(typed)) is TitleDecision.NOT_LISTED


def test_a_title_that_several_functions_share_is_asked_about(titles: TitleMatcher) -> None:
    matches = titles.rank("consulent", 5)
    assert decide(matches) is TitleDecision.ASK
    assert len(matches) > 2


def test_each_function_is_named_once_and_best_first(titles: TitleMatcher) -> None:
    matches = titles.rank("medewerker administratie", 10)
    assert len({match.function_id for match in matches}) == len(matches)
    assert all(0 <= match.confidence <= 1 for match in matches)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=80), st.integers(0, 6))
def test_any_words_are_answered_within_the_limit_and_the_same_twice(
    titles: TitleMatcher, words: str, limit: int
) -> None:
    matches = titles.rank(words, limit)
    assert len(matches) <= limit
    assert matches == titles.rank(words, limit)
