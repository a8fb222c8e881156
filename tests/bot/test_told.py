"""Own words about tasks and about life outside work: read back, taken away, and when they are enough."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker


def test_tasks_are_read_back_in_own_words_with_how_they_are_meant(talker: Talker) -> None:
    text = talker.until("tasks").say("ik bestel spullen. vroeger ook notulen maar dat doet nu iemand anders")
    assert "Ik hoor: *bestel spullen*; van vroeger: *notulen*." in text
    meanings = {mention["quote"]: mention["meaning"] for mention in talker.value("tasks")["mentions"]}
    assert meanings == {"bestel spullen": "now", "notulen": "before"}


def test_as_many_messages_as_they_like_all_count(talker: Talker) -> None:
    talker.until("tasks")
    for words in ("ik bestel spullen", "ik bel leveranciers", "ik maak notulen"):
        talker.say(words)
        assert talker.talk.question == "tasks"
    talker.say("verder", "done")
    assert talker.value("tasks")["messages"] == ["ik bestel spullen", "ik bel leveranciers", "ik maak notulen"]
    assert talker.talk.settled("tasks")


def test_what_is_wrong_in_the_reading_can_be_pressed_away(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en ik maak notulen")
    talker.press("Klopt niet")
    talker.press("maak notulen")
    assert talker.quotes("tasks") == ["bestel spullen"]


def test_a_message_without_a_task_is_kept_and_asked_about(talker: Talker) -> None:
    text = talker.until("tasks").say("mwah gewoon")
    assert talker.value("tasks")["messages"] == ["mwah gewoon"]
    assert text.endswith("?")


def test_life_outside_work_told_at_tasks_is_kept_for_its_own_question(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en in het weekend coach ik een voetbalteam")
    assert talker.quotes("tasks") == ["bestel spullen"]
    assert talker.quotes("outside") == ["coach ik een voetbalteam"]


@pytest.mark.parametrize("question", ["tasks", "outside"])
def test_a_condition_told_too_early_is_no_refused_task(talker: Talker, question: str) -> None:
    text = talker.until(question).say("niet in de avond werken en ik wil niet minder verdienen")
    assert [criterion["kind"] for criterion in talker.value("criteria")["criteria"]] == ["no-irregular-hours", "keep-pay"]
    assert talker.quotes(question) == []
    assert "liever niet meer" not in text


def test_the_name_of_a_job_is_no_task(talker: Talker) -> None:
    talker.until("tasks").say("medewerker burgerzaken balie, ik geef paspoorten uit")
    assert talker.quotes("tasks") == ["geef paspoorten uit"]


def test_tasks_told_beside_the_job_are_kept(talker: Talker) -> None:
    talker.until("function").say("medewerker burgerzaken, aanvragen paspoorten en rijbewijzen")
    assert talker.quotes("tasks") == ["aanvragen paspoorten en rijbewijzen"]


def test_what_somebody_else_does_reads_well_and_goes_by_a_few_words(talker: Talker) -> None:
    text = talker.until("tasks").say("ik bestel spullen en mijn collega doet de kassa")
    assert "van iemand anders: *doet de kassa*." in text and text.count("doet") == 1
    assert "*doet de kassa* heb ik weggehaald" in talker.say("nee kassa weg", "correction")


def test_what_is_told_early_is_read_back_once_and_the_question_only_asks_for_more(talker: Talker) -> None:
    text = talker.until("function").say("medewerker burgerzaken, aanvragen paspoorten en rijbewijzen en in het weekend coach ik een voetbalteam")
    assert "Ik heb ook onthouden: *aanvragen paspoorten en rijbewijzen* en *coach ik een voetbalteam*." in text
    for question in ("tasks", "outside"):
        text = talker.until(question).text
        assert talker.titles[:2] == ["Verder", "Waarom vraag je dat?"] and "Klopt dat?" not in text
        assert "paspoorten" not in text and "voetbal" not in text and "nog meer" in text
        assert talker.say("nee dat klopt niet", "deny") == "Wat klopt er niet?"
        talker.press("Verder")
    assert talker.talk.settled("tasks") and talker.talk.settled("outside")


def test_who_told_enough_tasks_early_is_not_asked_for_them(talker: Talker) -> None:
    talker.until("function").say("medewerker burgerzaken, ik geef paspoorten uit, doe aangiftes van verhuizing en hou de administratie bij")
    talker.say("Breda")
    assert talker.talk.question == "trends" and talker.talk.settled("tasks") and len(talker.quotes("tasks")) == 3
    assert "tasks" not in talker.talk.notes.asked and "haal" not in talker.text
    assert "heb ik weggehaald" in talker.say("haal paspoorten weg", "correction") and len(talker.quotes("tasks")) == 2


def test_life_outside_work_told_at_the_tasks_is_read_back_once(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en in het weekend coach ik een voetbalteam")
    assert talker.text.count("coach ik een voetbalteam") == 1


def test_a_yes_to_going_on_or_more_goes_on(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen")
    talker.say("ja", "affirm")
    assert "of gaan we verder?" in talker.text
    talker.say("ja", "affirm")
    assert talker.talk.settled("tasks")


@pytest.mark.parametrize("question", ["outside", "wishes", "criteria"])
def test_not_right_where_nothing_was_read_back_asks_which_answer(talker: Talker, question: str) -> None:
    assert talker.until(question).say("nee dat klopt niet", "deny").startswith("Welk antwoord wil je veranderen?")
    assert talker.talk.question == question


def test_a_long_text_is_read_back_in_short_and_kept_whole(talker: Talker) -> None:
    text = "brieven tikken " * 120
    said = talker.until("tasks").say(text)
    assert "brieven tikken" in said and len(said) < 400
    assert talker.quotes("tasks") == [text.strip()]
    assert len(talker.say("verder", "done")) < 600


@pytest.mark.parametrize("words", ["klopt", "ja klopt helemaal"])
def test_who_agrees_to_three_tasks_is_not_asked_for_more(talker: Talker, words: str) -> None:
    talker.until("tasks").say("ik bestel spullen, bel leveranciers en plan afspraken")
    talker.say(words, "affirm")
    assert talker.talk.settled("tasks") and talker.talk.question == "trends"


def test_who_told_little_of_their_work_is_asked_for_more_and_of_life_outside_it_nobody_is(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen")
    talker.say("klopt", "affirm")
    assert talker.talk.question == "tasks" and "Wat doe je nog meer" in talker.text
    talker.until("outside").say("ik zing in een koor")
    talker.say("klopt", "affirm")
    assert talker.talk.question == "wishes"


@pytest.mark.parametrize("question", ["tasks", "outside", "wishes", "criteria"])
@pytest.mark.parametrize("words", ["nee, meer niet", "verder niks hoor", "nee dat was het, niks meer"])
@pytest.mark.parametrize("intent", ["deny", "answer", "out_of_scope"])
def test_nothing_more_is_no_refusal_and_no_task(talker: Talker, question: str, words: str, intent: str) -> None:
    talker.until(question).say(words, intent)
    assert talker.talk.question != question
    assert not talker.value(question), "nothing of it is kept as an answer"


def test_what_others_do_outside_work_is_not_read_back(talker: Talker) -> None:
    text = talker.until("outside").say("ik zorg voor mijn moeder, die heeft veel hulp nodig in huis")
    assert "*zorg voor mijn moeder*. Klopt dat?" in text and talker.quotes("outside") == ["zorg voor mijn moeder"]


def at_work(talker: Talker, function: str) -> Talker:
    """At the question about tasks, with this function."""
    talker.until("function").say(function)
    return talker.until("tasks")


@pytest.mark.parametrize("intent", ["out_of_scope", "correction", "nlu_fallback", "faq_job_loss"])
@pytest.mark.parametrize(("words", "quotes"), [("verhuizingen", ["verhuizingen"]), ("ook huwelijken", ["huwelijken"]), ("paspoorten, verhuizingen en uittreksels", ["paspoorten", "verhuizingen", "uittreksels"])])
def test_a_task_of_ones_own_is_heard_by_its_name_whatever_rasa_makes_of_it(talker: Talker, words: str, quotes: list[str], intent: str) -> None:
    text = at_work(talker, "medewerker burgerzaken").say(words, intent)
    assert "Ik hoor: " in text and list(dict.fromkeys(talker.quotes("tasks"))) == quotes
    own = {mention["concept_id"] for mention in talker.value("tasks")["mentions"] if mention["kind"] == "task"}
    assert len(own) == len(quotes) and all(task.startswith("medewerker-burgerzaken/") for task in own)


def test_what_is_named_at_the_tasks_is_no_other_function(talker: Talker) -> None:
    text = at_work(talker, "administratief medewerker").say("leveranciersbestanden", "correction")
    assert "Bedoel je" not in text and talker.talk.question == "tasks"
    assert talker.value("function")["function_id"] == "administratief-medewerker"
    talker.say("nee, ik ben kok", "correction")
    assert talker.value("function")["function_id"] == "kok", "who corrects it is still heard"


def test_names_of_tasks_are_taken_away_by_the_same_words(talker: Talker) -> None:
    at_work(talker, "medewerker burgerzaken").say("verhuizingen", "out_of_scope")
    talker.say("haal verhuizingen weg", "correction")
    assert talker.quotes("tasks") == []


def test_a_whole_day_of_work_is_an_answer_however_sure_rasa_is_that_it_is_none(talker: Talker) -> None:
    day = "Vanochtend bestellingen gedaan, daarna leveranciers gebeld over de levering. Ik maak notulen, plan afspraken en hou lijsten bij."
    text = at_work(talker, "administratief medewerker").say(day, "out_of_scope", 0.97)
    assert "Ik hoor: " in text and talker.value("tasks")["messages"] == [day]
