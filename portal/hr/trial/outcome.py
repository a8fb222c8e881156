"""What a trial run keeps of one person: the area of their function, and which suggestions go and appear. No words, no owner. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import zip_longest

from rules.contrast.two_versions import Three

Pair = tuple[str, str]
"""(id of the function that goes, id of the one in its place); empty where nothing goes, or nothing takes the place."""
MARK = 8
"""Bytes of a mark."""


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """`pairs` is empty when the same functions are suggested, in whatever order; `lost_first`: what stood first is not among the three any more."""

    area: str
    pairs: tuple[Pair, ...] = ()
    lost_first: bool = False


def outcome(area: str, old: Three, new: Three) -> Outcome:
    """What differs between two threes.

    >>> outcome("sociaal", ("kok", "gids"), ("gids", "tolk")).pairs, outcome("sociaal", ("kok", "gids"), ("gids", "kok")).pairs
    ((('kok', 'tolk'),), ())
    """
    gone = [each for each in old if each not in new]
    come = [each for each in new if each not in old]
    return Outcome(area, tuple(zip_longest(gone, come, fillvalue="")), bool(old) and old[0] not in new)


def mark_of(owner: str, what: Outcome, key: bytes) -> str:
    """A mark that is the same for the same person with the same outcome, made with a key that one run of the portal has: it leads back to nobody."""
    content = json.dumps([owner, what.area, what.pairs, what.lost_first])
    return hashlib.blake2b(content.encode(), key=key, digest_size=MARK).hexdigest()
