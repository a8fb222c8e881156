"""The plan that coach and employee write together: either proposes, the other sees it, every change is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime

from skills_passport.answers import Strict
from skills_passport.casework.shares import Party

Kind = Literal[70, 20, 10]
"""By doing, with others, in a course (M11)."""


class StepState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    DONE = "done"
    DROPPED = "dropped"


STATE_WORDS: Mapping[StepState, str] = {
    StepState.PROPOSED: "voorgesteld", StepState.AGREED: "afgesproken", StepState.DONE: "gedaan", StepState.DROPPED: "vervallen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange(Strict):
    """A step as it stood after one change, who made that change (`by`, and `coach` which coach), and from whom the step came first."""

    step: str
    kind: Kind
    text: str
    origin: Party
    state: StepState
    by: Party
    at: AwareDatetime
    due: date | None = None
    coach: str = ""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step as it stands now, and all it was, oldest first; the last of those is how it stands."""

    now: PlanChange
    history: tuple[PlanChange, ...]

    @property
    def id(self) -> str:
        return self.now.step

    @property
    def waits_for(self) -> Party | None:
        """Who has not said anything yet of what the other side proposed; None when nothing waits."""
        if self.now.state is not StepState.PROPOSED:
            return None
        return Party.COACH if self.now.by is Party.EMPLOYEE else Party.EMPLOYEE


def steps_of(changes: Iterable[PlanChange]) -> tuple[PlanStep, ...]:
    """The steps in the order in which they came in."""
    by_step: dict[str, list[PlanChange]] = {}
    for change in changes:
        by_step.setdefault(change.step, []).append(change)
    return tuple(PlanStep(history[-1], tuple(history)) for history in by_step.values())


def overdue(step: PlanChange, today: date) -> bool:
    """Whether a step that was agreed should have been done by this day."""
    return step.state is StepState.AGREED and step.due is not None and step.due <= today
