"""The amounts of the business case as people edit them: `data/labour_market/costs.csv`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from rules.business_case import Arrangement, CostFigures, ScaleCosts
from rules.errors import LabourMarketError, Problem
from rules.files.csv_rows import read_rows

FILE = "costs.csv"
MOST = 10_000_000
"""Euros: more for one person is a slip."""
_PARTS = ("salary", "ww", "guidance")
_NAMES = {"salary": "Twee jaar loonkosten", "ww": "WW-lasten", "guidance": "Begeleiding door de leiding"}
_COLUMNS = ("kind", "id", "scale", "name", "amount", "as_of", "source")
_AMOUNT, _MONTH, _ID = re.compile(r"\d{1,8}", re.ASCII), re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII), re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def parse_costs(file: str, text: str) -> CostFigures:
    """The figures, scales from low to high and arrangements as they stand; raises `LabourMarketError` with every mistake."""
    problems: list[Problem] = []
    scales: dict[int, dict[str, int]] = {}
    arrangements: dict[str, Arrangement] = {}
    months, sources = set(), []
    for line, row in read_rows(file, text, _COLUMNS, problems):
        amount = _checked(file, line, row, problems)
        months.add(row["as_of"])
        sources.append(row["source"])
        if row["kind"] == "arrangement":
            if not _ID.fullmatch(row["id"]) or row["id"] in arrangements:
                problems.append(Problem(file, line, "id", "ontbreekt, staat er al, of heeft andere tekens dan kleine letters, cijfers en streepjes."))
            arrangements[row["id"]] = Arrangement(row["id"], row["name"], amount)
        elif row["kind"] in _PARTS:
            if not row["scale"].isdecimal() or not 1 <= int(row["scale"]) <= 18:
                problems.append(Problem(file, line, "scale", "moet een schaal van 1 tot en met 18 zijn."))
                continue
            parts = scales.setdefault(int(row["scale"]), {})
            if row["kind"] in parts:
                problems.append(Problem(file, line, "kind", f"{row['kind']} van schaal {row['scale']} staat er twee keer. Laat er één staan."))
            parts[row["kind"]] = amount
        else:
            problems.append(Problem(file, line, "kind", f"moet een van deze zijn: {', '.join((*_PARTS, 'arrangement'))}."))
    for scale, parts in scales.items():
        problems += [Problem(file, 1, "kind", f"van schaal {scale} ontbreekt {part}. Voeg een regel toe.") for part in _PARTS if part not in parts]
    if not problems and not (scales and arrangements):
        problems.append(Problem(file, 1, "", "heeft minstens één schaal en één arrangement nodig."))
    if problems:
        raise LabourMarketError(problems)
    return CostFigures(
        tuple(ScaleCosts(scale, *(scales[scale][part] for part in _PARTS)) for scale in sorted(scales)), tuple(arrangements.values()),
        min(months), max(months), tuple(dict.fromkeys(sources)),
    )


def with_costs(text: str, scales: Iterable[ScaleCosts], arrangements: Iterable[Arrangement], *, source: str, as_of: str) -> str:
    """The file with these amounts: what changed gets this source and month, scales that are new come behind the others, and those that are left out go.

    All other rows stay as they are.
    """
    scales = tuple(scales)
    amounts: dict[tuple[str, str], tuple[str, int]] = {
        (part, str(costs.scale)): (_NAMES[part], getattr(costs, part)) for costs in scales for part in _PARTS
    } | {("arrangement", each.id): (each.name, each.cost) for each in arrangements}
    rows = [dict(row) for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]
    rows = [row for row in rows if _what(row)[0] not in _PARTS or _what(row) in amounts]
    for row in rows:
        found = amounts.pop(_what(row), None)
        if found is not None and found[1] != int(row["amount"]):
            row.update(amount=str(found[1]), as_of=as_of, source=source)
    last = max((place for place, row in enumerate(rows) if _what(row)[0] in _PARTS), default=-1)
    rows[last + 1 : last + 1] = [
        {"kind": part, "id": "", "scale": scale, "name": name, "amount": str(amount), "as_of": as_of, "source": source}
        for (part, scale), (name, amount) in amounts.items() if part in _PARTS
    ]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _what(row: Mapping[str, str]) -> tuple[str, str]:
    """What an amount is of, whichever way a scale is written."""
    kind = row["kind"].strip()
    return kind, str(int(row["scale"])) if kind in _PARTS else row["id"].strip()


def _checked(file: str, line: int, row: Mapping[str, str], problems: list[Problem]) -> int:
    """The amount; what else every row must have becomes a problem."""
    amount = int(row["amount"]) if _AMOUNT.fullmatch(row["amount"]) else -1
    if not 0 <= amount <= MOST:
        problems.append(Problem(file, line, "amount", "moet een bedrag in hele euro's zijn, zonder punten, zoals 157800."))
    if not _MONTH.fullmatch(row["as_of"]):
        problems.append(Problem(file, line, "as_of", "moet een maand zijn, zoals 2018-12."))
    problems += [Problem(file, line, name, "ontbreekt. Vul het in.") for name in ("name", "source") if not row[name]]
    return amount
