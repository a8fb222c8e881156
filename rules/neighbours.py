"""Functions near a function, as the advice asks for them: worked out once, and no more of it than was asked for."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from itertools import islice

from rules.transitions import Neighbour, Transitions

MOST = 12
"""So many of the nearest count as neighbours."""


class Neighbours:
    """`of(function_id)` and `closeness(one, other)` over one catalogue; may be asked from any thread."""

    __slots__ = ("_known", "_lock", "_pairs", "_transitions")

    def __init__(self, transitions: Transitions) -> None:
        self._transitions = transitions
        self._known: dict[str, Mapping[str, float]] = {}
        self._pairs: dict[str, dict[str, float]] = {}
        self._lock = threading.Lock()

    def of(self, function_id: str | None) -> Mapping[str, float]:
        """The nearest functions with their closeness (0–1), nearest first; none for a function nobody knows."""
        return dict(islice(self._all(function_id).items(), MOST))

    def closeness(self, function_id: str | None, other_id: str) -> float:
        """How near one other function is, 0–1; 0 where either is not known."""
        return self._all(function_id).get(other_id, 0.0)

    def with_reasons(self, function_id: str, limit: int) -> tuple[Neighbour, ...]:
        """The nearest functions with why they are near and what is missing. Raises KeyError for a function nobody knows."""
        return self._transitions.near(function_id, limit)

    def to(self, function_id: str, other_ids: Sequence[str]) -> Mapping[str, float]:
        """As `closeness`, for some others of this catalogue at once: some thirty are looked at in a fraction of the time of all."""
        with self._lock:
            pairs = self._pairs.setdefault(function_id, {})
            new = [identity for identity in other_ids if identity not in pairs]
            if new:
                pairs.update(self._transitions.closeness(function_id, new))
            return {identity: pairs[identity] for identity in other_ids}

    def _all(self, function_id: str | None) -> Mapping[str, float]:
        if function_id is None or function_id not in self._transitions:
            return {}
        with self._lock:
            if function_id not in self._known:
                self._known[function_id] = self._transitions.closest(function_id)
            return self._known[function_id]
