"""Versions for HR: the list, a new draft, four eyes, what differs between two, and one version with every step it can take."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from portal.hr.desk import Who
from portal.hr.places import address_of
from portal.hr.versions.deeds import MOST_IN_TITLE, Act, Typed, Wrong, carry_out, line, said_after
from portal.hr.versions.refusing import Refusal, refusal
from portal.hr.versions.view import differences_between, version_view
from portal.hr.versions.words import STATES, name_of, told
from portal.login import Session
from portal.login.access import absent
from portal.pages import Pages
from portal.routes.hr_trial import trial_of
from portal.versions.editor import editor_of
from publishing.drafts import Drafts
from publishing.errors import PublishingError, VersionNotFound
from publishing.model import Editor

router = APIRouter(prefix="/beheer/versies", include_in_schema=False)
MOST = 1_000_000_000  # a larger number is of no version, and the engine could not hold it
Number = Annotated[int, Path(ge=0, le=MOST)]
Chosen = Annotated[int, Query(ge=0, le=MOST)]
Text = Annotated[str, Form(max_length=20_000)]
WORDS = {"states": STATES, "name_of": name_of, "told": told}
"""What every template about versions says things with."""


@router.get("")
def overview(request: Request, who: Who) -> HTMLResponse:
    """All versions, the form for a new draft, and four eyes."""
    return _overview(request)


@router.post("")
def begin(request: Request, who: Who, title: Text = "", naar: Text = "") -> Response:
    """A draft of what is live, and on in it to the page where somebody was."""
    drafts = drafts_of(request)
    try:
        begun = drafts.begin(by=editor(request, who), title=line(title, "title", MOST_IN_TITLE, needed="Geef het concept een naam, zoals: cijfers van 2027."))
    except (Wrong, PublishingError) as error:
        return _overview(request, refusal(error), title=title, place=naar)
    return RedirectResponse(address_of(naar, begun.number), 303)


@router.get("/open")
def open_draft(request: Request, who: Who, concept: Chosen = 0, naar: str = "") -> RedirectResponse:
    """To the same page of another draft."""
    try:
        return RedirectResponse(address_of(naar, drafts_of(request).store.version(concept).number), 303)
    except VersionNotFound:
        raise absent() from None


@router.post("/vierogen")
def four_eyes(request: Request, who: Who, stand: Text = "", why: Text = "") -> Response:
    """Switch four eyes on or off, with why; everybody of HR sees it."""
    try:
        if stand not in ("aan", "uit"):
            raise Wrong("stand", "Kies aan of uit.")
        drafts_of(request).set_four_eyes(
            stand == "aan", by=editor(request, who), why=line(why, "why", needed="Schrijf op waarom. Iedereen kan dat in de geschiedenis zien."),
        )
    except (Wrong, PublishingError) as error:
        return _overview(request, refusal(error), why=why)
    return RedirectResponse("/beheer/versies#vierogen", 303)


@router.get("/vergelijk")
def compare(request: Request, who: Who, van: Chosen = 0, naar: Chosen = 0) -> HTMLResponse:
    """What differs between two versions, in words."""
    drafts = drafts_of(request)
    versions = drafts.store.versions()
    chosen = bool(van and naar)
    try:
        differences = differences_between(drafts, van, naar) if chosen else None
    except VersionNotFound:
        raise absent() from None
    return page(request, "hr/versions_compare.html", versions=versions, old=van, new=naar, differences=differences)


@router.get("/{number}")
def one(request: Request, who: Who, number: Number, gedaan: str = "") -> HTMLResponse:
    """A version with its changes, its history and its steps."""
    return _one(request, who, number, done=gedaan)


@router.get("/{number}/stap/{act}")
def ask_first(request: Request, who: Who, number: Number, act: str) -> Response:
    """The question whether one is sure, before going back to an older version; other steps are asked on the page of the version."""
    if act not in set(Act):
        raise absent()
    if act != Act.ROLL_BACK:
        return RedirectResponse(f"/beheer/versies/{number}", 303)
    return _back(request, number)


@router.post("/{number}/stap/{act}")
def step(request: Request, who: Who, number: Number, act: str, typed: Annotated[Typed, Form()]) -> Response:
    """Take a step; when it is refused, the page again with why, and with what was typed."""
    if act not in set(Act):
        raise absent()
    asked = Act(act)
    try:
        after = carry_out(drafts_of(request), number, asked, typed, by=editor(request, who))
    except VersionNotFound:
        raise absent() from None
    except (Wrong, PublishingError) as error:
        refused = refusal(error, asked)
        if asked is Act.ROLL_BACK:
            return _back(request, number, refused, typed)
        return _one(request, who, number, refused=refused, typed=typed)
    return RedirectResponse(f"/beheer/versies/{after.number}?gedaan={asked.value}", 303)


def drafts_of(request: Request) -> Drafts:
    """The way to change versions here."""
    found: Drafts = request.app.state.drafts
    return found


def editor(request: Request, who: Session) -> Editor:
    """Who asks, as the history keeps them."""
    return editor_of(who, request.app.state.settings)


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page about versions, with their words."""
    pages: Pages = request.app.state.pages
    return pages.page(request, template, status, **WORDS, **context)


def _overview(request: Request, refused: Refusal | None = None, *, title: str = "", why: str = "", place: str = "") -> HTMLResponse:
    store = drafts_of(request).store
    return page(
        request, "hr/versions.html", refused.status if refused else 200, versions=store.versions(), four_eyes=store.four_eyes(),
        settings_steps=tuple(reversed(store.history(0))), refused=refused, title=title, why=why, place=place,
    )


def _one(request: Request, who: Session, number: int, *, refused: Refusal | None = None, typed: Typed | None = None, done: str = "") -> HTMLResponse:
    try:
        view = version_view(drafts_of(request), number, editor(request, who))
    except VersionNotFound:
        raise absent() from None
    return page(
        request, "hr/version.html", refused.status if refused else 200, view=view, version=view.version, refused=refused, typed=typed or Typed(),
        done=said_after(done, view.history[0].deed), Act=Act,
        trial=trial_of(request, view.version),
    )


def _back(request: Request, number: int, refused: Refusal | None = None, typed: Typed | None = None) -> HTMLResponse:
    drafts = drafts_of(request)
    try:
        version = drafts.store.version(number)
    except VersionNotFound:
        raise absent() from None
    live = drafts.store.published()
    return page(
        request, "hr/version_back.html", refused.status if refused else 200, version=version, live=live, refused=refused, typed=typed or Typed(),
        differences=differences_between(drafts, live.number if live else None, number), planned=drafts.planned(number),
    )
