"""What the bot can tell beside its own questions: answers to questions that employees have, and words that it explains."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequentAnswer:
    """A question that employees have, what the bot answers and what that rests on.

    `asked_as` holds other ways to ask it; `intent` is its name in Rasa's training, empty when it is only found by its words.
    """

    id: str
    question: str
    asked_as: tuple[str, ...]
    answer: str
    source: str
    intent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that people meet, its other names, what it means and what that rests on."""

    term: str
    also: tuple[str, ...]
    meaning: str
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *self.also)
