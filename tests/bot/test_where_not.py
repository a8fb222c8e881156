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


@pytest.mark.parametrize(
    "words", ["nee zwaar werk kan ik niet meer, heb ik al gezegd, moet echt", "nee dat moet echt", "nee echt", "nee ik vind het best leuk", "nee in heel nederland", "dat is best wel ver, heel ver"],
)
@pytest.mark.parametrize("intent", ["correction", "answer"])
def test_a_town_that_is_an_ordinary_word_never_moves_the_region_in_passing(talker: Talker, words: str, intent: str) -> None:
    talker.until("region").say("emmen")
    region = talker.value("region")["region_id"]
    talker.until("contact").say(words, intent, 0.78)
    assert talker.value("region")["region_id"] == region


@pytest.mark.parametrize(("words", "region"), [("nee ik bedoel Best", "zuidoost-brabant"), ("nee ik woon in echt", "midden-limburg"), ("emmen zei ik toch", "drenthe"), ("ik zei toch emmen", "drenthe")])
def test_a_town_with_a_sign_of_place_or_said_again_corrects_the_region(talker: Talker, words: str, region: str) -> None:
    talker.until("region").say("zwolle")
    talker.until("tasks").say(words, "correction" if words.startswith("nee") else "nlu_fallback", 0.7)
    assert talker.value("region")["region_id"] == region
