"""Suggestions side by side: nothing but what the advice holds, differences first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.advice import advise
from rules.answer import Advice, CriterionCheck, Route, Suggestion
from rules.contrast.side_by_side import Comparison, side_by_side
from rules.knowledge import Knowledge
from rules.person import Criterion, CriterionKind
from rules.serialise import advice_from_json, advice_to_json
from tests.rules.people import RIA

TODAY = date(2026, 12, 1)
TOLD = replace(RIA, criteria=(Criterion("geen avonden", CriterionKind.NO_IRREGULAR_HOURS, hard=False), Criterion("dicht bij huis", CriterionKind.OTHER, hard=True)))


@pytest.fixture(scope="module")
def advice(knowledge: Knowledge) -> Advice:
    return advise(TOLD, knowledge, TODAY)


@pytest.fixture(scope="module")
def table(advice: Advice) -> Comparison:
    return side_by_side(advice.suggestions)


def heads(table: Comparison, name: str) -> list[str]:
    row = table.row(name)
    assert row is not None, name
    return [cell.head for cell in row.cells]


def test_every_row_says_what_the_card_says(advice: Advice, table: Comparison) -> None:
    shown = advice.suggestions
    assert len(shown) == 3 and table.titles == tuple(each.title for each in shown)
    assert heads(table, "fit") == [f"{each.fit} van 100" for each in shown]
    assert [cell.text for cell in table.row("what").cells] == [each.what for each in shown]  # type: ignore[union-attr]
    assert heads(table, "learn") == [f"{len(each.missing)} vaardigheden" for each in shown]
    for each, cell in zip(shown, table.row("has").cells, strict=True):  # type: ignore[union-attr]
        assert cell.head.startswith(f"{len(each.has)} van ") and each.has[0].label in cell.text.lower()
    for each, head in zip(shown, heads(table, "time"), strict=True):
        assert head == f"Eerste stap {each.steps[0].time}"


def test_rows_that_differ_come_first_and_the_same_is_said_once(advice: Advice) -> None:
    first, second, *_ = advice.suggestions
    table = side_by_side([first, replace(second, learning_route=first.learning_route, route=first.route, route_text=first.route_text)])
    same = [row.same for row in table.rows]
    assert same == sorted(same) and not same[0] and table.row("way") in [row for row in table.rows if row.same]
    assert all(len(row.cells) == (1 if row.same else 2) for row in table.rows)


def test_own_conditions_are_counted_and_those_to_ask_are_named(advice: Advice, table: Comparison) -> None:
    for each, cell in zip(advice.suggestions, table.row("criteria").cells * 3, strict=False):  # type: ignore[union-attr]
        met = sum(check.met is True for check in each.criteria)
        assert cell.head == {0: "0 van 2 kloppen", 1: "1 van 2 klopt"}[met] and "Nog navragen: “dicht bij huis”." in cell.text


def test_a_condition_that_is_not_met_is_named(advice: Advice) -> None:
    first, second, *_ = advice.suggestions
    barred = replace(first, criteria=(CriterionCheck("geen avonden", False, False, ""), CriterionCheck("thuis werken", False, True, "")))
    row = side_by_side([barred, replace(second, criteria=())]).row("criteria")
    assert row is not None and row.cells[0].head == "1 van 2 klopt" and row.cells[0].text == "Klopt niet: “geen avonden”."
    assert row.cells[1].head == "Niet bekend"


@pytest.mark.parametrize(("met", "head"), [(True, "Klopt"), (False, "Klopt niet"), (None, "Nog navragen")])
def test_one_condition_is_not_counted(advice: Advice, met: bool | None, head: str) -> None:
    first, second, *_ = (replace(each, criteria=(CriterionCheck("geen avonden", True, met, ""),)) for each in advice.suggestions)
    assert heads(side_by_side([first, second]), "criteria") == [head]


def test_pay_is_that_of_the_advice_and_stays_for_who_stays(advice: Advice) -> None:
    first, second, *_ = advice.suggestions
    assert first.pay is not None and first.pay.text.startswith("Nu: schaal")
    staying = replace(second, route=Route.GROW_ALONG, pay=None)
    assert heads(side_by_side([first, staying]), "pay") == ["Hoger", "Zoals nu"]


def test_an_advice_from_before_pay_was_kept_leaves_that_row_out(advice: Advice) -> None:
    older = [replace(each, pay=None, learning_route="") for each in advice.suggestions]
    assert side_by_side(older).row("pay") is None


def test_the_route_of_learning_tells_how_long_it_takes(knowledge: Knowledge) -> None:
    carer = next(each for each in _regulated(knowledge) if each.learning_route)
    other = replace(carer, learning_route="", route_text="Je stapt over.")
    table = side_by_side([carer, other])
    assert carer.learning_route.endswith((" jaar", " maanden")) and ", ongeveer " in carer.learning_route
    assert heads(table, "time")[0] == carer.learning_route
    assert [cell.text for cell in table.row("way").cells] == [carer.learning_route, "Je stapt over."]  # type: ignore[union-attr]


def _regulated(knowledge: Knowledge) -> tuple[Suggestion, ...]:
    person = replace(RIA, wish_sectors=("zorg", "onderwijs"), wish_words=("verpleegkundige", "docent basisonderwijs"))
    return advise(person, knowledge, TODAY).suggestions


def test_one_suggestion_is_nothing_to_compare(advice: Advice) -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        side_by_side(advice.suggestions[:1])


def test_what_is_compared_is_read_back_with_the_advice(advice: Advice, table: Comparison) -> None:
    assert side_by_side(advice_from_json(advice_to_json(advice)).suggestions) == table
