"""Functions near a function: obvious pairs must be among the first five."""

from __future__ import annotations

from collections import Counter

from rules.catalogue import Catalogue
from rules.matching.profile_texts import dutch_of
from rules.occupation import occupations_of, skills_of
from rules.transitions import Transitions
from tests.evaluation.measures import REPORTED, TUNING, Section, half, percent, read_set, share

KNOWN = ("administratief-medewerker", "inkoopmedewerker")
"""The pair that the source names."""


def evaluate(catalogue: Catalogue) -> Section:
    """The table for both halves of the set."""
    transitions = Transitions(occupations_of(catalogue), skills_of(catalogue), dutch_of(catalogue))
    pairs = [(entry["from"], entry["to"]) for entry in read_set("neighbours.yml") if entry["from"] in transitions and entry["to"] in transitions]
    rows: list[tuple[str, ...]] = []
    missed: Counter[str] = Counter()
    for name, which in (("tuning", TUNING), ("reported", REPORTED)):
        places = [_place(transitions, here, there) for here, there in half(pairs, which)]
        rows.append((name, str(len(places)), *(percent(share(0 < place <= top for place in places)) for top in (1, 3, 5))))
        if which == REPORTED:
            missed.update(
                catalogue.functions[here].area for (here, _), place in zip(half(pairs, which), places, strict=True) if not 0 < place <= 5
            )
    return Section(
        "Neighbours of a function",
        "Pairs that a Dutch career adviser would call obvious, written without sight of the catalogue.",
        ("half", "pairs", "nearest", "in the first three", "in the first five"),
        tuple(rows),
        (
            f"Administratief medewerker → inkoopmedewerker (named by the source) is number {_place(transitions, *KNOWN)}.",
            f"Not in the first five in the reported half, by area of the first: {', '.join(f'{area} {count}' for area, count in sorted(missed.items())) or 'none'}.",
        ),
    )


def _place(transitions: Transitions, here: str, there: str) -> int:
    """The place of `there` among the neighbours of `here`, from 1; 0 beyond the first twenty."""
    found = [neighbour.id for neighbour in transitions.near(here, 20)]
    return found.index(there) + 1 if there in found else 0
