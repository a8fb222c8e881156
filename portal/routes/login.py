"""Who begins: choosing a demo persona (on this computer only), and signing off."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from portal.login import Login
from portal.pages import Pages
from portal.security import is_embedded_elsewhere

router = APIRouter(include_in_schema=False)


@router.get("/")
def welcome(request: Request, gewist: bool = False) -> HTMLResponse:
    """The first page: demo personas where they are allowed, else how to get a login."""
    login: Login = request.app.state.login
    pages: Pages = request.app.state.pages
    if is_embedded_elsewhere(request.headers):
        return pages.page(request, "own_tab.html")
    personas = list(login.personas.values()) if login.demo_allowed(request) else []
    return pages.page(request, "welcome.html", personas=personas, erased=gewist)


@router.post("/aanmelden")
def begin(request: Request, persona: Annotated[str, Form()]) -> RedirectResponse:
    login: Login = request.app.state.login
    chosen = login.personas.get(persona)
    if chosen is None or not login.demo_allowed(request):
        raise HTTPException(403, "Deze collega ken ik niet, of aanmelden mag hier niet. Ga terug naar de startpagina.")
    answer = RedirectResponse("/gesprek#einde", 303)
    login.begin(answer, chosen)
    return answer


@router.post("/afmelden")
def end(request: Request) -> RedirectResponse:
    login: Login = request.app.state.login
    answer = RedirectResponse("/", 303)
    login.end(request, answer)
    return answer
