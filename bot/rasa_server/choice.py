"""Which of several Rasa servers takes a message: each in turn, and one that failed rests a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

REST = 1.0  # seconds after a first failure; twice as long each next time
LONGEST_REST = 30.0


class RasaChoice:
    """Over the addresses of the servers; with one address it is that one, always."""

    def __init__(self, urls: tuple[str, ...], clock: Callable[[], float] = time.monotonic) -> None:
        self._urls = urls
        self._clock = clock
        self._next = 0
        self._failures = dict.fromkeys(urls, 0)
        self._rests_until = dict.fromkeys(urls, 0.0)

    def order(self) -> Iterator[str]:
        """The addresses to try for one message. Those that rest come last: when all fail, one of them may be back.

        >>> choice = RasaChoice(("a", "b"), lambda: 0.0)
        >>> [*choice.order()], [*choice.order()]
        (['a', 'b'], ['b', 'a'])
        """
        turned = self._urls[self._next :] + self._urls[: self._next]
        self._next = (self._next + 1) % len(self._urls)
        now = self._clock()
        return iter(sorted(turned, key=lambda url: self._rests_until[url] > now))

    def has_another(self) -> bool:
        """Whether one of them does not rest now."""
        now = self._clock()
        return any(until <= now for until in self._rests_until.values())

    def failed(self, url: str, *, silent: bool) -> None:
        """`silent`: it is there and does not answer, so that finding out whether it is back would cost somebody a long wait."""
        rest = LONGEST_REST if silent else min(LONGEST_REST, REST * 2.0 ** min(self._failures[url], 10))
        self._rests_until[url] = self._clock() + rest
        self._failures[url] += 1

    def answered(self, url: str) -> None:
        self._failures[url] = 0
        self._rests_until[url] = 0.0
