"""An advice as cards: the suggestions as JSON, ready for the page to draw."""

from __future__ import annotations

import json

from bot.replies import Message
from rules.answer import Advice
from rules.serialise import advice_to_json

KIND = "suggestion"
NUMBERS = {1: "ene", 2: "twee", 3: "drie"}
"""How many suggestions there are, after 'deze'."""


def cards(advice: Advice) -> tuple[Message, ...]:
    """One message a suggestion, at most three; its text says the same in short for who cannot see the card."""
    told = json.loads(advice_to_json(advice))
    for suggestion in told["suggestions"]:
        del suggestion["for_coach"]  # instruments of HR are no part of the talk (M20)
    return tuple(
        Message(f"{suggestion['title']}: {suggestion['fit_words']}. {suggestion['opening']}", card={"kind": KIND, **suggestion})
        for suggestion in told["suggestions"]
    )


def function_ids(advice: Advice) -> list[str]:
    """Which functions are suggested, in order."""
    return [suggestion.function_id for suggestion in advice.suggestions]
