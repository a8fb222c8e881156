"""The employee and coaches: opening the passport to one or to the team, ending that, reading and answering what a coach writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from bot.conversation import Conversation
from portal.corrections import check_consent, written
from portal.errors import CorrectionRefused, MessageNotSent
from portal.login import Role, Session, required_role
from portal.pages import FORM_NUMBER
from portal.passport_page.notices import Deed, address
from portal.passport_page.refusals import told_in_dutch
from portal.recipients import recipients
from portal.routes.chat import numbered
from portal.routes.passport import ACTOR, ByOwnForm
from skills_passport.casework import employee
from skills_passport.casework.shares import Party
from skills_passport.errors import ShareEnded
from skills_passport.store import PassportStore

router = APIRouter(prefix="/paspoort", include_in_schema=False)
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]
TEAM = "team"
ENDED = "Je deelt je paspoort niet meer met deze coach. Wil je nog iets zeggen? Deel je paspoort dan opnieuw."


@router.post("/delen")
async def share(
    request: Request, who: ByOwnForm, recipient: Annotated[str, Form()], name: Annotated[str, Form()] = "", reach: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Open it to the coach team (`team`) or to one coach (id in the list of coaches); sharing once more changes name and reach only."""
    state = request.app.state
    store: PassportStore = state.store

    def open_it() -> None:
        if recipient == who.coach:
            raise CorrectionRefused("Je kunt niet je eigen coach zijn. Ga terug en kies een ander, of het hele team.")
        if recipient != TEAM and recipient not in {coach.id for coach in recipients(store, who, state.settings)}:
            raise CorrectionRefused("Die coach ken ik niet (meer). Ga terug en kies een ander, of het hele team.")
        employee.share(
            store, who.owner, coach=None if recipient == TEAM else recipient, name=written(name), reach=written(reach),
            at=datetime.now(UTC), text_version=state.live.now.interview.script.consent_text_version,
        )

    await _in_silence(request, who, open_it)
    return RedirectResponse(address(Deed.SHARED), 303)


@router.post("/delen/stoppen")
async def end_share(request: Request, who: Who, case: Annotated[str, Form()]) -> RedirectResponse:
    """The coach is out from now on; also without consent for the talk."""
    state = request.app.state

    def end() -> None:
        employee.end_share(
            state.store, who.owner, case, at=datetime.now(UTC), text_version=state.live.now.interview.script.consent_text_version
        )

    await _in_silence(request, who, end, consent=False)
    return RedirectResponse(address(Deed.ENDED), 303)


@router.post("/berichten")
async def answer(
    request: Request, who: Who, case: Annotated[str, Form()], text: Annotated[str, Form()] = "", nummer: Annotated[str, Form(pattern=FORM_NUMBER)] = ""
) -> RedirectResponse:
    """A message to the coach of an open case, once per `nummer` of the form; who answers has read what the coach wrote in it."""
    store: PassportStore = request.app.state.store

    def send() -> None:
        at = datetime.now(UTC)
        try:
            passport = employee.answer_coach(store, who.owner, case, written(text), at=at, message_id=numbered(nummer, text))
        except ShareEnded:  # in another window
            raise MessageNotSent(ENDED, text) from None
        if {message.case for message in passport.casework.unread_by(Party.EMPLOYEE)} == {case}:
            employee.read_messages(store, who.owner, at=at)

    await _in_silence(request, who, send)
    return RedirectResponse(address(Deed.WRITTEN), 303)


@router.post("/berichten/gelezen")
async def read(request: Request, who: Who) -> RedirectResponse:
    """What coaches wrote counts as read. It is said and not guessed: the page is long, and who opened it may not have come so far."""

    def note() -> None:
        employee.read_messages(request.app.state.store, who.owner, at=datetime.now(UTC))

    await _in_silence(request, who, note)
    return RedirectResponse(address(Deed.READ), 303)


async def _in_silence(request: Request, who: Session, work: Callable[[], None], *, consent: bool = True) -> None:
    """An erasure may not come between the check and the writing: that would begin a passport."""
    conversation: Conversation = request.app.state.conversation
    store: PassportStore = request.app.state.store

    def checked() -> None:
        if consent:
            check_consent(store.load(who.owner, actor=ACTOR, action="check-consent"))
        with told_in_dutch():
            work()

    async with conversation.silence(who.owner):
        await run_in_threadpool(checked)
