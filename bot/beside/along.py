"""What was told along the way: kept for the question it answers, and named so that it can be read back once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.asking.told import own_words
from bot.asking.volunteered import told_value
from bot.talk import Given, Talk
from bot.texts.script import Script
from bot.words.sector_words import refused_words
from skills_passport.model import AnswerStatus

_ADDED_TO = frozenset({"refused_sectors", "messages"})
"""What marks a value that may be added to when it was settled already: a refused sector, and skills told at another question."""


def keep_along(talk: Talk, also: Iterable[tuple[str, Given]], script: Script) -> tuple[Talk, list[str]]:
    """The talk with these answers to other questions, and what of them is new, in words; a settled answer stays but for what is expressly added to it."""
    told: list[str] = []
    for question, given in also:
        adds = given.value is not None and given.settled and not given.value.keys().isdisjoint(_ADDED_TO)
        if given.value is None or (talk.closed(question) and not adds):
            continue
        known, value = talk.value(question), given.value
        if "messages" in value:
            value = told_value(known, given.words, list(value["mentions"]))
        told += _fresh(known, value, script, question)
        status = AnswerStatus.ANSWERED if talk.settled(question) else given.status  # what was passed over before is not asked again
        talk = talk.with_given(question, replace(given, value=value, status=status))
        if given.settled and question not in talk.notes.path:
            talk = talk.past(question)
    return talk, told


def _fresh(known: Any, value: Any, script: Script, question: str) -> list[str]:
    """What stands in the value and was not known before, in words."""
    if "messages" in value:
        return own_words(_after(value, known, "mentions"))
    if "trends" in value:
        ways = {option.value["trend"]: option.title.lower() for option in script.question(question).options}
        return [f"{trend['quote']} {ways[trend['trend']]}" for trend in value["trends"] if trend not in known.get("trends", ())]
    if "criteria" in value:
        return [criterion["words"] for criterion in _after(value, known, "criteria")]
    if "direction" in value:
        return [option.title for option in script.question(question).options if option.value == value and value != known]
    if "sectors" in value:
        off = refused_words(sector for sector in value["refused_sectors"] if sector not in known.get("refused_sectors", ()))
        return [*(wish for wish in value["words"] if wish not in known.get("words", ())), *off]
    return [str(value.get("words", ""))]


def _after(value: Any, known: Any, name: str) -> Sequence[Any]:
    """The items of a list behind those that were known: lists only grow at the end."""
    added: Sequence[Any] = value[name][len(known.get(name, ())) :]
    return added
