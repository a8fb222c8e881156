"""What asks nothing and is half heard as a frequent question is an answer to the open question; what is surely out of scope is none."""

from __future__ import annotations

import pytest

from bot.interview import Interview
from bot.reading import reading
from bot.talk import Given, Heard, Talk


def read(interview: Interview, words: str, intent: str, confidence: float, question: str = "tasks") -> str:
    talk = Talk(question, {"consent": Given({"agreed": True}, "ja")}).noting(asked=("consent", question))
    return reading(Heard(words, intent, confidence), talk, interview.asking(question)).intent


@pytest.mark.parametrize(("words", "confidence", "intent"), [("leren in werktijd", 0.6, "answer"), ("mag ik leren in werktijd", 0.6, "faq_cost"), ("leren in werktijd", 0.9, "faq_cost")])
def test_a_frequent_question_asks(interview: Interview, words: str, confidence: float, intent: str) -> None:
    assert read(interview, words, "faq_cost", confidence, "criteria") == intent


@pytest.mark.parametrize("words", ["ik wil mijn auto verkopen", "ik wil een parkeervergunning aanvragen", "de printer op de tweede doet het weer niet"])
def test_what_is_surely_out_of_scope_is_no_answer(interview: Interview, words: str) -> None:
    assert read(interview, words, "out_of_scope", 0.92) == "out_of_scope"


@pytest.mark.parametrize(("confidence", "intent"), [(0.97, "out_of_scope"), (0.9, "answer")])
def test_work_within_it_makes_no_answer_of_what_is_out_of_scope_beyond_doubt(interview: Interview, confidence: float, intent: str) -> None:
    assert read(interview, "ik typ brieven en bestel spullen, de wifi ligt eruit", "out_of_scope", confidence) == intent


@pytest.mark.parametrize(("words", "intent"), [("ik heb een blaar op mijn hiel wat helpt daar tegen", "out_of_scope"), ("ik help elke dag mensen met een blaar op hun hiel", "answer")])
def test_who_asks_at_the_end_tells_of_no_work(interview: Interview, words: str, intent: str) -> None:
    assert read(interview, words, "out_of_scope", 0.78) == intent
