"""What of a count may be shown, so that no cell, and no sum or difference of cells, is about fewer than ten people. Pure.

1. A cell of fewer than `FEWEST` people is not shown, and none at all looks the same.
2. What is shown is rounded to `BASE`, totals as well and each by itself: a total less the cells of its table is no count.
3. Of cells that divide people (everybody is in one of them) so many are hidden that those together hold nobody, or ten people and more in two cells or more.
4. Of a part only what leaves nobody or ten people and more out of it is shown: else the whole less the part would tell of a few.

There are no filters, so no two answers overlap but those of one page; what two pages of different days tell is held by `published.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

FEWEST = 10
BASE = 5


def rounded(count: int) -> int:
    """To the nearest five.

    >>> [rounded(count) for count in (10, 12, 13, 17, 18)]
    [10, 10, 15, 15, 20]
    """
    return (count + BASE // 2) // BASE * BASE


def dividing(counts: Mapping[str, int], hidden_for: Collection[str] = ()) -> dict[str, int | None]:
    """Cells that divide people, as they may be shown; None is hidden, and so are those in `hidden_for`, for a reason of their own.

    >>> dividing({"a": 40, "b": 12, "c": 3}), dividing({"a": 40, "b": 12, "c": 0})
    ({'a': 40, 'b': None, 'c': None}, {'a': 40, 'b': 10, 'c': None})
    """
    hidden = {name for name, count in counts.items() if count < FEWEST or name in hidden_for}
    while 0 < sum(counts[name] for name in hidden) < FEWEST or sum(counts[name] > 0 for name in hidden) == 1:
        rest = [name for name in counts if name not in hidden]
        if not rest:
            break
        hidden.add(min(rest, key=lambda name: (counts[name], name)))
    return {name: None if name in hidden else rounded(count) for name, count in counts.items()}


def apart(counts: Mapping[str, int], people: int) -> dict[str, int | None]:
    """Cells in each of which anybody may be or not, as they may be shown among so many people."""
    return {name: part_of(count, people) for name, count in counts.items()}


def part_of(part: int, whole: int) -> int | None:
    """How many of a whole, as it may be shown beside that.

    >>> part_of(12, 40), part_of(12, 12), part_of(12, 15), part_of(9, 40)
    (10, 10, None, None)
    """
    left = whole - part
    return rounded(part) if part >= FEWEST and (left == 0 or left >= FEWEST) else None
