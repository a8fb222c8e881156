"""The calculator of the business case (M23) for HR; the whole form is in the address, and nothing is kept."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from portal.hr.cost_form import CostForm, cost_form, field_title
from portal.hr.cost_view import cost_view
from portal.hr.csv_files import csv_of
from portal.hr.desk import CSV, Who, as_file
from portal.pages import Pages
from rules.business_case import CostFigures

router = APIRouter(prefix="/beheer/kosten", include_in_schema=False)
_FIELDS = ("mensen", "schaal", "loon", "ww", "begeleiding", "kosten", "deel", "lukt")


@router.get("")
def costs(request: Request, who: Who) -> HTMLResponse:
    """The form with its outcome; 422 with what is wrong at each field."""
    form = _form(request)
    return _page(request, form)


@router.get(".csv")
def costs_as_csv(request: Request, who: Who) -> Response:
    """The tables of the outcome."""
    form = _form(request)
    if form.assumptions is None:
        return _page(request, form)
    figures: CostFigures = request.app.state.costs
    view = cost_view(form.assumptions)
    return as_file(csv_of(view.tables, view.lead, view.pays, f"Bedragen waar niets is aangepast: {'; '.join(figures.sources)}, peil {figures.as_of}."), "kosten", CSV)


def _form(request: Request) -> CostForm:
    sent = {name: request.query_params.getlist(name) for name in _FIELDS}
    return cost_form(request.app.state.costs, sent)


def _page(request: Request, form: CostForm) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    figures: CostFigures = request.app.state.costs
    return pages.page(
        request, "hr/costs.html", 200 if form.assumptions else 422, form=form, figures=figures, view=cost_view(form.assumptions) if form.assumptions else None,
        query=request.url.query, field_title=field_title,
    )
