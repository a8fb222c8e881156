"""What is computed from many texts and stays the same as long as they do: it may be kept between two starts.

The rules know no folder. Who starts a process hands in a `Keeper` (`keep_with`); without one everything is computed, which gives
the same numbers and takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


class Keeper(Protocol):
    """Gives what was made before under this key, or makes and keeps it."""

    def get(self, key: str, make: Callable[[], Arrays]) -> Arrays: ...


_keepers: list[Keeper] = []


def keep_with(keeper: Keeper | None) -> None:
    """From now on what is fitted in this process is kept with `keeper`; None: no more."""
    _keepers[:] = [keeper] if keeper is not None else []


def fitted(made_of: Sequence[str], make: Callable[[], Arrays]) -> Arrays:
    """`make()`, or what it gave before for the same `made_of`: everything that the result depends on, but for the code."""
    return _keepers[0].get(key_of(made_of), make) if _keepers else make()


def key_of(made_of: Iterable[str]) -> str:
    """A hash of texts; ["a", "b"] and ["ab"] are not the same."""
    digest = sha256()
    for text in made_of:
        content = text.encode("utf-8", "surrogatepass")
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def packed(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words as an array of bytes.

    >>> unpacked(packed(["een", "twee"]))
    ['een', 'twee']
    """
    return np.array(bytearray("\0".join(["", *words]).encode()), dtype=np.uint8)


def unpacked(content: NDArray[np.uint8]) -> list[str]:
    return content.tobytes().decode().split("\0")[1:]
