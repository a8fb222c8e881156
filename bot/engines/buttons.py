"""The engine that needs no server and no training: buttons, and text that is compared with the example sentences.

The same sentences that Rasa learns from vote here for what a message means (rules/matching/nearest_phrases.py). What is like none of
them, or like too many, counts as an answer to the open question, as with Rasa; the question itself then hears whether it is one.
"""

from __future__ import annotations

import asyncio
import threading
from functools import lru_cache

from bot.engines.engine import EngineName, Unheard
from bot.measures import TURNS
from bot.replies import Turn
from rules.matching.nearest_phrases import NearestPhrases

SURE = 0.3  # the least share of the votes, and the least likeness; fitted to the tuning parts of tests/evaluation/dialogue*.yml
IN_NEED = 0.25
"""From this share of the votes on it is distress, whatever else it may be: rather once too often than missed. Chosen with examples held
out in turn: 77% of 350 of distress are found in place of 57%, and 1.3% of 1,200 others taken for it in place of 0.2%."""
_COUNTS = 0.45  # so sure distress must be to count without any word for it (bot/reading.py)
DISTRESS = "distress"
UNSURE = "nlu_fallback"
PRESSED = "button"
Examples = tuple[tuple[str, tuple[str, ...]], ...]
"""Intents, each with its example sentences (`Script.examples`)."""
_building = threading.Lock()


class ButtonsEngine:
    """Runs in the process of the portal and holds nothing of anybody."""

    answering = EngineName.BUTTONS

    async def take(self, unheard: Unheard) -> Turn:
        if unheard.message.payload:
            return await self._heard(unheard, PRESSED, 1.0)
        examples = unheard.taking.interview.script.examples
        return await self._heard(unheard, *await asyncio.to_thread(meaning, unheard.message.words, examples))

    async def is_up(self) -> bool:
        return True

    def not_to_remember(self, owner: str) -> None:
        """Nothing is remembered."""

    def forget_here(self, owner: str) -> None:
        """Nothing is held."""

    def forget(self, owner: str) -> None:
        """Nothing is held."""

    async def close(self) -> None:
        """Nothing is open."""

    async def _heard(self, unheard: Unheard, intent: str, confidence: float) -> Turn:
        answer = await unheard.hear(intent, confidence)
        TURNS.labels(self.answering.value).inc()
        return answer


def meaning(words: str, examples: Examples) -> tuple[str, float]:
    """The intent that the example sentences vote for, and its share of the votes (0–1); `nlu_fallback` when that is not sure."""
    vote = _sentences(examples).vote(words)
    if vote is None:
        return UNSURE, 0.0
    need = vote.shares.get(DISTRESS, 0.0)
    if need >= IN_NEED:
        return DISTRESS, max(need, _COUNTS)
    return vote.kind if min(vote.share, vote.likeness) >= SURE else UNSURE, vote.share


def make_ready(examples: Examples) -> None:
    """Read the sentences now, so that the first message need not wait for it; a fraction of a second, the first time some seconds."""
    _sentences(examples)


def _sentences(examples: Examples) -> NearestPhrases:
    with _building:  # once, however many messages come meanwhile
        return _index(examples)


@lru_cache(maxsize=2)
def _index(examples: Examples) -> NearestPhrases:
    return NearestPhrases((intent, sentence) for intent, many in examples for sentence in many)
