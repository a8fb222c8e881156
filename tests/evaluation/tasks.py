"""What people say about their work → functions: right at 1 and at 3, by area where it is weak."""

from __future__ import annotations

from collections import Counter

from rules.catalogue import Catalogue
from rules.matching import TaskMatcher
from tests.evaluation.measures import REPORTED, TUNING, Section, half, percent, read_set, share


def evaluate(catalogue: Catalogue) -> Section:
    """The table for both halves of the set."""
    matcher = TaskMatcher(catalogue)
    entries = [(entry["says"], set(entry["ids"])) for entry in read_set("tasks.yml")]
    rows: list[tuple[str, ...]] = []
    missed: Counter[str] = Counter()
    for name, which in (("tuning", TUNING), ("reported", REPORTED)):
        found = [
            ([match.function_id for match in matcher.rank([says], 3)], right) for says, right in half(entries, which)
        ]
        at_one = [bool(right & set(ids[:1])) for ids, right in found]
        at_three = [bool(right & set(ids)) for ids, right in found]
        rows.append((name, str(len(found)), percent(share(at_one)), percent(share(at_three))))
        if which == REPORTED:
            missed.update(
                catalogue.functions[function_id].area
                for ids, right in found
                for function_id in right
                if not right & set(ids[:1]) and function_id in catalogue.functions
            )
    told = {function_id for _, right in entries for function_id in right}
    silent = [function_id for function_id in catalogue.functions if function_id not in told]
    return Section(
        "Own words about tasks → function",
        "Messages about a normal day without the job title, written without sight of the catalogue.",
        ("half", "messages", "right at 1", "right at 3"),
        tuple(rows),
        (
            f"Not first in the reported half, by area: {', '.join(f'{area} {count}' for area, count in sorted(missed.items())) or 'none'}.",
            "The two weights were compared with the figures of both halves in view (some twenty settings); no message of the reported half was read for it.",
            f"Functions that no message tells of yet: {', '.join(silent) or 'none'}.",
        ),
    )
