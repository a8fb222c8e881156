"""The passport taken along in other shapes: PDF, workbook, Europass, badges. All of it is made anew and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from portal.documents.badges import badges_of, why_no_badges
from portal.documents.chapters import FOR_OTHERS, TITLES, Chapter
from portal.documents.dossier import Dossier, dossier_of
from portal.documents.errors import (
    BadgesNotPossible,
    DocumentRefused,
    NothingToShow,
    PrinterAbsent,
    PrinterBusy,
    TooMuchToPrint,
)
from portal.documents.europass import europass_of
from portal.documents.paper.passport_paper import LONGEST_NAME, passport_pdf
from portal.documents.workbook import passport_workbook
from portal.login import Role, Session, required_role
from portal.pages import Pages
from portal.passport_view import view_of
from portal.problems import problem
from portal.routes.passport import ACTOR
from skills_passport.errors import PassportNotFound
from skills_passport.store import PassportStore

router = APIRouter(prefix="/paspoort/downloads", include_in_schema=False)
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]
Name = Annotated[str, Form(alias="naam", max_length=LONGEST_NAME)]
_STATUS = {PrinterAbsent: 503, PrinterBusy: 503, TooMuchToPrint: 413, NothingToShow: 404, BadgesNotPossible: 404}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type and its name without the day."""

    media: str
    stem: str
    ending: str


PDF = Kind("application/pdf", "skillspaspoort", "pdf")
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "skillspaspoort", "xlsx")
EUROPASS = Kind("application/ld+json", "europass", "jsonld")
BADGES = Kind("application/zip", "badges", "zip")


@router.get("")
def choose(request: Request, who: Who) -> HTMLResponse:
    """What can be taken along, and what goes into it."""
    dossier, settings = _dossier(request, who, "show-passport"), request.app.state.settings
    pages: Pages = request.app.state.pages
    return pages.page(
        request, "downloads.html", chapters=TITLES, ticked=FOR_OTHERS, longest=LONGEST_NAME,
        no_badges=why_no_badges(dossier, settings.badge_key, settings.organisation), badges=len(dossier.confirmed),
    )


@router.get("/paspoort.pdf")
def pdf_without_name(request: Request, who: Who) -> Response:
    """The PDF with what others may read, without a name on it."""
    return _pdf(request, who, "", FOR_OTHERS)


@router.post("/paspoort.pdf")
def pdf(request: Request, who: Who, name: Name = "", chapters: Annotated[tuple[Chapter, ...], Form(alias="deel")] = ()) -> Response:
    """The PDF as chosen. The name comes in a form, so that it stands in no address and no log."""
    if not chapters:
        return problem(request, 422, "Kies minstens één onderdeel voor je pdf. Ga terug en zet een vinkje.")
    return _pdf(request, who, name, frozenset(chapters))


@router.get("/paspoort.xlsx")
def workbook(request: Request, who: Who) -> Response:
    """Everything, as a workbook."""
    return _made(request, who, XLSX, passport_workbook)


@router.get("/europass.jsonld")
def europass_without_name(request: Request, who: Who) -> Response:
    """The Europass without a name in it."""
    return _europass(request, who, "")


@router.post("/europass.jsonld")
def europass(request: Request, who: Who, name: Name = "") -> Response:
    """The Europass with the typed name."""
    return _europass(request, who, name)


@router.get("/badges.zip")
def badges(request: Request, who: Who) -> Response:
    """The badges, in the name of who is signed in: the municipality signs for no name that somebody typed."""
    settings = request.app.state.settings
    return _made(
        request, who, BADGES, lambda dossier: badges_of(dossier, who.vouched_name, settings.badge_key, settings.organisation, datetime.now(UTC)),
    )


def _pdf(request: Request, who: Session, name: str, chapters: frozenset[Chapter]) -> Response:
    app = request.app
    return _made(request, who, PDF, lambda dossier: passport_pdf(dossier, chapters, name, app.state.printer, app.version).pdf)


def _europass(request: Request, who: Session, name: str) -> Response:
    organisation = request.app.state.settings.organisation
    return _made(request, who, EUROPASS, lambda dossier: europass_of(dossier, name, organisation, datetime.now(UTC)).encode())


def _made(request: Request, who: Session, kind: Kind, make: Callable[[Dossier], bytes]) -> Response:
    """The document as a file, or why it cannot be made now."""
    try:
        content = make(_dossier(request, who, f"export:{kind.ending}"))
    except DocumentRefused as refused:
        return problem(request, _STATUS.get(type(refused), 503), str(refused), "Niet gelukt")
    name = f"{kind.stem}-{datetime.now(UTC).date().isoformat()}.{kind.ending}"
    return Response(content, media_type=kind.media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _dossier(request: Request, who: Session, action: str) -> Dossier:
    """What the documents hold. Raises PassportNotFound for who has none."""
    state = request.app.state
    store: PassportStore = state.store
    passport = store.load(who.owner, actor=ACTOR, action=action)
    if passport.is_new:
        raise PassportNotFound(who.owner)
    today, knowledge = datetime.now(UTC).date(), state.live.now.knowledge
    names = {coach.id: coach.name for coach in store.coaches()}
    return dossier_of(passport, view_of(passport, (), knowledge, today), knowledge, today, names)
