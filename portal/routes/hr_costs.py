"""The calculator of the business case (M23) for HR, of which the whole form is in the address; and the amounts it begins with, in a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.hr.cost_defaults import (
    AMOUNTS,
    LONGEST_SOURCE,
    PATH,
    Typed,
    amounts_form,
    carried,
    figures_in,
    source_in,
    with_amounts,
    with_other_scales,
    wrong_about,
)
from portal.hr.cost_form import CostForm, cost_form, field_title
from portal.hr.cost_view import REPORT, cost_view
from portal.hr.csv_files import csv_of
from portal.hr.desk import CSV, Who, as_file
from portal.hr.drafting import NO_DRAFT, Chosen, change_file, chosen, drafts_of, editor, file_since
from portal.login import Session
from portal.pages import Pages
from portal.versions.served import published
from publishing.errors import DraftChanged, StepRefused
from rules.errors import KnowledgeError
from rules.review.catalogue_diff import EntryChange

router = APIRouter(prefix="/beheer/kosten", include_in_schema=False)
_FIELDS = ("mensen", "schaal", "loon", "ww", "begeleiding", "kosten", "deel", "lukt")
MOST_FIELDS = 200


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
    figures = published(request).costs
    view = cost_view(form.assumptions)
    return as_file(csv_of(view.tables, view.lead, view.pays, f"Bedragen waar niets is aangepast: {'; '.join(figures.sources)}, {figures.dated}."), "kosten", CSV)


@router.get("/standaard")
def defaults(request: Request, who: Who) -> HTMLResponse:
    """The amounts that the calculator begins with, of one version; those of a calculation, which are in the address, stand in their place."""
    at = chosen(request)
    figures = figures_in(at.content[PATH])
    typed = {name: request.query_params.getlist(name) for name in AMOUNTS}
    return _defaults_page(request, at, typed, amounts_form(figures, with_other_scales(figures, typed)))


@router.post("/standaard")
async def save_defaults(request: Request, who: Who) -> Response:
    """Puts other amounts in the draft, with their source and month. 422 with what is wrong at each field, 409 when a colleague was first."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        typed = {name: [str(value) for value in sent.getlist(name)] for name in (*AMOUNTS, "bron", "peil", "revisie")}
    return await run_in_threadpool(_save, request, who, typed)


def _save(request: Request, who: Session, typed: Typed) -> Response:
    at, drafts = chosen(request), drafts_of(request)
    figures = figures_in(at.content[PATH])
    source, month, revision = source_in(typed), *((typed[name] or [""])[0].strip() for name in ("peil", "revisie"))
    form = amounts_form(figures, typed)
    form = replace(form, errors={**form.errors, **dict(wrong_about(source, month, datetime.now(UTC).date()))})
    again = partial(_defaults_page, request, typed=typed, source=source, month=month)
    if not at.editable:
        return again(at, form=form, status=409, refused=NO_DRAFT)
    is_first = not revision.isdecimal() or int(revision[:9]) == at.version.revision  # else it may be this very save, sent again
    if is_first and not form.errors and figures_in(with_amounts(at.content[PATH], form, source, month)) == figures:
        form = replace(form, errors={"rijen": "Geen enkel bedrag is anders dan het nu in dit concept is. Verander eerst een bedrag."})
    if form.errors:
        return again(at, form=form, status=422)
    try:
        change_file(
            drafts, at.version.number, PATH, lambda content: content.with_file(PATH, with_amounts(content[PATH], form, source, month)), by=editor(request, who),
            what=f"veranderde bedragen van het rekenmodel: {source}, {month}",
            expected_revision=int(revision) if revision.isdecimal() and len(revision) < 10 else at.version.revision,
        )
    except DraftChanged as error:
        return again(chosen(request), form=form, status=409, clash=error, others=file_since(drafts, error, PATH))
    except KnowledgeError as error:
        return again(at, form=form, status=422, refused=" ".join(str(problem) for problem in error.problems))
    except StepRefused as error:
        return again(at, form=form, status=409, refused=str(error))
    return RedirectResponse(f"/beheer/kosten/standaard{at.query}&bewaard=ja", 303)


def _defaults_page(
    request: Request, at: Chosen, typed: Typed, form: CostForm, *, source: str = "", month: str = "", status: int = 200, refused: str = "",
    clash: DraftChanged | None = None, others: Sequence[EntryChange] = (),
) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    along = carried(typed)
    return pages.page(
        request, "hr/cost_defaults.html", status, at=at, figures=figures_in(at.content[PATH]), form=form, held={"bron": source[:LONGEST_SOURCE], "peil": month[:7]},
        place=f"kosten?{along}" if along else "kosten", from_calculation=bool(along) and request.method == "GET", refused=refused, clash=clash, others=others, field_title=field_title,
        saved=request.method == "GET" and "bewaard" in request.query_params,
    )


def _form(request: Request) -> CostForm:
    sent = {name: request.query_params.getlist(name) for name in _FIELDS}
    return cost_form(published(request).costs, sent)


def _page(request: Request, form: CostForm) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(
        request, "hr/costs.html", 200 if form.assumptions else 422, form=form, figures=published(request).costs,
        view=cost_view(form.assumptions) if form.assumptions else None, query=request.url.query, report=REPORT, field_title=field_title,
    )
