"""Comparing pay (M18): municipal scales with each other, and a scale with the pay of an external function.

A comparison is a warning to talk about, never an amount to count on: figures carry their date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.catalogue import FunctionProfile, Pay, Scale
from rules.errors import LabourMarketError, Problem
from rules.files.csv_rows import read_rows


class PayVerdict(StrEnum):
    LOWER = "lower"
    OVERLAPPING = "overlapping"
    """Its scales end lower but share some with the present ones: for who is in a low one it stays the same, for who is in a high one it goes down."""
    SAME = "same"
    HIGHER = "higher"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScaleAmount:
    """Euros a month at the top of a municipal scale, full time, with the day the figure held from."""

    top: int
    valid_from: date
    source: str


@dataclass(frozen=True, slots=True)
class PayComparison:
    """How the pay of a function compares with the present one, and in one Dutch sentence on what that rests."""

    verdict: PayVerdict
    text: str


def parse_scales(file: str, text: str) -> Mapping[int, ScaleAmount]:
    """Municipal scales 1–18 by number (10A and 11A are steps in between); raises `LabourMarketError`."""
    problems: list[Problem] = []
    amounts: dict[int, ScaleAmount] = {}
    for line, row in read_rows(file, text, ("scale", "max", "valid_from", "source"), problems):
        if row["scale"].endswith("A"):
            continue
        try:
            amounts[int(row["scale"])] = ScaleAmount(int(row["max"]), date.fromisoformat(row["valid_from"]), row["source"])
        except ValueError:
            problems.append(Problem(file, line, "scale, max, valid_from", "kloppen niet. Schrijf hele getallen en een datum zoals 2026-01-01."))
    if problems:
        raise LabourMarketError(problems)
    return amounts


def compare_pay(own: FunctionProfile | None, other: FunctionProfile, scales: Mapping[int, ScaleAmount]) -> PayComparison:
    """Compare the top of the pay of `other` with that of the present function."""
    if own is None or own.scale is None:
        return PayComparison(PayVerdict.UNKNOWN, "Je eigen schaal ken ik niet.")
    if other.scale is not None:
        return _by_scale(own.scale, other.scale)
    top = scales.get(own.scale.to)
    if other.pay is None or top is None:
        return PayComparison(PayVerdict.UNKNOWN, "Wat deze functie verdient, heb ik niet uit een goede bron.")
    return _by_amount(own.scale, top, other.pay)


def _by_scale(own: Scale, other: Scale) -> PayComparison:
    text = f"Nu: {_scale(own)}. Daar: {_scale(other)}."
    if other.to == own.to:
        return PayComparison(PayVerdict.SAME, text)
    if other.to > own.to:
        return PayComparison(PayVerdict.HIGHER, text)
    return PayComparison(PayVerdict.LOWER if other.to < own.from_ else PayVerdict.OVERLAPPING, text)


def _by_amount(own: Scale, top: ScaleAmount, pay: Pay) -> PayComparison:
    text = (
        f"Schaal {own.to} loopt tot {_euro(top.top)} (bedrag uit {top.valid_from.year}). "
        f"{pay.agreement}, {pay.text}, loopt tot {_euro(pay.to)} (bedrag uit {pay.valid_from.year})."
    )
    if abs(pay.valid_from.year - top.valid_from.year) > 1:
        # Wages rose in between: only a clear difference against the rise says something.
        lower = pay.valid_from >= top.valid_from and pay.to < top.top
        text += " Die jaren verschillen, dus dit is een ruwe vergelijking."
        return PayComparison(PayVerdict.LOWER if lower else PayVerdict.UNKNOWN, text)
    if pay.to * 100 < top.top * 98:
        return PayComparison(PayVerdict.LOWER, text)
    return PayComparison(PayVerdict.HIGHER if pay.to * 100 > top.top * 102 else PayVerdict.SAME, text)


def _scale(scale: Scale) -> str:
    return f"schaal {scale.from_}" if scale.from_ == scale.to else f"schaal {scale.from_} tot en met {scale.to}"


def _euro(amount: int) -> str:
    return f"€ {amount:,}".replace(",", ".")
