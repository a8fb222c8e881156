"""'Terug' keeps what was told, and taking back names what goes and can be undone."""

from __future__ import annotations

import pytest

from bot.talk import Notes
from tests.bot.conftest import Talker, conditions


def with_tasks(talker: Talker) -> Talker:
    """At the tasks, with a function and a place, and three messages told."""
    talker.until("function").say("administratief medewerker")
    talker.say("ja", "affirm")
    talker.say("Zwolle")
    for words in ("ik bestel spullen", "ik bel leveranciers", "ik maak notulen"):
        talker.say(words)
    return talker


def test_going_back_from_the_tasks_keeps_them_and_shows_the_answer_before(talker: Talker) -> None:
    text = with_tasks(talker).say("terug", "go_back")
    assert talker.talk.question == "region"
    assert text.endswith("Je antwoord was: *Zwolle*. Wil je dat veranderen?")
    assert talker.quotes("tasks") == ["bestel spullen", "bel leveranciers", "maak notulen"]
    assert talker.say("vorige vraag", "go_back").endswith("Je antwoord was: *Administratief medewerker*. Wil je dat veranderen?")
    assert "eerste vraag" in talker.say("terug", "go_back")


@pytest.mark.parametrize(
    ("words", "intent"),
    [("verder", "done"), ("klopt", "affirm"), ("ja klopt", "affirm"), ("nee", "deny"), ("weet ik niet", "dont_know"), ("sla over", "skip"),
     ("nee laat maar zo", "deny"), ("laat maar zo", "answer"), ("hoeft niet veranderd te worden", "answer"), ("dat is prima zo", "answer")],
)
def test_small_words_keep_the_answer_and_lead_on(talker: Talker, words: str, intent: str) -> None:
    with_tasks(talker).say("terug", "go_back")
    before = talker.talk.given
    text = talker.say(words, intent)
    assert talker.talk.given == before
    assert talker.talk.question == "tasks" and "Goed, dat blijft zo." in text


def test_the_button_keeps_the_answer_and_yes_opens_the_question(talker: Talker) -> None:
    with_tasks(talker).say("terug", "go_back")
    talker.press("Nee, laat zo")
    assert talker.talk.question == "tasks"
    talker.say("terug", "go_back")
    assert "In welke plaats" in talker.say("ja", "affirm")
    assert talker.value("region")["words"] == "Zwolle"
    talker.say("verder", "done")
    assert talker.value("region")["words"] == "Zwolle" and talker.talk.question == "tasks"


def test_what_is_no_place_leaves_the_place_and_is_heard_where_it_belongs(talker: Talker) -> None:
    with_tasks(talker).say("verder", "done")
    for _ in range(2):
        talker.say("terug", "go_back")
    assert talker.talk.question == "region"
    talker.say("notulen wordt ook minder")
    assert talker.value("region") == {"region_id": "regio-zwolle", "words": "Zwolle"}
    assert talker.value("trends")["trends"] == [{"quote": "maak notulen", "trend": "shrinks"}]


@pytest.mark.parametrize("typed", [("ordenen wordt ook minder", "grmbl"), ("Xqwvburg", "Zzkjdorp")])
def test_a_known_place_is_never_replaced_by_what_is_none(talker: Talker, typed: tuple[str, str]) -> None:
    with_tasks(talker).say("verander mijn regio", "correction")
    for words in typed:
        talker.say(words)
    assert talker.value("region")["words"] == "Zwolle"


def test_a_known_function_stands_until_another_one_is_confirmed(talker: Talker) -> None:
    with_tasks(talker).say("verander mijn functie", "correction")
    talker.say("inkomensconsulent")
    talker.say("nee", "deny")
    talker.say("verder", "done")
    assert talker.value("function")["function_id"] == "administratief-medewerker"
    talker.say("verander mijn functie", "correction")
    talker.say("inkomensconsulent")
    talker.say("ja", "affirm")
    assert talker.value("function")["function_id"] == "inkomensconsulent"


