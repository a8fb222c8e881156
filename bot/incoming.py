"""A message on its way in: cleaned and masked once, at the door, before anything else sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.talk import BUTTON
from bot.words.burdens import without_burdens
from bot.words.citizen_number import mask_citizen_numbers
from bot.words.cleaning import LONGEST_MESSAGE, clean, for_rasa

PRESSED = "/button"
"""What Rasa gets to read for a pressed button; the payload travels beside it and only counts if it was offered."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message under its id, with what must be said about it first (`note`)."""

    id: str
    words: str
    payload: str = ""
    note: str = ""

    @property
    def for_rasa(self) -> str:
        """The text Rasa may see: a typed command never reaches it as one."""
        return PRESSED if self.payload else for_rasa(self.words)


def incoming(text: str, message_id: str, phrases: Mapping[str, str]) -> Incoming:
    """The message as it may go on, with a note when something was left out."""
    cleaned = clean(text)
    words, has_number = mask_citizen_numbers(cleaned.text)
    words, weighs = without_burdens(words)
    notes = [phrases[name] for name, said in (("burden", weighs), ("bsn", has_number)) if said]
    if cleaned.shortened:
        notes.append(phrases["too_long"].format(limit=f"{LONGEST_MESSAGE:,}".replace(",", ".")))
    payload = words if words.startswith(BUTTON) and len(words.split()) == 1 else ""
    return Incoming(message_id, words, payload, " ".join(notes))
