"""Strategic personnel planning (M24): which functions of a staff list shift by when (M2, M4), where their people could go, and what that takes to learn.

The list is anonymous: a function, a scale, full-time equivalents and a region. A task counts as much as any other of its function: how the hours are
spread over them nobody told. So a share of tasks is a rough measure of work, and is called so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answer import LabourMarketNote, Outlook, Quadrant, SkillGap, Step
from rules.catalogue import FunctionProfile, Importance, RouteTemplate, Task, Term
from rules.knowledge import Knowledge
from rules.learning import first_steps
from rules.staff import StaffGroup
from rules.transitions import Neighbour
from rules.weighing.outlook import quadrant_of, round_half_up

TERMS = (Term.IMMEDIATE, Term.COMING, Term.SLOW)
"""From soon to late (M4): within three years, three to seven, later."""
WAYS = 3
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Way:
    """A function near the present one, with what it asks that the present one does not, and the first steps (70, 20, 10) towards it."""

    function: FunctionProfile
    closeness: float
    reasons: tuple[str, ...]
    missing: tuple[SkillGap, ...]
    steps: tuple[Step, ...]
    route: RouteTemplate | None
    labour_market: LabourMarketNote


@dataclass(frozen=True, slots=True)
class FunctionPlan:
    """What happens to one function. `gone` and `moved`: percent of today's tasks that disappear, or disappear or change, by the end of each of `TERMS`."""

    group: StaffGroup
    function: FunctionProfile
    quadrant: Quadrant
    gone: tuple[int, ...]
    moved: tuple[int, ...]
    ways: tuple[Way, ...]

    def tasks(self, outlook: Outlook) -> tuple[Task, ...]:
        """Its tasks with this outlook, the soonest first."""
        found = [task for task in self.function.tasks if task.outlook is outlook]
        return tuple(sorted(found, key=lambda task: TERMS.index(task.term) if task.term else len(TERMS)))

    def hundredths_gone(self, term: Term) -> int:
        """The rough measure in hundredths of full-time equivalents: the share of tasks that disappears by then, of all that work in it."""
        return round_half_up(self.group.hundredths * self.gone[TERMS.index(term)], 100)


@dataclass(frozen=True, slots=True)
class PersonnelPlan:
    """Functions in order of what disappears soonest. `unknown`: rows, people and hundredths of functions that the catalogue does not have."""

    functions: tuple[FunctionPlan, ...]
    unknown: tuple[int, int, int]
    today: date

    @property
    def people(self) -> int:
        return sum(each.group.people for each in self.functions) + self.unknown[1]

    @property
    def hundredths(self) -> int:
        return sum(each.group.hundredths for each in self.functions) + self.unknown[2]

    def gone(self, term: Term) -> int:
        """The rough measure over all functions, in hundredths."""
        return sum(each.hundredths_gone(term) for each in self.functions)


def personnel_plan(
    groups: Sequence[StaffGroup], unknown: tuple[int, int, int], knowledge: Knowledge, today: date, step: Callable[[int], None] = lambda done: None
) -> PersonnelPlan:
    """The plan for these groups. `step` is told how many are done; what it raises goes through (for who stops a plan)."""
    plans = []
    for done, group in enumerate(groups):
        step(done)
        plans.append(_function_plan(group, knowledge, today))
    plans.sort(key=lambda each: (*(-share for share in each.gone), *(-share for share in each.moved), -each.group.hundredths, each.function.id))
    return PersonnelPlan(tuple(plans), unknown, today)


def _function_plan(group: StaffGroup, knowledge: Knowledge, today: date) -> FunctionPlan:
    function = knowledge.catalogue.functions[group.function_id]
    gone = _by_term(function, frozenset({Outlook.DISAPPEARS}))
    moved = _by_term(function, frozenset({Outlook.DISAPPEARS, Outlook.CHANGES}))
    near = knowledge.neighbours.with_reasons(function.id, _LOOKED_AT)
    functions = knowledge.catalogue.functions
    lasting = [each for each in near if _lasts_longer(functions[each.id], function)]
    ways = tuple(_way(each, function, group, knowledge, today) for each in lasting[:WAYS])
    return FunctionPlan(group, function, quadrant_of(function.axes), gone, moved, ways)


def _by_term(function: FunctionProfile, outlooks: frozenset[Outlook]) -> tuple[int, ...]:
    """Percent of today's tasks, cumulative over `TERMS`."""
    today = [task for task in function.tasks if task.outlook is not Outlook.APPEARS]
    counts = [sum(task.outlook in outlooks and task.term is term for task in today) for term in TERMS]
    return tuple(round_half_up(100 * sum(counts[: place + 1]), len(today)) if today else 0 for place in range(len(TERMS)))


def _lasts_longer(other: FunctionProfile, own: FunctionProfile) -> bool:
    """Whether it is no move from one sinking ship to the next: it is not mostly routine, and no larger share of it disappears."""
    disappears = frozenset({Outlook.DISAPPEARS})
    return not other.routine and _by_term(other, disappears)[-1] <= _by_term(own, disappears)[-1]


def _way(near: Neighbour, own: FunctionProfile, group: StaffGroup, knowledge: Knowledge, today: date) -> Way:
    catalogue = knowledge.catalogue
    there = catalogue.functions[near.id]
    held = {required.skill_id: required.level for required in own.skills}
    gaps = {True: list[SkillGap](), False: list[SkillGap]()}
    for required in sorted(there.skills, key=lambda each: each.importance is not Importance.ESSENTIAL):
        skill = catalogue.skills[required.skill_id]
        gap = SkillGap(skill.id, skill.label, skill.category, required.importance is Importance.ESSENTIAL, required.level)
        gaps[required.skill_id in held].append(gap)
    steps = first_steps(gaps[False], gaps[True], catalogue.skills, there)
    note = knowledge.labour_market.note(group.region_id, there.sector, today, (there.title, *there.aliases))
    return Way(there, near.closeness, near.reasons, tuple(gaps[False]), steps, catalogue.routes.get(there.route or ""), note)
