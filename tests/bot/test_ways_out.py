"""Nobody is stuck at a question, and nothing is said that leans on what was never told."""

from __future__ import annotations

import pytest

from bot.interview import Interview
from bot.talk import Talk
from tests.bot.conftest import Talker


@pytest.mark.parametrize("question", ["digital", "direction"])
def test_a_no_that_says_nothing_is_passed_over_in_the_end(talker: Talker, question: str) -> None:
    talker.until(question).say("nee", "deny")
    talker.say("nee", "deny")
    assert talker.talk.question == question and "Sla over" in talker.titles
    text = talker.say("nee", "deny")
    assert talker.talk.question != question
    assert talker.interview.script.question(question).skip in text


def test_passing_over_stays_on_offer_while_nothing_is_understood(talker: Talker) -> None:
    talker.until("region").say("nee", "deny")
    for words, intent in (("nee", "deny"), ("nee", "deny"), ("mop", "out_of_scope"), ("waarom", "why"), ("nee", "deny")):
        talker.say(words, intent)
        assert talker.talk.question == "region" and "Sla over" in talker.titles


def test_being_contacted_leans_on_a_wish_only_when_there_is_one(talker: Talker) -> None:
    assert "in die hoek" not in talker.until("contact").text
    other = Talker(talker.interview)
    other.until("wishes").say("techniek")
    other.say("verder", "done")
    assert "in die hoek" in other.text


def test_the_usual_tasks_of_a_function_are_only_counted_on_when_it_is_known(talker: Talker) -> None:
    assert "je functie" not in talker.until("tasks").say("sla over", "skip")
    other = Talker(talker.interview)
    other.until("function").say("administratief medewerker")
    other.say("ja", "affirm")
    assert "wat je functie meestal doet" in other.until("tasks").say("sla over", "skip")
    unlisted = Talker(talker.interview)
    unlisted.until("function").say("zwrkpf")
    unlisted.say("qqxjv")
    assert "je functie" not in unlisted.until("tasks").say("sla over", "skip")


