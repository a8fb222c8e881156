"""Rows of CSV files that people edit, with the line each stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping

from rules.errors import Problem


def read_rows(file: str, text: str, needed: Collection[str], problems: list[Problem]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line number and the needed cells of every row, without blanks at their ends; a missing column or a broken file becomes a problem."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        absent = sorted(set(needed) - set(reader.fieldnames or ()))
        if absent:
            problems.append(Problem(file, 1, ", ".join(absent), "ontbreekt. Zet deze kolommen terug in de kopregel."))
            return
        for row in reader:
            if None in row:
                problems.append(Problem(file, reader.line_num, "", "heeft te veel cellen. Zet tekst met een komma erin tussen aanhalingstekens."))
            else:
                yield reader.line_num, {name: (row[name] or "").strip() for name in needed}
    except csv.Error as error:
        problems.append(Problem(file, reader.line_num, "", f"is niet te lezen ({error}). Bewaar het bestand opnieuw als CSV."))
