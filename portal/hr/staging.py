"""What somebody sent and has not said yes to yet: in memory only, for who sent it, for an hour at most."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable

KEPT = 3600.0
"""Seconds."""
MOST = 6
"""Things that wait at once, of everybody together; the oldest makes place."""


class Staging:
    """One thing for each person and purpose; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, tuple[str, float, object]] = {}

    def put(self, owner: str, thing: object) -> str:
        """Keeps this in the place of what this person had waiting of the same type; a number that cannot be guessed."""
        number = secrets.token_urlsafe(18)
        with self._lock:
            self._clear()
            kept = {key: held for key, held in self._held.items() if held[0] != owner or type(held[2]) is not type(thing)}
            for oldest in sorted(kept, key=lambda key: kept[key][1])[: max(0, len(kept) - MOST + 1)]:
                del kept[oldest]
            self._held = {**kept, number: (owner, self._clock(), thing)}
        return number

    def get(self, owner: str, number: str) -> object | None:
        """What waits under this number for this person; None when it is another's, or gone."""
        with self._lock:
            self._clear()
            held = self._held.get(number)
        return held[2] if held is not None and held[0] == owner else None

    def drop(self, number: str) -> None:
        with self._lock:
            self._held.pop(number, None)

    def _clear(self) -> None:
        late = self._clock() - KEPT
        self._held = {key: held for key, held in self._held.items() if held[1] >= late}
