"""A case after the rules: what they concluded, and how far it goes towards the person's wishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rules.answer import LabourMarketNote, Route
from rules.rulebook import Part, Rule
from rules.weighing.case import Case
from rules.weighing.fit import Fit

LEAST_OWN = 4
"""With no more points than this for tasks and skills together, a suggestion rests on a wish alone: it may stand there, but not
before work that rests on what somebody does, and not beside another of the kind unless that is asked for by name."""
HALF_WISHED = 40
WISHED = 60
"""From this percentage on a wish text is about this function; at HALF_WISHED it would weigh nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A case after the rules: what fired, the fit, and what the rules concluded about the way there."""

    case: Case
    fired: tuple[Rule, ...]
    fit: Fit
    route: Route
    excluded: str
    long_way: bool
    market: LabourMarketNote

    @property
    def function_id(self) -> str:
        """The function that was judged."""
        return self.case.function.id

    @property
    def wished(self) -> bool:
        """Whether the person asked for this kind of work."""
        return self.case.named or self.case.wish_percent >= WISHED

    @property
    def bare(self) -> bool:
        """Whether it rests on a wish alone: next to nothing of what the person does comes back in it."""
        return sum(part.points for part in self.fit.parts if part.name in {Part.TASKS.value, Part.SKILLS.value}) <= LEAST_OWN

    @property
    def barred(self) -> bool:
        """Excluded by a rule, or against a hard criterion (whatever the rulebook says)."""
        return bool(self.excluded) or self.case.breaks_hard


Closeness = Callable[[str, Sequence[str]], Mapping[str, float]]
"""How near others are to a function by skills and tasks, each 0–1, seen from the function."""
Likeness = Callable[[Judged, Judged], float]
"""How near the first is to the second, 0–1, as seen from the second."""


def likeness(closeness: Closeness, ids: Sequence[str]) -> Likeness:
    """Likeness among the functions `ids`: what lies near is worked out once for each that others are compared with."""
    near: dict[str, Mapping[str, float]] = {}

    def alike(one: Judged, other: Judged) -> float:
        if other.function_id not in near:
            near[other.function_id] = closeness(other.function_id, ids)
        return near[other.function_id][one.function_id]

    return alike
