"""The work of one process of a trial run: passports read, two versions laid beside each person, and only numbers and marks given on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.hr.trial.outcome import Outcome, mark_of, outcome
from rules.contrast.two_versions import TwoVersions
from rules.knowledge import Knowledge
from rules.person import Person
from skills_passport.store import PassportStore

ACTOR, ACTION = "hr", "try-version"
BATCH = 25
"""Passports of which the reads are recorded in one transaction: short, so that who tells something meanwhile does not wait."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How many people have each outcome, and a mark of each of them."""

    counts: Counter[Outcome]
    marks: frozenset[str]


def try_passports(
    store: PassportStore, old: Knowledge, new: Knowledge, today: date, key: bytes, *, part: int = 0, parts: int = 1, progress: Callable[[int, int], None] = lambda done, of: None,
) -> Tried:
    """Every `parts`-th of the passports whose owners agree to being counted, from number `part` on. `progress` is told how many of how many are done.

    Raises StoreError. People who told the same are worked out once.
    """
    owners = store.counted()[part::parts]
    two = TwoVersions(old, new, today)
    known: dict[Person, Outcome] = {}
    counts: Counter[Outcome] = Counter()
    marks: set[str] = set()
    progress(0, len(owners))
    done = 0
    for batch in _batches(owners):
        for owner, person in store.told_by(batch, actor=ACTOR, action=ACTION):
            if person not in known:
                known[person] = _outcome(person, two, old, new)
            counts[known[person]] += 1
            marks.add(mark_of(owner, known[person], key))
        done += len(batch)
        progress(done, len(owners))
    return Tried(counts, frozenset(marks))


def _outcome(person: Person, two: TwoVersions, old: Knowledge, new: Knowledge) -> Outcome:
    identity = person.function_id or ""
    function = old.catalogue.functions.get(identity) or new.catalogue.functions.get(identity)
    threes = two.threes(person)
    return outcome(function.area if function else "", threes.old, threes.new)


def _batches(owners: Sequence[str]) -> Iterator[Sequence[str]]:
    return (owners[start : start + BATCH] for start in range(0, len(owners), BATCH))
