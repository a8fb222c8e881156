"""Through the talk: two who differ only in who they are give the expert system the same to go on."""

from __future__ import annotations

from datetime import date

import pytest

from bot.interview import Interview
from rules.advice import advise
from rules.answer import Advice
from rules.knowledge import Knowledge
from skills_passport.answers import person_from
from tests.bot.conftest import Talker
from tests.evaluation.fairness_pairs import Pair, differences, pairs

QUESTIONS = {"function": "function", "work": "tasks", "outside": "outside", "wishes": "wishes", "criteria": "criteria"}
EVERY = 6
TOLD = [pair for number, pair in enumerate(pairs()) if number % EVERY == 0 or pair.question == "criteria"]
"""Some of each kind: a whole talk takes longer than hearing one message."""


def test_some_twenty_pairs_are_told_in_a_talk() -> None:
    assert len(TOLD) >= 20
    assert {pair.question for pair in TOLD} == set(QUESTIONS)


@pytest.mark.parametrize("pair", TOLD, ids=lambda pair: f"{pair.kind}: {pair.one}")
def test_the_talk_hears_the_same_work_in_both(pair: Pair, interview: Interview, knowledge: Knowledge) -> None:
    one, other = (_advice(pair.question, said, interview, knowledge) for said in (pair.one, pair.other))
    assert not differences(one, other)


def _advice(question: str, said: str, interview: Interview, knowledge: Knowledge) -> Advice:
    talker = Talker(interview).until("tasks")
    if question == "function":
        talker = Talker(interview).until("function")
    elif question != "work":
        talker.say("ik bel mensen om afspraken te maken en ik houd lijsten bij")
        talker.until(QUESTIONS[question])
    talker.say(said)
    values = {asked.id: talker.value(asked.id) for asked in interview.script.questions if asked.id != "consent" and talker.value(asked.id)}
    return advise(person_from(values), knowledge, date(2026, 12, 1))
