"""The plan that both write, as a coach reads it: who proposed each step, where it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from skills_passport.casework.case import Case
from skills_passport.casework.plan import STATE_WORDS, PlanChange, PlanStep, StepState, overdue
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party
from skills_passport.guidance import advice_in

NEXT: Mapping[StepState, tuple[tuple[StepState, str], ...]] = {
    StepState.PROPOSED: ((StepState.AGREED, "Spreek af"), (StepState.DROPPED, "Laat vervallen")),
    StepState.AGREED: ((StepState.DONE, "Gedaan"), (StepState.DROPPED, "Laat vervallen")),
    StepState.DONE: ((StepState.AGREED, "Toch nog niet gedaan"),),
    StepState.DROPPED: ((StepState.PROPOSED, "Stel opnieuw voor"),),
}
"""What can be done with a step as it stands: the state it gets, and the words on the button."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of a step in words."""

    said: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """`origin` and `waits_for` are in words; `waits_for` is empty when nobody has to say something. `history`: newest first."""

    id: str
    kind: int
    text: str
    state: StepState
    said: str
    due: date | None
    is_overdue: bool
    origin: str
    waits_for: str
    history: tuple[ChangeLine, ...]

    @property
    def can_become(self) -> tuple[tuple[StepState, str], ...]:
        return NEXT[self.state]


def plan_lines(work: Casework, person: str, names: Mapping[str, str], today: date) -> tuple[StepLine, ...]:
    """The steps by 70, 20 and 10; what was dropped comes last. `person` is how the employee is called, `names` the coaches by id."""
    lines = [_line(step, person, names, today) for step in work.steps]
    return tuple(sorted(lines, key=lambda line: (line.state is StepState.DROPPED, -line.kind)))


def _line(step: PlanStep, person: str, names: Mapping[str, str], today: date) -> StepLine:
    now = step.now
    history = tuple(ChangeLine(_said(change), who_changed(change, person, names), change.at) for change in reversed(step.history))
    waiting = {Party.EMPLOYEE: f"wacht op {person}", Party.COACH: "wacht op jou"}
    return StepLine(
        id=step.id, kind=now.kind, text=now.text, state=now.state, said=STATE_WORDS[now.state], due=now.due, is_overdue=overdue(now, today),
        origin="uit het advies" if now.origin is Party.ADVICE else f"van {who_changed(step.history[0], person, names)}",
        waits_for=waiting[step.waits_for] if step.waits_for else "", history=history,
    )


def _said(change: PlanChange) -> str:
    return f"{STATE_WORDS[change.state]}: {change.text}"


def who_changed(change: PlanChange, person: str, names: Mapping[str, str]) -> str:
    return names.get(change.coach, "een coach") if change.by is Party.COACH else person


def advised_steps(case: Case) -> frozenset[tuple[int, str]]:
    """Kind and text of every step in the last advice."""
    advice = advice_in(case.passport.advices[-1]) if case.passport.advices else None
    return frozenset((step.share, step.text) for suggestion in (advice.suggestions if advice else ()) for step in suggestion.steps)
