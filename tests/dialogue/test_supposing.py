"""'Wat als …?' and 'waarom geen …?' over HTTP with the running portal and Rasa: answered, and nothing changed."""

from __future__ import annotations

import pytest

from tests.dialogue.talks import walk
from tests.server import Employee, Server

pytestmark = pytest.mark.rasa


def answers(employee: Employee) -> dict:  # type: ignore[type-arg]
    """The present answer to each question."""
    return {entry["question"]: entry for entry in employee.passport()["passport"]["answers_given"]}


def test_questions_about_the_advice_are_answered_and_change_nothing(advised: Employee) -> None:
    before = advised.passport()["passport"]
    for words, told in (
        ("wat als ik excel leer?", "werken met spreadsheets"),
        ("en als ik in Utrecht zou zoeken?", "Als je in de regio Midden-Utrecht zoekt"),
        ("wat als ik wel avonden wil werken?", "geen eis of wens meer"),
        ("stel dat ik een diploma verpleegkunde heb", "BIG-register"),
        ("wat als ik engels leer", "Dat kan ik niet narekenen"),
        ("waarom geen kok?", "Kok staat er niet bij"),
        ("waarom geen astronaut?", "ken ik niet"),
    ):
        assert told in advised.say(words), words
    after = advised.passport()["passport"]
    assert after["answers_given"] == before["answers_given"] and after["advices"] == before["advices"]


def test_a_correction_is_no_question_and_a_question_before_the_advice_waits(running: Server) -> None:
    joyce = running.employee("joyce")
    joyce.start_anew()
    list(walk(joyce, until="tasks"))
    assert "zodra je suggesties er zijn" in joyce.say("wat als ik excel leer?")
    assert joyce.progress["question"] == "tasks"
    list(walk(joyce))
    joyce.say("avonden mogen toch wel")
    assert not [each for each in answers(joyce)["criteria"]["value"]["criteria"] if "avond" in each["words"]]
