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
    told += [f"{shift.title}: {_main(shift, up=True)}" for shift in difference.appears[:1]]
    told += [f"{shift.title}: {_main(shift, up=False)}" for shift in difference.goes[:1]]
    return told[:MOST_SENTENCES]


def _outcome(difference: Difference) -> str:
    """'Als je in de regio Twente zoekt, zou Inkoper erbij komen en Planner wegvallen.'"""
    comes, goes = _titles(difference.appears), _titles(difference.goes)
    parts = [f"{comes} erbij komen"] if comes else []
    parts += [f"{goes} wegvallen"] if goes else []
    verb = "zouden" if len(difference.appears or difference.goes) > 1 else "zou"
    return f"{capital(difference.clause)}, {verb} {' en '.join(parts)}."


def _main(shift: Shift, *, up: bool) -> str:
    """The reason that decides, in one sentence: what moves the function itself that way before what happens around it."""
    decides = (why for why in shift.whys if why.kind is not Kind.PLACE and ((why.points > 0) is up if why.points else why.kind in _DECIDES))
    return lowered(_FIRST.split(next(decides, shift.whys[-1]).text)[0])


_DECIDES = frozenset({Kind.EXCLUSION, Kind.CRITERION, Kind.REQUIREMENT, Kind.SKILL})
"""What counts where it moves no points as well."""


def _nothing_changes(difference: Difference) -> list[str]:
    told = [f"{capital(difference.clause)}, {_the_same(difference, inverted=True)}"]
    moved = difference.moved
    if moved:
        told.append(f"{moved[0].title} gaat wel van {moved[0].fit_before} naar {moved[0].fit_after} van de 100: {_main(moved[0], up=moved[0].gained > 0)}")
    market = next(((shift, why) for shift in difference.stays for why in shift.whys if why.kind is Kind.LABOUR_MARKET), None)
    if market and not moved:
        told.append(f"Voor {in_sentence(market[0].title)} geldt dan: {lowered(_FIRST.split(market[1].text)[0])}")
    nearest = difference.nearest
    if nearest is not None:
        title, lacking = in_sentence(nearest.title), f"{'ontbreekt' if nearest.short == 1 else 'ontbreken'} nog {_points(nearest.short)}"
        if nearest.fit_after > nearest.fit_before:
            told.append(f"Het dichtst bij komt {title}, van {nearest.fit_before} naar {nearest.fit_after} van de 100: daar {lacking}.")
        else:
            told.append(f"Van de andere functies staat {title} het dichtst bij: daar {lacking}.")
    return told[:MOST_SENTENCES]


def _the_same(difference: Difference, *, inverted: bool = False) -> str:
    if not difference.before.suggestions:
        return "heb ik nog steeds niets om te laten zien." if inverted else "Ik heb nog niets om te laten zien."
    return "blijven het dezelfde functies." if inverted else "Er verandert dus niets."


def _points(count: int) -> str:
    return f"{count} {'punt' if count == 1 else 'punten'}"


def _titles(shifts: Sequence[Shift]) -> str:
    return join([in_sentence(shift.title) for shift in shifts])
