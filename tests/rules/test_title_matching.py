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


@pytest.mark.parametrize("typed", ["koningin", "piloot", "blabla manager van de bende", "adviseur quantumfysica", "prins"])
def test_nonsense_beside_a_known_word_or_ending_is_not_listed(titles: TitleMatcher, typed: str) -> None:
    assert decide(titles.rank(typed)) is TitleDecision.NOT_LISTED


def test_a_typing_error_is_not_nonsense(titles: TitleMatcher) -> None:
    matches = titles.rank("lantmeter")
    assert matches[0].function_id == "landmeter"
    assert decide(matches) is not TitleDecision.NOT_LISTED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mobiliteitsadviseur", {"loopbaanadviseur", "verkeerskundige"}),
        ("werkcoach", {"klantmanager-werk", "jobcoach"}),
        ("lerares", {"leerkracht-basisonderwijs", "docent-vo"}),
        ("salarisadministrateur", {"personeelsadministrateur", "salarisadministrateur"}),
        ("loonadministrateur", {"personeelsadministrateur", "salarisadministrateur"}),
    ],
)
def test_a_title_of_two_functions_gives_both_and_is_not_sure(titles: TitleMatcher, typed: str, meant: set[str]) -> None:
    matches = titles.rank(typed, 3)
    assert meant <= {match.function_id for match in matches}
    assert decide(matches) is TitleDecision.ASK


def test_who_names_the_municipality_means_its_own_function(titles: TitleMatcher) -> None:
    assert titles.rank("beveiliger bij de gemeente", 1)[0].function_id == "beveiliger-gemeente"
    assert titles.rank("kok bij de gemeente", 1)[0].function_id == "kok"


def test_a_word_that_is_left_over_counts_against_a_function(titles: TitleMatcher) -> None:
    assert titles.rank("baliemedewerker vergunningen team Zuid", 1)[0].function_id == "medewerker-omgevingsloket"


def test_vague_words_are_never_taken_for_sure(titles: TitleMatcher) -> None:
    assert decide(titles.rank("iets bij burgerzaken")) is TitleDecision.ASK


@pytest.mark.parametrize("typed", ["secretaresse van de wethouder", "adviseur", "medewerker administratie", "manager"])
def test_no_function_is_surer_than_the_one_before_it(titles: TitleMatcher, typed: str) -> None:
    sure = [match.confidence for match in titles.rank(typed, 5)]
    assert sure == sorted(sure, reverse=True)


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
