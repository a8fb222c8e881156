"""What the commands on the catalogue print: findings, coverage and differences, as lines in Dutch and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from rules.review.catalogue_check import CatalogueCheck, Coverage, Finding
from rules.review.catalogue_diff import EntryChange, Happened

FEW = 5  # findings of one subject that are shown without --all


def check_as_json(check: CatalogueCheck) -> str:
    """Everything found, as one JSON document."""
    findings = [{"severity": finding.severity, "subject": finding.subject, "places": finding.places, "text": finding.text} for finding in check.findings]
    return json.dumps({"errors": check.errors, "findings": findings, "coverage": [asdict(item) for item in check.coverage]}, ensure_ascii=False, indent=1)


def check_as_lines(check: CatalogueCheck, *, all_of_them: bool) -> Iterator[str]:
    """Counts first, then coverage per area, then the findings by subject."""
    yield f"{counted(check.errors, 'fout', 'fouten')}, {counted(len(check.findings) - check.errors, 'punt', 'punten')} om naar te kijken"
    groups = [(subject, list(found)) for subject, found in groupby(check.findings, key=lambda finding: finding.subject)]
    for subject, found in groups:
        yield f"  {len(found):>4}  {subject} ({found[0].severity})"
    yield ""
    yield from _coverage_lines(check.coverage)
    for subject, found in groups:
        yield ""
        yield f"{subject}:"
        shown = found if all_of_them else found[:FEW]
        yield from (_finding_line(finding) for finding in shown)
        if len(shown) < len(found):
            yield f"  … en nog {len(found) - len(shown)}. Alles zien: --all"


def changes_as_lines(changes: Sequence[EntryChange]) -> Iterator[str]:
    """Counts per kind of entry first, then every entry with its fields, old → new."""
    if not changes:
        yield "Er is geen verschil."
        return
    for table, group in groupby(changes, key=lambda change: change.table):
        happened = Counter(change.happened for change in group)
        yield f"{table}: {', '.join(f'{happened[kind]} {kind}' for kind in Happened if happened[kind])}"
    for change in changes:
        yield ""
        yield f"{change.table} · {change.title} ({change.id}): {change.happened}"
        yield from (f"  {field}" for field in change.fields)


def _coverage_lines(coverage: Sequence[Coverage]) -> Iterator[str]:
    width = max((len(item.area) for item in coverage), default=6)
    yield f"{'Gebied':<{width}}  functies  taken  (verdwijnt verandert blijft verschijnt)  vaardigheden  andere namen  met loon  met route  leesbaarheid"
    for item in coverage:
        gone, changes, stays, appears = item.outlooks.values()
        yield (
            f"{item.area:<{width}}  {item.functions:>8}  {item.tasks:>5}  {gone:>10} {changes:>9} {stays:>6} {appears:>11}   "
            f"{item.skills:>12}  {item.aliases:>12}  {item.with_pay:>8}  {item.with_route:>9}  {item.ease:>12.0f}"
        )


def _finding_line(finding: Finding) -> str:
    places = dict.fromkeys(place.partition("/")[0] for place in finding.places)
    return f"  {', '.join(places)}: {finding.text}"


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else more}"
