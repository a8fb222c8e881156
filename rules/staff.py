"""An anonymous staff list: its rows, and the rows of one function together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One row of a list: the function as written, a scale where it was told, full-time equivalents in hundredths, how many people, and the place as written."""

    function: str
    scale: int | None
    hundredths: int
    people: int
    region: str


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """All rows of one function of the catalogue. `scales` in order; `region_id` is where most of them work, None when it was not told or not known."""

    function_id: str
    rows: int
    people: int
    hundredths: int
    scales: tuple[int, ...]
    region_id: str | None


def staff_groups(
    rows: Iterable[StaffRow], function_of: Mapping[str, str | None], region_of: Mapping[str, str | None]
) -> tuple[tuple[StaffGroup, ...], tuple[int, int, int]]:
    """Rows together by function, in order of function id; and rows, people and hundredths of what is no function we know."""
    found: dict[str, list[StaffRow]] = {}
    unknown: list[StaffRow] = []
    for row in rows:
        function_id = function_of.get(row.function)
        (found.setdefault(function_id, []) if function_id else unknown).append(row)
    groups = tuple(
        StaffGroup(
            function_id, len(of), sum(row.people for row in of), sum(row.hundredths for row in of),
            tuple(sorted({row.scale for row in of if row.scale is not None})), _main_region(of, region_of),
        )
        for function_id, of in sorted(found.items())
    )
    return groups, (len(unknown), sum(row.people for row in unknown), sum(row.hundredths for row in unknown))


def _main_region(rows: Sequence[StaffRow], region_of: Mapping[str, str | None]) -> str | None:
    counted = Counter[str]()
    for row in rows:
        region_id = region_of.get(row.region)
        if region_id:
            counted[region_id] += row.hundredths
    return min(counted, key=lambda region_id: (-counted[region_id], region_id)) if counted else None
