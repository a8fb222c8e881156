"""Own words in sentences, by how they were meant: done now, done before, done outside work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rules.explanation import join, quoted
from rules.person import Meaning
from rules.weighing.case import Case
from rules.weighing.told import Told

SHOWN = 3
"""So many quotes or skills a sentence names."""

_DONE: Mapping[Meaning, str] = {
    Meaning.NOW: "Dit doe je al",
    Meaning.OUTSIDE_WORK: "Dit doe je buiten je werk",
    Meaning.BEFORE: "Dit deed je eerder",
}


def done(case: Case, told: Told, after: str = "") -> list[str]:
    """A sentence for each way in which the shown words were meant; `after` goes on after the first."""
    quotes = list(dict.fromkeys(link.quote for link in case.links))[:SHOWN]
    sentences: list[str] = []
    for meaning, words in _DONE.items():
        meant = [quote for quote in quotes if told.meaning_of(quote) is meaning]
        if meant:
            sentences.append(f"{words}{'' if sentences else after}: {quoted(meant)}.")
    return sentences


def skills_by_source(case: Case) -> tuple[list[str], list[str]]:
    """Labels of the shown skills: those that follow from own words, and those that only belong to the present function."""
    own = [gap.label for gap in case.has if not case.shown[gap.skill_id].from_function]
    return own, [gap.label for gap in case.has if case.shown[gap.skill_id].from_function]


def first_of(labels: Sequence[str]) -> str:
    """The first labels as an enumeration, and that there are more."""
    rest = len(labels) - SHOWN
    return join(labels) if rest <= 0 else f"{join(labels[:SHOWN])}, en nog {rest}"
