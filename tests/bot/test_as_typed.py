"""Conditions, corrections and changes as tired people type them, heard for what they are."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from tests.bot.conftest import Talker, advice_for, asked, conditions


@pytest.mark.parametrize(
    ("words", "intent", "kind"),
    [
        ("niet savonds werken", "answer", "no-irregular-hours"), ("en niet savonds", "deny", "no-irregular-hours"), ("'s avonds niet", "deny", "no-irregular-hours"),
        ("avonds niet werken", "answer", "no-irregular-hours"), ("niet snachts werken", "answer", "no-nights"), ("geen weekeinde", "stop", "no-weekends"), ("in het weekend niet", "deny", "no-weekends"),
    ],
)
def test_a_condition_counts_however_it_is_spelt(talker: Talker, words: str, intent: str, kind: str) -> None:
    talker.until("criteria").say(words, intent)
    talker.press("Moet echt")
    assert [(each["kind"], each["hard"]) for each in talker.value("criteria")["criteria"]] == [(kind, True)]


@pytest.mark.parametrize("words", ["savonds is niet erg", "avonden maakt niet uit"])
def test_what_does_not_matter_stays_no_condition(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    assert conditions(talker) == [] and talker.talk.notes.stage == ""


def test_a_must_told_where_another_one_is_weighed_is_the_new_one(talker: Talker) -> None:
    talker.until("criteria").say("niet te veel gedoe")
    talker.say("geen avonddienst, ja dat moet echt")
    assert conditions(talker) == [("niet te veel gedoe", False), ("geen avonddienst", True)]


def test_the_same_condition_told_again_with_its_weight_is_weighed(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say("geen avonden, dat moet echt")
    assert conditions(talker) == [("geen avonden", True)]


def test_why_somebody_asks_for_it_is_no_condition(talker: Talker) -> None:
    talker.until("criteria").say("ik wil overdag werken want ik heb kinderen")
    talker.press("Moet echt")
    assert conditions(talker) == [("ik wil overdag werken", True)]


@pytest.mark.parametrize(
    ("words", "quotes", "shrinking"),
    [
        ("catering bestellen. dat notuleren doet de computer straks", ["catering bestellen", "notuleren"], ["notuleren"]),
        ("chat beantwoorden, de chatbot doet steeds meer", ["chat beantwoorden"], ["chat beantwoorden"]),
        ("facturen inboeken gaat automatisch straks", ["facturen inboeken"], ["facturen inboeken"]), ("bellen doen we minder", ["bellen"], ["bellen"]),
        ("scannen doet straks een robot", ["scannen"], ["scannen"]), ("ik maak rapporten in het systeem", ["maak rapporten in het systeem"], []),
    ],
)
def test_what_a_machine_takes_over_is_work_of_now_that_shrinks(talker: Talker, words: str, quotes: list[str], shrinking: list[str]) -> None:
    talker.until("tasks").say(words)
    assert talker.quotes("tasks") == quotes and {mention["meaning"] for mention in talker.value("tasks")["mentions"]} == {"now"}
    assert [trend["quote"] for trend in talker.value("trends").get("trends", ()) if trend["trend"] == "shrinks"] == shrinking


@pytest.mark.parametrize(
    ("told", "words", "left"),
    [
        ("ik beoordeel uitkeringen en doe terugvordering", "nee ik doe geen terugvordering meer dat doet mn collega", ["beoordeel uitkeringen"]),
        ("ik test software, wachtwoorden resetten en ik los storingen op", "nee wachtwoorden resetten doet de helpdesk", ["test software", "los storingen op"]),
    ],
)
def test_work_of_another_after_all_is_taken_away(talker: Talker, told: str, words: str, left: list[str]) -> None:
    talker.until("tasks").say(told)
    talker.say(words)
    assert talker.quotes("tasks") == left


@pytest.fixture
def advised(talker: Talker) -> Talker:
    talker.until("function").say("administratief medewerker")
    talker.until("tasks").say("ik bestel spullen, bel leveranciers en hou lijsten bij in excel")
    talker.until("wishes").say("zorg lijkt me wel wat")
    while talker.talk.question is not None:
        talker.say("sla over", "skip")
    return talker


@pytest.mark.parametrize(("words", "confidence"), [("hoeveel mensen zoeken ze daar", 0.9), ("hoeveel mensen zoeken ze daar", 0.5), ("wat doet een klachtenfunctionaris", 0.9)])
def test_a_question_after_the_advice_is_never_kept_as_work_or_a_wish(advised: Talker, knowledge: Knowledge, words: str, confidence: float) -> None:
    given = advised.talk.given
    asked(advised, knowledge, words, "answer" if confidence > 0.8 else "faq_job_loss", confidence)
    assert advised.talk.given == given


def test_no_to_a_sector_takes_all_of_it_away_and_a_yes_brings_it_back(advised: Talker, knowledge: Knowledge) -> None:
    def sectors() -> set[str]:
        return {knowledge.catalogue.functions[each.function_id].sector.value for each in advice_for(advised, knowledge).suggestions}

    assert "zorg" in sectors()
    asked(advised, knowledge, "toch geen zorg")
    assert "zorg" not in sectors()
    asked(advised, knowledge, "zorg mag toch wel", "affirm")
    assert not advised.value("wishes")["refused_sectors"]


@pytest.mark.parametrize(("words", "said"), [("waarom staat die eerste erbij", "*Inkoopmedewerker*"), ("waarom", "Op elke kaart"), ("waarom deze", "Op elke kaart")])
def test_why_after_the_advice_is_about_the_cards(advised: Talker, knowledge: Knowledge, words: str, said: str) -> None:
    assert said in asked(advised, knowledge, words, "why", 0.9)


def test_what_is_told_with_a_cheerful_yes_is_used(talker: Talker) -> None:
    assert "parkeercontroleur" in talker.say("ja joh prima ik ben parkeerwachter in den haag", "affirm")
    assert talker.value("region")["words"] == "Den Haag"
