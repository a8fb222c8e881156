"""What the bot answers: messages with buttons and cards, how far the talk is, and the same as JSON for the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rules.explanation import shorten
from skills_passport.answers import JsonObject
from skills_passport.model import Button

_SENTENCE_END = re.compile(r"[?!](?=[\s'\"*)]|$)|\.(?=['\"*)]|$|\s+(?![\sa-z]))")
_OWN_WORDS = re.compile(r"\*[^*]+\*")
_LONG_LIST = 5
MOST_SENTENCES = 3
"""So many at most before the employee can speak."""


@dataclass(frozen=True, slots=True)
class Message:
    """One balloon of the bot; `short` is its text when so much goes before it that the whole would be too long."""

    text: str
    buttons: tuple[Button, ...] = ()
    card: JsonObject | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """'Stap 4 van 11'; `question` is the id of the open question, empty when there is none."""

    step: int
    of: int
    question: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The whole answer to one message."""

    messages: tuple[Message, ...]
    progress: Progress

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for message in self.messages for button in message.buttons)

    def to_json(self) -> dict[str, Any]:
        """As the chat API gives it; `from_json` is the inverse."""
        return {
            "messages": [
                {
                    "text": message.text,
                    "buttons": [{"title": button.title, "payload": button.payload} for button in message.buttons],
                    "card": message.card,
                }
                for message in self.messages
            ],
            "progress": {"step": self.progress.step, "of": self.progress.of, "question": self.progress.question},
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Turn:
        return cls(
            tuple(
                Message(line["text"], tuple(Button(**button) for button in line["buttons"]), line["card"])
                for line in value["messages"]
            ),
            Progress(**value["progress"]),
        )


def count_sentences(text: str) -> int:
    """How many sentences a reader counts.

    >>> count_sentences("Hoi! Bel 0800-0113 of 113. Kan dat?")
    3
    >>> count_sentences("Je antwoord was: *adv. Pers. en Org.* Klopt dat?"), count_sentences("Bedoel je adm. medewerker?")
    (1, 1)
    """
    text = _OWN_WORDS.sub("X", text)  # a stop in own words ends no sentence of ours
    return len(_SENTENCE_END.findall(text)) + (1 if text and not re.search(r"[.?!]['\"*)]*$", text.strip()) else 0)


def at_most(sentences: Iterable[str], most: int) -> str:
    """As many of the sentences as fit, the first always.

    >>> at_most(["Dat past.", "Kijk maar. En vraag het.", "Tot zo."], 2)
    'Dat past. Tot zo.'
    """
    text, *others = sentences
    for line in others:
        if count_sentences(f"{text} {line}") <= most:
            text = f"{text} {line}"
    return text


def listed(items: Iterable[str]) -> str:
    """A short enumeration: 'a, b en c'; what is more than five is counted.

    >>> listed(["bellen", "bestellen", "plannen"])
    'bellen, bestellen en plannen'
    """
    parts = list(items)
    if len(parts) > _LONG_LIST:
        parts = [*parts[:_LONG_LIST], f"nog {len(parts) - _LONG_LIST}"]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}" if parts else ""


def starred(items: Iterable[str]) -> list[str]:
    """Own words between stars, as the page shows them in italics; long ones in short: they stand in the passport whole.

    >>> starred(["brieven tikken"])
    ['*brieven tikken*']
    """
    return [f"*{shorten(item)}*" for item in items]


def joined(first: Turn, second: Turn) -> Turn:
    """Two turns as one answer; only the last one's buttons count."""
    earlier = tuple(Message(message.text, card=message.card) for message in first.messages)
    return Turn((*earlier, *second.messages), second.progress)
