"""Who asks the same again did not get far with the answer: it is said shorter then, and a person is named who knows more."""

from __future__ import annotations

from collections.abc import Mapping

from bot.talk import Talk
from rules.explanation import lowered, sentences_of


def answered(talk: Talk, key: str, answer: str, phrases: Mapping[str, str]) -> tuple[Talk, str]:
    """The talk in which this was answered, and what is said: the answer in full, then its first sentence, then only who knows more.

    `key` tells which question it was, or which word; what is asked counts until the open question gets an answer.
    """
    before = talk.notes.answered.count(key)
    if before == 1:
        answer = phrases["answered_again"].format(answer=lowered(sentences_of(answer)[0]))
    elif before:
        answer = phrases["answered_enough"]
    return talk.noting(answered=(*talk.notes.answered, key)), answer
