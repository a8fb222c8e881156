"""`wijzer match staff`: the answers to a list as lines of JSON, in a file that is there whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from portal.bulk.staff_texts import staff_texts
from portal.bulk.staff_work import nearest_functions
from portal.errors import BadInput
from rules.catalogue import Catalogue

TOLD_EVERY = 10_000
"""People between two lines of progress."""


def write_nearest(
    file: Path, catalogue: Catalogue, limit: int, to: Path | None, *, workers: int, scheduler: str, tell: Callable[[str], None]
) -> int:
    """Writes {"row", "matches"} for each row of the list, counted from 1 under the heading; gives how many. Raises BadInput."""
    function_ids = sorted(catalogue.functions)
    done = 0

    def lost(losses: int) -> None:
        tell(f"Een proces viel om ({losses}). Wat het deed, gebeurt opnieuw.")

    with _whole(to) as out:
        for part in nearest_functions(catalogue, staff_texts(file), limit, workers=workers, scheduler=scheduler, lost=lost):
            before = done
            for places, scores in zip(part.functions.tolist(), part.scores.tolist(), strict=True):
                done += 1
                matches = [{"id": function_ids[place], "score": round(score, 4)} for place, score in zip(places, scores, strict=True) if place >= 0]
                out.write(json.dumps({"row": done, "matches": matches}, ensure_ascii=False) + "\n")
            if done // TOLD_EVERY > before // TOLD_EVERY:
                tell(f"{done:,} rijen gedaan".replace(",", "."))
    tell(f"Klaar: {done:,} rijen.".replace(",", "."))
    return done


@contextmanager
def _whole(to: Path | None) -> Iterator[TextIO]:
    """The output, or a file that takes its name only when all is written."""
    if to is None:
        yield sys.stdout
        return
    try:
        handle, draft = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
    except OSError as error:
        raise BadInput(f"In {to.parent} kan niet geschreven worden (fout {error.errno}). Kies een andere map met --to.") from error
    try:
        with open(handle, "w", encoding="utf-8") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, to)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise BadInput(f"{to} kan niet bewaard worden (fout {error.errno}). Is er nog ruimte? Er is niets half blijven staan.") from error
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
