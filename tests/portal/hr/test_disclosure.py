"""The differencing attack on the totals: what an attacker works out from all that is shown is never about fewer than ten people, or one."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.hr.totals.counting import (
    APART,
    DIVIDED,
    DIVIDING,
    EDITED,
    NOBODY,
    WITHIN,
    Totals,
    changed,
    moved_in_tens,
    totals_of,
)
from portal.hr.totals.disclosure import BASE, FEWEST, apart, dividing, part_of, rounded

counts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1, max_size=8)
Cells = frozenset[tuple[str, str]]


def could_be(shown: int) -> range:
    """What a shown number may have been."""
    return range(max(FEWEST, shown - BASE // 2), shown + BASE // 2 + 1)


@given(counts)
@example({"a": 40, "b": 12, "c": 3})
@example({"a": 10, "b": 9})
@example({"a": 9, "b": 9})
def test_no_shown_cell_is_of_fewer_than_ten_and_none_is_exact(found: dict[str, int]) -> None:
    for name, shown in dividing(found).items():
        if shown is not None:
            assert found[name] >= FEWEST and shown % BASE == 0 and found[name] in could_be(shown)


@given(counts)
@example({"a": 40, "b": 12, "c": 3})
@example({"a": 30, "b": 10, "c": 9, "d": 1})
def test_the_total_less_the_shown_cells_is_nobody_or_ten_in_two_cells(found: dict[str, int]) -> None:
    hidden = {name: found[name] for name, shown in dividing(found).items() if shown is None}
    left = sum(hidden.values())
    everything_is_hidden = len(hidden) == len(found)
    assert left == 0 or everything_is_hidden or (left >= FEWEST and sum(count > 0 for count in hidden.values()) >= 2)


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_whole_less_a_part_is_nobody_or_ten(one: int, other: int) -> None:
    part, whole = sorted((one, other))
    shown = part_of(part, whole)
    if shown is not None:
        assert part >= FEWEST and (whole == part or whole - part >= FEWEST)


def test_overlapping_parts_leave_no_sure_small_rest() -> None:
    """For every whole and part that are shown together there is more than one rest that fits, or the rest is not small."""
    for whole, part in product(range(FEWEST, 60), repeat=2):
        shown = part_of(part, whole) if part <= whole else None
        if shown is None:
            continue
        rests = {w - p for w in could_be(rounded(whole)) for p in could_be(shown) if w >= p}
        assert whole - part not in range(1, FEWEST)
        assert len(rests) > 1


def test_none_at_all_looks_as_a_few() -> None:
    assert apart({"a": 0, "b": 9}, 100) == {"a": None, "b": None}
    assert dividing({"a": 50, "b": 0})["b"] is None


areas, sectors, outcomes = st.sampled_from(["een", "twee", "drie"]), st.sets(st.sampled_from(["zorg", "techniek", "ict"])), st.sampled_from(["accept", "adjust", "reject"])


@st.composite
def person(draw: st.DrawFn) -> Cells:
    """Somebody with cells as real contributions have them: parts only beside their whole, one outcome per rule."""
    area = draw(areas)
    cells = {("area", area), ("quadrant", draw(st.sampled_from("pqrs"))), ("talk", draw(st.sampled_from(["advies", "tasks"])))}
    if draw(st.booleans()):
        cells.add(("area-verdwijnt", area))
    for sector in draw(sectors):
        cells.add(("sector", sector))
        if draw(st.booleans()):
            cells.add(("sector-short", sector))
    if draw(st.booleans()):
        cells |= {("judged-rule", "r1"), (f"{draw(outcomes)}-rule", "r1")}
    return frozenset(cells)


people = st.lists(person(), min_size=0, max_size=60)


@given(people)
@settings(max_examples=150)
def test_no_sum_or_difference_on_the_page_is_of_a_few(crowd: list[Cells]) -> None:
    totals = totals_of(crowd, "2026-11-26")
    if len(crowd) < FEWEST:
        assert totals == Totals("2026-11-26", 0, {})
        return

    def really(table: str, cell: str) -> int:
        return sum((table, cell) in each for each in crowd)

    for table, cells in totals.cells.items():
        for cell, shown in cells.items():
            assert shown % BASE == 0 and really(table, cell) in could_be(shown)
    for table in DIVIDING:
        everywhere = {cell for each in crowd for name, cell in each if name == table}
        left = len(crowd) - sum(really(table, cell) for cell in totals.cells[table])
        assert left == 0 or left >= FEWEST or not totals.cells[table], (table, everywhere)
    for whole, parts in {**WITHIN, **DIVIDED}.items():
        for part in parts:
            for cell in totals.cells.get(part, {}):
                assert cell in totals.cells[whole], "a part is shown beside its whole only"
                rest = really(whole, cell) - really(part, cell)
                assert rest == 0 or rest >= FEWEST
    for whole, parts in DIVIDED.items():
        for cell in totals.cells[whole]:
            shown = [part for part in parts if cell in totals.cells.get(part, {})]
            rest = really(whole, cell) - sum(really(part, cell) for part in shown)
            assert not shown or rest == 0 or rest >= FEWEST, "of the outcomes together, too"
    assert set(totals.cells) <= {*DIVIDING, *APART, *(part for parts in (*WITHIN.values(), *DIVIDED.values()) for part in parts)}
    assert NOBODY not in totals.cells["quadrant"]


def test_who_came_left_and_changed_count_as_changed() -> None:
    assert changed({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"}) == 3


edited = st.frozensets(st.sampled_from([(table, cell) for group in EDITED for table in group for cell in "ab"]), max_size=3)


@settings(max_examples=50)
@given(st.lists(st.tuples(edited, edited, st.integers(1, 14)), max_size=6))
def test_a_change_of_profiles_moves_nobody_or_ten_into_and_out_of_every_cell(groups: list[tuple[Cells, Cells, int]]) -> None:
    people = [(was | {("sector", "ict")}, now | {("sector", "ict")}) for was, now, many in groups for _ in range(many)]
    before = {str(number): was for number, (was, _) in enumerate(people)}
    found = moved_in_tens(before, {str(number): now for number, (_, now) in enumerate(people)})
    for cell in {cell for pair in people for cells in pair for cell in cells}:
        for moved in ({owner for owner in found if cell in found[owner] - before[owner]}, {owner for owner in found if cell in before[owner] - found[owner]}):
            assert not moved or len(moved) >= FEWEST
