"""What someone tells before it is asked: kept for the question it answers, and never asked again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.asking.base import mention_json
from bot.ears import Ears
from bot.talk import Given, Talk
from rules.person import Meaning, Mention
from skills_passport.model import AnswerStatus

CLEAR = 0.8
"""Below this confidence a remark in passing is not taken for an answer to another question."""


def volunteered(talk: Talk, words: str, ears: Ears, *, beside: str) -> tuple[tuple[str, Given], ...]:
    """Answers to other questions than `beside` within these words; settled ones are left alone."""
    found: list[tuple[str, Given]] = []
    if beside != "region" and not talk.settled("region"):
        places = ears.places_within(words)
        if len(places) == 1:
            found.append(("region", Given({"region_id": places[0].region_id, "words": places[0].town or places[0].title}, words)))
    if beside not in {"tasks", "outside"}:
        clear = [mention for mention in ears.mentions(words, Meaning.NOW) if mention.confidence >= CLEAR and mention.concept_id]
        at_work = [mention for mention in clear if mention.meaning in {Meaning.NOW, Meaning.BEFORE}]
        found += told_also(talk, "tasks", words, at_work)
        found += told_also(talk, "outside", words, (mention for mention in clear if mention.meaning is Meaning.OUTSIDE_WORK))
    return tuple(found)


def told_also(talk: Talk, question: str, words: str, mentions: Iterable[Mention]) -> list[tuple[str, Given]]:
    """The mentions added to what was told for this question; it stays open, so that it can be checked and added to."""
    fresh = [mention_json(mention) for mention in mentions]
    if not fresh or talk.settled(question):
        return []
    value = talk.value(question)
    return [(question, Given(told_value(value, words, fresh), words, AnswerStatus.OPEN))]


def told_value(value: Any, words: str, mentions: list[dict[str, Any]]) -> dict[str, Any]:
    """The value of a told question with another message; a task mentioned twice in the same words counts once."""
    known = list(value.get("mentions", ()))
    seen = {(mention["quote"], mention["concept_id"]) for mention in known}
    fresh = [mention for mention in mentions if (mention["quote"], mention["concept_id"]) not in seen]
    messages = list(value.get("messages", ()))
    return {"messages": messages if words in messages else [*messages, words], "mentions": [*known, *fresh]}
