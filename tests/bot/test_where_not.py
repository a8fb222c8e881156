"""Where somebody does not want to work is never the region where work is sought."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker, conditions


@pytest.mark.parametrize("words", ["maakt niet uit, zolang het maar niet in almere is", "alles behalve rotterdam", "liever niet in den haag"])
def test_a_place_that_is_refused_is_kept_for_the_coach(talker: Talker, words: str) -> None:
    talker.until("region").say(words)
    assert talker.value("region")["region_id"] is None
    assert conditions(talker) == [(words, False)]
    assert talker.talk.question == "tasks"


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("niet in breda maar in tilburg", "midden-brabant"),
        ("niet almere, wel amersfoort", "amersfoort"),
        ("niet ver van breda", "west-brabant"),
        ("niet te ver van den bosch", "noordoost-brabant"),
        ("ik weet niet, utrecht denk ik", "midden-utrecht"),
    ],
)
def test_the_place_beside_a_denial_is_heard(talker: Talker, words: str, region: str) -> None:
    talker.until("region").say(words)
    assert talker.value("region")["region_id"] == region


def test_a_place_that_is_refused_in_passing_is_no_region(talker: Talker) -> None:
    talker.until("function").say("boa, maar liever niet in almere")
    assert "region_id" not in talker.value("region")
