"""What was heard can be taken away piece by piece, with a button that names it and that an older page cannot misuse."""

from __future__ import annotations

import pytest

from bot.record import talk_in
from bot.talk import Heard
from skills_passport.sqlite_store import SqliteStore
from tests.bot.conftest import Talker
from tests.bot.rasa_on_loopback import OWNER, Make, agreed

TASKS = "ik plan afspraken, bestel spullen en bel leveranciers"


def labels(talker: Talker, *, skills: bool = False) -> list[str]:
    return [chip.label for chip in talker.interview.pressable.chips(talker.talk) if chip.is_skill == skills]


def take_off(talker: Talker, label: str) -> str:
    chip = next(chip for chip in talker.interview.pressable.chips(talker.talk) if chip.label == label)
    return talker._turn(Heard(chip.button.title, "button", 1.0, chip.button.payload))


def told(talker: Talker, words: str = TASKS) -> Talker:
    talker.until("tasks").say(words)
    return talker


def test_each_task_and_each_skill_that_shows_is_a_chip_and_a_faint_likeness_is_none(talker: Talker) -> None:
    told(talker)
    assert labels(talker) == ["plan afspraken", "bestel spullen", "bel leveranciers"]
    assert labels(talker, skills=True) == ["agenda's beheren", "bestellen en voorraad bijhouden", "leveranciers te woord staan"]
    assert "pedagogisch-handelen" in {mention["concept_id"] for mention in talker.value("tasks")["mentions"]}
    assert [button for button in talker.talk.notes.offered if button.payload.startswith("knop:tasks:weg")] == [], "the row of choices stays short"


def test_a_task_goes_with_all_that_was_heard_in_it_and_comes_back_whole(talker: Talker) -> None:
    before = told(talker).value("tasks")
    text = take_off(talker, "bestel spullen")
    assert text.startswith("*bestel spullen* heb ik weggehaald.") and "Wat doe je nog meer" in text
    assert labels(talker) == ["plan afspraken", "bel leveranciers"]
    assert "bestellen en voorraad bijhouden" not in labels(talker, skills=True)
    assert "staat er weer bij" in talker.press("Zet terug")
    assert talker.value("tasks") == before and talker.talk.question == "tasks"


def test_a_skill_goes_alone_and_the_task_stays(talker: Talker) -> None:
    told(talker)
    take_off(talker, "leveranciers te woord staan")
    assert "bel leveranciers" in labels(talker)
    assert "leveranciers te woord staan" not in labels(talker, skills=True)
    talker.press("Zet terug")
    assert "leveranciers te woord staan" in labels(talker, skills=True)


def test_what_is_done_outside_work_and_told_with_the_tasks_is_a_chip_there(talker: Talker) -> None:
    told(talker, "ik bestel spullen, en in het weekend coach ik een voetbalteam")
    assert talker.quotes("outside")
    text = take_off(talker, talker.quotes("outside")[0])
    assert "heb ik weggehaald" in text and talker.talk.question == "tasks"
    assert talker.quotes("outside") == [] and talker.quotes("tasks") == ["bestel spullen"]


def test_two_pages_cannot_take_away_more_than_what_the_chip_names(talker: Talker) -> None:
    told(talker)
    first, second, *_ = talker.interview.pressable.chips(talker.talk)
    take_off(talker, first.label)
    assert talker.interview.pressable.button(talker.talk, first.button.payload) is None
    assert talker.interview.pressable.button(talker.talk, second.button.payload) == second.button


def test_chips_are_there_while_the_question_is_open_and_when_it_is_come_back_to(talker: Talker) -> None:
    assert talker.interview.pressable.chips(talker.until("tasks").talk) == ()
    told(talker).say("verder", "done")
    assert talker.talk.question != "tasks" and talker.interview.pressable.chips(talker.talk) == ()
    talker.say("terug", "go_back")
    assert "plan afspraken" in labels(talker)
    text = take_off(talker, "plan afspraken")
    assert "heb ik weggehaald" in text and talker.talk.question == "tasks"
    talker.say("verder", "done")
    assert talker.talk.settled("tasks") and talker.quotes("tasks") == ["bestel spullen", "bel leveranciers"]


def test_while_it_is_asked_what_is_wrong_the_buttons_are_enough(talker: Talker) -> None:
    told(talker).press("Klopt niet")
    assert talker.interview.pressable.chips(talker.talk) == ()
    assert talker.titles[:3] == ["plan afspraken", "bestel spullen", "bel leveranciers"]
    talker.press("plan afspraken")
    assert talker.quotes("tasks") == ["bestel spullen", "bel leveranciers"] and "Zet terug" in talker.titles


def test_terug_is_a_button_wherever_it_leads_somewhere(talker: Talker) -> None:
    def can() -> bool:
        return talker.interview.pressable.way_back(talker.talk) is not None

    assert not can(), "before consent there is nothing to go back to"
    talker.until("function")
    assert not can(), "nor before the first question"
    talker.say("administratief medewerker")
    talker.say("ja", "affirm")
    assert can()
    button = talker.interview.pressable.way_back(talker.talk)
    assert button is not None and talker.interview.pressable.button(talker.talk, button.payload) == button
    assert "Je antwoord was: *Administratief medewerker*" in talker._turn(Heard(button.title, "button", 1.0, button.payload))
    assert not can(), "the first answer is shown"


@pytest.mark.parametrize(("words", "intent"), [("stop", "stop"), ("opnieuw beginnen", "start_over"), ("ik wil niet meer leven", "distress")])
def test_terug_and_chips_are_away_while_something_else_matters(talker: Talker, words: str, intent: str) -> None:
    told(talker).say(words, intent, 1.0)
    assert talker.interview.pressable.way_back(talker.talk) is None
    assert intent == "start_over" or talker.interview.pressable.chips(talker.talk) == ()


async def test_a_chip_pressed_while_rasa_is_down_is_heard_under_its_own_words(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    for number, words in enumerate(("administratief medewerker", "ja", "Breda", TASKS)):
        await conversation.hear(OWNER, Heard(words, "affirm" if words == "ja" else "answer"), message_id=f"m-0000000{number}")

    interview = conversation._served().interview
    before = store.load(OWNER, actor="employee", action="test")
    chip = interview.pressable.chips(talk_in(before))[0]
    assert (await conversation.turn(OWNER, chip.button.payload, "m-chip-0001")).messages
    passport = store.load(OWNER, actor="employee", action="test")
    assert chip.button.title in [line.text for line in passport.talk]
    assert not any(chip.button.payload in line.text for line in passport.talk)
    assert passport.answers["tasks"].value != before.answers["tasks"].value and talk_in(passport).notes.waiting == ()
    await conversation.close()


