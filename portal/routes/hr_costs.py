"""The calculator of the business case (M23) for HR, of which the whole form is in the address; and the amounts it begins with, in a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.hr.cost_form import CostForm, cost_form, field_title
from portal.hr.cost_view import cost_view
from portal.hr.csv_files import csv_of
from portal.hr.desk import CSV, Who, as_file
from portal.hr.drafting import NO_DRAFT, Chosen, chosen, drafts_of, editor
from portal.login import Session
from portal.pages import Pages
from portal.versions.served import published
from publishing.content import Content
from publishing.errors import DraftChanged, StepRefused
from rules.business_case import CostFigures
from rules.errors import KnowledgeError
from rules.files.cost_figures import FILE, parse_costs, with_costs

router = APIRouter(prefix="/beheer/kosten", include_in_schema=False)
PATH = f"labour_market/{FILE}"
_FIELDS = ("mensen", "schaal", "loon", "ww", "begeleiding", "kosten", "deel", "lukt")
_AMOUNTS = ("schaal", "loon", "ww", "begeleiding", "kosten")
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
MOST_FIELDS = 200
_LONGEST_SOURCE = 300


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
    """The amounts that the calculator begins with, of one version; those in the address of the calculator stand in their place."""
    at = chosen(request)
    figures = _figures(at.content)
    return _defaults_page(request, at, figures, cost_form(figures, _amounts({name: request.query_params.getlist(name) for name in _AMOUNTS})), {})


@router.post("/standaard")
async def save_defaults(request: Request, who: Who) -> Response:
    """Puts other amounts in the draft, with their source and month. 422 with what is wrong at each field, 409 when a colleague was first."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        typed = {name: [str(value) for value in sent.getlist(name)] for name in (*_AMOUNTS, "bron", "peil", "revisie")}
    return await run_in_threadpool(_save, request, who, typed)


def _save(request: Request, who: Session, typed: Mapping[str, Sequence[str]]) -> Response:
    at = chosen(request)
    figures = _figures(at.content)
    form = cost_form(figures, _amounts(typed))
    source, month, revision = (" ".join((typed[name] or [""])[0].split()) for name in ("bron", "peil", "revisie"))
    held = {"bron": source[:_LONGEST_SOURCE], "peil": month[:7]}
    errors = dict(form.errors)
    if not source or len(source) > _LONGEST_SOURCE:
        errors["bron"] = f"Schrijf op waar de bedragen vandaan komen, in hoogstens {_LONGEST_SOURCE} tekens."
    if not _MONTH.fullmatch(month):
        errors["peil"] = "Vul de maand in als 2026-11: het jaar, een streepje en de maand."
    form = replace(form, errors=errors)
    if not at.editable:
        return _defaults_page(request, at, figures, form, held, status=409, refused=NO_DRAFT)
    if errors or form.assumptions is None:
        return _defaults_page(request, at, figures, form, held, status=422)
    assumptions = form.assumptions

    def edit(content: Content) -> Content:
        scales, arrangements = (group.costs for group in assumptions.groups), (share.arrangement for share in assumptions.mix)
        return content.with_file(PATH, with_costs(content[PATH], scales, arrangements, source=source, as_of=month))

    try:
        drafts_of(request).change(
            at.version.number, edit, by=editor(request, who), what=f"veranderde bedragen van het rekenmodel: {source}, {month}",
            expected_revision=int(revision) if revision.isdecimal() and len(revision) < 10 else at.version.revision,
        )
    except DraftChanged as error:
        return _defaults_page(request, chosen(request), figures, form, held, status=409, clash=error)
    except KnowledgeError as error:
        return _defaults_page(request, at, figures, form, held, status=422, refused=" ".join(str(problem) for problem in error.problems))
    except StepRefused as error:
        return _defaults_page(request, at, figures, form, held, status=409, refused=str(error))
    return RedirectResponse(f"/beheer/kosten/standaard{at.query}&bewaard=ja", 303)


def _figures(content: Content) -> CostFigures:
    return parse_costs(FILE, content[PATH])


def _amounts(typed: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The amounts alone, with one person in each scale, so that only amounts can be wrong."""
    sent = {name: typed.get(name, ()) for name in _AMOUNTS}
    return {**sent, "mensen": ["1" if any(column) else "" for column in zip(*(sent[name] for name in _AMOUNTS[:-1]), strict=False)]}


def _defaults_page(
    request: Request, at: Chosen, figures: CostFigures, form: CostForm, held: Mapping[str, str], *, status: int = 200, refused: str = "", clash: DraftChanged | None = None,
) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(
        request, "hr/cost_defaults.html", status, at=at, figures=figures, form=form, held={"bron": "", "peil": "", **held}, refused=refused, clash=clash, field_title=field_title,
        saved=status == 200 and "bewaard" in request.query_params,
    )


def _form(request: Request) -> CostForm:
    sent = {name: request.query_params.getlist(name) for name in _FIELDS}
    return cost_form(published(request).costs, sent)


def _page(request: Request, form: CostForm) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(
        request, "hr/costs.html", 200 if form.assumptions else 422, form=form, figures=published(request).costs,
        view=cost_view(form.assumptions) if form.assumptions else None, query=request.url.query, field_title=field_title,
    )
