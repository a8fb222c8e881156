"""The direction, told early: it counts from the first message on, is read back once, and is not asked any more."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("ik wil wel iets anders", "change-occupation"), ("ben toe aan iets anders", "change-occupation"), ("ik zoek ander werk", "change-occupation"),
        ("ik wil hier weg", "change-occupation"), ("wil graag een andere baan", "change-occupation"),
        ("ik wil graag iets nieuws leren maar wel hier blijven", "grow-along"), ("ik wil hier niet weg", "grow-along"), ("wil graag meegroeien", "grow-along"),
        ("ik zou er wel iets bij willen doen", "add-role"), ("ik wil graag iets erbij doen", "add-role"),
    ],
)
def test_the_direction_counts_from_the_first_message_on(talker: Talker, words: str, direction: str) -> None:
    talker.say(words)
    talker.say("ja", "affirm")
    assert talker.talk.question == "function" and talker.value("direction") == {"direction": direction}
    assert "Ik heb ook onthouden" in talker.text
    talker.until("digital")
    while talker.talk.question is not None:
        talker.say("sla over", "skip")
    assert talker.talk.settled("direction") and talker.value("direction") == {"direction": direction}
    assert "direction" not in talker.talk.notes.asked


def test_who_only_says_what_is_wanted_is_not_told_that_the_name_is_unknown(talker: Talker) -> None:
    text = talker.until("function").say("ik wil wel iets anders")
    assert "*Iets anders gaan doen*" in text and "ken ik" not in text and text.endswith("Wat voor werk doe je nu?")


def test_a_direction_told_early_can_be_changed(talker: Talker) -> None:
    talker.until("tasks").say("ik doe de balie en wil wel wat anders")
    talker.until("criteria").say("verander mijn richting", "correction")
    talker.press("Meegroeien")
    assert talker.value("direction") == {"direction": "grow-along"} and talker.talk.question == "criteria"


@pytest.mark.parametrize(
    "words", ["ik wil iets anders vragen", "mijn baas wil iets anders", "collega zoekt ander werk", "ik help mensen die ander werk zoeken", "ik bedoel iets anders"]
)
def test_not_every_other_thing_is_a_direction(talker: Talker, words: str) -> None:
    talker.until("tasks").say(words)
    assert not talker.value("direction")
