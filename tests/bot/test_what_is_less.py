"""That there is less of some work is no dislike of it, and is told of the work that is named."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker


def meanings(talker: Talker) -> dict[str, str]:
    return {mention["quote"]: mention["meaning"] for mention in talker.value("tasks").get("mentions", ())}


@pytest.mark.parametrize(
    ("words", "quote", "meaning"),
    [
        ("aan de balie wordt minder ja", "balie", "now"),
        ("ik bedoel het werk aan de balie wordt minder", "werk aan de balie", "now"),
        ("het scannen wordt steeds minder", "scannen", "now"),
        ("ik wil minder scannen", "scannen", "unwanted"),
        ("liever geen telefoon meer", "telefoon", "unwanted"),
    ],
)
def test_less_work_is_not_unwanted_work(talker: Talker, words: str, quote: str, meaning: str) -> None:
    talker.until("tasks").say(words)
    assert meanings(talker)[quote] == meaning


@pytest.mark.parametrize("gone", ["door zaaksysteem komt er bijna geen papier meer", "er komt amper post meer"])
def test_what_is_no_longer_there_is_neither_work_nor_a_dislike(talker: Talker, gone: str) -> None:
    talker.until("tasks").say(f"metadata invoeren. {gone}")
    assert meanings(talker) == {"metadata invoeren": "now"}


@pytest.mark.parametrize("words", ["dat ook", "ja die ook", "idem"])
def test_a_trend_may_be_the_same_as_the_one_before(talker: Talker, words: str) -> None:
    talker.until("tasks").say("ik bestel spullen en ik archiveer dossiers")
    talker.until("trends").say("wordt minder")
    talker.say(words, "affirm")
    assert [trend["trend"] for trend in talker.value("trends")["trends"]] == ["shrinks", "shrinks"]


def test_what_says_nothing_twice_is_not_asked_the_same_again(talker: Talker) -> None:
    first = talker.until("tasks").say("computer aan")
    assert talker.say("hm") != first
