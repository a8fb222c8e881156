"""Steps of the plan, whoever changes them; and which functions an advice suggested."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import date, datetime

from skills_passport.casework.days import within_reach
from skills_passport.casework.plan import Kind, PlanChange, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party
from skills_passport.casework.texts import STEP, one_line
from skills_passport.errors import NotThere
from skills_passport.model import StoredAdvice

DUE = "De datum"


def new_step(*, kind: Kind, text: str, due: date | None, origin: Party, by: Party, coach: str = "", at: datetime) -> PlanChange:
    """A step as it is proposed; its id is random. Raises TextRefused when the text is empty or longer than 500 characters, or the day out of reach."""
    said = one_line(text, STEP, "De stap", needed=True)
    return PlanChange(step=secrets.token_hex(8), kind=kind, text=said, origin=origin, state=StepState.PROPOSED, by=by, at=at, due=within_reach(due, at.date(), DUE), coach=coach)


def with_changed_step(
    work: Casework, step: str, *, state: StepState, text: str | None, due: date | None, by: Party, coach: str = "", at: datetime
) -> Casework:
    """With one more change of this step; all it was stays as history. Raises NotThere, TextRefused."""
    known = work.step(step)
    if known is None:
        raise NotThere("Deze stap staat niet (meer) in het plan.")
    said = known.now.text if text is None else one_line(text, STEP, "De stap", needed=True)
    if due != known.now.due:  # a day that stands there goes along with every other change, however long ago it was
        within_reach(due, at.date(), DUE)
    return work.with_more(plan_changes=replace(known.now, state=state, text=said, due=due, by=by, coach=coach, at=at))


def without_last_change(work: Casework, step: str, *, by: Party) -> Casework:
    """Without the last change of this step. Raises NotThere when that change was not made by this party."""
    known = work.step(step)
    if known is None or known.now.by is not by:
        raise NotThere("Deze wijziging kan ik niet (meer) terugnemen. Bekijk het plan opnieuw.")
    return replace(work, plan_changes=tuple(change for change in work.plan_changes if change is not known.now))


def suggested_in(advice: StoredAdvice) -> tuple[str, ...]:
    """Ids of the functions that a stored advice suggests, in its order."""
    return tuple(suggestion["function_id"] for suggestion in json.loads(advice.advice).get("suggestions", ()))
