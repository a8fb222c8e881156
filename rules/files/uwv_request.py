"""What somebody says about a table of UWV before it is read: without source, address and date no figure comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.labour_market import NATIONAL
from rules.language.text import cap
from rules.matching.regions import Region
from rules.periods import read_period


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says about the file. `period` and `as_of` count for rows that name no period of their own."""

    source: str
    address: str
    period: str
    as_of: str
    sheet: str = ""
    region: str = ""  # for a table without a column for it
    all_sectors: bool = False  # for a table without a column for it
    skip_unknown: bool = False


def missing_from(wanted: Wanted, regions: Sequence[Region], today: date) -> Iterator[str]:
    """What is missing or cannot be, by the name of its option."""
    if not cap(wanted.source, 200) or wanted.source.lstrip()[0] in "=+-@":
        yield "--source: ontbreekt of begint vreemd. Noem de bron, zoals \"UWV Spanningsindicator\"."
    if not re.fullmatch(r"https?://[^\s\"<>]{4,500}", wanted.address):
        yield "--address: is geen webadres. Schrijf het adres waar de tabel staat, met https:// ervoor."
    if not wanted.period.strip() or wanted.period.lstrip()[0] in "=+-@" or len(wanted.period) > 40 or wanted.period != cap(wanted.period, 40):
        yield "--period: ontbreekt. Schrijf over welke tijd het cijfer gaat, zoals 2026Q2."
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", wanted.as_of, re.ASCII):
        yield "--as-of: ontbreekt. Schrijf de laatste maand van die tijd als jaar-maand, zoals 2026-06."
    elif wanted.as_of > f"{today:%Y-%m}":
        yield f"--as-of: {wanted.as_of} ligt in de toekomst. Kijk de datum na."
    elif (own := read_period(wanted.period)) and own[1] != wanted.as_of:
        yield f"--as-of: {wanted.as_of} past niet bij {wanted.period}. Bedoel je {own[1]}?"
    if wanted.region and wanted.region not in {NATIONAL, *(region.id for region in regions)}:
        yield f"--region: '{wanted.region}' is geen regio. Kies een id uit regions.yml, of {NATIONAL}."
