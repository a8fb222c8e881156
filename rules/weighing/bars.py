"""What keeps a judged function out of the three: too far away, or too weak or too alike beside one that is chosen (M15)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from rules.weighing.judged import Judged, Likeness

MOST = 3
LEAST_FIT = 30
LEAST_LONG_WAY_FIT = 45
NEAR = 60
LEAST_NEAR_FIT = 22
LEAST_NEAR_LONG_WAY_FIT = 36
LEAST_WISHED_FIT = 20
"""Below this a function says too little about the person to be shown. A long way must be worth it. A function
near the present one (`near_percent` from NEAR on) may fit less: who told little gets the work next door rather than nothing.
So may one in a sector that was wished for.
What was asked for may lie further away."""
LEAST_NAMED_FIT = 15
"""What was asked for by name beside other wishes is not shown below this: then one of the others is the better answer.
Who asks for nothing else hears how far it is, and the way there."""
NEXT_DOOR = 40
"""When nothing else fits, work this near to the present function may be shown with as little fit as work that is near; for
work that is NEAR, LEAST_FIT is then enough for a long way too. Better the work next door, called what it is, than nothing."""
SURELY_WISHED = 85
"""From this percentage on a wish alone, without any task or skill, is enough: one word in common is not."""
FARTHEST_BEHIND = 15
ENOUGH_BESIDE = 36
"""A function with less fit than the second must not lie further than the first behind the best of the three: two good
suggestions say more than two and a weak one (judgement of this project)."""
TOO_ALIKE = 0.45
"""From this closeness by skills and tasks on, two functions are nearly the same work: they are one choice, whatever they
are called and whoever the employer is."""


class Beside(StrEnum):
    """Why a function that fits may not stand beside those that are chosen already."""

    WEAK = "weak"
    SAME_WORK = "same-work"
    BARE = "bare"
    SAME_AREA = "same-area"
    LONG_WAY = "long-way"


def least_fit(item: Judged, *, alone: bool = False) -> int:
    """The fit (0–100) that this function needs to be shown; 0 when it may always be. `alone`: nothing else was chosen."""
    case = item.case
    if case.same_function or (case.named and case.only_named):
        return 0  # nobody is far from the own work
    if case.named:
        return LEAST_NAMED_FIT
    if item.wished and (not item.bare or case.wish_percent >= SURELY_WISHED):
        return LEAST_WISHED_FIT
    if alone and case.near_percent >= NEXT_DOOR and (not item.long_way or case.near_percent >= NEAR):
        return LEAST_FIT if item.long_way else LEAST_NEAR_FIT
    if case.near_percent >= NEAR or (case.wish_sector and not item.bare):
        return LEAST_NEAR_LONG_WAY_FIT if item.long_way else LEAST_NEAR_FIT
    return LEAST_LONG_WAY_FIT if item.long_way else LEAST_FIT


def too_far(item: Judged, *, alone: bool = False) -> bool:
    """Whether it lies too far from what was told to be shown."""
    return not grounded(item) or item.fit.total < least_fit(item, alone=alone)


def grounded(item: Judged) -> bool:
    """Whether there is anything to show for it: a task, a skill, the present work nearby, or a wish. Points for hours, pay and shortage alone are no reason."""
    case = item.case
    return bool(case.links or case.has) or item.wished or case.wish_sector or case.same_function or case.near_percent >= NEXT_DOOR


def beside(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> Beside | None:
    """Why it may not join these: never a weak one far behind, never two of nearly the same work, never three of one area, and
    one long way at most; what was asked for may be. None when it may."""
    area = item.case.function.area
    others = beside_own(chosen)  # that the own work fits says nothing of what else is good enough
    first_of_sector = item.case.wish_sector and not any(other.wished or other.case.wish_sector for other in others)
    if not item.wished and not first_of_sector and item.fit.total < least_beside(chosen):
        return Beside.WEAK
    if not item.case.named and not item.case.same_function and nearly_same(item, chosen, alike) is not None:
        return Beside.SAME_WORK
    if item.bare and not item.case.named and any(other.bare for other in others):
        return Beside.BARE
    if len(chosen) == MOST - 1 and all(other.case.function.area == area for other in chosen):
        return Beside.SAME_AREA
    if item.long_way and not item.wished and any(other.long_way for other in chosen):
        return Beside.LONG_WAY
    return None


def least_beside(chosen: Sequence[Judged]) -> int:
    """The fit (0–100) that another one needs beside these, unless it was asked for."""
    best = max((other.fit.total for other in beside_own(chosen)), default=0)
    return min(ENOUGH_BESIDE, best - FARTHEST_BEHIND)


def nearly_same(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> Judged | None:
    """The first of the chosen that is nearly the same work."""
    return next((other for other in beside_own(chosen) if alike(item, other) >= TOO_ALIKE), None)


def beside_own(chosen: Sequence[Judged]) -> list[Judged]:
    """The chosen ones that are other work than the present function."""
    return [other for other in chosen if not other.case.same_function]
