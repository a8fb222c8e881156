"""One process of a trial run: `python -m portal.hr.trial.worker`, its task as JSON on standard input, lines of JSON on standard output.

Owners, and what people told, stay in here. What goes out are numbers per outcome, a mark per person, and how the protected scenarios come
out; of an error its type alone, as its text may hold what somebody typed.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from portal.hr.trial.tried import try_passports
from publishing.reading import knowledge_of, parse
from publishing.store import VersionStore
from rules.files.fit_files import keep_fits_in
from rules.files.scenario_files import load_scenarios
from rules.matching.extraction import Extractor
from rules.review.scenarios import play
from skills_passport.opening import open_passports
from skills_passport.sql import place_at

NICER = 10
"""So much later than a talk that goes on at the same time."""


class Task(BaseModel, frozen=True):
    """What one process does: `store` is the address of a database, in place of the two files; `old` and `new` are hashes of contents, `key` is hexadecimal; the first of `parts` plays the scenarios, too."""

    database: Path
    versions: Path
    store: str = ""
    data: Path
    fits: Path
    old: str
    new: str
    today: date
    key: str
    part: int
    parts: int


def run(task: Task, tell: Callable[[dict[str, Any]], None]) -> None:
    """Tells {"done", "of"} as it goes on, and at last all that it found. Raises what goes wrong."""
    keep_fits_in(task.fits)
    with closing(VersionStore(place_at(task.store, task.versions))) as versions:
        contents = versions.snapshot(task.old), versions.snapshot(task.new)
    old = knowledge_of(parse(contents[0]))
    new = knowledge_of(parse(contents[1]), [old])
    # A rule with a later first day, or a last one, would change nothing today: both versions are looked at on the last day on which anything changes.
    day = max((*old.rulebook.changing_days(task.today), *new.rulebook.changing_days(task.today)), default=task.today)
    gc.freeze()
    played: list[dict[str, Any]] = []
    if task.part == 0:
        scenarios = load_scenarios(task.data)
        extractor = Extractor(old.catalogue, old.examples, old.language)
        same = old.catalogue.version == new.catalogue.version and old.examples == new.examples
        sides = play(scenarios, old, day, extractor), play(scenarios, new, day, extractor if same else None)
        played = [{"before": asdict(before), "after": asdict(after)} for before, after in zip(*sides, strict=True)]
    with closing(open_passports(place_at(task.store, task.database))) as store:
        tried = try_passports(
            store, old, new, day, bytes.fromhex(task.key), part=task.part, parts=task.parts, progress=lambda done, of: tell({"done": done, "of": of}),
        )
    tell({
        "counts": [[each.area, each.pairs, each.lost_first, count] for each, count in sorted(tried.counts.items())], "marks": sorted(tried.marks), "played": played,
    })


def main() -> int:
    """The task on standard input; 1 when it failed, with the type of the error as the last line."""
    os.nice(NICER)

    def tell(line: dict[str, Any]) -> None:
        print(json.dumps(line), flush=True)

    try:
        run(Task.model_validate_json(sys.stdin.read()), tell)
    except BrokenPipeError:  # nobody waits for it any more
        return 1
    except Exception as error:
        tell({"failed": type(error).__name__})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
