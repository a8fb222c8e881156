"""Between the talks: messages with the employee, what was arranged for which day, and what a coach should come back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from bot.words.citizen_number import MASK
from portal.coaching.desk import SAVED, Draft, Notice, Who, chosen, let_in, notice_of
from portal.coaching.words import day_in, typed_lines
from portal.login import Session
from portal.pages import FORM_NUMBER, Pages
from portal.preparing.reminders import AHEAD, PATIENCE, reminder_list
from skills_passport.casework import coach as casework
from skills_passport.casework.follow_ups import FollowUpKind, FollowUpState
from skills_passport.casework.plan import StepState
from skills_passport.casework.texts import MESSAGE, STEP
from skills_passport.errors import NotThere, PassportChanged, TextRefused
from skills_passport.store import PassportStore

router = APIRouter(prefix="/begeleiding", include_in_schema=False)
MESSAGES, FOLLOW_UPS = "berichten", "afspraken"


@router.get("/herinneringen")
def reminders(request: Request, who: Who) -> HTMLResponse:
    """Today, overdue, the coming two weeks, messages without an answer, cases that wait. A list: nobody's passport is opened."""
    store: PassportStore = request.app.state.store
    pages: Pages = request.app.state.pages
    today = _now().date()
    found = reminder_list(store.reminders(who.coach, today + AHEAD), store.cases_for(who.coach), today)
    return pages.page(request, "coach/reminders.html", reminders=found, patience=PATIENCE, regions=request.app.state.live.now.knowledge.labour_market.regions)


@router.get("/{case}/berichten")
def messages(request: Request, who: Who, case: str, gelukt: str = "") -> HTMLResponse:
    """The messages of a case; what the employee wrote counts as read from now on."""
    return _page(request, who, case, MESSAGES, done=gelukt)


class MessageForm(BaseModel):
    """A message as the form sends it; `nummer` is of the form, so that pressing twice sends once."""

    tekst: str = ""
    nummer: str = Field("", pattern=FORM_NUMBER)
    van: str = ""


@router.post("/{case}/berichten")
def send(request: Request, who: Who, case: str, sent: Annotated[MessageForm, Form()]) -> Response:
    """A message to the employee. It changes nothing that another may be typing about, so it needs no version of the page."""

    def do() -> str:
        said = typed_lines(sent.tekst, MESSAGE, "Het bericht")
        casework.write_to_employee(request.app.state.store, case, who.coach, said, at=_now(), message_id=sent.nummer)
        return "zonder-nummer" if MASK in said and MASK not in sent.tekst else "verstuurd"

    return _carried_out(request, who, case, do, Sending(draft=Draft("bericht", {"tekst": sent.tekst}), place=MESSAGES, van=sent.van))


@router.get("/{case}/afspraken")
def follow_ups(request: Request, who: Who, case: str, gelukt: str = "") -> HTMLResponse:
    """What was arranged in a case, done and to come, and the steps that were agreed."""
    return _page(request, who, case, FOLLOW_UPS, done=gelukt)


class FollowUpForm(BaseModel):
    """The fields of a new follow-up as a form sends them; `version` is that of the casework on the page."""

    version: int = Field(ge=0)
    soort: str = FollowUpKind.CONVERSATION.value
    dag: str = Field("", max_length=40)
    stap: str = Field("", max_length=40)
    tekst: str = ""
    van: str = ""


@router.post("/{case}/afspraken")
def plan(request: Request, who: Who, case: str, sent: Annotated[FollowUpForm, Form()]) -> Response:
    """A conversation, or a look whether a step came off."""

    def do() -> str:
        kind = chosen(FollowUpKind, sent.soort, "De soort", "ken ik niet. Kies een gesprek of navragen")
        casework.plan_follow_up(
            request.app.state.store, case, who.coach, kind=kind, day=_coming(sent.dag), step=sent.stap,
            text=typed_lines(sent.tekst, STEP, "De afspraak"), at=_now(), expected_version=sent.version,
        )
        return "gepland"

    draft = Draft("afspraak", {"soort": sent.soort, "dag": sent.dag, "stap": sent.stap, "tekst": sent.tekst})
    return _carried_out(request, who, case, do, Sending(draft=draft, place=FOLLOW_UPS, version=sent.version, van=sent.van))


