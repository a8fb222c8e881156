"""What is no wish must not become one: not knowing, being tired, a card that was shown, or a sector that somebody leaves."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker

NOTHING = ["kweenie", "boeit niet", "boeit me echt niks", "weet ik niet", "ik weet het echt niet", "geen idee hoor", "maakt mij niet uit", "het maakt me niks uit", "nee het gaat wel, ik ben gewoon moe", "moet echt"]


@pytest.mark.parametrize("words", NOTHING)
def test_what_says_nothing_is_no_wish(talker: Talker, words: str) -> None:
    text = talker.until("wishes").say(words)
    assert not talker.value("wishes").get("words") and not talker.value("wishes").get("mentions")
    assert "laat ik dan weg" not in text


@pytest.mark.parametrize("words", [*NOTHING, "de tweede lijkt me wel wat", "ik wil geen van deze drie", "geen van die drie spreekt me aan", "en als ik meer wil verdienen"])
def test_what_says_nothing_changes_no_advice(done: Talker, words: str) -> None:
    given = done.talk.given
    text = done.say(words)
    assert done.talk.given == given and "Ik zet erbij" not in text


@pytest.mark.parametrize("words", ["maakt me niet uit, als ik maar iets met dieren kan doen", "weet ik niet, misschien iets met kinderen"])
def test_a_wish_beside_it_still_counts(talker: Talker, words: str) -> None:
    talker.until("wishes").say(words)
    assert talker.value("wishes")["words"]


@pytest.mark.parametrize("words", ["ik wil bij de gemeente weg", "ik zou juist bij de gemeenteraad weg willen, meer met mensen, cultuur of evenementen", "weg bij de gemeente"])
def test_who_wants_to_leave_a_sector_refuses_it(talker: Talker, words: str) -> None:
    talker.until("wishes").say(words)
    value = talker.value("wishes")
    assert value["refused_sectors"] == ["overheid"] and "overheid" not in value["sectors"]
    assert ("cultuur" in str(value["words"])) == ("cultuur" in words)


def test_who_does_not_want_to_leave_refuses_nothing(talker: Talker) -> None:
    talker.until("wishes").say("ik wil niet bij de gemeente weg")
    assert not talker.value("wishes").get("refused_sectors")


def test_a_refused_sector_is_not_wanted_after_all_in_the_same_breath(talker: Talker) -> None:
    text = talker.until("wishes").say("ik wil niet de zorg in maar wel met ouderen")
    assert talker.value("wishes")["refused_sectors"] == ["zorg"] and not talker.value("wishes")["sectors"]
    assert "kan weer wel" not in text and "ouderen" in str(talker.value("wishes")["words"])


@pytest.mark.parametrize("words", ["kweenie", "kweetnie hoor", "tja, ik zou het niet weten"])
@pytest.mark.parametrize("question", ["tasks", "outside", "wishes", "direction", "digital"])
def test_who_does_not_know_is_not_asked_on_about_it(talker: Talker, question: str, words: str) -> None:
    talker.until(question).say(words, "nlu_fallback", 0.3)
    assert talker.talk.question != question and not talker.value(question)
