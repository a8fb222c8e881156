"""The personnel plan (M24): an anonymous list in, worked out in the background, a plan out for an hour, and nothing kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.documents.errors import DocumentRefused
from portal.hr.desk import PDF, XLSX, Who, as_file
from portal.hr.personnel.jobs import STEP_WORDS, Job, Jobs, Progress, Step, TooManyJobs
from portal.hr.personnel.making import PlanMade, make_plan
from portal.hr.personnel.plan_paper import plan_pdf
from portal.hr.personnel.plan_view import fte, place, plan_view, read_as_table, route, scales, when
from portal.hr.personnel.plan_workbook import plan_workbook
from portal.login import Session
from portal.login.access import absent
from portal.pages import Pages
from portal.problems import problem
from portal.uploads import uploaded_file
from portal.versions.served import published
from rules.answer import Outlook
from rules.files.labour_market_files import load_regions

router = APIRouter(prefix="/beheer/personeelsplan", include_in_schema=False)
LARGEST_FILE = 5_000_000
LONGEST_NAME = 80


@router.get("")
def choose(request: Request, who: Who) -> HTMLResponse:
    """What may be in a list, and the form to send one."""
    return _start(request, who)


@router.post("")
async def upload(request: Request, who: Who) -> Response:
    """Begins to work the list out, and leads to where it stands."""
    name, content = await uploaded_file(request, LARGEST_FILE)
    if not content:
        return _start(request, who, 422, "Kies eerst een bestand.")
    return await run_in_threadpool(_begin, request, who, name, content)


@router.get("/{job}")
def look(request: Request, who: Who, job: str) -> Response:
    """How far it is; the plan when it is done; for htmx only the part that moves."""
    found = _job(request, who, job)
    if found.ended and request.headers.get("hx-request"):
        return Response(headers={"HX-Refresh": "true"})
    if found.step is Step.REFUSED:
        _jobs(request).drop(who.owner, job)
        return _start(request, who, 422, found.refused)
    if found.made is None:
        if request.headers.get("hx-request"):
            return _page(request, "hr/personnel_progress.html", job=found, steps=STEP_WORDS)
        return _page(request, "hr/personnel_waiting.html", job=found, steps=STEP_WORDS)
    return _page(
        request, "hr/personnel_plan.html", job=found, view=plan_view(found.made), read_as=read_as_table(found.made), fte=fte, scales=scales, when=when, place=place,
        route=route, outlooks=(Outlook.DISAPPEARS, Outlook.CHANGES, Outlook.APPEARS),
    )


@router.get("/{job}/plan.xlsx")
def workbook(request: Request, who: Who, job: str) -> Response:
    return as_file(plan_workbook(_made(request, who, job)), "personeelsplan", XLSX)


@router.get("/{job}/plan.pdf")
def paper(request: Request, who: Who, job: str) -> Response:
    state = request.app.state
    try:
        printed = plan_pdf(_made(request, who, job), state.printer, request.app.version)
    except DocumentRefused:
        return problem(request, 503, "Een pdf maken lukt nu niet. Neem het Excel-bestand, of probeer het over een minuut nog eens.", "Niet gelukt")
    return as_file(printed.pdf, "personeelsplan", PDF)


@router.post("/{job}/weg")
def throw_away(request: Request, who: Who, job: str) -> RedirectResponse:
    """Now, and not only after an hour."""
    _jobs(request).drop(who.owner, job)
    return RedirectResponse("/beheer/personeelsplan", 303)


def _begin(request: Request, who: Session, name: str, content: bytes) -> Response:
    state = request.app.state
    knowledge, today = published(request).knowledge, datetime.now(UTC).date()
    regions = load_regions(state.settings.data)

    def work(progress: Progress) -> PlanMade:
        return make_plan(name, content, knowledge, regions, today=today, progress=progress)

    try:
        job = _jobs(request).start(who.owner, work, name[:LONGEST_NAME])
    except TooManyJobs as refused:
        return _start(request, who, 503, str(refused))
    return RedirectResponse(f"/beheer/personeelsplan/{job}", 303)


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.personnel_jobs
    return found


def _job(request: Request, who: Session, job: str) -> Job:
    found = _jobs(request).find(who.owner, job)
    if found is None:
        raise absent()
    return found


def _made(request: Request, who: Session, job: str) -> PlanMade:
    made = _job(request, who, job).made
    if made is None:
        raise absent()
    return made


def _start(request: Request, who: Session, status: int = 200, refused: str = "") -> HTMLResponse:
    return _page(request, "hr/personnel.html", status, refused=refused.splitlines(), earlier=_jobs(request).of(who.owner))


def _page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(request, template, status, **context)