def test_back_within_a_choice_of_functions_leaves_the_choice(talker: Talker) -> None:
    talker.until("function").say("consulent")
    assert talker.say("terug", "go_back").endswith("Wat voor werk doe je nu?")


def test_back_within_the_changes_goes_one_task_back_and_keeps_what_was_said(talker: Talker) -> None:
    with_tasks(talker).say("verder", "done")
    talker.press("Wordt meer")
    text = talker.say("terug", "go_back")
    assert "*bestel spullen*" in text
    assert talker.value("trends")["trends"] == [{"quote": "bestel spullen", "trend": "grows"}]
    talker.press("Wordt minder")
    assert talker.value("trends")["trends"] == [{"quote": "bestel spullen", "trend": "shrinks"}]
    assert "*bel leveranciers*" in talker.text


def test_every_answered_question_is_shown_again_on_the_way_back(talker: Talker) -> None:
    with_tasks(talker).say("verder", "done")
    talker.press("De rest")
    for words, intent in (("ik coach een voetbalteam", "answer"), ("verder", "done"), ("techniek", "answer"), ("verder", "done"),
                          ("ja", "affirm"), ("ik red me met excel", "answer"), ("iets anders", "answer"), ("geen avonden", "answer"),
                          ("moet echt", "answer"), ("verder", "done")):
        talker.say(words, intent)
    given = talker.talk.given
    shown = [talker.say("terug", "go_back") for _ in range(10)]
    for text, answer in zip(shown, ["geen avonden", "Iets anders gaan doen", "Ik red me zelf", "Ja, dat mag", "Techniek",
                                    "coach ik een voetbalteam|coach een voetbalteam", "bestel spullen* blijft gelijk", "bestel spullen*, *bel",
                                    "Zwolle", "Administratief medewerker"], strict=True):
        assert any(each in text for each in answer.split("|")), (text, answer)
    talker.say("verder", "done")
    assert talker.talk.given == given and talker.talk.question is None


@pytest.mark.parametrize("words", ["laatste weg", "dat laatste niet", "haal dat weg", "haal de laatste taak maar weg"])
def test_the_last_thing_told_is_taken_away_by_name_and_can_come_back(talker: Talker, words: str) -> None:
    text = with_tasks(talker).say(words, "nlu_fallback", 0.3)
    assert "*maak notulen* heb ik weggehaald." in text
    assert talker.quotes("tasks") == ["bestel spullen", "bel leveranciers"]
    assert Notes.from_json(talker.talk.notes.to_json()) == talker.talk.notes
    text = talker.press("Zet terug")
    assert "*maak notulen* staat er weer bij." in text
    assert talker.quotes("tasks") == ["bestel spullen", "bel leveranciers", "maak notulen"]


def test_a_task_taken_away_by_name_is_named_and_comes_back_with_words(talker: Talker) -> None:
    with_tasks(talker).say("verder", "done")
    assert "*maak notulen* heb ik weggehaald." in talker.say("haal notulen weg", "correction")
    assert talker.talk.question == "trends" and "Zet terug" in talker.titles
    talker.say("toch wel", "affirm")
    assert "maak notulen" in talker.quotes("tasks") and talker.talk.question == "trends"


def test_what_was_pressed_away_can_come_back(talker: Talker) -> None:
    with_tasks(talker).press("Klopt niet")
    talker.press("bel leveranciers")
    assert talker.quotes("tasks") == ["bestel spullen", "maak notulen"]
    talker.press("Zet terug")
    assert talker.quotes("tasks") == ["bestel spullen", "bel leveranciers", "maak notulen"]


def test_wishes_and_criteria_are_taken_away_by_name_too(talker: Talker) -> None:
    talker.until("wishes").say("iets met techniek")
    talker.press("Onderwijs")
    assert "*Onderwijs* heb ik weggehaald." in talker.say("haal onderwijs weg", "correction")
    assert talker.value("wishes")["sectors"] == ["techniek"]
    assert "*iets met techniek* heb ik weggehaald." in talker.say("haal dat weg", "correction")
    assert talker.value("wishes")["sectors"] == []
    talker.until("criteria").say("geen avonden")
    talker.press("Moet echt")
    assert "*geen avonden* heb ik weggehaald." in talker.say("laatste weg")
    assert talker.value("criteria")["criteria"] == []
    talker.say("toch wel")
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == ["geen avonden"]


