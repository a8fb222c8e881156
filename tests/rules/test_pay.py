"""Comparing pay: scale with scale, scale with amount, and never across years in silence."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from rules.catalogue import FunctionKind, FunctionProfile, Pay, Scale
from rules.errors import LabourMarketError
from rules.knowledge import Knowledge
from rules.pay import PayVerdict, ScaleAmount, compare_pay, parse_scales
from rules.person import Direction, Person
from rules.reasoning import reason

TODAY = date(2026, 12, 1)
SCALES = {7: ScaleAmount(3114, date(2026, 1, 1), "cao")}


def municipal(knowledge: Knowledge, low: int, high: int) -> FunctionProfile:
    return dataclasses.replace(knowledge.catalogue.functions["inkoopmedewerker"], scale=Scale(low, high), pay=None)


def outside(knowledge: Knowledge, to: int, year: int) -> FunctionProfile:
    pay = Pay("Cao VVT", "FWG 30", 2000, to, date(year, 1, 1), "bron")
    return dataclasses.replace(municipal(knowledge, 1, 1), kind=FunctionKind.EXTERNAL, scale=None, pay=pay)


@pytest.mark.parametrize(("high", "verdict"), [(5, PayVerdict.LOWER), (6, PayVerdict.OVERLAPPING), (7, PayVerdict.SAME), (8, PayVerdict.HIGHER)])
def test_scales_are_compared_by_their_top(knowledge: Knowledge, high: int, verdict: PayVerdict) -> None:
    found = compare_pay(municipal(knowledge, 6, 7), municipal(knowledge, 5, high), SCALES)
    assert found.verdict is verdict
    assert ("Daar: schaal 5." if high == 5 else f"Daar: schaal 5 tot en met {high}.") in found.text


@pytest.mark.parametrize(("to", "verdict"), [(2900, PayVerdict.LOWER), (3114, PayVerdict.SAME), (3300, PayVerdict.HIGHER)])
def test_amounts_of_one_year_are_compared(knowledge: Knowledge, to: int, verdict: PayVerdict) -> None:
    found = compare_pay(municipal(knowledge, 6, 7), outside(knowledge, to, 2026), SCALES)
    assert found.verdict is verdict
    assert "bedrag uit 2026" in found.text


def test_amounts_of_different_years_are_not_mixed_in_silence(knowledge: Knowledge) -> None:
    later = compare_pay(municipal(knowledge, 6, 7), outside(knowledge, 3300, 2030), SCALES)
    assert later.verdict is PayVerdict.UNKNOWN
    assert later.text.endswith("loopt tot € 3.300 (bedrag uit 2030). Die jaren verschillen, dus dit is een ruwe vergelijking.")
    assert later.text.startswith("Schaal 7 loopt tot € 3.114 (bedrag uit 2026). Cao VVT, FWG 30, ")
    assert compare_pay(municipal(knowledge, 6, 7), outside(knowledge, 3000, 2030), SCALES).verdict is PayVerdict.LOWER
    assert compare_pay(municipal(knowledge, 6, 7), outside(knowledge, 3000, 2020), SCALES).verdict is PayVerdict.UNKNOWN


def test_what_is_not_known_is_not_guessed(knowledge: Knowledge) -> None:
    assert compare_pay(None, municipal(knowledge, 7, 8), SCALES).verdict is PayVerdict.UNKNOWN
    nothing = dataclasses.replace(outside(knowledge, 1, 2026), pay=None)
    assert compare_pay(municipal(knowledge, 6, 7), nothing, SCALES).verdict is PayVerdict.UNKNOWN


def test_a_wrong_scale_row_is_named() -> None:
    with pytest.raises(LabourMarketError, match=r"scales.csv, regel 3"):
        parse_scales("scales.csv", "scale,max,valid_from,source\n7,3114,2020-01-01,cao\n8,veel,2020-01-01,cao\n")
    with pytest.raises(LabourMarketError, match="valid_from"):
        parse_scales("scales.csv", "scale,max\n")


def test_every_step_to_another_employer_says_what_of_pay_and_contract_is_not_known(knowledge: Knowledge) -> None:
    """Whatever the sector and the direction: each outside function that is suggested warns of the contract, and of a pay that nobody knows."""
    about_pay = {"loon-onbekend-buiten", "loon-onbekend-zorg-en-onderwijs", "zekerheid-eigen-bedrijf"}
    own = knowledge.catalogue.functions["financieel-administratief-medewerker"]
    outside = [function for function in knowledge.catalogue.functions.values() if not function.municipal]
    for direction in (None, *Direction):
        judge = reason(Person(function_id=own.id, function_words=own.title, direction=direction), knowledge, TODAY).judge
        for function in outside:
            judged = judge(function)
            fired = {rule.id for rule in judged.fired}
            assert fired & {"zekerheid-andere-werkgever", "zekerheid-eigen-bedrijf"}, function.id
            assert judged.case.pay.verdict is not PayVerdict.UNKNOWN or fired & about_pay, function.id
