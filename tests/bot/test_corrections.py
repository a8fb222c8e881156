"""A correction goes where it belongs: to the open question, to another answer, or to the tasks."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker


@pytest.fixture
def begun(talker: Talker) -> Talker:
    """A function that was confirmed; the region is asked."""
    talker.until("function").say("administratief medewerker")
    talker.say("ja", "affirm")
    return talker


@pytest.fixture
def with_tasks(begun: Talker) -> Talker:
    """Function, region and two tasks; all up to the direction was passed over."""
    begun.say("Zwolle")
    begun.say("ik bestel spullen en bel leveranciers")
    begun.say("verder", "done")
    return begun


@pytest.mark.parametrize(
    ("words", "place"),
    [("nee ik bedoel niet arnhem gewoon ede", "ede"), ("niet arnhem maar ede", "ede"), ("sorry, ik bedoel Ede", "Ede"), ("nee ede", "ede")],
)
def test_a_correction_of_the_place_that_is_asked_is_about_the_place(begun: Talker, words: str, place: str) -> None:
    begun.say(words, "correction")
    assert begun.value("region")["words"] == place
    assert begun.value("function")["function_id"] == "administratief-medewerker" and begun.talk.question == "tasks"


@pytest.mark.parametrize("words", ["nee wacht ik doe ook trouwerijen", "oh wacht, ik maak ook nog notulen", "sorry ik regel ook de zalen"])
def test_work_that_somebody_thinks_of_while_tasks_are_asked_is_a_task(begun: Talker, words: str) -> None:
    begun.say("Zwolle")
    begun.say(words, "correction")
    assert begun.talk.question == "tasks" and begun.value("function")["function_id"] == "administratief-medewerker"
    assert words in begun.value("tasks")["messages"]


@pytest.mark.parametrize("question", ["trends", "outside", "digital", "criteria"])
def test_work_that_somebody_thinks_of_later_is_added_and_the_open_question_stays(with_tasks: Talker, question: str) -> None:
    text = with_tasks.until(question).say("nee wacht ik maak ook notulen", "correction")
    assert any("notulen" in quote for quote in with_tasks.quotes("tasks"))
    assert "Ik zet erbij" in text and with_tasks.talk.question == question
    assert with_tasks.talk.settled("tasks") and not with_tasks.value("outside")


def test_a_task_that_is_wrong_gives_way_to_the_right_one(with_tasks: Talker) -> None:
    text = with_tasks.until("outside").say("nee leveranciers bellen klopt niet, ik registreer de post", "correction")
    assert "heb ik weggehaald" in text and "Ik zet erbij" in text
    assert "bel leveranciers" not in with_tasks.quotes("tasks") and any("post" in quote for quote in with_tasks.quotes("tasks"))
    assert with_tasks.talk.question == "outside" and not with_tasks.value("outside")
    assert with_tasks.value("function")["function_id"] == "administratief-medewerker"


@pytest.mark.parametrize(
    ("words", "intent", "direction"),
    [
        ("ik wil toch liever blijven", "answer", "grow-along"), ("ik wil toch liever blijven wat ik doe", "faq_coach", "grow-along"),
        ("ik wil iets anders dan mn eigen werk, dat heb je verkeerd", "correction", "change-occupation"), ("ik wil toch er iets bij doen", "out_of_scope", "add-role"),
    ],
)
def test_another_direction_is_heard_at_any_later_question(talker: Talker, words: str, intent: str, direction: str) -> None:
    talker.until("direction").say("meegroeien" if direction != "grow-along" else "iets anders")
    assert talker.talk.question == "criteria"
    talker.say(words, intent)
    assert talker.value("direction") == {"direction": direction}
    assert talker.talk.question == "criteria" and not talker.value("criteria")


@pytest.mark.parametrize(
    ("words", "direction"),
    [("iets anders maar wel bij de gemeente blijven", "change-occupation"), ("bij de gemeente blijven maar wat anders", "change-occupation"), ("ik blijf liever waar ik zit", "grow-along"),
     ("buiten blijven werken en met me handen", None), ("iets anders dan mn eigen werk", "change-occupation")],
)
def test_staying_somewhere_is_not_staying_in_the_own_work(talker: Talker, words: str, direction: str | None) -> None:
    talker.until("direction").say(words)
    assert talker.value("direction").get("direction") == direction


@pytest.mark.parametrize("intent", ["answer", "deny", "correction", "nlu_fallback"])
def test_who_meant_another_place_is_heard_where_anything_may_be_told(begun: Talker, intent: str) -> None:
    begun.say("breda")
    begun.until("outside").say("nee, ik bedoel lelystad", intent)
    assert begun.value("region")["region_id"] == "flevoland"
    assert begun.talk.question == "outside" and not begun.value("outside")


@pytest.mark.parametrize(("first", "later", "may"), [("ja dat mag", "ik wil bij nader inzien toch niet benaderd worden", False), ("nee", "jullie mogen me toch wel benaderen", True)])
@pytest.mark.parametrize("question", ["digital", "criteria"])
def test_who_takes_back_what_they_said_of_contact_is_heard_at_any_question(with_tasks: Talker, first: str, later: str, may: bool, question: str) -> None:
    with_tasks.until("contact").say(first, "deny" if first == "nee" else "affirm")
    with_tasks.until(question).say(later)
    assert with_tasks.value("contact") == {"may_contact": may} and with_tasks.talk.question == question
    assert not with_tasks.value("criteria")


def test_a_question_about_oneself_without_a_mark_corrects_nothing(with_tasks: Talker) -> None:
    with_tasks.until("outside").say("raak ik mijn boa pas kwijt", "correction", 0.6)
    assert with_tasks.talk.question == "outside" and with_tasks.value("function")["function_id"] == "administratief-medewerker"


@pytest.mark.parametrize("intent", ["out_of_scope", "answer", "correction"])
def test_more_work_that_comes_to_mind_and_a_change_by_name_are_heard_whatever_rasa_makes_of_them(with_tasks: Talker, intent: str) -> None:
    with_tasks.until("wishes").say("nee wacht ik doe ook trouwerijen", intent)
    assert "trouwerijen" in " ".join(with_tasks.quotes("tasks")) and with_tasks.talk.question == "wishes"
    with_tasks.until("criteria").say("verander of jullie me mogen benaderen", intent)
    assert with_tasks.talk.question == "contact"
