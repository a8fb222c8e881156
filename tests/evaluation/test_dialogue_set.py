"""The set that the dialogue is measured on stays apart from what Rasa is trained on."""

from __future__ import annotations

import pytest

from tests.evaluation.dialogue import KEPT_PARTS, read_talk, training_examples

FEWEST = 90


@pytest.mark.parametrize("part", KEPT_PARTS)
def test_nothing_that_is_reported_is_trained_on(part: str) -> None:
    trained = {example.casefold() for example in training_examples()}
    assert [said.words for said in read_talk(part) if said.words.casefold() in trained] == []


@pytest.mark.parametrize("part", KEPT_PARTS)
def test_what_is_reported_is_large_enough_and_says_nothing_twice(part: str) -> None:
    words = [said.words for said in read_talk(part)]
    assert len(words) >= FEWEST
    assert len(words) == len(set(words))
