"""Figures of the labour market for a draft: a table of UWV in, its columns told once, every difference shown, and taken over after a yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.hr.amounts import counted
from portal.hr.catalogue.figures import (
    PATH,
    Preview,
    SentFigures,
    headings_of,
    preview,
    regions_of,
    remember,
    remembered,
    sources_of,
    told_columns,
    with_figures,
)
from portal.hr.desk import Who
from portal.hr.drafting import NO_DRAFT, Chosen, change_file, chosen, drafts_of, editor
from portal.hr.errors import FiguresRefused
from portal.hr.staging import Staging, TakenOver
from portal.login import Session
from portal.pages import Pages
from portal.uploads import uploaded_form
from publishing.drafts import Drafts
from publishing.errors import DraftChanged, StepRefused
from publishing.model import Editor
from rules.errors import KnowledgeError, TableError
from rules.files.tables import read_tables
from rules.files.tightness_table import told
from rules.files.uwv_columns import Column, known_headings
from rules.files.uwv_request import Wanted

router = APIRouter(prefix="/beheer/cijfers", include_in_schema=False)
LARGEST_FILE = 5_000_000
MOST_FIELDS = 240
MOST_TOLD = 100
FIELDS = ("bron", "adres", "tijd", "maand", "blad", "regio", "alle", "overslaan")
_GONE = "Dit bestand is er niet meer; ik bewaar het hoogstens een uur. Kies het opnieuw."


@router.get("")
def choose(request: Request, who: Who, nummer: Annotated[str, Query(max_length=60)] = "") -> HTMLResponse:
    """The figures there are, and the form to send a table; with a table that waits for a yes, what it does."""
    version = chosen(request)
    sent = _staging(request).get(who.owner, nummer)
    if not isinstance(sent, SentFigures) or sent.number != version.version.number:
        return _page(request, version)
    try:
        shown = preview(sent, version.content, _today())
    except FiguresRefused as refused:
        return _page(request, version, fields=refused.fields, lines=refused.lines, sent=sent, number=nummer)
    return _page(request, version, sent=sent, number=nummer, shown=shown)


@router.post("")
async def upload(request: Request, who: Who) -> Response:
    """Reads a table and leads to a page with what it does, so that Back works; nothing is kept in the draft yet. 422 with what is wrong at each field."""
    name, content, typed = await uploaded_form(request, LARGEST_FILE, MOST_FIELDS)
    return await run_in_threadpool(_read, request, who, name, content, typed)


@router.post("/overnemen")
def take_over(request: Request, who: Who, nummer: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Takes the figures over, after a yes; 409 when a colleague changed the figures meanwhile, laid beside those anew."""
    version, staging = chosen(request), _staging(request)
    sent = staging.get(who.owner, nummer)
    if not isinstance(sent, SentFigures) or sent.number != version.version.number:
        return RedirectResponse(sent.address, 303) if isinstance(sent, TakenOver) else _page(request, version, 422, fields={"bestand": _GONE})
    drafts, by = drafts_of(request), editor(request, who)
    try:
        shown = preview(sent, version.content, _today())
        _save(drafts, sent, shown, by)
    except FiguresRefused as refused:
        return _page(request, version, 422, fields=refused.fields, lines=refused.lines, sent=sent, number=nummer)
    except DraftChanged as error:
        now = chosen(request)
        again = replace(sent, revision=now.version.revision)
        return _page(request, now, 409, sent=again, number=staging.put(who.owner, again), shown=preview(again, now.content, _today()), clash=error)
    except KnowledgeError as error:
        return _page(request, version, 422, lines=tuple(str(problem) for problem in error.problems), sent=sent, number=nummer)
    except StepRefused as error:
        return _page(request, version, 409, lines=(str(error),), sent=sent, number=nummer)
    remember(drafts.store, sent.own, by=by)
    taken = TakenOver(f"/beheer/cijfers{version.query}&bewaard={len(shown.found.rows)}")
    staging.put(who.owner, taken, nummer)
    return RedirectResponse(taken.address, 303)


def _read(request: Request, who: Session, name: str, content: bytes, typed: Mapping[str, str]) -> Response:
    version, staging = chosen(request), _staging(request)
    wanted = _wanted(typed)
    waiting = staging.get(who.owner, typed.get("nummer", "")[:60])
    if not version.editable and (content or waiting):
        return _page(request, version, 409, lines=(NO_DRAFT,), typed=typed)
    own = remembered(drafts_of(request).store)
    if content:
        try:
            tables = read_tables(name, content, known_headings)
        except TableError as error:
            return _page(request, version, 422, fields={"bestand": " ".join(problem.message for problem in error.problems)}, typed=typed)
        sent = SentFigures(name, tables, wanted, own, version.version.number, version.version.revision)
    elif isinstance(waiting, SentFigures):
        picked = {int(key[6:]): value for key, value in typed.items() if key.startswith("kolom-") and key[6:].isdecimal() and len(key) < 10}
        columns = told_columns(headings_of(waiting), picked, waiting.own)
        sent = replace(waiting, wanted=wanted, own=columns, number=version.version.number, revision=version.version.revision)
    else:
        return _page(request, version, 422, fields={"bestand": _GONE if typed.get("nummer") else "Kies eerst een bestand."}, typed=typed)
    number = staging.put(who.owner, sent)
    try:
        preview(sent, version.content, _today())
    except FiguresRefused as refused:
        return _page(request, version, 422, fields=refused.fields, lines=refused.lines, sent=sent, number=number, typed=typed)
    return RedirectResponse(f"/beheer/cijfers{version.query}&nummer={number}", 303)


def _save(drafts: Drafts, sent: SentFigures, shown: Preview, by: Editor) -> None:
    """In the draft; what others changed elsewhere meanwhile stays. Raises DraftChanged when they changed these figures."""
    change_file(
        drafts, sent.number, PATH, lambda content: with_figures(content, shown.found.rows), by=by,
        what=f"nam {counted(len(shown.found.rows), 'cijfer', 'cijfers')} over: {sent.wanted.source}, {sent.wanted.period}", expected_revision=sent.revision,
    )


def _wanted(typed: Mapping[str, str]) -> Wanted:
    text = {name: " ".join(typed.get(name, "")[:600].split()) for name in FIELDS}
    return Wanted(
        text["bron"], text["adres"], text["tijd"], text["maand"], text["blad"], text["regio"], bool(text["alle"]), bool(text["overslaan"]),
    )


def _page(
    request: Request, version: Chosen, status: int = 200, *, fields: Mapping[str, str] | None = None, lines: Sequence[str] = (),
    typed: Mapping[str, str] | None = None, sent: SentFigures | None = None, **context: Any,
) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    wanted = sent.wanted if sent and typed is None else _wanted(typed or {})
    held = dict(zip(FIELDS, (wanted.source, wanted.address, wanted.period, wanted.as_of, wanted.sheet, wanted.region, wanted.all_sectors, wanted.skip_unknown), strict=True))
    empty: dict[str, Any] = {
        "number": "", "shown": None, "clash": None, "saved": request.query_params.get("bewaard", "") if request.method == "GET" else "",
    }
    return pages.page(
        request, "hr/figures.html", status, at=version, fields=fields or {}, lines=lines, held=held, sent=sent, told=told, most=MOST_TOLD,
        regions=regions_of(version.content), sources=sources_of(version.content), headings=headings_of(sent) if sent else (),
        columns=tuple(column.value for column in Column), **(empty | context),
    )


def _staging(request: Request) -> Staging:
    found: Staging = request.app.state.staging
    return found


def _today() -> date:
    return datetime.now(UTC).date()
