"""HR's first page: totals of passports whose owners allow it, and what the profiles tell by themselves. No address takes a choice: there is one dashboard."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from portal.hr.amounts import number
from portal.hr.csv_files import csv_of
from portal.hr.desk import CSV, Who, as_file
from portal.hr.totals.published import Published
from portal.hr.totals.shown import Section, sections
from portal.pages import Pages
from portal.versions.served import published as live_now

router = APIRouter(prefix="/beheer", include_in_schema=False)
ABOUT = "Alleen van mensen die ja zeiden tegen meetellen. Aantallen zijn afgerond op vijf. Minder dan tien, of niemand, laat ik niet zien."


@router.get("")
def dashboard(request: Request, who: Who) -> HTMLResponse:
    """All totals, each with a picture and a table."""
    state = request.app.state
    pages: Pages = state.pages
    published: Published = state.totals
    totals = published.look()
    return pages.page(request, "hr/totals.html", totals=totals, counting=published.counting, sections=_sections(request), about=ABOUT, number=number)


@router.get("/overzicht.csv")
def dashboard_as_csv(request: Request, who: Who) -> Response:
    """The same tables."""
    published: Published = request.app.state.totals
    totals = published.look()
    counted = f"Geteld op {totals.day}: ongeveer {totals.people} mensen." if totals and totals.people else "Er tellen nog te weinig mensen mee."
    return as_file(csv_of([section.table for section in _sections(request)], ABOUT, counted), "overzicht", CSV)


def _sections(request: Request) -> tuple[Section, ...]:
    served = live_now(request)
    questions = [(question.id, question.about_words) for question in served.interview.script.questions]
    published: Published = request.app.state.totals
    return sections(published.now, served.knowledge, questions, datetime.now(UTC).date())
