"""Where somebody does not want to work: heard wherever it is said, read back, taken back, and kept out of the suggestions."""

from __future__ import annotations

from datetime import date

import pytest

from bot.beside.summary import what_is_known
from bot.interview import Interview
from bot.words.sector_words import only_refuses, refused_in_passing, refused_sectors, without_refusals
from rules.advice import advise
from rules.knowledge import Knowledge
from skills_passport.answers import person_from
from tests.bot.conftest import Talker

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("niet in de zorg", ["zorg"]),
        ("geen onderwijs", ["onderwijs"]),
        ("nooit meer in de bouw", ["bouw"]),
        ("liever niet bij de gemeente", ["overheid"]),
        ("alles behalve horeca", ["horeca"]),
        ("zorg liever niet", ["zorg"]),
        ("de bouw is niks voor mij", ["bouw"]),
        ("zorg en onderwijs zie ik niet zitten", ["zorg", "onderwijs"]),
        ("geen zorg, onderwijs of bouw", ["zorg", "onderwijs", "bouw"]),
        ("niet in de zorg, techniek lijkt me leuk", ["zorg"]),
        ("zorg niet, bouw wel", ["zorg"]),
        ("weg uit de zorg", ["zorg"]),
        ("niet voor mezelf", ["zelfstandig-ondernemen"]),
        ("niet alleen in de zorg", []),
        ("het hoeft niet per se in de zorg", []),
        ("ik heb geen ervaring in de zorg", []),
        ("geen zorgen", []),
        ("zorg lijkt me niet verkeerd", []),
        ("waarom niet de zorg", []),
        ("niet weg bij de gemeente", []),
        ("bij de gemeente kan ik niet parttime", []),
        ("zorg of horeca", []),
    ],
)
def test_a_sector_is_refused_by_words_close_to_its_name(interview: Interview, typed: str, refused: list[str]) -> None:
    assert refused_sectors(typed, interview.script.question("wishes").options) == refused


def test_what_one_does_not_do_now_refuses_nothing_in_passing(interview: Interview) -> None:
    options = interview.script.question("wishes").options
    assert refused_in_passing("ik wil niet meer in de zorg werken", options) == ["zorg"]
    assert refused_in_passing("ik werk niet in de zorg", options) == []


def test_what_is_said_beside_a_refusal_stays_as_it_was_typed(interview: Interview) -> None:
    options = interview.script.question("wishes").options
    assert without_refusals("iets met kinderen, geen zorg, onderwijs of bouw", options) == "iets met kinderen"
    assert without_refusals("schrijven of communicatie, geen zorg", options) == "schrijven of communicatie"
    assert not only_refuses("techniek, niet in de bouw", options)


def test_a_refused_sector_is_noted_and_is_no_wish(talker: Talker) -> None:
    text = talker.until("wishes").say("misschien iets met mensen helpen maar niet in de zorg")
    assert "Niet in de zorg, genoteerd." in text
    value = talker.value("wishes")
    assert (value["words"], value["sectors"], value["refused_sectors"]) == (["misschien iets met mensen helpen"], [], ["zorg"])
    assert "je wilt *niet in de zorg* werken" in what_is_known(talker.talk, talker.interview.script, talker.interview.ears)


def test_all_but_one_sector_is_no_wish_for_that_sector(talker: Talker) -> None:
    talker.until("wishes").say("alles behalve horeca")
    assert (talker.value("wishes")["sectors"], talker.value("wishes")["refused_sectors"]) == ([], ["horeca"])


def test_a_refusal_takes_back_the_wish(talker: Talker) -> None:
    talker.until("wishes").say("iets in de zorg")
    talker.say("toch niet in de zorg")
    value = talker.value("wishes")
    assert (value["words"], value["sectors"], value["refused_sectors"]) == ([], [], ["zorg"])


@pytest.mark.parametrize("again", ["toch wel zorg", "zorg mag toch wel"])
def test_a_refused_sector_can_be_allowed_after_all(talker: Talker, again: str) -> None:
    talker.until("wishes").say("niet in de zorg")
    assert "kan weer wel: Zorg en welzijn" in talker.say(again)
    assert talker.value("wishes")["refused_sectors"] == []


def test_it_can_be_allowed_after_all_at_a_later_question(talker: Talker) -> None:
    talker.until("wishes").say("niet in de zorg")
    talker.say("verder", "done")
    talker.until("criteria")
    assert "*niet in de zorg* heb ik weggehaald" in talker.say("toch wel zorg")
    assert talker.value("wishes")["refused_sectors"] == []
    talker.press("Zet terug")
    assert talker.value("wishes")["refused_sectors"] == ["zorg"]


def test_the_last_thing_can_be_taken_back(talker: Talker) -> None:
    talker.until("wishes").say("niet in de zorg")
    talker.say("laatste weg")
    assert talker.value("wishes")["refused_sectors"] == []


def test_it_is_heard_before_it_is_asked(talker: Talker) -> None:
    text = talker.until("tasks").say("ik verwerk bezwaarschriften. ik wil niet in de zorg")
    assert talker.value("wishes")["refused_sectors"] == ["zorg"]
    assert "niet in de zorg" in text
    assert not any("zorg" in quote for quote in talker.quotes("tasks"))


@pytest.mark.parametrize("skipped", [True, False])
def test_it_is_heard_among_the_conditions(talker: Talker, *, skipped: bool) -> None:
    talker.until("wishes")
    if not skipped:
        talker.say("iets met dieren")
        talker.say("verder", "done")
    text = talker.until("criteria").say("geen zorg en geen avonden")
    assert talker.value("wishes")["refused_sectors"] == ["zorg"]
    assert "niet in de zorg" in text and talker.talk.question == "criteria"
    talker.say("moet echt")
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == ["geen avonden"]


def test_an_idea_that_is_not_there_is_neither_wish_nor_refusal(talker: Talker) -> None:
    talker.until("wishes").say("geen idee", "dont_know")
    assert talker.talk.question != "wishes" and not talker.value("wishes")


def test_nothing_of_the_sector_is_suggested_and_the_reason_is_told(talker: Talker, knowledge: Knowledge) -> None:
    talker.until("function").say("schoonmaker")
    talker.until("tasks").say("vloeren dweilen. wc's schoonmaken. koffie rondbrengen")
    talker.until("wishes").say("mensen helpen, niet in de zorg")
    given = {name: each.value for name, each in talker.talk.given.items() if each.value is not None and name != "consent"}
    advice = advise(person_from(given), knowledge, TODAY)
    functions = knowledge.catalogue.functions
    assert all(functions[each.function_id].sector != "zorg" for each in advice.suggestions)
    assert "Je zei dat je niet in de zorg wilt werken." in {each.because for each in advice.considered if each.excluded}


def test_a_refused_sector_is_not_offered(talker: Talker) -> None:
    talker.until("wishes").say("alles behalve zorg")
    assert "Zorg en welzijn" not in talker.titles
