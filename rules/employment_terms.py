"""Facts about agreements (van-werk-naar-werk, top-ups, budgets), each with date and source, and whether it still counts (M18).

They are there to prepare a talk with: HR decides, and an old fact says that it is old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.errors import LabourMarketError, Problem
from rules.files.csv_rows import read_rows
from rules.periods import age_in_words

_COLUMNS = ("id", "topic", "agreement", "standing", "as_of", "period", "text", "value", "read", "source", "address")
_MAY_BE_EMPTY = {"as_of", "value"}


class Standing(StrEnum):
    """Whether a fact still counts, as far as its source tells."""

    HOLDS = "geldt"
    OLD = "oud"
    ENDED = "afgelopen"
    UNDATED = "onbekend"


@dataclass(frozen=True, slots=True)
class EmploymentTerm:
    """One fact in our own words; `value` is its amount or duration, `month` the first of the month it held from (None: not told)."""

    id: str
    topic: str
    agreement: str
    standing: Standing
    month: date | None
    period: str
    text: str
    value: str
    source: str
    address: str

    def caution(self, today: date) -> str:
        """What to say with the fact: how old it is and whether to ask what counts now; empty when it holds and is of this year."""
        if self.month is None:
            return "De bron noemt geen datum. Vraag HR of dit nog zo is."
        months = max(0, (today.year - self.month.year) * 12 + today.month - self.month.month)
        age = f"{age_in_words(months)} oud"
        if self.standing is Standing.ENDED:
            return f"Dit is voorbij: de afspraak is {age}."
        if self.standing is Standing.OLD:
            return f"Ik ken alleen deze oude afspraak ({age}). Vraag HR wat nu geldt."
        return f"Deze afspraak is {age}. Vraag HR of dit nog zo is." if months > 12 else ""


def parse_terms(file: str, text: str) -> tuple[EmploymentTerm, ...]:
    """The facts of `terms.csv`, in the order of the file; raises `LabourMarketError` with every mistake."""
    problems: list[Problem] = []
    found: dict[str, EmploymentTerm] = {}
    for line, cells in read_rows(file, text, _COLUMNS, problems):
        before = len(problems)
        for name in _COLUMNS:
            if not cells[name] and name not in _MAY_BE_EMPTY:
                problems.append(Problem(file, line, name, "ontbreekt. Vul deze cel in."))
        if cells["id"] in found:
            problems.append(Problem(file, line, "id", f"'{cells['id']}' staat er twee keer. Laat er één staan."))
        moment = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", cells["as_of"], re.ASCII)
        for field, message in _dating(cells["as_of"], cells["standing"], dated=moment is not None):
            problems.append(Problem(file, line, field, message))
        if not cells["address"].startswith(("https://", "http://")):
            problems.append(Problem(file, line, "address", "is geen webadres. Begin met https://."))
        if len(problems) == before:
            found[cells["id"]] = EmploymentTerm(
                id=cells["id"],
                topic=cells["topic"],
                agreement=cells["agreement"],
                standing=Standing(cells["standing"]),
                month=date(int(moment[1]), int(moment[2]), 1) if moment else None,
                period=cells["period"],
                text=cells["text"],
                value=cells["value"],
                source=cells["source"],
                address=cells["address"],
            )
    if problems:
        raise LabourMarketError(problems)
    return tuple(found.values())


def _dating(as_of: str, standing: str, *, dated: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with the date and the standing, by column."""
    options = [str(option) for option in Standing]
    if standing and standing not in options:
        yield "standing", f"'{standing}' kan niet. Kies uit: {', '.join(options)}."
    if as_of and not dated:
        yield "as_of", f"'{as_of}' is geen maand. Schrijf jaar-maand, zoals 2026-03."
    if standing in options and bool(as_of) == (standing == Standing.UNDATED):
        yield "as_of", f"past niet bij '{standing}'. Zonder datum hoort '{Standing.UNDATED}', met datum een ander woord."
