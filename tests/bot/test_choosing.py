"""After the advice: a card is chosen, refused or taken back, and none of them may do."""

from __future__ import annotations

import pytest

from bot.talk import Heard
from rules.knowledge import Knowledge
from tests.bot.conftest import Talker, advice_for, asked


def pressed(talker: Talker, knowledge: Knowledge, title: str) -> None:
    button = next(button for button in talker.talk.notes.offered if button.title == title)
    advice = advice_for(talker, knowledge)
    talker._keep(talker.interview.turn(talker.talk, Heard(title, "button", 1.0, button.payload), last_advice=lambda: advice))


def titles(talker: Talker, knowledge: Knowledge) -> list[str]:
    return [suggestion.title for suggestion in advice_for(talker, knowledge).suggestions]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("ik kies de eerste", 0), ("die eerste spreekt me aan", 0), ("de bovenste", 0), ("nummer 1 graag", 0), ("de tweede lijkt me wel wat", 1), ("de laatste vind ik het leukst", -1),
        ("inkoopmedewerker lijkt me leuk", 0), ("ik ga voor inkoopmedewerker", 0), ("die met inkoop lijkt me wel wat", 0),
    ],
)
def test_a_card_is_chosen_and_kept_and_the_first_step_is_told(advised: Talker, knowledge: Knowledge, words: str, place: int) -> None:
    before = titles(advised, knowledge)
    said = asked(advised, knowledge, words)
    card = advice_for(advised, knowledge).suggestions[place]
    assert advised.value("choice") == {"function_id": card.function_id, "words": card.title}
    assert card.title in said and next(step.text for step in card.steps if step.share == 70).split(".")[0] in said
    assert titles(advised, knowledge) == before, "choosing changes no advice"


def test_a_choice_can_be_taken_back_and_is_known(advised: Talker, knowledge: Knowledge) -> None:
    asked(advised, knowledge, "de tweede")
    assert "je koos voor *Projectondersteuner*" in asked(advised, knowledge, "wat weet je van mij", "what_do_you_know")
    asked(advised, knowledge, "de tweede")
    assert "niet meer jouw keuze" in advised.press("Toch niet")
    assert not advised.value("choice")


@pytest.mark.parametrize(("words", "gone"), [("de tweede is niks voor mij", "Projectondersteuner"), ("nummer 1 liever niet", "Inkoopmedewerker"), ("die laatste niet", "Projectondersteuner")])
def test_a_card_is_refused_by_its_place(advised: Talker, knowledge: Knowledge, words: str, gone: str) -> None:
    assert gone in titles(advised, knowledge)
    asked(advised, knowledge, words)
    assert gone not in titles(advised, knowledge)
    assert not advised.value("choice")


@pytest.mark.parametrize("words", ["ik wil geen van deze drie", "geen van deze", "dit is allemaal niks voor mij", "ze passen niet bij mij", "geen een past bij me"])
def test_who_wants_none_is_asked_why(advised: Talker, knowledge: Knowledge, words: str) -> None:
    assert "Wat past er niet?" in asked(advised, knowledge, words)
    assert advised.titles == ["Het werk zelf", "Het loon", "Te lang leren", "Iets anders"]


@pytest.mark.parametrize("typed", [True, False])
def test_the_work_itself_takes_all_of_them_away(advised: Talker, knowledge: Knowledge, *, typed: bool) -> None:
    before = titles(advised, knowledge)
    asked(advised, knowledge, "geen van deze")
    asked(advised, knowledge, "het werk zelf") if typed else pressed(advised, knowledge, "Het werk zelf")
    assert titles(advised, knowledge) and not set(before) & set(titles(advised, knowledge))


@pytest.mark.parametrize(("reason", "kind"), [("Het loon", "keep-pay"), ("Te lang leren", "no-long-schooling")])
def test_a_reason_that_is_a_condition_becomes_one(advised: Talker, knowledge: Knowledge, reason: str, kind: str) -> None:
    asked(advised, knowledge, "geen van deze")
    pressed(advised, knowledge, reason)
    assert [(each["kind"], each["hard"]) for each in advised.value("criteria")["criteria"]] == [(kind, True)]


@pytest.mark.parametrize("words", ["de eerste week wil ik thuis werken", "ik heb drie kinderen", "geen", "kok lijkt me leuk", "ik wil geen avonden"])
def test_other_words_choose_nothing(advised: Talker, knowledge: Knowledge, words: str) -> None:
    said = asked(advised, knowledge, words)
    assert not advised.value("choice") and "Wat past er niet?" not in said


def test_nothing_is_chosen_before_the_advice(talker: Talker, knowledge: Knowledge) -> None:
    asked(talker.until("digital"), knowledge, "de tweede")
    assert not talker.value("choice")
