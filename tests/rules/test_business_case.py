"""The business case (M23): the source's own examples, and what must hold for any figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.business_case import (
    DEARER,
    SUCCESS,
    Arrangement,
    Assumptions,
    CostFigures,
    Group,
    ScaleCosts,
    Share,
    business_case,
    success_table,
    swings,
)
from rules.errors import LabourMarketError
from rules.files.cost_figures import parse_costs, with_costs
from rules.files.knowledge_files import load_costs

DATA = Path(__file__).resolve().parents[2] / "data"
HEAD = "kind,id,scale,name,amount,as_of,source\n"
ROWS = "salary,,7,Loon,10,2018-12,Bron\nww,,7,WW,5,2018-12,Bron\nguidance,,7,Hulp,1,2018-12,Bron\narrangement,a,,Een,2,2019-01,Andere bron\n"


@pytest.fixture(scope="module")
def figures() -> CostFigures:
    return load_costs(DATA)


def even(figures: CostFigures, *people: int) -> Assumptions:
    return Assumptions(
        tuple(Group(costs, many) for costs, many in zip(figures.scales, people, strict=True)), tuple(Share(each, 1) for each in figures.arrangements)
    )


def test_the_examples_of_the_report_come_out(figures: CostFigures) -> None:
    """Table 5.1 to the euro. The report rounds its average of table 5.2 to 45,000 and the benefit to 300,000 and 337,000."""
    assert [(each.scale, each.total) for each in figures.scales] == [(7, 344_760), (8, 382_609)]
    case = business_case(even(figures, 1, 1))
    assert [outcome.waiting for _, outcome in case.groups] == [344_760, 382_609]
    assert case.average == 45_357 and round(case.average, -3) == 45_000
    benefits = [outcome.benefit for _, outcome in case.groups]
    assert benefits == [299_403, 337_252]
    assert round(benefits[0], -4) == 300_000 and round(benefits[1], -3) == 337_000


def test_a_tenth_of_six_thousand_is_about_180_million(figures: CostFigures) -> None:
    total = business_case(even(figures, 6000 // 10, 0)).total
    assert (total.waiting, total.invested, total.benefit) == (206_856_000, 27_214_286, 179_641_714)
    assert round(total.benefit, -7) == 180_000_000


def test_the_figures_are_dated_and_say_where_they_come_from(figures: CostFigures) -> None:
    assert figures.as_of == "2018-12"
    assert figures.sources == ("Digitale transformatie deel 2, §5.6, tabel 5.1", "Digitale transformatie deel 2, §5.6, tabel 5.2")
    assert [each.cost for each in figures.arrangements] == [0, 15_000, 22_500, 50_000, 70_000, 70_000, 90_000]


def test_the_mix_weighs(figures: CostFigures) -> None:
    base = even(figures, 1, 0)
    dearest = replace(base, mix=tuple(Share(share.arrangement, int(share.arrangement.id == "contractovername")) for share in base.mix))
    assert business_case(dearest).total.benefit == 344_760 - 90_000
    two_to_one = replace(base, mix=(Share(figures.arrangements[0], 2), Share(figures.arrangements[1], 1)))
    assert two_to_one.average == 5000


def test_who_it_does_not_work_for_costs_twice(figures: CostFigures) -> None:
    case = business_case(replace(even(figures, 4, 0), succeed=75))
    assert case.total.remaining == 344_760
    assert case.total.benefit == 4 * 344_760 - 181_429 - 344_760


def test_from_which_success_it_pays(figures: CostFigures) -> None:
    assumptions = even(figures, 100, 0)
    from_ = business_case(assumptions).pays_from
    assert from_ == 14
    assert business_case(replace(assumptions, succeed=from_)).total.benefit >= 0 > business_case(replace(assumptions, succeed=from_ - 1)).total.benefit
    too_dear = replace(assumptions, mix=(Share(Arrangement("a", "A", 400_000), 1),))
    assert business_case(too_dear).pays_from is None and business_case(too_dear).total.benefit < 0
    assert business_case(even(figures, 0, 0)).pays_from is None


def test_the_tables_of_what_if_agree_with_the_sum(figures: CostFigures) -> None:
    assumptions = even(figures, 30, 20)
    table = dict(success_table(assumptions))
    assert tuple(table) == SUCCESS and len(table[100]) == len(DEARER)
    assert table[100][DEARER.index(100)] == business_case(assumptions).total.benefit
    assert all(line == tuple(sorted(line, reverse=True)) for line in table.values()), "dearer arrangements save less"
    found = {swing.what: swing for swing in swings(assumptions)}
    assert next(iter(found)) == "ww", "the heaviest amount stands first"
    assert found["arrangements"].less > business_case(assumptions).total.benefit > found["arrangements"].more
    assert found["salary"].more - found["salary"].less == (30 * 157_800 + 20 * 172_600) // 2


amounts, people = st.integers(0, 10_000_000), st.integers(0, 200_000)
groups = st.lists(st.builds(Group, st.builds(ScaleCosts, st.integers(1, 18), amounts, amounts, amounts), people), max_size=5).map(tuple)
mixes = st.lists(st.builds(Share, st.builds(Arrangement, st.just("a"), st.just("A"), amounts), st.integers(0, 1000)), min_size=1, max_size=7).map(tuple)


@given(groups, mixes, st.integers(0, 100))
def test_nothing_is_lost_between_groups_and_total(groups: tuple[Group, ...], mix: tuple[Share, ...], succeed: int) -> None:
    assumptions = Assumptions(groups, mix, succeed)
    if not sum(share.parts for share in mix):
        with pytest.raises(ValueError, match="empty"):
            business_case(assumptions)
        return
    case = business_case(assumptions)
    assert case.total.benefit == sum(outcome.benefit for _, outcome in case.groups)
    exact = sum((Fraction(g.people * g.costs.total * succeed, 100) - g.people * assumptions.average for g in groups), Fraction(0))
    assert abs(case.total.benefit - exact) <= len(groups)
    if case.pays_from is not None and sum(g.people for g in groups):
        assert business_case(replace(assumptions, succeed=100)).total.benefit >= -len(groups)


def test_only_amounts_that_differ_get_another_month_and_source_however_the_row_is_written() -> None:
    text = HEAD + ROWS.replace(",,7,", ",, 07,").replace("arrangement,a,,", "arrangement,a,3,")
    figures = parse_costs("costs.csv", text)
    assert with_costs(text, figures.scales, figures.arrangements, source="Nieuw", as_of="2026-11").splitlines() == text.splitlines()
    dearer = [replace(each, cost=each.cost + 1) for each in figures.arrangements]
    changed = with_costs(text, figures.scales, dearer, source="Nieuw", as_of="2026-11")
    assert changed.count("2026-11,Nieuw") == len(dearer) and parse_costs("costs.csv", changed).arrangements == tuple(dearer)


@pytest.mark.parametrize(("old", "new", "field", "said"), [
    (",10,", ",10.5,", "amount", "hele euro's"), (",10,", ",99999999,", "amount", "hele euro's"), ("2018-12", "2018", "as_of", "een maand"),
    ("salary,,7", "salary,,19", "scale", "1 tot en met 18"), ("salary", "loon", "kind", "een van deze"), ("arrangement,a,", "arrangement,A b,", "id", "kleine letters"),
    (",Bron", ",", "source", "ontbreekt"), ("guidance,,7,Hulp,1,2018-12,Bron\n", "", "kind", "van schaal 7 ontbreekt guidance"),
    ("ww,,7", "salary,,7", "kind", "twee keer"),
])
def test_a_mistake_in_the_file_is_told_with_its_place(old: str, new: str, field: str, said: str) -> None:
    parse_costs("costs.csv", HEAD + ROWS)
    with pytest.raises(LabourMarketError) as error:
        parse_costs("costs.csv", HEAD + ROWS.replace(old, new, 1))
    assert any(problem.field == field and said in problem.message for problem in error.value.problems), error.value.problems
