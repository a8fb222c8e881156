"""The form of the business case: what was typed, what is wrong with it by field, and the assumptions it makes. Pure.

The form is an address (GET): it keeps nothing, and can be sent to a colleague.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.hr.amounts import whole
from portal.hr.errors import FieldRefused
from rules.business_case import Arrangement, Assumptions, CostFigures, Group, ScaleCosts, Share
from rules.files.cost_figures import MOST as MOST_EUROS

MOST_PEOPLE = 200_000
MOST_ROWS = 18
EMPTY_ROWS = 2
"""Rows below the filled ones, for scales of which the source has no figures."""
COLUMNS = ("mensen", "schaal", "loon", "ww", "begeleiding")
_TITLES = {"mensen": "Mensen", "schaal": "Schaal", "loon": "Twee jaar loonkosten", "ww": "WW-lasten", "begeleiding": "Begeleiding"}


@dataclass(frozen=True, slots=True)
class CostForm:
    """As typed. `rows`: a text per column of `COLUMNS`; `arrangements`: id, name, cost and parts. `errors` by field, such as `loon-1`."""

    rows: tuple[Mapping[str, str], ...]
    arrangements: tuple[tuple[str, str, str, str], ...]
    succeed: str
    errors: Mapping[str, str]
    assumptions: Assumptions | None
    """None as long as there are errors."""


def cost_form(figures: CostFigures, sent: Mapping[str, Sequence[str]]) -> CostForm:
    """The form for an address; where nothing was sent the defaults stand, and one person in each scale."""
    rows = _rows(figures, sent)
    arrangements = tuple(
        (each.id, each.name, _at(sent.get("kosten", ()), place, str(each.cost)), _at(sent.get("deel", ()), place, "1"))
        for place, each in enumerate(figures.arrangements)
    )
    succeed = _at(sent.get("lukt", ()), 0, "100")
    errors: dict[str, str] = {}
    groups = [group for place, row in enumerate(rows) if (group := _group(place, row, errors)) is not None]
    mix = tuple(
        Share(Arrangement(id_, name, _whole(f"kosten-{place}", cost, MOST_EUROS, errors)), _whole(f"deel-{place}", parts, 1000, errors))
        for place, (id_, name, cost, parts) in enumerate(arrangements)
    )
    percent = _whole("lukt", succeed, 100, errors)
    scales = [group.costs.scale for group in groups]
    if len(set(scales)) < len(scales):
        errors["rijen"] = "Een schaal staat er twee keer. Zet elke schaal op één regel."
    elif not errors and not sum(group.people for group in groups):
        errors["rijen"] = "Vul bij minstens één schaal in om hoeveel mensen het gaat."
    if not any(share.parts for share in mix) and not any(name.startswith("deel") for name in errors):
        errors["mix"] = "Kies minstens één arrangement: zet er een getal achter dat groter is dan 0."
    assumptions = None if errors else Assumptions(tuple(sorted(groups, key=lambda group: group.costs.scale)), mix, percent)
    filled = tuple(row for row in rows if any(row.values()))
    empty = {name: "" for name in COLUMNS}
    return CostForm((*filled, *([empty] * min(EMPTY_ROWS, MOST_ROWS - len(filled)))), arrangements, succeed, errors, assumptions)


def _rows(figures: CostFigures, sent: Mapping[str, Sequence[str]]) -> tuple[Mapping[str, str], ...]:
    if not sent.get("schaal"):
        people = sent.get("mensen", ())
        return tuple(
            dict(zip(COLUMNS, (_at(people, place, "1"), *map(str, (each.scale, each.salary, each.ww, each.guidance))), strict=True))
            for place, each in enumerate(figures.scales)
        )
    many = min(max(len(sent.get(name, ())) for name in COLUMNS), MOST_ROWS)
    rows = ({name: _at(sent.get(name, ()), place, "") for name in COLUMNS} for place in range(many))
    return tuple(row for row in rows if any(row.values()))


def _group(place: int, row: Mapping[str, str], errors: dict[str, str]) -> Group | None:
    if not any(row.values()):
        return None
    people = _whole(f"mensen-{place}", row["mensen"] or "0", MOST_PEOPLE, errors)
    scale = _whole(f"schaal-{place}", row["schaal"], 18, errors, 1)
    salary, ww, guidance = (_whole(f"{name}-{place}", row[name], MOST_EUROS, errors) for name in COLUMNS[2:])
    return Group(ScaleCosts(scale, salary, ww, guidance), people)


def _whole(field: str, text: str, most: int, errors: dict[str, str], least: int = 0) -> int:
    try:
        return whole(text, most, least)
    except FieldRefused as refused:
        errors[field] = str(refused)
        return least


def field_title(field: str) -> str:
    """How a field is called in a list of errors.

    >>> field_title("loon-1")
    'Twee jaar loonkosten, regel 2'
    """
    name, _, place = field.partition("-")
    if name in _TITLES:
        return f"{_TITLES[name]}, regel {int(place) + 1}"
    return {"kosten": "Kosten van een arrangement", "deel": "Aandeel van een arrangement", "lukt": "Hoe vaak het lukt", "mix": "Arrangementen"}.get(name, "Schalen")


def _at(values: Sequence[str], place: int, instead: str) -> str:
    return values[place].strip()[:20] if place < len(values) else instead