class SettledForm(BaseModel):
    """What becomes of a follow-up or a step: a state of it, and perhaps another day."""

    version: int = Field(ge=0)
    stand: str
    dag: str = Field("", max_length=40)
    van: str = ""


@router.post("/{case}/afspraken/{follow_up}")
def settle(request: Request, who: Who, case: str, follow_up: str, sent: Annotated[SettledForm, Form()]) -> Response:
    """A follow-up done, dropped, or on another day."""

    def do() -> str:
        state = chosen(FollowUpState, sent.stand, "De afspraak", "kan dit niet worden. Kies gedaan, vervalt of een andere dag")
        day = _coming(sent.dag) if state is FollowUpState.PLANNED else None
        casework.settle_follow_up(request.app.state.store, case, who.coach, follow_up, state=state, day=day, at=_now(), expected_version=sent.version)
        return "bijgewerkt"

    draft = Draft(f"afspraak-{follow_up}", {"dag": sent.dag})
    return _carried_out(request, who, case, do, Sending(draft=draft, place=FOLLOW_UPS, version=sent.version, van=sent.van))


@router.post("/{case}/afspraken/stap/{step}")
def settle_step(request: Request, who: Who, case: str, step: str, sent: Annotated[SettledForm, Form()]) -> Response:
    """An agreed step done, or to be done by another day."""

    def do() -> str:
        state = chosen(StepState, sent.stand, "De stap", "kan dit niet worden. Kies gedaan of een andere dag")
        store: PassportStore = request.app.state.store
        due = _coming(sent.dag) if state is StepState.AGREED else day_in(sent.dag)
        casework.change_step(store, case, who.coach, step, state=state, due=due, at=_now(), expected_version=sent.version)
        return "stap"

    draft = Draft(f"stap-{step}", {"dag": sent.dag})
    return _carried_out(request, who, case, do, Sending(draft=draft, place=FOLLOW_UPS, version=sent.version, van=sent.van))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What was sent, and from where: `draft` to show it again, the version of the page, the place it belongs to, the page it came from."""

    draft: Draft
    place: str
    version: int = 0
    van: str = ""


def _carried_out(request: Request, who: Session, case: str, do: Callable[[], str], sending: Sending) -> Response:
    """Do it and go back to where it was sent from; `do` gives the code of what is then said. When it does not go through: the page with why and what was typed."""
    place = sending.place
    try:
        with let_in():
            done = do()
    except (PassportChanged, TextRefused, NotThere) as error:
        status = 409 if isinstance(error, PassportChanged) else 422
        notice = notice_of(request, who, case, error, sending.version)
        return _page(request, who, case, place, status=status, draft=sending.draft, notice=notice)
    where = f"/begeleiding/{case}?gelukt={done}#{place}" if sending.van == "dossier" else f"/begeleiding/{case}/{place}?gelukt={done}"
    return RedirectResponse(where, 303)


_TEMPLATES = {MESSAGES: "coach/messages.html", FOLLOW_UPS: "coach/follow_ups.html"}
_LOOKS = {MESSAGES: "show-case", FOLLOW_UPS: "show-follow-ups"}
"""What the audit trail calls the look; only the first shows the messages, which then count as read."""
_NOTHING = Draft()


def _page(
    request: Request, who: Session, number: str, place: str, *, status: int = 200, draft: Draft = _NOTHING, notice: Notice | None = None, done: str = ""
) -> HTMLResponse:
    store: PassportStore = request.app.state.store
    pages: Pages = request.app.state.pages
    with let_in():
        case = casework.open_case(store, number, who.coach, action=_LOOKS[place])
    return pages.page(request, _TEMPLATES[place], status, case=case, draft=draft, notice=notice, done=SAVED.get(done, ""), today=_now().date())


def _coming(text: str) -> date:
    """A day from today on. Raises TextRefused."""
    day = day_in(text, "De dag")
    if day is None:
        raise TextRefused("De dag", "is nog leeg. Kies een dag")
    if day < _now().date():
        raise TextRefused("De dag", "is al voorbij. Kies vandaag of later")
    return day


def _now() -> datetime:
    return datetime.now(UTC)
