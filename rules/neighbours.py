"""Functions near a function, as the advice asks for them: how near, worked out once per function and then kept."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from rules.transitions import Transitions

LOOKED_AT = 12
"""So many of the nearest count as neighbours."""


class Neighbours:
    """`of(function_id)` over one catalogue; may be asked from any thread."""

    __slots__ = ("_known", "_lock", "_transitions")

    def __init__(self, transitions: Transitions) -> None:
        self._transitions = transitions
        self._known: dict[str, Mapping[str, float]] = {}
        self._lock = threading.Lock()

    def of(self, function_id: str | None) -> Mapping[str, float]:
        """The nearest functions with their closeness (0–1), nearest first; none for a function nobody knows."""
        if function_id is None or function_id not in self._transitions:
            return {}
        with self._lock:
            if function_id not in self._known:
                self._known[function_id] = self._transitions.closest(function_id, LOOKED_AT)
            return self._known[function_id]
