"""The transfer coach's console: the queue, a case, and what a coach makes of its suggestions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from portal.coaching.desk import Draft, Who, carried_out, case_page, chosen, let_in
from portal.coaching.judging import goes_with
from portal.coaching.queue_view import WHOSE_WORDS, Filter, Whose, queue_view
from portal.coaching.words import typed_lines
from portal.login import Session
from portal.pages import Pages
from rules.knowledge import Knowledge
from skills_passport.casework import coach as casework
from skills_passport.casework.phase import PHASE_WORDS, CasePhase
from skills_passport.casework.texts import WORDS
from skills_passport.casework.verdicts import Outcome, Reason, Signal
from skills_passport.errors import CaseTaken, TextRefused
from skills_passport.store import PassportStore

router = APIRouter(prefix="/begeleiding", include_in_schema=False)
_NO_OUTCOME = ("Je oordeel", "ontbreekt nog. Kies akkoord, aangepast of niet passend")


@router.get("")
def queue(request: Request, who: Who, *, wie: str = "", fase: str = "", regio: str = "", terug: bool = False) -> HTMLResponse:
    """The cases that are open to this coach, longest waiting first; what an address asks that is not in a list (any more) counts as not asked."""
    choice = Filter(Whose(wie) if wie in set(Whose) else Whose.ALL, CasePhase(fase) if fase in set(CasePhase) else None, regio)
    return _queue(request, who, choice, given_back=terug)


def _queue(request: Request, who: Session, choice: Filter, *, status: int = 200, taken: str = "", given_back: bool = False) -> HTMLResponse:
    store: PassportStore = request.app.state.store
    knowledge: Knowledge = request.app.state.live.now.knowledge
    pages: Pages = request.app.state.pages
    cases = store.cases_for(who.coach, closed=True)
    now = datetime.now(UTC)
    return pages.page(
        request, "coach/queue.html", status, queue=queue_view(cases, choice, knowledge.labour_market.regions, now), taken=taken, given_back=given_back,
        reminders=len(store.reminders(who.coach, now.date())), phases=PHASE_WORDS, whose=WHOSE_WORDS,
    )


@router.get("/{case}")
def case_before_me(request: Request, who: Who, case: str, gelukt: str = "") -> HTMLResponse:
    """All that a coach may see of one passport; the look stands in the audit trail."""
    return case_page(request, who, case, done=gelukt)


@router.post("/{case}/oppakken")
def take(request: Request, who: Who, case: str) -> Response:
    """Out of the team's queue; the second of two hears that it is taken."""
    try:
        with let_in():
            casework.take_case(request.app.state.store, case, who.coach)
    except CaseTaken:
        return _queue(request, who, Filter(), status=409, taken="Een collega pakte dit dossier net op. Kies een ander dossier.")
    return _to(case, "opgepakt")


@router.post("/{case}/teruggeven")
def give_back(request: Request, who: Who, case: str) -> RedirectResponse:
    """Into the team's queue again; what was written stays in the case."""
    with let_in():
        casework.give_back(request.app.state.store, case, who.coach)
    return RedirectResponse("/begeleiding?terug=true", 303)


@router.post("/{case}/afsluiten")
def close(request: Request, who: Who, case: str) -> RedirectResponse:
    with let_in():
        casework.close_case(request.app.state.store, case, who.coach, at=datetime.now(UTC))
    return _to(case, "gesloten")


@router.post("/{case}/heropenen")
def reopen(request: Request, who: Who, case: str) -> RedirectResponse:
    with let_in():
        casework.reopen_case(request.app.state.store, case, who.coach)
    return _to(case, "open")


class VerdictForm(BaseModel):
    """A verdict as the form sends it; what was not chosen is empty, so that the text beside it is not lost."""

    version: int = Field(ge=0)
    advice_id: str
    function_id: str
    outcome: str = ""
    reason: str = ""
    signal: str = ""
    words: str = ""


@router.post("/{case}/oordeel")
def judge(request: Request, who: Who, case: str, sent: Annotated[VerdictForm, Form()]) -> Response:
    """Accept, adjust or reject one suggestion."""

    def do() -> None:
        outcome = chosen(Outcome, sent.outcome, *_NO_OUTCOME)
        if outcome is Outcome.ADD:  # that has a page of its own, which looks whether the catalogue has the function
            raise TextRefused(*_NO_OUTCOME)
        casework.judge(
            request.app.state.store, case, who.coach, advice_id=sent.advice_id, function_id=sent.function_id, outcome=outcome,
            reason=reason_for(outcome, sent.reason), signal=signal_in(sent.signal), words=typed_lines(sent.words, WORDS, "De toelichting"),
            at=datetime.now(UTC), expected_version=sent.version,
        )

    form = f"oordeel-{sent.function_id}"
    return carried_out(
        request, who, case, do, draft=Draft(form, sent.model_dump(mode="json", exclude={"version"})), version=sent.version, done="oordeel", place=form,
    )


def reason_for(outcome: Outcome, text: str) -> Reason:
    """The reason that was chosen. Raises TextRefused when it does not go with the outcome."""
    reason = chosen(Reason, text, "De reden", "ontbreekt nog. Kies er een uit de lijst")
    if not goes_with(outcome, reason):
        raise TextRefused("De reden", "past niet bij je oordeel. Kies een andere reden, of een ander oordeel")
    return reason


def signal_in(text: str) -> Signal | None:
    """The signal for HR, or None where none was given. Raises TextRefused."""
    return chosen(Signal, text, "Het signaal voor HR", "ken ik niet. Kies er een uit de lijst") if text else None


def _to(case: str, done: str) -> RedirectResponse:
    return RedirectResponse(f"/begeleiding/{case}?gelukt={done}", 303)
