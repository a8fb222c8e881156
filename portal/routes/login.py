"""Who begins: the first page, the ways to sign in, and signing off."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.addresses import own_path
from portal.errors import LoginNotOurs, LoginRefused, ProviderDown
from portal.login import Login, Role, Session, required_session
from portal.login.break_glass import ACTOR, AUDIT_SUBJECT, Account
from portal.login.provider import Provider
from portal.login.session import OIDC
from portal.pages import Pages
from portal.problems import problem
from portal.rate_limits import RateLimits, TooOften, limited_sign_in
from portal.security import is_embedded_elsewhere
from skills_passport.casework.queue import Coach
from skills_passport.store import PassportStore

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)
limited = [Depends(limited_sign_in)]
HOMES = {Role.EMPLOYEE: "/gesprek#einde", Role.COACH: "/begeleiding", Role.HR: "/beheer"}
"""Where somebody with this role begins; the first of their roles that is here counts."""
NOT_DONE = "Aanmelden is niet gelukt"
REFUSED = "Je organisatie gaf geen toestemming om je aan te melden, of het antwoord klopte niet. Probeer het opnieuw. Lukt het weer niet? Vraag je beheerder."
NOT_OURS = "Dit aanmelden duurde te lang, of begon in een ander venster. Ga naar de startpagina en begin opnieuw."
DOWN = "De aanmelddienst van je organisatie antwoordt nu niet goed. Probeer het over een paar minuten nog eens."


@router.get("/")
def welcome(request: Request, gewist: bool = False, afgemeld: bool = False) -> HTMLResponse:
    """The first page: the ways to sign in that there are, else how to get one."""
    login: Login = request.app.state.login
    pages: Pages = request.app.state.pages
    if is_embedded_elsewhere(request.headers):
        return pages.page(request, "own_tab.html")
    return pages.page(
        request, "welcome.html", personas=list(login.personas(request).values()), erased=gewist, signed_off=afgemeld,
        oidc=login.settings.oidc_label if login.provider else "", break_glass=login.account() is not None,
    )


@router.post("/aanmelden", dependencies=limited)
def begin(request: Request, persona: Annotated[str, Form()]) -> RedirectResponse:
    """As an invented colleague."""
    login: Login = request.app.state.login
    chosen = login.personas(request).get(persona)
    if chosen is None:
        raise HTTPException(403, "Deze collega ken ik niet, of aanmelden mag hier niet. Ga terug naar de startpagina.")
    answer = RedirectResponse("/", 303)
    return _to(_welcomed(request, login.begin_persona(request, answer, chosen)), answer)


@router.get("/aanmelden/oidc", dependencies=limited)
async def begin_oidc(request: Request, verder: str = "") -> Response:
    """To the organisation's own login; `verder`: our page to come back to."""
    login, provider = _login_and_provider(request)
    try:
        address, attempt = await provider.begin(_redirect_uri(request, login), own_path(verder, ""))
    except ProviderDown as error:
        return _not_done(request, error)
    answer = RedirectResponse(address, 303)
    login.remember(request, answer, attempt)
    return answer


@router.get("/aanmelden/oidc/terug", dependencies=limited)
async def finish_oidc(request: Request) -> Response:
    """Back from the organisation's login, with a code or with its no."""
    login, provider = _login_and_provider(request)
    attempt = login.attempt(request)
    try:
        identity = await provider.finish(dict(request.query_params), attempt, _redirect_uri(request, login))
    except (LoginRefused, ProviderDown) as error:
        answer = _not_done(request, error)
        if not isinstance(error, LoginNotOurs):  # a foreign answer does not spoil the sign-in that goes on
            login.forget_attempt(request, answer)
        return answer
    welcomed = RedirectResponse("/", 303)
    session = await run_in_threadpool(login.begin_oidc, request, welcomed, identity)
    begins = await run_in_threadpool(_welcomed, request, session)
    login.forget_attempt(request, welcomed)
    return _to(own_path(attempt.back, "") or begins, welcomed)


@router.get("/aanmelden/noodtoegang")
def break_glass_form(request: Request) -> HTMLResponse:
    """Only where there is an emergency account."""
    login: Login = request.app.state.login
    pages: Pages = request.app.state.pages
    if login.account() is None:
        raise HTTPException(404)
    return pages.page(request, "break_glass.html", wrong=False)


