"""Functions near a function, as the advice asks for them: how near, worked out once per function and then kept."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from itertools import islice

from rules.transitions import Transitions

MOST = 12
"""So many of the nearest count as neighbours."""


class Neighbours:
    """`of(function_id)` and `closeness(one, other)` over one catalogue; may be asked from any thread."""

    __slots__ = ("_known", "_lock", "_transitions")

    def __init__(self, transitions: Transitions) -> None:
        self._transitions = transitions
        self._known: dict[str, Mapping[str, float]] = {}
        self._lock = threading.Lock()

    def of(self, function_id: str | None) -> Mapping[str, float]:
        """The nearest functions with their closeness (0–1), nearest first; none for a function nobody knows."""
        return dict(islice(self._all(function_id).items(), MOST))

    def closeness(self, function_id: str | None, other_id: str) -> float:
        """How near one other function is, 0–1; 0 where either is not known."""
        return self._all(function_id).get(other_id, 0.0)

    def _all(self, function_id: str | None) -> Mapping[str, float]:
        if function_id is None or function_id not in self._transitions:
            return {}
        with self._lock:
            if function_id not in self._known:
                self._known[function_id] = self._transitions.closest(function_id)
            return self._known[function_id]
