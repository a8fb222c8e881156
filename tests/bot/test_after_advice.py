"""What can be done when all questions are behind: nothing may happen there that was not asked first."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.front_door import read_interview
from bot.interview import Interview
from bot.talk import Heard, Talk
from rules.files.knowledge_files import load_knowledge

DATA = Path(__file__).resolve().parent.parent.parent / "data"


@pytest.fixture(scope="module")
def interview() -> Interview:
    return read_interview(load_knowledge(DATA), DATA)


def finished(interview: Interview) -> Talk:
    talk = interview.turn(interview.open(Talk(), away=False).talk, Heard("ja", "affirm", 1.0)).talk
    while talk.question is not None:
        talk = interview.turn(talk, Heard("sla over", "skip", 1.0)).talk
    return talk


def test_starting_over_after_the_advice_asks_first_and_shows_both_buttons(interview: Interview) -> None:
    asked = interview.turn(finished(interview), Heard("opnieuw", "start_over", 1.0))
    assert asked.messages[-1].text == interview.script.phrases["start_over_sure"]
    assert [button.title for button in asked.talk.notes.offered] == ["Ja, opnieuw", "Nee, ga verder"]
    assert interview.turn(asked.talk, Heard("ja", "affirm", 1.0)).talk.question == "function"


def test_a_no_to_starting_over_after_the_advice_keeps_every_answer(interview: Interview) -> None:
    asked = interview.turn(finished(interview), Heard("opnieuw", "start_over", 1.0))
    kept = interview.turn(asked.talk, Heard("nee", "deny", 1.0))
    assert kept.talk.question is None
    assert kept.talk.given == asked.talk.given
