"""The turns that the portal asked Rasa for and that are not answered yet.

Whoever knows the code of a passport and finds Rasa's port can write to Rasa too. Such a turn has no nonce that stands
here, so the action does nothing for it; and words, button and note come from here, never from what Rasa passes on.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.incoming import Incoming
from bot.replies import Turn

if TYPE_CHECKING:
    from bot.taking import TurnTaking


class TurnsInFlight:
    """In memory, per process: what somebody typed may not be kept before they agreed. So the process that asked takes the turn, and another one that Rasa calls passes the call on."""

    def __init__(self, mark: Callable[[str], str] = lambda number: number) -> None:
        """`mark` adds to a number where its turn is in flight (portal/turns_elsewhere.py)."""
        self._mark = mark
        self._turns: dict[str, tuple[str, Incoming, TurnTaking]] = {}
        self._heard: dict[str, asyncio.Future[Turn | Exception]] = {}

    @contextmanager
    def turn(self, owner: str, message: Incoming, taking: TurnTaking) -> Iterator[str]:
        """A nonce that stands for this message of this owner as long as the block runs."""
        nonce = self._mark(secrets.token_urlsafe(24))
        self._turns[nonce] = owner, message, taking
        try:
            yield nonce
        finally:
            self._turns.pop(nonce, None)
            self._heard.pop(nonce, None)

    def take(self, owner: str, nonce: str) -> tuple[Incoming, TurnTaking] | None:
        """The message to act on and what takes its turn, once; None when no turn of this owner is in flight under this nonce."""
        known = self._turns.get(nonce)
        if known is None or known[0] != owner:
            return None
        del self._turns[nonce]
        self._heard[nonce] = asyncio.get_running_loop().create_future()
        return known[1:]

    def answered(self, nonce: str, answer: Turn | Exception) -> None:
        """What a turn that was taken came to; for who did not get it from Rasa."""
        heard = self._heard.get(nonce)
        if heard is not None and not heard.done():
            heard.set_result(answer)

    async def taken_back(self, nonce: str) -> Turn | None:
        """The answer to a turn that Rasa had run already, once it is there; None when it had not, and it cannot any more.

        Raises what went wrong in such a turn.
        """
        self._turns.pop(nonce, None)
        heard = self._heard.get(nonce)
        answer = await heard if heard is not None else None
        if isinstance(answer, Exception):
            raise answer
        return answer
