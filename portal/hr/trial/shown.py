"""From the outcomes of many people to what may be shown of a trial run. Pure: what comes out holds no count that may not be read.

The rules are those of the totals (portal/hr/totals/disclosure.py): ten people or more, rounded to five, and besides:

1. Of two groups that are shown, one lying within the other, nobody or ten people and more are in the one and not in the other.
2. Areas divide who gets others: what is hidden of them holds nobody, or ten people and more in two areas or more.
3. Who gets others and is in no pair that is shown: nobody, or ten people and more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from portal.hr.totals.disclosure import FEWEST, dividing, rounded
from portal.hr.trial.outcome import Outcome, Pair

MOST_PAIRS = 40


@dataclass(frozen=True, slots=True)
class Impact:
    """Rounded numbers of people; None (or left out) is fewer than ten, nobody, or not to be told apart from others.

    `people` is 0 when too few are counted. `areas`: area → (others, lost their first). `pairs`: the largest first.
    """

    people: int
    changed: int | None = None
    lost_first: int | None = None
    areas: Mapping[str, tuple[int, int | None]] | None = None
    pairs: tuple[tuple[Pair, int], ...] = ()


Group = frozenset[Outcome]


def impact_of(counts: Mapping[Outcome, int]) -> Impact:
    """What may be shown of so many people with each outcome. Fewer than ten people show nothing."""
    return _Showing({each: count for each, count in counts.items() if count > 0}).impact()


class _Showing:
    """People with the same outcome are in the same groups, so a group is a set of outcomes."""

    def __init__(self, counts: Mapping[Outcome, int]) -> None:
        self._counts = counts
        self._everybody = frozenset(counts)
        # Beside everybody, the people of each area are told on the page with totals, where they are ten or more.
        areas = [frozenset(each for each in counts if each.area == area) for area in sorted({each.area for each in counts})]
        self._shown: list[Group] = [self._everybody, *(group for group in areas if self._size(group) >= FEWEST)]

    def impact(self) -> Impact:
        people = self._size(self._everybody)
        if people < FEWEST:
            return Impact(0)
        changed = self._of(lambda each: bool(each.pairs))
        if not self._show(changed):
            return Impact(rounded(people))
        lost = self._of(lambda each: each.lost_first)
        lost_shown = self._show(lost)
        by_area = self._areas(changed)
        lost_by_area = self._areas(lost, among=by_area) if lost_shown else {}
        areas = {area: (count, lost_by_area.get(area)) for area, count in by_area.items()}
        return Impact(rounded(people), rounded(self._size(changed)), rounded(self._size(lost)) if lost_shown else None, areas, self._pairs(changed))

    def _areas(self, whole: Group, among: Iterable[str] | None = None) -> dict[str, int]:
        """The parts of a group by area that may be shown; `among`: the only areas that may."""
        parts: dict[str, Group] = {area: frozenset(each for each in whole if each.area == area) for area in sorted({each.area for each in self._counts})}
        hidden = {area for area, part in parts.items() if not area or (among is not None and area not in among) or not self._fits(part)}
        shown = dividing({area: self._size(part) for area, part in parts.items()}, hidden)
        found = {area: count for area, count in shown.items() if count is not None}
        self._shown += [parts[area] for area in found]
        return found

    def _pairs(self, changed: Group) -> tuple[tuple[Pair, int], ...]:
        groups = {pair: frozenset(each for each in changed if pair in each.pairs) for pair in {pair for each in changed for pair in each.pairs}}
        found: list[Pair] = []
        for pair in sorted(groups, key=lambda pair: (-self._size(groups[pair]), pair))[:MOST_PAIRS]:
            if self._show(groups[pair]):
                found.append(pair)
        while found:
            left = self._size(changed.difference(*(groups[pair] for pair in found)))
            if left == 0 or left >= FEWEST:
                break
            found.pop()
        return tuple((pair, rounded(self._size(groups[pair]))) for pair in found)

    def _show(self, group: Group) -> bool:
        """Whether it may be shown; then it is."""
        if not self._fits(group):
            return False
        self._shown.append(group)
        return True

    def _fits(self, group: Group) -> bool:
        if self._size(group) < FEWEST:
            return False
        apart = [self._size(other - group) for other in self._shown if group <= other] + [self._size(group - other) for other in self._shown if other <= group]
        return all(left == 0 or left >= FEWEST for left in apart)

    def _size(self, group: Group) -> int:
        return sum(self._counts[each] for each in group)

    def _of(self, holds: Callable[[Outcome], bool]) -> Group:
        return frozenset(each for each in self._counts if holds(each))
