"""The function: a name that was typed exactly needs no question, a sure one stands until it is denied, and it can be put right later."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker

EXACT = [
    ("bode", "bode"), ("ik ben gewoon bode", "bode"), ("boa", "boa"), ("Medewerker groen", "groenmedewerker"), ("wmo-consulent", "wmo-consulent"),
    ("nou, ik werk als receptionist hoor", "receptionist"), ("KCC medewerker", "medewerker-klantcontactcentrum"), ("ik ben bode, ik breng de post rond", "bode"),
    ("ik ben woz taxateur in hoorn", "woz-taxateur"), ("boa gemeente ede", "boa"), ("marktmeester in de regio Utrecht", "marktmeester"),
]


@pytest.mark.parametrize(("words", "function"), EXACT)
def test_a_name_that_was_typed_exactly_needs_no_question(talker: Talker, words: str, function: str) -> None:
    talker.until("function").say(words)
    assert talker.talk.question in {"region", "tasks"} and talker.talk.settled("function")
    assert talker.value("function")["function_id"] == function


@pytest.mark.parametrize("intent", ["out_of_scope", "affirm", "greet"])
def test_an_exact_name_is_one_whatever_rasa_takes_it_for(talker: Talker, intent: str) -> None:
    talker.until("function").say("bode", intent, 0.9)
    assert talker.value("function")["function_id"] == "bode"


@pytest.mark.parametrize(("words", "intent"), [("wat is een transfercoach", "faq_coach"), ("wie is die loopbaanadviseur", "out_of_scope"), ("ben jij een bode", "faq_bot")])
def test_a_question_that_names_a_job_is_no_answer(talker: Talker, words: str, intent: str) -> None:
    talker.until("function").say(words, intent, 0.9)
    assert talker.talk.question == "function" and not talker.value("function").get("function_id")


def test_a_name_that_several_functions_share_keeps_its_choice(talker: Talker) -> None:
    talker.until("function").say("secretaresse")
    assert talker.talk.question == "function" and len(talker.titles) > 2


@pytest.mark.parametrize("beside", ["Middelburg", "ik bestel spullen en maak notulen", "ik zou graag iets in de zorg doen"])
def test_a_sure_title_stands_for_who_goes_on_to_something_else(talker: Talker, beside: str) -> None:
    talker.until("function").say("inkomensconsulent")
    assert talker.talk.question == "function"
    text = talker.say(beside)
    assert "Ik ga uit van *Consulent inkomen (bijstand)*; klopt dat niet, zeg het dan." in text
    assert talker.value("function")["function_id"] == "inkomensconsulent" and talker.talk.settled("function")
    assert talker.talk.question != "function" and (talker.value("region") or talker.value("tasks") or talker.value("wishes"))


@pytest.mark.parametrize("words", ["nee, dat ben ik niet", "dat klopt niet", "nee ik ben geen inkomensconsulent", "klopt niet hoor"])
def test_what_stands_is_asked_again_when_it_is_denied(talker: Talker, words: str) -> None:
    talker.until("function").say("inkomensconsulent")
    talker.say("sla over", "skip")
    assert talker.value("function")["function_id"] == "inkomensconsulent"
    talker.say(words, "correction")
    assert talker.talk.question == "function"
    talker.say("bode")
    assert talker.value("function")["function_id"] == "bode"


LATER = [
    ("bestuurssecretaresse is mijn functie, dat had ik toch gezegd", "answer", "bestuurssecretaresse"), ("mijn functie is bode", "faq_job_loss", "bode"), ("ja ik ben boa", "affirm", "boa"),
    ("ik ben gewoon bode", "answer", "bode"), ("eigenlijk ben ik geen kcc medewerker maar receptionist", "correction", "receptionist"),
    ("nee, ik ben toch bode", "correction", "bode"), ("m'n werk is gewoon bode", "answer", "bode"),
]


@pytest.mark.parametrize("question", ["region", "tasks", "wishes"])
@pytest.mark.parametrize(("words", "intent", "function"), LATER)
def test_a_function_can_be_named_and_put_right_later(talker: Talker, question: str, words: str, intent: str, function: str) -> None:
    talker.until("function").say("medewerker burgerzaken")
    talker.until(question).say(words, intent)
    assert talker.value("function")["function_id"] == function and talker.talk.settled("function")
    assert talker.talk.question == question and not talker.value("tasks").get("mentions") and not talker.value("wishes")


def test_a_function_named_later_that_needs_a_question_stands_when_they_go_on(talker: Talker) -> None:
    talker.until("tasks").say("mijn functie is inkomensconsulent", "faq_job_loss", 0.9)
    assert "Bedoel je consulent inkomen (bijstand)?" in talker.text
    talker.say("verder", "done")
    assert talker.value("function")["function_id"] == "inkomensconsulent" and talker.talk.question == "tasks"


@pytest.mark.parametrize("words", ["ik ben moe", "ik ben trainer bij de voetbalclub", "ik ben receptionist bij de voetbalclub"])
def test_what_somebody_is_outside_work_is_not_their_function(talker: Talker, words: str) -> None:
    talker.until("function").say("bode")
    talker.until("outside").say(words)
    assert talker.value("function")["function_id"] == "bode"


@pytest.mark.parametrize("words", ["iets anders doen maar", "ik weet niet wat ik wil gaan doen straks", "dat is heel moeilijk om zo te zeggen vind ik zelf"])
def test_a_sentence_is_not_kept_as_the_name_of_a_function(talker: Talker, words: str) -> None:
    talker.until("function").say(words)
    if talker.talk.question == "function":
        talker.say("sla over", "skip")
    assert not talker.value("function").get("words")


@pytest.mark.parametrize("words", [
    "hoi, ik zit al jaren bij het klantcontactcentrum en neem de hele dag de telefoon op, ik maak afspraken voor rijbewijzen en ik ben het een beetje zat, ik wil wel eens wat anders met mensen",
    "nou ik ben 52 en woon in Goes en ik werk bij het klantcontactcentrum van de gemeente en dat gaat straks allemaal met een chatbot dus ik weet niet",
])
def test_a_workplace_is_found_in_a_long_message(talker: Talker, words: str) -> None:
    talker.until("function").say(words)
    assert talker.value("function").get("function_id") == "medewerker-klantcontactcentrum"


@pytest.mark.parametrize("intent", ["answer", "out_of_scope", "nlu_fallback"])
@pytest.mark.parametrize("words", ["zwembad", "trouwambtenaar", "ik ben trouwambtenaar"])
def test_a_name_that_is_only_likely_leads_to_a_choice(talker: Talker, words: str, intent: str) -> None:
    talker.until("function").say(words, intent, 0.97)
    assert talker.talk.question == "function" and talker.talk.notes.stage == "confirm"
    assert talker.titles[-1] == "Staat er niet bij"
