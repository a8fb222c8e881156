"""Whether the clock of this machine was put forward or back a short while ago: what is done by itself at a time waits then, as it may be put right again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

JUMP = 60.0  # seconds that the clock may go faster or slower than time between two looks


def _ahead() -> float:
    """Seconds by which the clock is ahead of the time that passes: the same as long as nobody puts it forward or back."""
    return time.time() - time.monotonic()


class SteadyClock:
    """Look often: between two looks it finds a jump. After `believed` seconds the new time counts as right."""

    def __init__(self, believed: float, *, ahead: Callable[[], float] = _ahead, passed: Callable[[], float] = time.monotonic) -> None:
        self._believed = believed
        self._ahead, self._passed = ahead, passed
        self._known = ahead()
        self._until = passed()

    def jumped(self) -> bool:
        """Whether nothing may be done by it yet."""
        now = self._ahead()
        if abs(now - self._known) > JUMP:
            log.warning(
                "The clock was put %s by %.0f s. What is done by itself at a time waits for %.0f s; look whether the clock is right.",
                "forward" if now > self._known else "back", abs(now - self._known), self._believed,
            )
            self._known, self._until = now, self._passed() + self._believed
        return self._passed() < self._until
