"""The whole interview without Rasa: order, asides, taking back, coming back."""

from __future__ import annotations

import random

import pytest

from bot.interview import Interview
from bot.replies import MOST_SENTENCES, count_sentences
from bot.talk import Heard, Notes
from tests.bot.conftest import Talker

QUESTIONS = ["function", "region", "tasks", "trends", "outside", "wishes", "contact", "digital", "direction", "criteria"]


def happy(talker: Talker) -> Talker:
    for words, intent in (
        ("ja hoor", "affirm"), ("administratief medewerker", "answer"), ("ja klopt", "affirm"), ("Breda", "answer"),
        ("ik bestel spullen bel leveranciers en hou alles bij in excel", "answer"), ("verder", "done"),
        ("bestellen wordt meer maar bellen minder", "answer"), ("blijft gelijk", "answer"), ("ik coach een voetbalteam", "answer"),
        ("verder", "done"), ("iets in de zorg", "answer"), ("verder", "done"), ("ja", "affirm"), ("ik red me met excel", "answer"),
        ("iets anders", "answer"), ("geen avonddiensten", "answer"), ("moet echt", "answer"), ("verder", "done"),
    ):
        talker.say(words, intent)
    return talker


def test_the_happy_path_fills_every_question_and_asks_for_advice(talker: Talker) -> None:
    happy(talker)
    assert talker.outcome.wants_advice
    assert talker.talk.question is None
    assert all(talker.talk.settled(question) for question in QUESTIONS)
    assert talker.value("function")["function_id"] == "administratief-medewerker"
    assert talker.value("region") == {"region_id": "west-brabant", "words": "Breda"}
    assert talker.quotes("tasks") == ["bestel spullen", "bel leveranciers", "hou alles bij in excel"]
    assert {trend["quote"]: trend["trend"] for trend in talker.value("trends")["trends"]} == {
        "bestel spullen": "grows", "bel leveranciers": "shrinks", "hou alles bij in excel": "same",
    }
    assert talker.value("wishes")["sectors"] == ["zorg"]
    assert talker.value("contact") == {"may_contact": True}
    assert talker.value("digital") == {"insight": 2, "create": 2}
    assert talker.value("direction") == {"direction": "change-occupation"}
    assert talker.value("criteria")["criteria"] == [
        {"words": "geen avonddiensten", "kind": "no-irregular-hours", "hard": True}
    ]


def test_skipping_everything_ends_in_asking_for_advice_without_any_answer(talker: Talker) -> None:
    talker.say("ja", "affirm")
    for _ in QUESTIONS:
        if talker.talk.question is None:
            break
        talker.say("sla over", "skip")
    assert talker.outcome.wants_advice
    assert not any(talker.value(question) for question in QUESTIONS)


def test_nothing_is_asked_before_there_is_consent(talker: Talker) -> None:
    assert "computerprogramma" in talker.text
    for words, intent in (("nee", "deny"), ("sla over", "skip"), ("terug", "go_back"), ("geef advies", "ask_advice")):
        talker.say(words, intent)
        assert talker.talk.question == "consent"
        assert not talker.talk.given


def test_a_yes_to_a_question_that_was_not_shown_is_no_consent(interview: Interview) -> None:
    talker = Talker(interview)
    talker.talk = talker.talk.noting(asked=())
    talker.say("ja", "affirm")
    assert talker.talk.question == "consent"
    assert "Vind je het goed" in talker.text


def test_what_is_told_before_the_consent_is_used_and_never_asked_again(talker: Talker) -> None:
    talker.say("ik werk bij burgerzaken in Breda, vooral paspoorten, en in het weekend coach ik voetbal")
    assert not talker.talk.given
    talker.press("Ja")
    assert talker.value("function")["function_id"] == "medewerker-burgerzaken" and talker.talk.question != "function"
    assert "Breda" in talker.text and "coach ik voetbal" in talker.text
    assert talker.value("region")["region_id"] == "west-brabant"
    assert talker.talk.question == "tasks"
    assert "*paspoorten*" in talker.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_why_is_answered_at_every_question_and_leads_back(talker: Talker, question: str) -> None:
    if question == "trends":
        talker.until("tasks").say("ik bestel spullen")
        talker.say("verder", "done")
    talker.until(question)
    text = talker.say("waarom vraag je dat?", "why")
    asked = talker.interview.script.question(question).as_known(talker.talk.knows)
    assert asked.why in text
    assert talker.talk.question == question
    assert text.endswith("?")


def test_a_frequent_question_is_answered_and_the_open_question_follows_without_preamble(talker: Talker) -> None:
    talker.until("tasks")
    text = talker.say("ziet mijn leidinggevende dit?", "faq_manager")
    assert "Alleen jij ziet je paspoort" in text
    assert text.endswith("Wat doe je op een gewone dag?")


def test_back_goes_to_the_question_before_and_the_new_answer_counts(talker: Talker) -> None:
    talker.until("region").say("Breda")
    text = talker.say("terug", "go_back")
    assert talker.talk.question == "region"
    assert "Je antwoord was: *Breda*. Wil je dat veranderen?" in text
    talker.say("Utrecht")
    assert talker.value("region")["region_id"] == "midden-utrecht"
    assert talker.talk.question == "tasks"


def test_a_correction_of_an_earlier_answer_returns_to_the_open_question(talker: Talker) -> None:
    talker.until("region").say("Breda")
    talker.until("wishes")
    text = talker.say("nee, ik bedoel Utrecht", "correction")
    assert "Utrecht" in text
    assert talker.value("region")["region_id"] == "midden-utrecht"
    assert talker.talk.question == "wishes"


