"""What becomes of a question back, or of a word about the advice."""

from __future__ import annotations

from dataclasses import dataclass

from bot.replies import Message
from bot.talk import Reaction, Talk
from bot.wonder import Wonder


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Something to `say`, a `message` with buttons or a card of its own, a `wonder` for the expert system, or a `reaction` to `question`."""

    say: str = ""
    message: Message | None = None
    wonder: Wonder | None = None
    question: str = ""
    reaction: Reaction | None = None
    beside: bool = False
    """Whether the open question stands while the other one gets its answer."""
    talk: Talk | None = None
    """The talk as it changes by what is said; None when it stays."""
