"""From an uploaded list to a plan: read apart, recognise, reckon."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from portal.hr.personnel.reading import staff_list_of
from portal.hr.personnel.recognising import Recogniser
from rules.knowledge import Knowledge
from rules.language.text import words_only
from rules.matching.regions import Region
from rules.personnel_plan import PersonnelPlan, personnel_plan
from rules.staff import staff_groups


@dataclass(frozen=True, slots=True)
class PlanMade:
    """The plan of so many `rows`; how names were read that are not the very name of a function; names that were not recognised, and how many more of those are not shown."""

    plan: PersonnelPlan
    read_as: tuple[tuple[str, str], ...]
    not_known: tuple[str, ...]
    hidden: int
    without_region: int
    rows: int


def make_plan(
    name: str, content: bytes, knowledge: Knowledge, regions: Iterable[Region], *, today: date, progress: Callable[[str, int, int], None]
) -> PlanMade:
    """`progress` is told the step (reading, recognising, planning), and how much of it is done. Raises FileRefused, and what `progress` raises."""
    progress("reading", 0, 1)
    staff = staff_list_of(name, content)
    names = list(dict.fromkeys(row.function for row in staff.rows))
    progress("recognising", 0, len(names))
    recogniser = Recogniser(knowledge, regions)
    recognised = recogniser.functions(names, lambda done: progress("recognising", done, len(names)))
    groups, unknown = staff_groups(staff.rows, recognised.functions, recogniser.regions(row.region for row in staff.rows))
    plan = personnel_plan(groups, unknown, knowledge, today, lambda done: progress("planning", done, len(groups)))
    titles = {function.id: function.title for function in knowledge.catalogue.functions.values()}
    read_as = tuple(sorted(
        (name, titles[function]) for name, function in recognised.functions.items() if function and words_only(name) != words_only(titles[function])
    ))
    return PlanMade(plan, read_as, recognised.not_known, recognised.hidden, staff.without_region, len(staff.rows))
