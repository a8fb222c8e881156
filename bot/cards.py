"""An advice as cards: the suggestions as JSON, ready for the page to draw."""

from __future__ import annotations

import json

from bot.replies import Message
from rules.answer import Advice
from rules.serialise import advice_to_json

KIND = "suggestion"


def cards(advice: Advice) -> tuple[Message, ...]:
    """One message a suggestion, at most three; its text says the same in short for who cannot see the card."""
    told = json.loads(advice_to_json(advice))
    return tuple(
        Message(f"{suggestion['title']}: {suggestion['fit_words']}. {suggestion['opening']}", card={"kind": KIND, **suggestion})
        for suggestion in told["suggestions"]
    )