def test_that_task_at_the_changes_is_the_one_that_is_asked_about(talker: Talker) -> None:
    with_tasks(talker).say("verder", "done")
    talker.press("Blijft gelijk")
    talker.say("haal die taak weg", "correction")
    assert talker.quotes("tasks") == ["bestel spullen", "maak notulen"]


def test_a_question_about_what_was_taken_away_is_not_asked_any_more(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen")
    talker.say("verder", "done")
    assert talker.talk.question == "trends"
    talker.say("haal bestellen weg", "correction")
    assert talker.talk.question == "outside" and "heb ik weggehaald" in talker.text
    assert talker.press("Zet terug")
    assert talker.quotes("tasks") == ["bestel spullen"]


def test_a_no_to_what_was_told_already_asks_what_is_wrong(talker: Talker) -> None:
    talker.until("function").say("ik ben administratief medewerker, ik plan vergaderingen")
    talker.say("ja", "affirm")
    assert talker.until("tasks").say("nee dat klopt niet", "deny") == "Wat klopt er niet?"
    assert talker.talk.question == "tasks"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("nee dat laatste klopt nie meer ben gestopt", "correction"), ("dat doe ik niet meer", "done"), ("daar ben ik mee gestopt", "nlu_fallback"),
        ("ik doe dat al lang niet meer", "deny"), ("dat laatste doe ik niet meer", "answer"), ("ben ermee gestopt", "stop"),
        ("notulen maken doe ik niet meer", "answer"), ("ben gestopt met notuleren", "stop"), ("met notulen ben ik gestopt", "answer"),
    ],
)
def test_what_somebody_stopped_doing_becomes_work_of_before_and_can_come_back(talker: Talker, words: str, intent: str) -> None:
    text = with_tasks(talker).say(words, intent)
    assert "*maak notulen* zet ik bij wat je vroeger deed." in text and talker.talk.question == "tasks"
    meanings = {mention["quote"]: mention["meaning"] for mention in talker.value("tasks")["mentions"]}
    assert meanings == {"bestel spullen": "now", "bel leveranciers": "now", "maak notulen": "before"}
    talker.press("Zet terug")
    assert {mention["meaning"] for mention in talker.value("tasks")["mentions"]} == {"now"}


@pytest.mark.parametrize("words", ["klopt niet dat laatste", "dat laatste klopt nie", "nee het laatste heb ik niet gezegd", "dat laatste is fout"])
def test_the_last_thing_that_is_wrong_goes(talker: Talker, words: str) -> None:
    assert "*maak notulen* heb ik weggehaald." in with_tasks(talker).say(words, "deny")


