"""What must hold of every answer of the bot, whoever talks: shared by the scripts and by the invented colleagues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.replies import MOST_SENTENCES, count_sentences
from bot.texts.script import Question

_NOT_FILLED_IN = re.compile(r"[{}]|\bNone\b")


def wrong_with(heard: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong with the messages of one turn, as the chat API gives them."""
    texts = [message["text"] for message in heard if message["text"]]
    has_cards = any(message.get("card") for message in heard)
    sentences = sum(count_sentences(text) for text in texts)
    if not texts and not has_cards:
        yield "the bot says nothing"
    if len(set(texts)) < len(texts):
        yield "says the same twice"
    if sentences > MOST_SENTENCES and not has_cards:
        yield f"says {sentences} sentences before the employee can speak"
    if _NOT_FILLED_IN.search("".join(texts)):
        yield "has a word that was not filled in"


def put_in_full(questions: Iterable[Question], heard: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The questions that are put in their first, longer wording."""
    texts = [message["text"] for message in heard]
    for question in questions:
        if question.ask != question.again and any(text.endswith(question.ask) for text in texts):
            yield question.id
