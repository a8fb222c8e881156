"""What is told where something else was asked: a change of a task among the tasks, a wish among the conditions, a yes after a no."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from tests.bot.conftest import Talker, advice_for


def trends(talker: Talker) -> dict[str, str]:
    return {trend["quote"]: trend["trend"] for trend in talker.value("trends").get("trends", ())}


@pytest.mark.parametrize(
    ("words", "quotes", "told"),
    [
        ("ik scan post en bel met klanten. bellen wordt steeds minder", ["scan post", "bel met klanten"], {"bel met klanten": "shrinks"}),
        ("ik scan post, maar dat wordt steeds minder", ["scan post"], {"scan post": "shrinks"}),
        ("ik bel klanten en ik maak rapporten, het bellen neemt af", ["bel klanten", "maak rapporten"], {"bel klanten": "shrinks"}),
        ("bellen wordt juist meer", ["bellen"], {"bellen": "grows"}),
        ("ik meet of er meer geluid is", ["meet of er meer geluid is"], {}),
        ("ik leg uit waarom er minder budget is", ["leg uit waarom er minder budget is"], {}),
    ],
)
def test_a_change_told_with_the_tasks_is_kept_as_a_change_and_names_no_task_twice(talker: Talker, words: str, quotes: list[str], told: dict[str, str]) -> None:
    talker.until("tasks").say(words)
    assert talker.quotes("tasks") == quotes
    assert trends(talker) == told


def test_how_work_is_done_is_no_change_of_how_much_there_is_of_it(talker: Talker) -> None:
    talker.until("tasks").say("ik hou de facturen bij, digitaal wordt meer")
    assert "hou de facturen bij" not in trends(talker)


def test_what_was_told_of_a_change_is_read_back_and_not_asked_again(talker: Talker) -> None:
    assert "bel met klanten wordt minder" in talker.until("tasks").say("ik scan post en bel met klanten. bellen wordt steeds minder")
    assert "*scan post*: wordt dat meer" in talker.press("Verder")
    talker.press("Blijft gelijk")
    assert talker.talk.question == "outside"
    assert trends(talker) == {"bel met klanten": "shrinks", "scan post": "same"}


def test_nothing_is_asked_of_changes_when_each_was_told(talker: Talker) -> None:
    talker.until("tasks").say("bellen wordt minder")
    talker.press("Verder")
    assert talker.talk.question == "outside"


@pytest.mark.parametrize("question", ["criteria", "direction", "contact"])
def test_a_wish_told_later_is_a_wish_and_the_question_stays_open(talker: Talker, question: str) -> None:
    talker.until(question).say("iets met zorg lijkt me ook leuk")
    assert talker.value("wishes")["sectors"] == ["zorg"]
    assert talker.talk.question == question and not talker.value(question)


@pytest.mark.parametrize("words", ["iets in de buurt", "iets met veel contact", "het lijkt me fijn om thuis te werken"])
def test_what_work_must_be_like_stays_a_condition(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    assert talker.talk.notes.stage == "hardness"
    assert not talker.value("wishes")


@pytest.mark.parametrize(("words", "wished"), [("toch wel inkoop", True), ("inkoop mag toch wel", False)])
def test_work_that_was_refused_may_be_looked_at_after_all(talker: Talker, knowledge: Knowledge, words: str, wished: bool) -> None:
    talker.until("function").say("administratief medewerker")
    talker.until("tasks").say("ik bestel spullen, bel leveranciers en hou lijsten bij in excel")
    talker.until("wishes").say("liever geen inkoop")

    def titles() -> set[str]:
        return {suggestion.title for suggestion in advice_for(talker, knowledge).suggestions}

    assert "Inkoopmedewerker" not in titles()
    talker.say(words)
    assert "Inkoopmedewerker" in titles()
    assert bool(talker.value("wishes")["words"]) is wished


@pytest.mark.parametrize("words", ["ik was ramen en dweil de vloer", "was ik ramen", "ik was de auto's van de dienst", "ik was bewoners en help ze met eten"])
def test_who_washes_tells_of_now(talker: Talker, words: str) -> None:
    talker.until("tasks").say(words)
    assert {mention["meaning"] for mention in talker.value("tasks")["mentions"]} == {"now"}


@pytest.mark.parametrize("words", ["ik was huismeester van een flat", "vroeger was ik de baas van de kantine"])
def test_who_was_something_tells_of_before(talker: Talker, words: str) -> None:
    talker.until("tasks").say(words)
    assert {mention["meaning"] for mention in talker.value("tasks")["mentions"]} == {"before"}


def test_there_is_a_way_on_after_a_question_back(talker: Talker) -> None:
    talker.until("outside").say("waarom", "why")
    assert "Sla over" in talker.titles


@pytest.mark.parametrize(("question", "words"), [("tasks", "ik sta aan de balie en ik zou wel iets in het onderwijs willen doen"), ("outside", "ik doe aan toneel en ik zou wel in het onderwijs willen werken")])
def test_a_wish_told_with_work_or_life_is_read_back_once_and_need_not_be_told_again(talker: Talker, question: str, words: str) -> None:
    assert "onderwijs" in talker.until(question).say(words)
    talker.say("verder", "done")
    text = talker.until("wishes").text
    assert "weet ik al een beetje" in text and "onderwijs" not in text
    talker.say("verder", "done")
    assert talker.talk.question != "wishes" and "onderwijs" in str(talker.value("wishes")["words"])



def test_what_was_passed_over_may_still_be_told_and_is_not_asked_again(talker: Talker) -> None:
    talker.until("region").say("weet ik niet", "dont_know")
    text = talker.say("in almelo, en ik wil niet minder verdienen")
    assert "*Almelo*" in text and talker.value("region")["region_id"] == "twente" and talker.talk.settled("region")
    talker.until("digital").say("sla over", "skip")
    talker.until("criteria").say("sla over", "skip")


def test_a_yes_to_more_wishes_or_going_on_goes_on(talker: Talker) -> None:
    talker.until("wishes").say("iets in de zorg")
    talker.say("ja", "affirm")
    assert talker.talk.settled("wishes")


def test_what_is_told_of_life_when_a_condition_is_weighed_is_no_condition_and_adds_to_an_answer_that_stands(talker: Talker) -> None:
    talker.until("outside").say("ik zing in een koor")
    talker.press("Verder")
    talker.until("criteria").say("niet verder dan een half uur reizen en niet minder verdienen")
    said = talker.say("thuis help ik mn zoon met zijn schoolwerk en ik doe de ledenadministratie van de voetbalclub")
    assert "*doe de ledenadministratie van de voetbalclub*" in said and "*niet minder verdienen*: moet dat echt" in said
    assert "doe de ledenadministratie van de voetbalclub" in talker.quotes("outside")
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == ["niet verder dan een half uur reizen"]


def test_what_is_told_of_life_when_conditions_are_asked_for_leaves_the_question_open(talker: Talker) -> None:
    said = talker.until("criteria").say("ik train ook de pupillen van de voetbalclub in mijn vrije tijd")
    assert "pupillen" in said and talker.talk.question == "criteria" and not talker.value("criteria")
    assert talker.quotes("outside")


@pytest.mark.parametrize(("question", "words"), [
    ("tasks", "ik sorteer post, en liefst niet te ver van huis, en overdag"), ("wishes", "iets met groen, niet te ver van huis, en overdag"),
    ("digital", "niet te ver van huis, en overdag"), ("direction", "iets anders graag, niet te ver van huis, en overdag"),
])
def test_what_only_names_a_condition_behind_another_is_one(talker: Talker, question: str, words: str) -> None:
    talker.until(question).say(words)
    assert [(each["words"].removeprefix("liefst "), each["kind"]) for each in talker.value("criteria")["criteria"]] == [("niet te ver van huis", "other"), ("overdag", "no-irregular-hours")]
    assert "overdag" not in talker.quotes("tasks") and "overdag" not in talker.value("wishes").get("words", ())


def test_when_the_present_work_is_done_is_no_condition(talker: Talker) -> None:
    talker.until("tasks").say("ik werk overdag aan de balie, en geen avonden")
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == ["geen avonden"]
    talker.until("digital").say("niet zo handig met de computer, wel met excel")
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == ["geen avonden"]


@pytest.mark.parametrize("words", ["gewoon hier blijven", "ik wil hier gewoon blijven zitten", "ik wil gewoon mijn eigen werk houden"])
def test_staying_told_among_the_conditions_is_the_direction(talker: Talker, words: str) -> None:
    said = talker.until("tasks").say("ik doe de balie")
    talker = talker.until("criteria")
    talker.talk = talker.talk.with_given("direction", None)
    assert "Meegroeien" in talker.say(words) and talker.value("direction") == {"direction": "grow-along"}
    assert talker.talk.question == "criteria" and not talker.value("criteria"), said


def test_the_direction_said_again_is_no_condition_and_staying_with_the_employer_is_one(talker: Talker) -> None:
    talker.until("direction").say("meegroeien")
    assert "blijft zo" in talker.until("criteria").say("gewoon hier blijven") and not talker.value("criteria")
    talker.say("ik wil bij de gemeente blijven")
    assert talker.talk.notes.stage == "hardness"


@pytest.mark.parametrize(("words", "liked", "disliked"), [
    ("ik vind het bellen wel leuk maar dat invoeren heb ik wel gehad", ["bellen"], ["invoeren"]),
    ("dat invoeren heb ik wel gehad, ik vind het bellen wel leuk", ["bellen"], ["invoeren"]),
    ("bellen vind ik leuk maar dat archief ben ik zat", ["bellen"], ["archief"]),
])
def test_what_somebody_had_enough_of_is_a_dislike_beside_what_they_like(talker: Talker, words: str, liked: list[str], disliked: list[str]) -> None:
    talker.until("tasks").say(words)
    meant = {meaning: list(dict.fromkeys(each["quote"] for each in talker.value("tasks")["mentions"] if each["meaning"] == meaning)) for meaning in ("now", "unwanted")}
    assert meant == {"now": liked, "unwanted": disliked}


def test_what_somebody_had_enough_of_is_no_wish(talker: Talker) -> None:
    talker.until("wishes").say("dat invoeren heb ik wel gehad")
    assert not talker.value("wishes")["words"] and {each["meaning"] for each in talker.value("wishes")["mentions"]} == {"unwanted"}