def test_which_of_several_is_not_done_any_more_is_asked(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en maak notulen")
    assert talker.say("nee dat doe ik niet meer", "deny") == "Wat klopt er niet?"
    assert "maak notulen" in talker.titles


def test_a_task_that_is_asked_about_can_be_of_before(talker: Talker) -> None:
    with_tasks(talker).say("verder", "done")
    assert "*bestel spullen* zet ik bij wat je vroeger deed." in talker.say("dat doe ik niet meer", "done")
    assert talker.talk.question == "trends" and "*bel leveranciers*" in talker.text


@pytest.mark.parametrize("words", ["ik ben gestopt met voetbal", "ik help de post en notulen doe ik niet meer"])
def test_what_was_never_told_and_is_done_no_more_is_told_now(talker: Talker, words: str) -> None:
    with_tasks(talker).say(words)
    mentions = {mention["quote"]: mention["meaning"] for mention in talker.value("tasks")["mentions"]}
    assert len(mentions) > 3 and mentions["maak notulen"] == "now"


def test_nobody_leaves_a_question_with_buttons_by_what_they_do_not_do_any_more(talker: Talker) -> None:
    with_tasks(talker).until("contact").say("dat doe ik niet meer", "answer")
    assert "before" not in {mention["meaning"] for mention in talker.value("tasks")["mentions"]}


def with_hobby(talker: Talker) -> Talker:
    talker.until("outside").say("ik zing in een koor")
    return talker.until("criteria")


@pytest.mark.parametrize("words", ["nee dat is geen eis haal dat weg", "haal die eis weg", "dat is geen voorwaarde, haal weg"])
@pytest.mark.parametrize("weighed", [False, True])
def test_what_is_no_condition_takes_the_condition_heard_last(talker: Talker, words: str, weighed: bool) -> None:
    with_hobby(talker).say("geen avonden")
    if weighed:
        talker.say("moet echt")
    text = talker.say(words, "correction")
    assert "*geen avonden* heb ik weggehaald" in text and talker.talk.question == "criteria" and talker.talk.notes.stage == ""
    assert not talker.value("criteria").get("criteria") and talker.quotes("outside") == ["zing in een koor"]


def test_a_condition_that_waits_is_taken_away_by_name(talker: Talker) -> None:
    with_hobby(talker).say("geen avonden en niet minder verdienen")
    assert "*niet minder verdienen*: moet dat echt" in talker.say("haal avonden weg", "correction")
    talker.press("Moet echt")
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == ["niet minder verdienen"]


def test_who_takes_a_condition_away_that_is_not_there_loses_nothing(talker: Talker) -> None:
    with_hobby(talker).say("nee dat is geen eis haal dat weg", "correction")
    assert talker.quotes("outside") == ["zing in een koor"] and talker.talk.notes.stage == "" and not talker.value("criteria")


def test_a_yes_to_changing_may_bring_the_new_answer(talker: Talker) -> None:
    talker.until("region").say("arnhem")
    talker.say("terug", "go_back")
    talker.say("ja, regio utrecht", "affirm")
    assert talker.value("region")["region_id"] == "midden-utrecht" and talker.talk.question == "tasks"


def test_a_yes_to_changing_by_itself_asks_anew(talker: Talker) -> None:
    talker.until("region").say("arnhem")
    talker.say("terug", "go_back")
    assert "In welke plaats" in talker.say("ja graag", "affirm")


def at_contact_again(talker: Talker, first: str) -> Talker:
    """At the review of whether they may be approached, from the question behind it."""
    talker.until("contact").say(first, "affirm" if first.startswith("ja") else "deny")
    assert talker.talk.question == "digital"
    talker.say("terug", "go_back")
    assert talker.talk.question == "contact"
    return talker


def test_a_question_of_yes_or_no_is_put_again_with_its_answer(talker: Talker) -> None:
    at_contact_again(talker, "ja")
    assert talker.text.endswith("Je zei: *Ja, dat mag*. Mogen we je benaderen als er iets vrijkomt?")
    assert talker.titles == ["Ja, dat mag", "Nee, liever niet"]


@pytest.mark.parametrize("first", ["ja", "nee"])
@pytest.mark.parametrize(
    ("words", "intent", "may"),
    [("ja hoor", "affirm", True), ("dat mag", "affirm", True), ("prima", "affirm", True), ("nee", "deny", False), ("nee liever niet", "deny", False), ("hoeft niet", "deny", False)],
)
def test_yes_and_no_answer_that_question_whatever_was_said_before(talker: Talker, first: str, words: str, intent: str, may: bool) -> None:
    at_contact_again(talker, first).say(words, intent)
    assert talker.value("contact") == {"may_contact": may} and talker.talk.question == "digital"
    assert ("Goed, dat blijft zo." in talker.text) is ((first == "ja") is may)


@pytest.mark.parametrize("first", ["ja", "nee"])
@pytest.mark.parametrize(
    ("words", "intent"),
    [("klopt", "affirm"), ("ja klopt", "affirm"), ("nee laat maar zo", "deny"), ("dat is prima zo", "affirm"), ("verder", "done"), ("geen idee", "dont_know"), ("sla over", "skip")],
)
def test_what_leaves_a_yes_or_a_no_leaves_it(talker: Talker, first: str, words: str, intent: str) -> None:
    at_contact_again(talker, first).say(words, intent)
    assert talker.value("contact") == {"may_contact": first == "ja"} and talker.talk.question == "digital"


def test_a_yes_or_no_that_was_passed_over_is_simply_put_again(talker: Talker) -> None:
    talker.until("contact").say("weet ik niet", "dont_know")
    assert "overgeslagen" in talker.say("terug", "go_back") and talker.text.endswith("vrijkomt?")
    talker.say("dat mag", "affirm")
    assert talker.value("contact") == {"may_contact": True} and talker.talk.question == "digital"


@pytest.mark.parametrize("words", ["geen idee", "echt geen idee hoor"])
def test_who_does_not_know_about_contact_refuses_nothing(talker: Talker, words: str) -> None:
    talker.until("contact").say(words, "dont_know")
    assert talker.talk.given["contact"].value is None and "dan benaderen we je niet" in talker.text


@pytest.mark.parametrize(("words", "question"), [("de bovenste", "tasks"), ("de laatste", "region")])
def test_which_of_the_two_buttons_can_be_said(talker: Talker, words: str, question: str) -> None:
    with_tasks(talker).say("terug", "go_back")
    talker.say(words)
    assert talker.talk.question == question and talker.value("region")["words"] == "Zwolle"


@pytest.mark.parametrize(("words", "intent"), [("verder", "done"), ("dat was het", "done"), ("weet ik niet", "dont_know"), ("sla over", "skip")])
def test_going_back_from_how_hard_a_condition_is_keeps_it_as_a_wish(talker: Talker, words: str, intent: str) -> None:
    talker.until("criteria").say("geen avonden")
    assert "Ik houd het op een wens: *geen avonden*." in talker.say("terug", "go_back") and talker.talk.question == "criteria"
    talker.say(words, intent)
    assert conditions(talker) == [("geen avonden", False)] and talker.talk.settled("criteria")


def test_going_back_keeps_every_condition_that_waits(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden en niet minder verdienen")
    talker.say("terug", "go_back")
    assert conditions(talker) == [("geen avonden", False), ("niet minder verdienen", False)]
    talker.say("dat moet echt")
    assert conditions(talker) == [("geen avonden", False), ("niet minder verdienen", True)]


def test_changing_another_answer_by_name_keeps_what_is_being_weighed(talker: Talker) -> None:
    with_tasks(talker).until("criteria").say("geen avonden")
    assert talker.say("verander mijn regio", "correction") and talker.talk.question == "region"
    talker.say("Utrecht")
    assert talker.value("region")["region_id"] == "midden-utrecht" and conditions(talker) == [("geen avonden", False)]


@pytest.mark.parametrize("reopened", [False, True])
def test_a_place_corrected_at_a_question_come_back_to_returns_there(talker: Talker, reopened: bool) -> None:
    with_tasks(talker).until("direction").say("iets anders")
    talker.say("terug", "go_back")
    if reopened:
        talker.press("Ja, graag")
    talker.say("nee, ik bedoel breda", "correction")
    assert talker.talk.question == "direction" and talker.value("region")["region_id"] == "west-brabant"
    assert talker.text.endswith("Wil je dat veranderen?") is not reopened


def test_a_place_corrected_on_the_way_back_returns_there_whatever_it_sounds_like(talker: Talker) -> None:
    with_tasks(talker).say("terug", "go_back")
    talker.say("terug", "go_back")
    talker.say("nee, ik bedoel amstelveen", "correction")
    assert talker.talk.question == "function" and talker.value("region")["region_id"] == "groot-amsterdam"
    assert talker.text.endswith("Wil je dat veranderen?")
