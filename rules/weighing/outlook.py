"""Where work stands: its quadrant (M1) and what happens to its tasks (M2, M4)."""

from __future__ import annotations

from collections.abc import Sequence

from rules.answer import Outlook, Quadrant
from rules.catalogue import Axes, FunctionProfile, Task, Term

HIGH = 0.5
"""From here on an axis counts as high (M1)."""

MOVING = frozenset({Outlook.DISAPPEARS, Outlook.CHANGES})
LASTING = frozenset({Outlook.STAYS, Outlook.APPEARS})

TERM_WORDS = {Term.IMMEDIATE: "binnen drie jaar", Term.COMING: "over drie tot zeven jaar", Term.SLOW: "over meer dan zeven jaar"}


def quadrant_of(axes: Axes) -> Quadrant:
    """M1: the quadrant of a function or a task.

    >>> quadrant_of(Axes(contact=0.2, creativity=0.1)).value
    'danger-zone'
    """
    if axes.contact >= HIGH:
        return Quadrant.SAFE_ZONE if axes.creativity >= HIGH else Quadrant.HUMAN_VENEER
    return Quadrant.SLOW_CREEP if axes.creativity >= HIGH else Quadrant.DANGER_ZONE


def percent(tasks: Sequence[Task], outlooks: frozenset[Outlook]) -> int:
    """The share of tasks with one of these outlooks, in whole percent; 0 without tasks."""
    return round_half_up(100 * sum(task.outlook in outlooks for task in tasks), len(tasks)) if tasks else 0


def round_half_up(numerator: int, denominator: int) -> int:
    """Whole-number division that rounds a half up, so that no float can tip a point."""
    return (2 * numerator + denominator) // (2 * denominator)


def first_with(function: FunctionProfile, outlook: Outlook) -> Task | None:
    """The first task with this outlook, in the order of the profile."""
    return next((task for task in function.tasks if task.outlook is outlook), None)
