"""What somebody sent and is not done with yet: in memory only, for who sent it, and not for long."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

KEPT = 3600.0
"""Seconds."""
MOST = 6
"""Things that wait at once, of everybody together; the oldest makes place. What was said yes to waits for nothing, and counts for none."""
_NUMBER = re.compile(r"[A-Za-z0-9_-]{24}")

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Stands in the place of what was said yes to: who presses twice is led on to the same page."""

    address: str


def new_number() -> str:
    """A number that cannot be guessed."""
    return secrets.token_urlsafe(18)


class Staging:
    """`each` things for each person and type, `most` of everybody, for `kept` seconds; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, kept: float = KEPT, most: int = MOST, each: int = 1) -> None:
        self._clock = clock
        self._kept, self._most, self._each = kept, most, each
        self._lock = threading.Lock()
        self._held: dict[str, tuple[str, float, object]] = {}
        """By number, in the order in which they came."""

    def put(self, owner: str, thing: object, number: str = "") -> str:
        """Keeps this; the oldest of this person and of the same type makes place where there are too many. Its number: another one than was asked for when that is somebody else's."""
        with self._lock:
            self._clear()
            if not _NUMBER.fullmatch(number) or self._held.get(number, (owner,))[0] != owner:
                number = new_number()
            kept = {key: held for key, held in self._held.items() if key != number}
            own = [key for key, held in kept.items() if held[0] == owner and type(held[2]) is type(thing)]
            for oldest in own[: max(0, len(own) - self._each + 1)]:
                del kept[oldest]
            waiting = [] if isinstance(thing, TakenOver) else [key for key, held in kept.items() if not isinstance(held[2], TakenOver)]
            for oldest in waiting[: max(0, len(waiting) - self._most + 1)]:
                del kept[oldest]
            self._held = {**kept, number: (owner, self._clock(), thing)}
        return number

    def get(self, owner: str, number: str) -> object | None:
        """What waits under this number for this person; None when it is another's, or gone."""
        with self._lock:
            self._clear()
            held = self._held.get(number)
        return held[2] if held is not None and held[0] == owner else None

    def all_of(self, owner: str, kind: type[Thing]) -> tuple[tuple[str, Thing], ...]:
        """What waits for this person of this type, each with its number, the newest first."""
        with self._lock:
            self._clear()
            return tuple((number, thing) for number, (whose, _, thing) in reversed(self._held.items()) if whose == owner and isinstance(thing, kind))

    def drop(self, number: str) -> None:
        with self._lock:
            self._held.pop(number, None)

    def _clear(self) -> None:
        late = self._clock() - self._kept
        self._held = {key: held for key, held in self._held.items() if held[1] >= late}
