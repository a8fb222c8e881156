"""The business case as HR reads it: tables, and a picture of the most important one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from portal.documents.pictures.drawing import Picture, Table
from portal.hr.amounts import euros, in_short, number
from portal.hr.charts import Bar, bars_picture
from rules.business_case import DEARER, SWING, Assumptions, BusinessCase, business_case, success_table, swings

REPORT = urlencode({
    "schaal": (7, 8), "loon": (157_800, 172_600), "ww": (179_460, 202_509), "begeleiding": (7_500, 7_500), "kosten": (0, 15_000, 22_500, 50_000, 70_000, 70_000, 90_000),
}, doseq=True)
"""The report's own amounts (Digitale transformatie deel 2, tables 5.1 and 5.2) in an address: its examples come out with these, whatever is live."""
_WHAT = {"salary": "Loonkosten", "ww": "WW-lasten", "guidance": "Begeleiding", "arrangements": "Kosten van arrangementen"}


@dataclass(frozen=True, slots=True)
class CostView:
    """`tables`: per scale, per person, what if it works less often, what if an amount differs, and the mix."""

    case: BusinessCase
    lead: str
    pays: str
    picture: Picture
    tables: tuple[Table, ...]


def cost_view(assumptions: Assumptions) -> CostView:
    """All that the page and the CSV show."""
    case = business_case(assumptions)
    total = case.total
    lead = (
        f"Niets doen kost {in_short(total.waiting)}. Arrangementen kosten {in_short(total.invested + total.remaining)}. "
        f"{'Op tijd iets doen scheelt' if total.benefit >= 0 else 'Iets doen kost dan meer:'} {in_short(abs(total.benefit))}."
    )
    pays = (
        "Het verdient zich hoe dan ook niet terug." if case.pays_from is None
        else f"Het verdient zich terug als minstens {case.pays_from} van de 100 mensen er ander werk mee vinden."
    )
    return CostView(case, lead, pays, _picture(case), (_per_scale(case), _per_person(assumptions, case), _by_success(assumptions), _by_amount(assumptions), _mix(assumptions, case)))


def _per_scale(case: BusinessCase) -> Table:
    rows = [(f"Schaal {group.costs.scale}", outcome) for group, outcome in case.groups]
    lines = [*rows, ("Samen", case.total)] if len(rows) > 1 else rows
    return Table(
        "Wat het kost en oplevert", ("", "Mensen", "Niets doen", "Arrangementen", "Als het niet lukt", "Scheelt", "Scheelt per persoon"),
        tuple(
            (name, number(each.people), euros(each.waiting), euros(each.invested), euros(each.remaining), euros(each.benefit), euros(each.each) if each.people else "–")
            for name, each in lines
        ),
    )


def _per_person(assumptions: Assumptions, case: BusinessCase) -> Table:
    return Table(
        "Wat niets doen kost voor één persoon", ("", "Twee jaar loonkosten", "WW-lasten", "Begeleiding", "Samen", "Min een gemiddeld arrangement"),
        tuple(
            (f"Schaal {costs.scale}", euros(costs.salary), euros(costs.ww), euros(costs.guidance), euros(costs.total), euros(costs.total - case.average))
            for costs in (group.costs for group in assumptions.groups)
        ),
    )


def _by_success(assumptions: Assumptions) -> Table:
    return Table(
        "Wat het scheelt als het minder vaak lukt, of als arrangementen duurder zijn",
        ("Zo vaak lukt het", *(f"Arrangementen {percent}%" for percent in DEARER)),
        tuple((f"{percent} van de 100", *map(euros, benefits)) for percent, benefits in success_table(assumptions)),
    )


def _by_amount(assumptions: Assumptions) -> Table:
    return Table(
        "Welk bedrag telt het zwaarst", ("Wat anders is", f"{SWING}% lager", f"{SWING}% hoger"),
        tuple((_WHAT[swing.what], euros(swing.less), euros(swing.more)) for swing in swings(assumptions)),
    )


def _mix(assumptions: Assumptions, case: BusinessCase) -> Table:
    parts = sum(share.parts for share in assumptions.mix)
    rows = tuple((share.arrangement.name, euros(share.arrangement.cost), f"{100 * share.parts / parts:.0f}%") for share in assumptions.mix)
    return Table("De arrangementen", ("", "Kosten per persoon", "Aandeel"), (*rows, ("Gemiddeld", euros(case.average), "100%")))


def _picture(case: BusinessCase) -> Picture:
    total = case.total
    bars = (
        Bar("Niets doen", total.waiting, in_short(total.waiting), "bad"),
        Bar("Arrangementen", total.invested, in_short(total.invested), "plain"),
        Bar("Als het niet lukt", total.remaining, in_short(total.remaining), "open"),
        Bar("Scheelt", max(total.benefit, 0), in_short(total.benefit), "good"),
    )
    return bars_picture("kosten", "Niets doen naast op tijd iets doen", bars, _per_scale(case))
