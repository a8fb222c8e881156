"""A long list of functions, and of own words about tasks: one person a row, and nothing that tells who that is.

The list may be as long as it likes: it is read while the answers are written. Messages never repeat a cell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from portal.errors import BadInput
from rules.language.text import words_only
from rules.matching.staff_matching import MAX_TEXT, StaffText

FUNCTION, TASKS = "functie", "taken"
_ONLY = "Ik lees alleen de kolommen functie en taken."
csv.field_size_limit(1_000_000)


def staff_texts(file: Path) -> Iterator[StaffText]:
    """One text for each row under the heading, in order; empty rows too, so that row numbers stay true.

    CSV in UTF-8 with a comma, semicolon or tab between its cells. Raises BadInput, for a row that is wrong only when it is reached.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            head = stream.readline()
            rows = csv.reader(stream, delimiter=max(";\t,", key=head.count))
            columns = _columns(next(csv.reader([head], delimiter=max(";\t,", key=head.count)), []))
            for row in rows:
                if len(row) > len(columns):
                    raise BadInput(f"{file}, regel {rows.line_num + 1}: heeft meer cellen dan de kopregel. Zet tekst met een scheidingsteken erin tussen aanhalingstekens.")
                cells = dict(zip(columns, row, strict=False))
                yield StaffText(cells.get(FUNCTION, "").strip()[:MAX_TEXT], cells.get(TASKS, "").strip()[:MAX_TEXT])
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is geen tekst in UTF-8. Bewaar het bestand opnieuw als 'CSV UTF-8'.") from error
    except csv.Error as error:
        raise BadInput(f"{file} is niet te lezen als CSV. Bewaar het bestand opnieuw als 'CSV UTF-8'.") from error
    except OSError as error:
        raise BadInput(f"{file} kan niet gelezen worden (fout {error.errno}). Kloppen de naam en de map, en mag je het lezen?") from error


def _columns(head: Sequence[str]) -> list[str]:
    columns = [words_only(cell) for cell in head]
    if FUNCTION not in columns and TASKS not in columns:
        raise BadInput(f"Boven de lijst ontbreekt hoe de kolommen heten. {_ONLY}")
    other = [str(place) for place, column in enumerate(columns, start=1) if column not in {FUNCTION, TASKS}]
    if other:  # it may tell who somebody is
        raise BadInput(f"Kolom {', '.join(other)} vraag ik niet: haal die weg. {_ONLY}")
    if len(set(columns)) < len(columns):
        raise BadInput(f"Een kolom staat er twee keer: laat er één staan. {_ONLY}")
    return columns
