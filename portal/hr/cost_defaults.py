"""The amounts that the calculator begins with, as a form in a draft: what was typed, and what is wrong with it by field. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from urllib.parse import urlencode

from portal.hr.cost_form import COLUMNS, MOST_ROWS, CostForm, cost_form
from rules.business_case import CostFigures
from rules.files.cost_figures import FILE, parse_costs, with_costs
from rules.language.text import cap

PATH = f"labour_market/{FILE}"
PER_SCALE = COLUMNS[1:]
AMOUNTS = (*PER_SCALE, "kosten")
LONGEST_SOURCE = 300
_LONGEST_AMOUNT = 20
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)

Typed = Mapping[str, Sequence[str]]


def amounts_form(figures: CostFigures, typed: Typed) -> CostForm:
    """The form with the amounts alone: one person in each scale, so that only amounts can be wrong."""
    sent = {name: typed.get(name, ()) for name in AMOUNTS}
    people = ["1" if any(row) else "" for row in zip(*(sent[name] for name in PER_SCALE), strict=False)]
    form = cost_form(figures, {**sent, "mensen": people})
    if "rijen" in form.errors and not any(any(row.values()) for row in form.rows):
        return replace(form, errors={**form.errors, "rijen": "Vul bij minstens één schaal de bedragen in."})
    return form


def with_other_scales(figures: CostFigures, typed: Typed) -> Typed:
    """What a calculation was made with, and behind it the scales it was not about: leaving one out of a calculation takes no amounts away."""
    if not typed.get("schaal"):
        return typed
    columns = [typed.get(name, ())[:MOST_ROWS] for name in PER_SCALE]
    rows = [row for row in zip_longest(*columns, fillvalue="") if any(row)]
    there = {row[0].strip() for row in rows}
    rows += [tuple(map(str, (each.scale, each.salary, each.ww, each.guidance))) for each in figures.scales if str(each.scale) not in there]
    return {**typed, **{name: [row[place] for row in rows] for place, name in enumerate(PER_SCALE)}}


def carried(typed: Typed) -> str:
    """What was typed as it goes along in an address, to another draft; empty when nothing was."""
    return urlencode([(name, value.strip()[:_LONGEST_AMOUNT]) for name in AMOUNTS for value in typed.get(name, ())[:MOST_ROWS]])


def source_in(typed: Typed) -> str:
    """Where the amounts come from as it is kept, on one line; one character more than is kept tells that it was too long."""
    return cap((typed.get("bron") or [""])[0], LONGEST_SOURCE + 1)


def wrong_about(source: str, month: str, today: date) -> Iterator[tuple[str, str]]:
    """What is wrong with source and month, by field."""
    if not source or len(source) > LONGEST_SOURCE:
        yield "bron", f"Schrijf op waar de bedragen vandaan komen, in hoogstens {LONGEST_SOURCE} tekens."
    elif source[0] in "=+-@":
        yield "bron", "Dit begint vreemd. Begin met een letter of een cijfer."
    if not _MONTH.fullmatch(month):
        yield "peil", "Vul de maand in als 2026-11: het jaar, een streepje en de maand."
    elif month > f"{today:%Y-%m}":
        yield "peil", f"{month} ligt in de toekomst. Kijk de maand na."


def with_amounts(text: str, form: CostForm, source: str, month: str) -> str:
    """The file with the amounts of this form, which has no errors."""
    assert form.assumptions is not None
    scales = (group.costs for group in form.assumptions.groups)
    arrangements = (share.arrangement for share in form.assumptions.mix)
    return with_costs(text, scales, arrangements, source=source, as_of=month)


def figures_in(text: str) -> CostFigures:
    """The amounts of a version. Raises LabourMarketError."""
    return parse_costs(FILE, text)
