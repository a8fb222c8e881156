"""What if: the suggestions that would appear or go with one change, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.advice import worded
from rules.answer import Advice, FitPart
from rules.contrast.changes import Change, changed, holds_already, if_so
from rules.contrast.obstacles import points_short
from rules.contrast.whys import Why, whys
from rules.knowledge import Knowledge
from rules.person import Person
from rules.reasoning import Reasoning, reason
from rules.weighing.judged import Judged


@dataclass(frozen=True, slots=True)
class Shift:
    """One function before and after the change: its fit (0–100) with its parts, and why that differs."""

    function_id: str
    title: str
    fit_before: int
    fit_after: int
    parts_before: tuple[FitPart, ...]
    parts_after: tuple[FitPart, ...]
    whys: tuple[Why, ...]

    @property
    def gained(self) -> int:
        """Points of fit more (or fewer, when negative)."""
        return self.fit_after - self.fit_before


@dataclass(frozen=True, slots=True)
class Nearest:
    """The function that comes nearest to being shown after the change: `short` points are lacking.

    `fit_before` and `fit_after` (0–100) are the same where the change does nothing for it.
    """

    function_id: str
    title: str
    short: int
    fit_before: int
    fit_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one change does. `already` says that it holds as things are, so that nothing
    can differ; empty when it does not. `stays` are all that are shown
    before and after; `nearest` is only told when none appears and none goes. `clause` is the change in Dutch, from 'als' on."""

    change: Change
    clause: str
    already: str
    before: Advice
    after: Advice
    appears: tuple[Shift, ...]
    goes: tuple[Shift, ...]
    stays: tuple[Shift, ...]
    nearest: Nearest | None

    @property
    def moved(self) -> tuple[Shift, ...]:
        """What stays with another fit, the greatest difference first."""
        return tuple(sorted((shift for shift in self.stays if shift.gained), key=lambda shift: -abs(shift.gained)))


def what_if(person: Person, change: Change, knowledge: Knowledge, today: date) -> Difference:
    """Advise as things are and with the change, and lay the two beside each other. Raises UnknownName."""
    other = changed(person, change, knowledge)
    was = reason(person, knowledge, today)
    now = was if other == person else reason(other, knowledge, today)
    before = worded(was, today)
    shown_before = [item.function_id for item in was.choice.chosen]
    shown_after = [item.function_id for item in now.choice.chosen]
    same = set(shown_before) == set(shown_after)
    return Difference(
        change=change,
        clause=if_so(change, person, knowledge),
        already=holds_already(change, person, knowledge) if other == person else "",
        before=before,
        after=before if now is was else worded(now, today),
        appears=tuple(_shift(was, now, each) for each in shown_after if each not in shown_before),
        goes=tuple(_shift(was, now, each) for each in shown_before if each not in shown_after),
        stays=tuple(_shift(was, now, each) for each in shown_after if each in shown_before),
        nearest=_nearest(was, now) if same else None,
    )


def _shift(was: Reasoning, now: Reasoning, function_id: str) -> Shift:
    before, after = _as_chosen(was, function_id), _as_chosen(now, function_id)
    return Shift(
        function_id,
        after.case.function.title,
        before.fit.total,
        after.fit.total,
        before.fit.parts,
        after.fit.parts,
        whys(was, now, function_id) if was is not now else (),
    )


def _as_chosen(reasoning: Reasoning, function_id: str) -> Judged:
    return reasoning.chosen(function_id) or reasoning.of(function_id)


def _nearest(was: Reasoning, now: Reasoning) -> Nearest | None:
    """Of what the change lifts the one that lacks the fewest points; of all others when it lifts none."""
    found: list[Nearest] = []
    for item in now.judged:
        short = points_short(now, item) if now.chosen(item.function_id) is None else None
        if short is not None:
            fit = was.of(item.function_id).fit.total
            found.append(Nearest(item.function_id, item.case.function.title, short, fit, item.fit.total))
    lifted = [each for each in found if each.fit_after > each.fit_before]
    return min(lifted or found, key=lambda each: (each.short, each.function_id), default=None)
