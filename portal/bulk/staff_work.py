"""A staff list beside all functions, in parts; a worker makes the matcher from the catalogue once and keeps it."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from portal.bulk.running import over
from rules.catalogue import Catalogue
from rules.matching.staff_matching import Nearest, StaffMatcher, StaffText

ROWS = 1_024
"""People in a part: some tenths of a second of work, and little to send."""
Packed = NDArray[np.uint8]
"""A catalogue as bytes, shape (n_bytes,): workers get exactly the one that was asked about, whatever lies on their own disk."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some people after each other; `key` names the catalogue."""

    key: str
    limit: int
    texts: tuple[StaffText, ...]


def nearest_functions(
    catalogue: Catalogue, texts: Iterable[StaffText], limit: int, *, workers: int, scheduler: str = "", lost: Callable[[int], None] = lambda losses: None
) -> Iterator[Nearest]:
    """The `limit` functions nearest to each of any number of people, part by part in their order; places are those in `sorted(catalogue.functions)`.

    The same to the byte on any number of processes and machines. Raises what `over` raises.
    """
    content = pickle.dumps(catalogue, protocol=5)
    key = hashlib.sha256(content).hexdigest()
    return over(_nearest, np.frombuffer(content, dtype=np.uint8), _parts(key, limit, texts), workers=workers, scheduler=scheduler, lost=lost)


def _parts(key: str, limit: int, texts: Iterable[StaffText]) -> Iterator[Part]:
    waiting = iter(texts)
    while some := tuple(islice(waiting, ROWS)):
        yield Part(key, limit, some)


def _nearest(packed: Packed, part: Part) -> Nearest:
    return _matcher(_Content(part.key, packed)).nearest(part.texts, part.limit)


@dataclass(frozen=True, slots=True)
class _Content:
    """Equal by its key alone."""

    key: str
    packed: Packed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=1)
def _matcher(content: _Content) -> StaffMatcher:
    return StaffMatcher(pickle.loads(content.packed.tobytes()))