def test_no_good_picture_is_claimed_when_everything_was_taken_away(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen")
    talker.say("haal dat weg", "correction")
    assert "goed beeld" not in talker.say("nee", "deny")


@pytest.mark.parametrize("question", ["region", "tasks", "wishes", "criteria"])
@pytest.mark.parametrize("words", ["[nummer weggelaten]", "mijn bsn is [nummer weggelaten]"])
def test_a_number_that_was_left_out_is_no_answer(talker: Talker, question: str, words: str) -> None:
    talker.until(question)
    given = talker.talk.given
    text = talker.say(words)
    assert talker.talk.given == given and talker.talk.question == question
    assert text.endswith(talker.interview.script.question(question).again) and talker.talk.notes.misses == 0


def test_typing_the_words_on_a_button_is_pressing_it(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en ik maak notulen")
    talker.say("klopt niet", "nlu_fallback", 0.2)
    assert talker.text == "Wat klopt er niet?"
    talker.say("Maak notulen", "goodbye", 0.9)
    assert talker.quotes("tasks") == ["bestel spullen"]
    talker.say("zet terug", "go_back", 0.99)
    assert talker.quotes("tasks") == ["bestel spullen", "maak notulen"]


def test_nothing_asked_yet_is_the_first_step(interview: Interview) -> None:
    progress = interview.progress(Talk())
    assert (progress.step, progress.question) == (1, "consent")


def test_what_is_told_beside_a_choice_of_functions_is_kept_and_the_choice_is_left_open_in_the_end(talker: Talker) -> None:
    """Who types on while three titles wait is not asked the same thing for ever."""
    talker.until("function").say("adviseur")
    choices = talker.titles
    assert len(choices) > 2
    talker.say("tilburg")
    assert talker.talk.question == "function" and talker.titles == choices
    text = talker.say("ik bel mensen terug en zet afspraken in de agenda")
    assert talker.interview.script.question("function").phrases["left_open"] in text
    assert talker.talk.question == "tasks"
    assert talker.value("function")["words"] == "adviseur"
    assert talker.value("region")["words"] == "Tilburg"
    assert any("afspraken" in quote for quote in talker.quotes("tasks"))


def test_a_choice_of_functions_that_nobody_makes_is_passed_over(talker: Talker) -> None:
    talker.until("function").say("adviseur")
    for _ in range(2):
        talker.say("ja", "affirm")
        assert talker.talk.question == "function"
    talker.say("ja", "affirm")
    assert talker.talk.question != "function" and talker.value("function")["words"] == "adviseur"


def test_another_description_while_titles_wait_gives_other_titles(talker: Talker) -> None:
    talker.until("function").say("adviseur")
    talker.say("hovenier bij het groen")
    assert any("hovenier" in title.casefold() for title in talker.titles)


def test_what_answers_another_question_is_no_misunderstanding(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen")
    talker.say("verder", "done")
    assert talker.talk.question == "trends"
    text = talker.say("ik wil niet minder verdienen")
    assert talker.talk.question == "trends" and talker.talk.notes.misses == 0
    assert "minder verdienen" in text and talker.value("criteria")["criteria"]


def test_going_on_at_a_sure_title_is_a_yes(talker: Talker) -> None:
    talker.until("function").say("administratie medewerker")
    talker.say("verder", "done")
    assert talker.talk.question == "region" and talker.value("function")["function_id"] == "administratief-medewerker"


@pytest.mark.parametrize(("words", "trends"), [
    ("het meeste inboeken gaat nu automatisch", [("inboeken", "shrinks")]),
    ("de gesprekken blijven", [("gesprekken", "same")]),
    ("het wordt minder", [("bestel spullen", "shrinks")]),
    ("dat gaat automatisch", [("bestel spullen", "shrinks")]),
    ("rest blijft", [("bestel spullen", "same"), ("bel leveranciers", "same")]),
])
def test_a_change_is_of_the_work_that_it_names(talker: Talker, words: str, trends: list[tuple[str, str]]) -> None:
    """Who speaks of other work than was asked about, says nothing of what was asked."""
    talker.until("tasks").say("ik bestel spullen en bel leveranciers")
    talker.say("verder", "done")
    talker.say(words)
    assert [(trend["quote"], trend["trend"]) for trend in talker.value("trends")["trends"]] == trends


@pytest.mark.parametrize(("words", "level"), [("ik heb alleen een telefoon", 0), ("gaat wel met de computer", 2), ("gaat niet zo goed", 1)])
def test_the_digital_level_is_heard_in_plain_words(talker: Talker, words: str, level: int) -> None:
    talker.until("digital").say(words)
    assert talker.value("digital")["create"] == level


@pytest.mark.parametrize(
    ("words", "intent"),
    [("ja", "affirm"), ("prima hoor", "affirm"), ("doe maar", "affirm"), ("mij best", "affirm"), ("als er iets leuks is wel", "answer"), ("ja als het in de zorg is", "answer"),
     ("jullie mogen me altijd bellen", "answer"), ("alleen via mail mag", "answer")],
)
def test_a_plain_yes_lets_a_coach_make_contact(talker: Talker, words: str, intent: str) -> None:
    talker.until("contact").say(words, intent)
    assert talker.value("contact") == {"may_contact": True}


@pytest.mark.parametrize(
    ("words", "intent"),
    [("red me wel", "affirm"), ("mogen jullie dat zomaar", "affirm"), ("mag dat wel", "affirm"), ("gaat wel", "affirm"), ("zie maar", "answer"), ("ja maar niet bellen", "affirm"),
     ("wat mag ik dan verwachten", "answer"), ("volgende", "done"), ("hangt ervan af", "dont_know"), ("liever niet", "deny")],
)
def test_nobody_is_contacted_without_a_plain_yes(talker: Talker, words: str, intent: str) -> None:
    talker.until("contact").say(words, intent)
    assert not talker.value("contact").get("may_contact")


@pytest.mark.parametrize(("words", "intent"), [("wie is we", "nlu_fallback"), ("wat bedoel je met benaderen", "repeat"), ("wie benadert me dan", "out_of_scope")])
def test_a_question_about_the_words_of_a_question_is_explained(talker: Talker, words: str, intent: str) -> None:
    assert talker.interview.script.question("contact").why in talker.until("contact").say(words, intent, 0.4)
    assert talker.talk.question == "contact" and talker.talk.notes.misses == 0


@pytest.mark.parametrize(
    ("words", "create"),
    [("me zoon doet altijd de computer", 0), ("hekel aan computers, doe ik niet", 0), ("mijn dochter helpt me", 1), ("kan er weinig van", 1), ("redt me wel", 2),
     ("excel gaat goed en ik maak soms zelf formulieren", 2), ("nooit problemen mee, het gaat prima", 2), ("ik maak zelf programmas", 4)],
)
def test_how_it_goes_with_the_computer_is_heard_in_plain_words(talker: Talker, words: str, create: int) -> None:
    talker.until("digital").say(words)
    assert talker.value("digital")["create"] == create


def test_what_somebody_does_not_fancy_is_no_hobby_and_a_condition_where_it_is_one(talker: Talker) -> None:
    text = talker.until("outside").say("ik zie een cursus niet zitten hoor")
    assert "Leuk" not in text and not talker.value("outside")
    assert [each["kind"] for each in talker.value("criteria")["criteria"]] == ["no-long-schooling"]


def test_taking_away_what_was_never_told_stores_nothing(talker: Talker) -> None:
    talker.until("outside").say("haal die boot weg", "correction")
    assert not talker.value("outside") and talker.talk.question == "outside"


@pytest.mark.parametrize(
    ("words", "intent"),
    [("ja graag, maar mijn chef mag het niet weten", "dont_know"), ("mag, maar niet bellen", "correction"), ("prima maar niet op mijn vrije dag", "deny"), ("nee zwaar werk wil ik niet meer", "deny"),
     ("heb je me nou gehoord of niet", "deny")],
)
def test_a_yes_with_a_limit_or_a_no_to_something_else_is_neither_a_yes_nor_a_no(talker: Talker, words: str, intent: str) -> None:
    talker.until("contact").say(words, intent, 0.56)
    assert talker.talk.question == "contact" and not talker.talk.settled("contact")


@pytest.mark.parametrize(
    ("words", "intent"),
    [("ik wil niet achter een computer en ook niet s avonds werken", "answer"), ("nee, geen zwaar werk meer", "deny"), ("geen avonden graag", "answer")],
)
def test_conditions_told_where_contact_is_asked_are_kept_and_decide_nothing(talker: Talker, words: str, intent: str) -> None:
    talker.until("contact").say(words, intent)
    assert talker.talk.question == "contact" and not talker.value("contact")
    assert talker.value("criteria")["criteria"]


@pytest.mark.parametrize(
    ("words", "intent"),
    [("nee liever niet via een coach, eerst zelf kijken", "deny"), ("liever niet, en geen avonden graag", "deny"), ("nee dank je", "deny"), ("ik kijk zelf wel", "answer"), ("ik wil niet gebeld worden", "answer")],
)
def test_a_plain_no_to_a_coach_is_a_no(talker: Talker, words: str, intent: str) -> None:
    talker.until("contact").say(words, intent)
    assert talker.value("contact") == {"may_contact": False}


def test_who_does_not_know_whether_a_coach_may_call_says_no_no(talker: Talker) -> None:
    talker.until("contact").say("weet ik niet", "dont_know", 0.98)
    assert not talker.value("contact")


def test_who_is_never_understood_goes_on_whether_it_is_no_answer_or_out_of_scope(talker: Talker) -> None:
    talker.until("function")
    for intent in ("out_of_scope", "out_of_scope", "out_of_scope"):
        talker.say("jobkoots", intent)
    assert talker.talk.question == "region"
