"""The seam between the talk and what understands it. On this side are passport, interview and expert system; they know no engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the settings know engines by their names; these load the language tools, which takes seconds
    from bot.incoming import Incoming
    from bot.replies import Turn
    from bot.taking import TurnTaking


class EngineName(StrEnum):
    """As `WIJZER_DIALOGUE` and the health page call them."""

    RASA = "rasa"
    BUTTONS = "buttons"


@dataclass(frozen=True, slots=True)
class Unheard:
    """A message of which the meaning is not known yet.

    `hear` does what it means, given an intent and how sure that is (0–1), and answers; the same message heard twice counts once.
    """

    owner: str
    message: Incoming
    taking: TurnTaking
    hear: Callable[[str, float], Awaitable[Turn]]


class DialogueEngine(Protocol):
    """Finds what messages mean and has them heard; order within one talk is the caller's care."""

    @property
    def answering(self) -> EngineName:
        """Which engine the next message goes to."""
        ...

    async def take(self, unheard: Unheard) -> Turn:
        """The answer. Raises BotError when the message was not heard and will not be, so that another engine may take it."""
        ...

    async def is_up(self) -> bool:
        """Whether what was chosen answers; another engine may stand in meanwhile."""
        ...

    def not_to_remember(self, owner: str) -> None:
        """What this owner says now may stay nowhere."""
        ...

    def forget_here(self, owner: str) -> None:
        """What the memory of this process holds of an owner; another process forgot all that is elsewhere."""
        ...

    def forget(self, owner: str) -> None:
        """All that the engine holds of an owner. Raises CannotForget."""
        ...

    async def close(self) -> None: ...