@router.post("/aanmelden/noodtoegang")
async def begin_break_glass(request: Request, password: Annotated[str, Form(max_length=1000)]) -> Response:
    """Every try leaves a row in the audit trail."""
    login: Login = request.app.state.login
    limits: RateLimits = request.app.state.limits
    account = await run_in_threadpool(login.account)
    if account is None:
        raise HTTPException(404)
    try:
        await limits.password(request)
    except TooOften as refused:
        raise refused.as_answer() from refused
    return await run_in_threadpool(_break_glass_tried, request, account, password)


def _break_glass_tried(request: Request, account: Account, password: str) -> Response:
    login: Login = request.app.state.login
    pages: Pages = request.app.state.pages
    store: PassportStore = request.app.state.store
    if not account.opens_with(password):
        store.note(AUDIT_SUBJECT, actor=ACTOR, action="break-glass-refused")
        return pages.page(request, "break_glass.html", 403, wrong=True)
    store.note(AUDIT_SUBJECT, actor=ACTOR, action="break-glass-used")  # before the door opens
    answer = RedirectResponse("/", 303)
    return _to(_welcomed(request, login.begin_break_glass(request, answer, account)), answer)


@router.post("/aanmelden/oidc/afgemeld", dependencies=limited)
async def signed_off_at_provider(request: Request, logout_token: Annotated[str, Form(max_length=20_000)]) -> Response:
    """The provider itself says that somebody was signed off there (OpenID Connect Back-Channel Logout 1.0); no browser comes here."""
    login, _ = _login_and_provider(request)
    try:
        await login.end_at_provider(logout_token)
    except LoginRefused as error:
        log.warning("signing off by the provider: %s", error.reason)
        return JSONResponse({"error": "invalid_request"}, 400)
    except ProviderDown as error:
        log.error("signing off by the provider: %s", error.reason)
        return JSONResponse({"error": "temporarily_unavailable"}, 503)
    return Response(status_code=200)


@router.get("/afmelden")
def sign_ins(request: Request, who: Annotated[Session, Depends(required_session)]) -> HTMLResponse:
    """Where somebody is signed in, and both ways to end that."""
    login: Login = request.app.state.login
    pages: Pages = request.app.state.pages
    return pages.page(request, "sign_ins.html", sign_ins=login.open_sign_ins(who))


@router.post("/afmelden")
async def end(request: Request, overal: Annotated[bool, Form()] = False) -> Response:
    """Here or everywhere; who came by the organisation's login is signed off there, too, where that can be done."""
    login: Login = request.app.state.login
    pages: Pages = request.app.state.pages
    session = await login.looked_up(request)
    place = ""
    if session is not None and session.how == OIDC and login.provider is not None:
        try:
            place = await login.provider.end_session(f"{_base(request, login)}/?afgemeld=true")
        except ProviderDown as error:
            log.error("signing off at the provider: %s", error.reason)
    answer: Response = RedirectResponse("/", 303)
    if place:
        # A redirect would be stopped by our own form-action 'self'. A page that leads on is not, and works without JavaScript.
        await run_in_threadpool(login.end, request, answer, overal)
        page = pages.page(request, "signed_off.html", place=place)
        page.headers["Refresh"] = f"0; url={place}"
        page.headers["Set-Cookie"] = answer.headers["Set-Cookie"]
        return page
    await run_in_threadpool(login.end, request, answer, overal)
    return answer


def home(session: Session) -> str:
    """Where this person begins."""
    return next((HOMES[role] for role in Role if role in session.roles and role in HOMES), "/")


def _welcomed(request: Request, session: Session) -> str:
    """Where this person begins; a coach is in the list of coaches from now on, so that an employee can read who looked."""
    store: PassportStore = request.app.state.store
    if session.coach:
        store.note_coach(Coach(session.coach, session.name, datetime.now(UTC)))
    return home(session)


def _to(path: str, answer: RedirectResponse) -> RedirectResponse:
    answer.headers["Location"] = path
    return answer


def _login_and_provider(request: Request) -> tuple[Login, Provider]:
    login: Login = request.app.state.login
    if login.provider is None:
        raise HTTPException(404)
    return login, login.provider


def _base(request: Request, login: Login) -> str:
    return login.settings.public_url or str(request.base_url).rstrip("/")


def _redirect_uri(request: Request, login: Login) -> str:
    return f"{_base(request, login)}/aanmelden/oidc/terug"


def _not_done(request: Request, error: LoginRefused | ProviderDown) -> Response:
    log.warning("sign-in: %s", error.reason)
    if isinstance(error, ProviderDown):
        return problem(request, 503, DOWN, NOT_DONE)
    if isinstance(error, LoginNotOurs):
        return problem(request, 400, NOT_OURS, NOT_DONE)
    return problem(request, 403, REFUSED, NOT_DONE)
