"""The whole catalogue of a draft, and all its texts of the talk, as a workbook: out, in again with every difference shown, and taken over after a yes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.hr.amounts import counted
from portal.hr.desk import XLSX, Who, as_file
from portal.hr.drafting import NO_DRAFT, Chosen, changed_since, chosen, drafts_of, editor
from portal.hr.staging import Staging, TakenOver
from portal.hr.workbooks import CATALOGUE, TEXTS, Workbook
from portal.login import Session
from portal.pages import Pages
from portal.uploads import uploaded_file
from publishing.errors import DraftChanged, StepRefused
from rules.errors import KnowledgeError

LARGEST_FILE = 5_000_000
MOST_TOLD = 200
"""Mistakes, or entries with their differences, that a page shows."""
GONE = "Dit bestand is er niet meer; ik bewaar het hoogstens een uur. Kies het opnieuw."


def routes_of(kind: Workbook) -> APIRouter:
    """The pages of one kind of workbook."""
    routes = APIRouter(prefix=f"/beheer/{kind.name}", include_in_schema=False)

    @routes.get("")
    def choose(request: Request, who: Who, nummer: Annotated[str, Query(max_length=60)] = "") -> HTMLResponse:
        """The way out and in; with a workbook that waits for a yes, every difference."""
        version, sent = chosen(request), _staging(request).get(who.owner, nummer)
        if isinstance(sent, kind.sent) and sent.number == version.version.number:
            return _page(request, kind, version, sent=sent, number=nummer)
        return _page(request, kind, version)

    @routes.get(f"/{kind.name}.xlsx")
    def export(request: Request, who: Who) -> Response:
        """What stands in this version, as a workbook."""
        version = chosen(request)
        try:
            return as_file(kind.write(version.content), f"{kind.name}-{version.version.number}", XLSX)
        except KnowledgeError as error:  # a version of another release
            return _page(request, kind, version, 409, lines=_told(error))

    @routes.post("")
    async def upload(request: Request, who: Who) -> Response:
        """Reads a workbook and leads to a page with every difference, so that Back works; nothing is kept in the draft yet. 422 with every mistake in it."""
        name, content = await uploaded_file(request, LARGEST_FILE)
        return await run_in_threadpool(_preview, request, who, kind, name, content)

    @routes.post("/overnemen")
    def take_over(request: Request, who: Who, nummer: Annotated[str, Form(max_length=60)] = "", ouder: Annotated[str, Form(max_length=5)] = "") -> Response:
        """Takes the workbook over, after a yes; 409 with what a colleague changed meanwhile, laid beside it anew."""
        try:
            return _taken(request, who, kind, nummer, is_sure=bool(ouder))
        except KnowledgeError as error:
            return _page(request, kind, chosen(request), 422, lines=_told(error))

    return routes


router = APIRouter()
for _kind in (CATALOGUE, TEXTS):
    router.include_router(routes_of(_kind))


def _preview(request: Request, who: Session, kind: Workbook, name: str, content: bytes) -> Response:
    version = chosen(request)
    if not content:
        return _page(request, kind, version, 422, lines=("Kies eerst een bestand.",))
    if not version.editable:
        return _page(request, kind, version, 409, lines=(NO_DRAFT,))
    try:
        said, base = kind.read(content, name)
        sent = kind.beside(said, version, older=base != kind.version(version.content))
    except KnowledgeError as error:
        return _page(request, kind, version, 422, lines=_told(error))
    if not sent.changes:
        return _page(request, kind, version, same=True)
    return RedirectResponse(f"/beheer/{kind.name}{version.query}&nummer={_staging(request).put(who.owner, sent)}", 303)


def _taken(request: Request, who: Session, kind: Workbook, number: str, *, is_sure: bool) -> Response:
    """Back to the page when it was taken over, else the page with why not. Raises KnowledgeError."""
    version, staging = chosen(request), _staging(request)
    sent = staging.get(who.owner, number)
    if not isinstance(sent, kind.sent) or sent.number != version.version.number:
        return RedirectResponse(sent.address, 303) if isinstance(sent, TakenOver) else _page(request, kind, version, 422, lines=(GONE,))
    if sent.older and not is_sure:
        return _page(request, kind, version, 422, sent=sent, number=number, not_sure=True)
    try:
        drafts_of(request).change(
            sent.number, lambda content: kind.put(content, sent.said), by=editor(request, who),
            what=f"nam een werkmap met {kind.holds} over: {counted(len(sent.changes), 'onderdeel', 'onderdelen')}", expected_revision=sent.revision,
        )
    except DraftChanged as error:
        now = chosen(request)
        again = kind.beside(sent.said, now, older=True)
        others = changed_since(drafts_of(request), error, kind.differences)
        return _page(request, kind, now, 409, sent=again, number=staging.put(who.owner, again), clash=error, others=others)
    except StepRefused as error:
        return _page(request, kind, version, 409, lines=(str(error),))
    taken = TakenOver(f"/beheer/{kind.name}{version.query}&bewaard={len(sent.changes)}")
    staging.put(who.owner, taken, number)
    return RedirectResponse(taken.address, 303)


def _told(error: KnowledgeError) -> tuple[str, ...]:
    return tuple(error.told(problem) for problem in error.problems)


def _staging(request: Request) -> Staging:
    found: Staging = request.app.state.staging
    return found


def _page(request: Request, kind: Workbook, version: Chosen, status: int = 200, **context: Any) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    empty: dict[str, Any] = {
        "lines": (), "sent": None, "number": "", "clash": None, "others": (), "same": False, "not_sure": False, "most": MOST_TOLD,
        "saved": request.query_params.get("bewaard", "") if request.method == "GET" else "",
    }
    return pages.page(request, "hr/workbook.html", status, at=version, kind=kind, **(empty | context))
