"""What is said not to matter is no condition, or none any more; also after the advice, which is made anew."""

from __future__ import annotations

import pytest

from bot.talk import Notes
from tests.bot.conftest import PAY, Talker, conditions

FREED = [
    "minder verdienen mag wel", "salaris is niet zo belangrijk", "geld boeit me niet", "ik mag best wat minder verdienen", "loon is minder belangrijk",
    "mijn salaris mag minder zijn", "ik wil best voor minder geld werken", "ach salaris is ook niet alles", "minder verdienen vind ik niet erg",
]


@pytest.mark.parametrize("words", [*FREED, "hoef niet per se meer te verdienen", "weekend mag best", "thuiswerken hoeft niet"])
def test_what_does_not_matter_is_no_condition(talker: Talker, words: str) -> None:
    text = talker.until("criteria").say(words)
    assert "dat is voor jou geen voorwaarde" in text and not talker.value("criteria")
    assert talker.talk.question == "criteria" and "Verder" in talker.titles


@pytest.mark.parametrize("words", FREED)
@pytest.mark.parametrize(("intent", "confidence"), [("answer", 0.9), ("faq_pay", 0.66), ("dont_know", 0.75)])
def test_a_condition_is_let_go_after_the_advice_which_is_made_anew(done_with_pay: Talker, words: str, intent: str, confidence: float) -> None:
    text = done_with_pay.say(words, intent, confidence)
    assert "*niet minder verdienen* heb ik weggehaald" in text and done_with_pay.outcome.wants_advice
    assert not conditions(done_with_pay) and done_with_pay.talk.settled("criteria")
    assert Notes.from_json(done_with_pay.talk.notes.to_json()) == done_with_pay.talk.notes
    done_with_pay.press("Zet terug")
    assert done_with_pay.value("criteria")["criteria"] == [PAY]


@pytest.mark.parametrize("words", ["hoef niet per se meer te verdienen", "weekend mag wel"])
def test_another_thing_that_does_not_matter_leaves_a_condition_alone(done_with_pay: Talker, words: str) -> None:
    assert "geen voorwaarde" in done_with_pay.say(words)
    assert done_with_pay.value("criteria")["criteria"] == [PAY] and not done_with_pay.outcome.wants_advice


def test_letting_go_and_a_wish_in_one_breath_both_count(done_with_pay: Talker) -> None:
    text = done_with_pay.say("geld is niet belangrijk maar ik wil iets met kinderen")
    assert "*niet minder verdienen* heb ik weggehaald. Ik zet erbij: *ik wil iets met kinderen*." in text and done_with_pay.outcome.wants_advice
    assert not conditions(done_with_pay) and done_with_pay.value("wishes")["words"] == ["ik wil iets met kinderen"]


@pytest.mark.parametrize(
    "words", ["minder verdienen mag niet", "mijn salaris mag niet minder worden", "ik wil niet op salaris achteruit", "niet minder verdienen", "geen weekend werken mag ook niet"]
)
def test_what_must_not_be_is_still_a_condition(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    assert talker.talk.notes.stage == "hardness" or conditions(talker) == [(words, True)]


def test_more_pay_is_let_go_by_itself(talker: Talker) -> None:
    talker.until("criteria").say("meer verdienen")
    talker.say("wens")
    talker.say("hoef niet per se meer te verdienen")
    assert not talker.value("criteria")["criteria"]


def test_best_is_no_place_when_something_may_best_be(done_with_pay: Talker) -> None:
    region = done_with_pay.value("region")
    done_with_pay.say("avonden mogen best hoor")
    assert done_with_pay.value("region") == region


def test_a_weekend_that_may_be_leaves_the_evenings(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say("wens")
    talker.say("weekend mag wel")
    assert conditions(talker) == [("geen avonden", False)]
    talker.say("avonden mag ook best")
    assert not conditions(talker)


@pytest.mark.parametrize("words", ["geen idee", "niks", "geen voorkeur"])
def test_nothing_said_after_the_advice_is_no_condition(done_with_pay: Talker, words: str) -> None:
    done_with_pay.say(words, "dont_know")
    assert done_with_pay.talk.question is None and done_with_pay.value("criteria")["criteria"] == [PAY]
