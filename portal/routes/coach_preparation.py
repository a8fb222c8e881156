"""Before and in the talk: the sheet on a page and as PDF, and what would be different if. Nothing is stored but that a coach looked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from bot.advised.supposed_change import SupposedChange
from bot.interview import Interview
from portal.coaching.desk import Who, coach_names, let_in
from portal.coaching.words import typed_lines
from portal.documents.errors import DocumentRefused, TooMuchToPrint
from portal.documents.paper.preparation_paper import preparation_pdf
from portal.login import Session
from portal.pages import Pages
from portal.preparing.sheet import Sheet, sheet_of
from portal.preparing.supposing import LONGEST, Supposed, examples, suppose
from portal.problems import problem
from rules.knowledge import Knowledge
from skills_passport.casework import coach as casework
from skills_passport.casework.case import Case
from skills_passport.errors import TextRefused

router = APIRouter(prefix="/begeleiding/{case}", include_in_schema=False)
PREPARE, PRINT, SUPPOSE = "prepare-talk", "prepare-talk:pdf", "what-if"
"""What the audit trail calls these looks; the employee reads them in words."""
TOO_MUCH = "Dit blad is te groot voor een pdf. Op het scherm staat alles; daar kun je het ook afdrukken."
NOT_UNDERSTOOD = "Dit kan ik niet narekenen. Noem één ding: iets leren, een regio, een voorwaarde die wel of niet telt, een diploma of een richting."


@router.get("/voorbereiding")
def preparation(request: Request, who: Who, case: str) -> HTMLResponse:
    """The sheet as a page."""
    pages: Pages = request.app.state.pages
    opened = _opened(request, who, case, PREPARE)
    return pages.page(request, "coach/preparation.html", sheet=_sheet(request, who, opened), case=opened)


@router.get("/voorbereiding.pdf")
def preparation_paper(request: Request, who: Who, case: str) -> Response:
    """The sheet as PDF, with room to write; no name in the name of the file."""
    sheet = _sheet(request, who, _opened(request, who, case, PRINT))
    try:
        content = preparation_pdf(sheet, request.app.state.printer, request.app.version).pdf
    except TooMuchToPrint:
        return problem(request, 413, TOO_MUCH)
    except DocumentRefused as refused:
        return problem(request, 503, str(refused), "Niet gelukt")
    name = f"voorbereiding-{sheet.made_on.isoformat()}.pdf"
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("/wat-als")
def what_if_page(request: Request, who: Who, case: str) -> HTMLResponse:
    """Where something can be supposed."""
    return _what_if(request, _opened(request, who, case, SUPPOSE))


@router.post("/wat-als")
def what_if(request: Request, who: Who, case: str, wat: Annotated[str, Form()] = "") -> HTMLResponse:
    """The advice with one thing different; sent in a form, so that it stands in no address and no log."""
    state = request.app.state
    opened = _opened(request, who, case, SUPPOSE)
    try:
        words = " ".join(typed_lines(wat, LONGEST, "Wat je veronderstelt").split())
    except TextRefused as refused:
        return _what_if(request, opened, 422, words=wat, refused=str(refused))
    found = suppose(opened.passport, words, _meant(request), state.live.now.knowledge, _today())
    if found is None:
        return _what_if(request, opened, 422, words=words, refused=NOT_UNDERSTOOD if words else "Schrijf eerst wat er anders zou zijn.")
    return _what_if(request, opened, words=words, supposed=found)


def _what_if(request: Request, opened: Case, status: int = 200, *, words: str = "", refused: str = "", supposed: Supposed | None = None) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    offered = examples(opened.passport, _meant(request))
    return pages.page(request, "coach/what_if.html", status, case=opened, supposed_words=words, refused=refused, supposed=supposed, examples=offered)


def _meant(request: Request) -> SupposedChange:
    interview: Interview = request.app.state.live.now.interview
    return SupposedChange(interview.script, interview.ears)


def _opened(request: Request, who: Session, number: str, action: str) -> Case:
    with let_in():
        return casework.open_case(request.app.state.store, number, who.coach, action=action)


def _sheet(request: Request, who: Session, opened: Case) -> Sheet:
    state = request.app.state
    knowledge: Knowledge = state.live.now.knowledge
    return sheet_of(opened, state.live.now.coach_questions, knowledge, _today(), coach=who.coach, names=coach_names(state.store))


def _today() -> date:
    return datetime.now(UTC).date()
