"""The set that questions back are measured on: large enough, about what exists, and apart from what the matcher learns from."""

from __future__ import annotations

from bot.texts.script_file import read_script
from bot.words.wording import words_of
from tests.evaluation.dialogue import ROOT, training_examples
from tests.evaluation.questions import read_utterances


def test_it_is_large_enough_and_says_nothing_twice() -> None:
    utterances = read_utterances()
    assert len(utterances) >= 150 and sum(not each.asks for each in utterances) >= 60
    said = [" ".join(words_of(each.said)) for each in utterances]
    assert len(said) == len(set(said)), [words for words in said if said.count(words) > 1]


def test_it_asks_what_there_is_an_answer_to() -> None:
    script = read_script(ROOT / "data")
    ids, terms = {known.id for known in script.answers}, {known.term for known in script.glossary}
    assert [each.said for each in read_utterances() if not each.ids <= ids or not {each.word} <= terms | {""}] == []


def test_no_question_of_it_is_learned_from() -> None:
    script = read_script(ROOT / "data")
    learned = {" ".join(words_of(wording)) for known in script.answers for wording in (known.question, *known.asked_as)}
    learned |= {" ".join(words_of(example)) for example in training_examples()}
    asked = [" ".join(words_of(each.said)) for each in read_utterances() if each.ids and not each.word]
    assert [words for words in asked if words in learned] == []
