"""What is taken back beside a 'klopt', or said to be of somebody else, is found among what was told."""

from __future__ import annotations

import pytest

from rules.person import Meaning
from tests.bot.conftest import Talker


@pytest.fixture
def checked(talker: Talker) -> Talker:
    """Tasks that were read back: 'Klopt dat?'."""
    talker.until("tasks").say("ik notuleer vergaderingen en verwerk facturen")
    return talker


@pytest.mark.parametrize("intent", ["answer", "affirm", "correction"])
@pytest.mark.parametrize("words", ["klopt, maar notuleren doe ik niet meer", "ja klopt maar notuleren doe ik niet meer, dat doet mijn collega van de akten"])
def test_what_is_not_done_any_more_is_before_also_behind_a_yes(checked: Talker, words: str, intent: str) -> None:
    text = checked.say(words, intent)
    before = {m["quote"] for m in checked.value("tasks")["mentions"] if m["meaning"] == Meaning.BEFORE.value}
    assert any("notuleer" in quote for quote in before) and "vind ik niet terug" not in text


@pytest.mark.parametrize("words", ["notuleren mag weg", "facturen mogen er wel uit", "nee, facturen niet", "facturen zijn van mijn collega", "klopt, maar facturen zijn niet van mij"])
def test_what_may_go_or_is_of_somebody_else_goes(checked: Talker, words: str) -> None:
    gone = "notuleer" if "notuleren" in words else "facturen"
    checked.say(words, "correction")
    assert not any(gone in quote for quote in checked.quotes("tasks")) and len(checked.quotes("tasks")) == 1


@pytest.mark.parametrize("words", ["facturen zijn van mijn collega", "nee, facturen niet"])
def test_it_goes_at_a_later_question_too(checked: Talker, words: str) -> None:
    checked.say("verder", "done")
    question = checked.talk.question
    checked.say(words)
    assert not any("facturen" in quote for quote in checked.quotes("tasks")) and checked.talk.question == question
