"""The set that the dialogue is measured on stays apart from what Rasa is trained on."""

from __future__ import annotations

from tests.evaluation.dialogue import REPORTED, read_talk, training_examples

FEWEST = 150


def test_no_reported_utterance_is_trained_on() -> None:
    trained = {example.casefold() for example in training_examples()}
    assert [words for words, _ in read_talk(REPORTED) if words.casefold() in trained] == []


def test_the_reported_part_is_large_enough_and_says_nothing_twice() -> None:
    said = [words for words, _ in read_talk(REPORTED)]
    assert len(said) >= FEWEST
    assert len(said) == len(set(said))
