"""The whole catalogue of a draft as a workbook: out, in again with every difference shown, and taken over after a yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.hr.amounts import counted
from portal.hr.catalogue.saving import with_catalogue
from portal.hr.desk import XLSX, Who, as_file
from portal.hr.drafting import NO_DRAFT, Chosen, chosen, done_since, drafts_of, editor
from portal.hr.staging import Staging, TakenOver
from portal.login import Session
from portal.pages import Pages
from portal.uploads import uploaded_file
from publishing.content import Content
from publishing.errors import DraftChanged, StepRefused
from rules.catalogue import Catalogue
from rules.errors import KnowledgeError
from rules.files.workbook_reading import read_workbook
from rules.files.workbook_writing import workbook_of
from rules.review.catalogue_diff import EntryChange, catalogue_changes

router = APIRouter(prefix="/beheer/catalogus", include_in_schema=False)
LARGEST_FILE = 5_000_000
MOST_TOLD = 200
"""Mistakes, or entries with their differences, that a page shows."""


@dataclass(frozen=True, slots=True)
class SentWorkbook:
    """A workbook that waits for a yes: what it says, the draft and revision it was laid beside, and whether it was made of an older catalogue."""

    catalogue: Catalogue
    number: int
    revision: int
    older: bool
    changes: tuple[EntryChange, ...]


@router.get("")
def choose(request: Request, who: Who, nummer: Annotated[str, Query(max_length=60)] = "") -> HTMLResponse:
    """The way out and in; with a workbook that waits for a yes, every difference."""
    version = chosen(request)
    staging: Staging = request.app.state.staging
    sent = staging.get(who.owner, nummer)
    if isinstance(sent, SentWorkbook) and sent.number == version.version.number:
        return _page(request, version, sent=sent, number=nummer)
    return _page(request, version)


@router.get("/catalogus.xlsx")
def export(request: Request, who: Who) -> Response:
    """The catalogue of this version as a workbook."""
    version = chosen(request)
    return as_file(workbook_of(version.catalogue), f"catalogus-{version.version.number}", XLSX)


@router.post("")
async def upload(request: Request, who: Who) -> Response:
    """Reads a workbook and leads to a page with every difference, so that Back works; nothing is kept in the draft yet. 422 with every mistake in it."""
    name, content = await uploaded_file(request, LARGEST_FILE)
    return await run_in_threadpool(_preview, request, who, name, content)


@router.post("/overnemen")
def take_over(request: Request, who: Who, nummer: Annotated[str, Form(max_length=60)] = "", ouder: Annotated[str, Form(max_length=5)] = "") -> Response:
    """Takes the workbook over, after a yes; 409 with what a colleague changed meanwhile, laid beside it anew."""
    version = chosen(request)
    staging: Staging = request.app.state.staging
    sent = staging.get(who.owner, nummer)
    if not isinstance(sent, SentWorkbook) or sent.number != version.version.number:
        return RedirectResponse(sent.address, 303) if isinstance(sent, TakenOver) else _page(request, version, 422, lines=("Dit bestand is er niet meer; ik bewaar het hoogstens een uur. Kies het opnieuw.",))
    if sent.older and not ouder:
        return _page(request, version, 422, sent=sent, number=nummer, not_sure=True)

    def edit(content: Content) -> Content:
        return with_catalogue(content, sent.catalogue)

    try:
        drafts_of(request).change(
            sent.number, edit, by=editor(request, who), what=f"nam een werkmap over: {counted(len(sent.changes), 'onderdeel', 'onderdelen')}", expected_revision=sent.revision,
        )
    except DraftChanged as error:
        again = _beside(sent.catalogue, chosen(request), older=True)
        return _page(
            request, chosen(request), 409, sent=again, number=staging.put(who.owner, again), clash=error, others=done_since(drafts_of(request), error),
        )
    except KnowledgeError as error:
        return _page(request, version, 422, lines=tuple(str(problem) for problem in error.problems))
    except StepRefused as error:
        return _page(request, version, 409, lines=(str(error),))
    taken = TakenOver(f"/beheer/catalogus{version.query}&bewaard={len(sent.changes)}")
    staging.put(who.owner, taken, nummer)
    return RedirectResponse(taken.address, 303)


def _preview(request: Request, who: Session, name: str, content: bytes) -> Response:
    version = chosen(request)
    if not content:
        return _page(request, version, 422, lines=("Kies eerst een bestand.",))
    if not version.editable:
        return _page(request, version, 409, lines=(NO_DRAFT,))
    try:
        read = read_workbook(content, name)
    except KnowledgeError as error:
        return _page(request, version, 422, lines=tuple(error.told(problem) for problem in error.problems))
    sent = _beside(read.catalogue, version, older=read.base_version != version.catalogue.version)
    if not sent.changes:
        return _page(request, version, same=True)
    staging: Staging = request.app.state.staging
    return RedirectResponse(f"/beheer/catalogus{version.query}&nummer={staging.put(who.owner, sent)}", 303)


def _beside(catalogue: Catalogue, version: Chosen, *, older: bool) -> SentWorkbook:
    return SentWorkbook(catalogue, version.version.number, version.version.revision, older, catalogue_changes(version.catalogue, catalogue))


def _page(request: Request, version: Chosen, status: int = 200, **context: Any) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    empty: dict[str, Any] = {
        "lines": (), "sent": None, "number": "", "clash": None, "others": (), "same": False, "not_sure": False, "most": MOST_TOLD,
        "saved": request.query_params.get("bewaard", "") if request.method == "GET" else "",
    }
    return pages.page(request, "hr/workbook.html", status, at=version, **(empty | context))
