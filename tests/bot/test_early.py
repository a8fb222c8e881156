"""What is told before the yes: small talk is let go, what counts is not asked again."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker


@pytest.mark.parametrize("words", ["goedemorgen! wat een weer he", "lekker weer vandaag toch", "druk op het werk vandaag zeg"])
@pytest.mark.parametrize("shown", [True, False])
def test_small_talk_before_the_consent_becomes_no_answer(talker: Talker, words: str, shown: bool) -> None:
    if not shown:
        talker.talk = talker.talk.noting(asked=())
    talker.say(words)
    text = talker.say("ja", "affirm")
    assert text.endswith("Wat voor werk doe je nu? Schrijf het zoals je het zelf noemt.")
    assert set(talker.talk.given) == {"consent"}


@pytest.mark.parametrize("shown", [True, False])
def test_a_short_answer_typed_at_the_consent_is_used_after_the_yes(talker: Talker, shown: bool) -> None:
    if not shown:
        talker.talk = talker.talk.noting(asked=())
    talker.say("archief")
    assert talker.talk.question == "consent" and not talker.talk.given
    assert "archiefmedewerker" in talker.say("ja", "affirm").lower()
    assert talker.talk.question == "function"


def test_a_place_or_work_told_before_the_yes_is_no_function(talker: Talker) -> None:
    talker.say("ik woon in Breda")
    talker.say("ik schrijf de hele dag brieven")
    text = talker.say("ja", "affirm")
    assert "*Breda*" in text and "*schrijf de hele dag brieven*" in text
    assert text.endswith("Wat voor werk doe je nu?")
    assert talker.value("region")["region_id"] == "west-brabant" and not talker.value("function")
    assert talker.quotes("tasks") == ["schrijf de hele dag brieven"]


def test_two_messages_before_the_yes_both_count(talker: Talker) -> None:
    talker.say("archief")
    talker.say("in Breda")
    talker.say("ja", "affirm")
    assert talker.value("region")["region_id"] == "west-brabant"
    assert "archiefmedewerker" in talker.text.lower()


@pytest.mark.parametrize(("words", "tasks"), [
    ("ik werk al 8 jaar in Helmond met name hagen snoeien en mijn knie houdt het niet vol", ["hagen snoeien"]),
])
def test_tasks_and_a_limit_told_with_the_work_are_kept_for_later(talker: Talker, words: str, tasks: list[str]) -> None:
    talker.say("ja", "affirm")
    talker.say(words)
    assert talker.quotes("tasks") == tasks
    assert [criterion["kind"] for criterion in talker.value("criteria")["criteria"]] == ["no-heavy-work"]
    assert not talker.value("wishes")  # a back is no task that is refused


@pytest.mark.parametrize("intent", ["answer", "affirm"])
def test_what_is_told_in_one_breath_with_the_yes_is_used_and_the_yes_not_asked_again(talker: Talker, intent: str) -> None:
    talker.say("ja is goed ik werk bij burgerzaken in Breda", intent)
    assert talker.talk.settled("consent") and talker.value("region")["region_id"] == "west-brabant"
    assert talker.value("function")["function_id"] == "medewerker-burgerzaken" and "burgerzaken" in talker.text


@pytest.mark.parametrize("words", ["ja maar wie ziet dat, ik werk bij burgerzaken", "ja ik wil niet dat je dat bewaart", "goed ik werk bij burgerzaken, blijft dat geheim?"])
def test_a_yes_that_is_not_plain_is_no_consent(talker: Talker, words: str) -> None:
    talker.say(words, "answer")
    assert not talker.talk.settled("consent")