def test_a_task_is_taken_away_by_name_long_after_it_was_told(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en ik maak notulen")
    talker.say("verder", "done")
    talker.until("contact")
    talker.say("haal notulen maar weg", "correction")
    assert talker.quotes("tasks") == ["bestel spullen"]
    assert talker.talk.question == "contact"


def test_a_named_question_is_opened_again(talker: Talker) -> None:
    happy(talker)
    talker.say("verander mijn regio", "correction")
    assert talker.talk.question == "region"
    talker.say("Zwolle")
    assert talker.talk.question is None
    assert talker.outcome.wants_advice


def test_stop_keeps_the_place_and_coming_back_names_it(talker: Talker) -> None:
    talker.until("digital")
    assert "bewaard" in talker.say("stop", "stop")
    text = talker.say("hoi", "greet")
    assert "Welkom terug" in text and "de computer" in text
    assert talker.talk.question == "digital"


def test_an_answer_after_stop_counts_at_once(talker: Talker) -> None:
    talker.until("region").say("stop", "stop")
    talker.say("Breda")
    assert talker.value("region")["region_id"] == "west-brabant"


def test_after_some_time_away_the_page_welcomes_back_with_the_open_question(talker: Talker) -> None:
    talker.until("contact")
    outcome = talker.interview.open(talker.talk, away=True)
    assert "Welkom terug" in outcome.messages[0].text
    assert "benaderen" in outcome.messages[-1].text
    assert outcome.messages[-1].buttons
    assert talker.interview.open(talker.talk, away=False).messages == ()


def test_starting_over_asks_first_and_keeps_only_the_consent(talker: Talker) -> None:
    happy(talker)
    talker.say("opnieuw beginnen", "start_over")
    assert talker.value("function")
    talker.say("nee", "deny")
    assert talker.value("function")
    talker.say("opnieuw beginnen", "start_over")
    talker.say("ja", "affirm")
    assert set(talker.talk.given) == {"consent"}
    assert talker.talk.question == "function"


def test_two_misunderstandings_in_a_row_offer_a_way_out(talker: Talker) -> None:
    talker.until("digital")
    talker.say("paars met stippen")
    text = talker.say("krokodillen")
    assert "transfercoach" in text
    assert "Sla over" in talker.titles


def test_distress_stops_the_interview_and_is_off_the_record(talker: Talker) -> None:
    talker.until("tasks")
    given = talker.talk.given
    text = talker.say("ik trek dit leven niet meer", "distress")
    assert "113" in text and "huisarts" in text
    assert talker.outcome.off_the_record
    assert talker.talk.notes.paused and talker.talk.given == given


def test_what_is_known_is_told_in_own_words(talker: Talker) -> None:
    happy(talker)
    text = talker.say("wat weet je van mij", "what_do_you_know")
    assert "Administratief medewerker" in text and "West-Brabant" in text and "bestel spullen" in text


def test_advice_can_be_had_early_and_the_talk_goes_on(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en bel leveranciers")
    talker.say("geef nu maar advies", "ask_advice")
    assert talker.outcome.wants_advice
    assert talker.talk.question == "tasks"
    assert talker.outcome.afterwards[-1].text.startswith("Wat doe je")


INTENTS = [
    ("ja", "affirm"), ("nee", "deny"), ("weet ik niet", "dont_know"), ("verder", "done"), ("waarom", "why"), ("terug", "go_back"),
    ("sla over", "skip"), ("stop", "stop"), ("ik ben er weer", "resume"), ("opnieuw", "start_over"), ("help", "help"),
    ("wat weet je", "what_do_you_know"), ("advies", "ask_advice"), ("hoi", "greet"), ("doei", "goodbye"), ("dank", "thanks"),
    ("wat?", "repeat"), ("mop", "out_of_scope"), ("gaat dat wel goed zo?", "nlu_fallback"), ("verdwijnt mijn baan", "faq_job_loss"),
    ("nee ik bedoel Zwolle", "correction"), ("haal bellen weg", "correction"), ("verander mijn taken", "correction"),
    ("ik bel leveranciers en plan vergaderingen", "answer"), ("Breda", "answer"), ("boa", "answer"), ("niet in het weekend", "answer"),
    ("zorg", "answer"), ("meer", "answer"), ("de tweede", "answer"), ("😀", "answer"), ("", "empty"),
    ("haal dat weg", "correction"), ("toch wel", "affirm"), ("ik wil iets met auto's", "answer"), ("waarom geen boa?", "why"),
    ("liever niet in de zorg", "deny"), ("Utrecht", "answer"), ("[nummer weggelaten]", "answer"), ("laatste weg", "nlu_fallback"),
]


@pytest.mark.parametrize("seed", range(40))
def test_any_talk_stays_short_goes_on_and_survives_being_stored(interview: Interview, seed: int) -> None:
    """60 random turns: no error, at most three sentences, an answer each time, state that comes back from JSON the same."""
    chance = random.Random(seed)
    talker = Talker(interview)
    talker.say("ja", "affirm")
    for _ in range(60):
        buttons = talker.talk.notes.offered
        if buttons and chance.random() < 0.35:
            button = chance.choice(buttons)
            talker._turn(Heard(button.title, "button", 1.0, button.payload))
        else:
            talker.say(*chance.choice(INTENTS), chance.choice((0.45, 0.7, 0.99)))
        assert talker.text.strip()
        assert count_sentences(talker.text) <= MOST_SENTENCES, talker.text
        assert Notes.from_json(talker.talk.notes.to_json()) == talker.talk.notes
        assert interview.consented(talker.talk)
        assert "{" not in talker.text
    question = talker.talk.question
    assert question is None or talker.interview.progress(talker.talk).question == question
