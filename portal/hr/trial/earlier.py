"""What trial runs showed before, so that two runs that differ by a few people never show different numbers.

HR writes the rules, so a draft can be made to ask about one colleague, and two drafts that are nearly equal to ask about the difference.
Therefore a run in which fewer than ten people come out otherwise than in an earlier one shows the numbers of that earlier one. Who comes out
how is known by a mark per person, made with a key that only this process has; nothing of it stands on a disk.
"""

from __future__ import annotations

import secrets
import threading
from collections import deque

from portal.hr.totals.disclosure import FEWEST
from portal.hr.trial.shown import Impact

MOST = 100
"""Runs that are remembered; the oldest is forgotten."""


class Earlier:
    """All runs of one process; safe to share between threads. `key` is what the marks of all its runs are made with."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._runs: deque[tuple[frozenset[str], Impact]] = deque(maxlen=MOST)

    def shown(self, marks: frozenset[str], impact: Impact) -> tuple[Impact, bool]:
        """What to show of a run with these marks, and whether that is what an earlier one showed."""
        if not impact.people:
            return impact, False
        with self._lock:
            near = [(people_apart(marks, before), place) for place, (before, _) in enumerate(self._runs)]
            closest, place = min(near, default=(FEWEST, 0))
            if closest < FEWEST:
                return self._runs[place][1], True
            self._runs.append((marks, impact))
            return impact, False


def people_apart(one: frozenset[str], other: frozenset[str]) -> int:
    """How many people at least come out otherwise: who does has a mark in each, who came or left in one of them.

    >>> people_apart(frozenset("abc"), frozenset("abd")), people_apart(frozenset("abc"), frozenset("abcd"))
    (1, 1)
    """
    return max(len(one - other), len(other - one))
