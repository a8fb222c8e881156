"""Whole lists: each row gets what it would get by itself, the best first."""

from __future__ import annotations

import numpy as np
import pytest

from rules.knowledge import Knowledge
from rules.matching.staff_matching import ROWS_AT_A_TIME, StaffMatcher, StaffText

TEXTS = [
    StaffText("medewerker burgerzaken", "paspoorten uitgeven en verhuizingen verwerken"), StaffText("", "ik repareer pompen en riolen"),
    StaffText("wmo-consulent"), StaffText(""), StaffText("qqqq", "zzzz"), StaffText("jurist", "bezwaarschriften behandelen. ik schrijf adviezen"),
]


@pytest.fixture(scope="module")
def matcher(knowledge: Knowledge) -> StaffMatcher:
    return StaffMatcher(knowledge.catalogue, knowledge.language)


def test_the_best_are_those_of_the_whole_product(matcher: StaffMatcher) -> None:
    found = matcher.nearest(TEXTS, 7)
    scores = np.rint((matcher.rows(TEXTS) @ matcher.columns).toarray().astype(np.float64) * 1e6)
    for row, places in zip(scores, found.functions, strict=True):
        best = sorted((place for place in range(len(row)) if row[place] > 0), key=lambda place: (-row[place], place))[:7]
        assert [place for place in places if place >= 0] == best
    names = [[matcher.function_ids[place] for place in row] for row in found.functions[:, :1]]
    assert [names[0], names[2]] == [["medewerker-burgerzaken"], ["wmo-consulent"]]
    assert found.functions[3].tolist() == [-1] * 7
    assert not found.scores[3].any()


def test_what_else_is_asked_changes_nothing(matcher: StaffMatcher) -> None:
    many = [TEXTS[number % len(TEXTS)] for number in range(ROWS_AT_A_TIME + 5)]
    together = matcher.nearest(many, 5)
    for number in (0, 1, ROWS_AT_A_TIME, ROWS_AT_A_TIME + 4):
        alone = matcher.nearest([many[number]], 5)
        assert alone.functions.tobytes() == together.functions[number].tobytes()
        assert alone.scores.tobytes() == together.scores[number].tobytes()


def test_more_than_there_are_is_filled_up_with_none(matcher: StaffMatcher) -> None:
    count = len(matcher.function_ids)
    found = matcher.nearest(TEXTS[:1], count + 3)
    assert found.functions.shape == (1, count + 3)
    assert found.functions[0, -3:].tolist() == [-1] * 3
    assert (np.diff(found.scores[0]) <= 0).all()
