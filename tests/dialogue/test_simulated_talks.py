"""Invented colleagues of every manner play whole talks with the real product; `make evaluate` plays five hundred."""

from __future__ import annotations

import pytest

from tests.server import Server
from tests.talker.colleague import MANNERS
from tests.talker.together import play_all, told

pytestmark = pytest.mark.rasa
FIRST = 10_000  # other colleagues than those of the evaluation
TALKS = len(MANNERS)


def test_every_talk_ends_with_nothing_asked_twice_and_nothing_lost(running: Server) -> None:
    played = play_all(running, range(FIRST, FIRST + TALKS))
    assert [f"seed {each.seed} ({each.manner}): {problem}" for each in played for problem in each.problems] == [], told(played)
    assert len(played) == TALKS and {each.manner for each in played} == {manner.name for manner in MANNERS}
    assert sum(each.moves["aside"] + each.moves["correct"] + each.moves["back"] + each.moves["leave"] for each in played) > TALKS, "they do more than answer"
