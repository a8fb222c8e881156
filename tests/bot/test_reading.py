"""What is asked aside and what answers the open question are told apart, also without a question mark."""

from __future__ import annotations

import pytest

from bot.reading import reading
from bot.talk import Heard, Talk


@pytest.mark.parametrize("typed", ["hoe lang moet ik spaghetti koken", "wie wint de wedstrijd vanavond", "kan dat ook op zondag?"])
def test_a_question_we_do_not_know_is_no_answer(typed: str) -> None:
    assert reading(Heard(typed, intent="nlu_fallback"), Talk("function"), None).intent == "unknown_question"


@pytest.mark.parametrize("typed", ["wat ik doe is brieven typen", "hoe ik heet", "brieven typen en wat facturen", "wat?"])
def test_telling_is_no_question(typed: str) -> None:
    assert reading(Heard(typed, intent="nlu_fallback"), Talk("tasks"), None).intent == "answer"
