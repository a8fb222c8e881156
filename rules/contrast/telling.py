"""A difference in at most three sentences of Dutch: what would appear or go, and why; no promise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.contrast.what_if import Difference, Shift
from rules.contrast.whys import Kind
from rules.explanation import capital, in_sentence, join, lowered

MOST_SENTENCES = 3
_FIRST = re.compile(r"(?<=[.!?])\s+(?=[A-Z“'])")


def in_sentences(difference: Difference) -> list[str]:
    """What is told, one sentence an item."""
    if difference.already:
        return [difference.already, _the_same(difference)]
    if not difference.appears and not difference.goes:
        return _nothing_changes(difference)
    told = [_outcome(difference)]
    told += [_because(shift) for shift in (*difference.appears[:1], *difference.goes[:1])]
    return told[:MOST_SENTENCES]


def _outcome(difference: Difference) -> str:
    """'Als je in de regio Twente zoekt, zou Inkoper erbij komen en Planner wegvallen.'"""
    comes, goes = _titles(difference.appears), _titles(difference.goes)
    parts = [f"{comes} erbij komen"] if comes else []
    parts += [f"{goes} wegvallen"] if goes else []
    verb = "zouden" if len(difference.appears or difference.goes) > 1 else "zou"
    return f"{capital(difference.clause)}, {verb} {' en '.join(parts)}."


def _because(shift: Shift) -> str:
    return f"{shift.title}: {_main(shift)}"


def _main(shift: Shift) -> str:
    """The reason that decides, in one sentence: what moved the function itself before what happens around it."""
    appears = shift.whys[-1].holds if shift.whys else True
    own = [why for why in shift.whys if why.kind is not Kind.PLACE and (why.points > 0) == appears and (why.points or why.kind in _DECIDES)]
    own += [why for why in shift.whys if why.kind in _DECIDES and why not in own]
    chosen = own[0] if own else shift.whys[-1]
    sentence = _FIRST.split(chosen.text)[0]
    return lowered(sentence)


_DECIDES = frozenset({Kind.EXCLUSION, Kind.CRITERION, Kind.REQUIREMENT})


def _nothing_changes(difference: Difference) -> list[str]:
    told = [f"{capital(difference.clause)}, {_the_same(difference, inverted=True)}"]
    moved = difference.moved
    if moved:
        told.append(f"{moved[0].title} gaat wel van {moved[0].fit_before} naar {moved[0].fit_after} van de 100: {_main(moved[0])}")
    nearest = difference.nearest
    if nearest is not None:
        title, lacking = in_sentence(nearest.title), f"{'ontbreekt' if nearest.short == 1 else 'ontbreken'} nog {_points(nearest.short)}"
        if nearest.fit_after > nearest.fit_before:
            told.append(f"Het dichtst bij komt {title}, van {nearest.fit_before} naar {nearest.fit_after} van de 100: daar {lacking}.")
        else:
            told.append(f"Van de andere functies staat {title} het dichtst bij: daar {lacking}.")
    return told


def _the_same(difference: Difference, *, inverted: bool = False) -> str:
    if not difference.before.suggestions:
        return "heb ik nog steeds niets om te laten zien." if inverted else "Ik heb nog niets om te laten zien."
    return "blijven het dezelfde functies." if inverted else "Er verandert dus niets."


def _points(count: int) -> str:
    return f"{count} {'punt' if count == 1 else 'punten'}"


def _titles(shifts: Sequence[Shift]) -> str:
    return join([in_sentence(shift.title) for shift in shifts])
