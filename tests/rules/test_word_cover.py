"""The part of the typed words that a function accounts for."""

from __future__ import annotations

import pytest

from rules.matching.word_cover import WordCover

NAMES = {"clerk": ["Administratief medewerker"], "care": ["medisch administratief medewerker"], "kcc": ["KCC-agent"]}


@pytest.fixture
def cover() -> WordCover:
    return WordCover(NAMES, {"kcc": "klantcontactcentrum", "adm": "administratief"})


def test_a_left_over_word_counts_against(cover: WordCover) -> None:
    clerk, care, _ = cover.cover("medisch administratief medewerker")
    assert clerk < care == pytest.approx(1, abs=1e-6)


def test_abbreviations_count_as_what_they_stand_for(cover: WordCover) -> None:
    assert cover.cover("adm medewerker")[0] == pytest.approx(1, abs=1e-6)
    assert cover.cover("kcc")[2] == pytest.approx(1, abs=1e-6)


def test_a_typing_error_counts_for_a_part(cover: WordCover) -> None:
    assert 0.3 < cover.cover("medewerkr")[0] < 1
    assert cover.nearest("medewerkr") > cover.nearest("zeppelin")


def test_no_words_and_no_names_cover_nothing(cover: WordCover) -> None:
    assert not cover.cover("").any()
    assert WordCover({}, {}).cover("medewerker").size == 0
    assert WordCover({}, {}).nearest("medewerker") == 0
