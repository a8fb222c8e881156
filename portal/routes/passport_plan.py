"""The plan in the employee's hands: agree to what a coach proposed, put it otherwise, done, dropped, and propose something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from portal.corrections import check_consent, written
from portal.login import Role, Session, required_role
from portal.pages import Pages
from portal.passport_page.meanwhile import last_change
from portal.passport_page.notices import Deed, address
from portal.passport_page.refusals import told_in_dutch
from portal.passport_page.together import together_of
from portal.problems import problem
from portal.routes.passport import ACTOR
from skills_passport.casework import employee
from skills_passport.casework.plan import Kind, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party
from skills_passport.errors import PassportChanged
from skills_passport.model import SkillsPassport
from skills_passport.store import PassportStore

router = APIRouter(prefix="/paspoort/plan", include_in_schema=False)
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]
Share = Annotated[Kind, BeforeValidator(lambda sent: int(sent) if str(sent).isdecimal() else sent)]
Day = Annotated[date | None, BeforeValidator(lambda sent: sent or None)]
"""A field for a day that is left empty is sent as an empty text."""


class NewStep(BaseModel):
    """A step to propose; `casework` is the version that the page was made from, `from_advice` says that it stood in the advice."""

    casework: int = Field(ge=0)
    kind: Share
    text: str = ""
    due: Day = None
    from_advice: bool = False


class StepChange(BaseModel):
    """A step in another state or in other words; without `text` the words stay."""

    casework: int = Field(ge=0)
    step: str
    state: StepState
    text: str | None = None
    due: Day = None


@router.post("")
def propose(request: Request, who: Who, sent: Annotated[NewStep, Form()]) -> Response:
    """One more step, which the coach reads when there is one."""
    store: PassportStore = request.app.state.store
    _check(store, who)

    def write() -> tuple[SkillsPassport, str]:
        text = written(sent.text)
        stored = employee.propose_step(
            store, who.owner, kind=sent.kind, text=text, due=sent.due, origin=Party.ADVICE if sent.from_advice else Party.EMPLOYEE,
            at=datetime.now(UTC), expected_casework=sent.casework, check=check_consent,
        )
        return stored, _proposed(stored.casework, text)

    return _written(request, write, sent)


@router.post("/stap")
def change(request: Request, who: Who, sent: Annotated[StepChange, Form()]) -> Response:
    """Agreed, put otherwise, done, dropped, or taken up again."""
    store: PassportStore = request.app.state.store
    _check(store, who)

    def write() -> tuple[SkillsPassport, str]:
        text = None if sent.text is None else written(sent.text)
        stored = employee.change_step(
            store, who.owner, sent.step, state=sent.state, text=text, due=sent.due, at=datetime.now(UTC), expected_casework=sent.casework, check=check_consent,
        )
        return stored, sent.step

    return _written(request, write, sent)


@router.post("/ongedaan")
def undo(request: Request, who: Who, casework: Annotated[int, Form(ge=0)], step: Annotated[str, Form()], changes: Annotated[int, Form(ge=0)] = 0) -> Response:
    """Take the own last change of a step back; only as long as nobody changed anything since. `changes`: how many the step had then."""
    store: PassportStore = request.app.state.store
    _check(store, who)
    try:
        with told_in_dutch():
            employee.take_back_step(store, who.owner, step, expected_casework=casework, check=check_consent)
    except PassportChanged as error:
        if not _is_undone(error, step, changes):
            return _meanwhile(request, error, None)
    return RedirectResponse(address(Deed.STEP_TAKEN_BACK), 303)


def _is_undone(error: PassportChanged, step: str, changes: int) -> bool:
    """Whether the one thing that happened since is this very undo, pressed twice: of a step only its owner's undo leaves less than there was."""
    if error.now is None or error.found != error.expected + 1:
        return False
    known = error.now.casework.step(step)
    return (len(known.history) if known else 0) == changes - 1


def _proposed(work: Casework, text: str) -> str:
    """The id of the step that was just proposed in these words; a second press finds the one that is there."""
    said = " ".join(text.split())
    return next((step.id for step in reversed(work.steps) if step.now.by is Party.EMPLOYEE and step.now.text == said), work.steps[-1].id)


def _check(store: PassportStore, who: Session) -> None:
    """Before anything is judged of what was sent; the writing checks once more, as an erasure may come in between."""
    check_consent(store.load(who.owner, actor=ACTOR, action="check-consent"))


def _written(request: Request, write: Callable[[], tuple[SkillsPassport, str]], sent: NewStep | StepChange) -> Response:
    try:
        with told_in_dutch():
            stored, step = write()
    except PassportChanged as error:
        return _meanwhile(request, error, sent)
    return RedirectResponse(address(Deed.STEP, step, stored.casework.version), 303)


def _meanwhile(request: Request, error: PassportChanged, sent: NewStep | StepChange | None) -> Response:
    """What the other side did meanwhile, with what was sent still in the fields, to be kept after all or not."""
    if error.now is None or error.now.is_new:
        return problem(request, 409)
    state = request.app.state
    names = {coach.id: coach.name for coach in state.store.coaches()}
    work = error.now.casework
    together = together_of(work, names, datetime.now(UTC).date())
    step = next((each for each in together.steps if isinstance(sent, StepChange) and each.id == sent.step), None)
    pages: Pages = state.pages
    return pages.page(
        request, "passport/plan_changed.html", 409, sent=sent, step=step, version=work.version,
        last=last_change(error.now, names, state.live.now.knowledge), is_new_step=isinstance(sent, NewStep),
    )
