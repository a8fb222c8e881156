"""When something goes wrong: a page in Dutch for people, JSON for programs, a line for htmx; never a stack trace."""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.errors import ConsentNeeded, FormRefused, MessageNotSent
from portal.given_back import sent_form
from portal.watching.metrics import ERRORS
from skills_passport.errors import ErasureIncomplete, PassportChanged, PassportNotFound, StoreError

log = logging.getLogger(__name__)

TEXTS = {
    400: "Dit verzoek kan ik niet lezen. Ga terug en probeer het opnieuw.",
    401: "Je bent niet (meer) aangemeld. Open de startpagina en meld je aan.",
    403: "Dit mag hier niet. Er is niets gedaan.",
    404: "Deze pagina bestaat niet (meer).",
    405: "Dit kan op deze plek niet.",
    409: "Je paspoort is intussen veranderd, misschien in een ander venster. Er is niets opgeslagen. "
         "Bekijk het opnieuw en doe je wijziging daarna nog eens.",
    413: "Dit is te groot. Stuur je tekst in kleinere stukken.",
    422: "Er ontbreekt iets, of het klopt niet helemaal. Er is niets veranderd. Ga terug en vul het opnieuw in.",
    429: "Dit gaat te snel achter elkaar. Wacht een minuut en probeer het dan opnieuw.",
    500: "Er ging bij ons iets mis, niet bij jou. Wat je eerder vertelde is bewaard. Probeer het zo nog eens.",
    503: "Het lukt nu even niet, door een storing bij ons. Wat je eerder vertelde is bewaard. Probeer het over een minuut nog eens.",
}
TITLES = {
    401: "Niet aangemeld", 403: "Dit mag niet", 404: "Niet gevonden", 409: "Intussen veranderd", 413: "Te groot",
    422: "Niet compleet", 429: "Even wachten", 500: "Er ging iets mis", 503: "Even niet bereikbaar",
}
NOT_AGREED = "Je hebt nog geen ja gezegd, dus ik bewaar niets. Zeg eerst ja in het gesprek; daarna kan dit wel."


class Refused(BaseModel):
    """What went wrong and what to do, in Dutch."""

    detail: str


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses for the description of a route of the API; every one of them answers the same shape."""
    return {status: {"model": Refused, "description": TITLES.get(status, "Niet te lezen")} for status in statuses}


def wants_json(path: str) -> bool:
    """Whether a program reads the answer."""
    return path.startswith(("/api/", "/rasa/")) or path in {"/health", "/health/live", "/health/ready", "/openapi.json"}


def problem(request: Request, status: int, text: str = "", title: str = "", *, written: str = "") -> Response:
    """The answer that says what went wrong and what to do; a page under the title of its status, or another. `written`: what to give back, to copy."""
    text = text or TEXTS.get(status, TEXTS[500 if status >= 500 else 400])
    if wants_json(request.url.path):
        return JSONResponse({"detail": text}, status)
    pages = request.app.state.pages
    template = "parts/problem.html" if request.headers.get("hx-request") else "problem.html"
    html = pages.text(request, template, title=title or TITLES.get(status, "Dat ging niet goed"), text=text, written=written)
    return HTMLResponse(html, status)


async def _to_send_again(request: Request) -> Response | None:
    """For who is not signed in any more: the page with what they wrote, if they wrote something."""
    if wants_json(request.url.path) or request.headers.get("hx-request"):
        return None
    form = await sent_form(request)
    return None if form is None else request.app.state.pages.page(request, "form_again.html", 401, form=form)


async def _look_up(request: Request) -> None:
    """Whose page it is, found out here: the page itself would have the loop wait for the store, and say nothing while that is away."""
    login = getattr(request.app.state, "login", None)
    if login is not None:
        with suppress(StoreError):
            await login.looked_up(request)


def add_handlers(app: FastAPI) -> None:
    """Every way in which a request can fail, answered."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if error.headers and "Location" in error.headers:
            return RedirectResponse(error.headers["Location"], error.status_code)
        if error.status_code == 401 and (again := await _to_send_again(request)) is not None:
            return again
        await _look_up(request)
        own_text = "" if error.detail in {status.phrase for status in HTTPStatus} else error.detail
        # The framework's own text for a body it could not read is English.
        answer = problem(request, error.status_code, "" if error.status_code == 400 else own_text)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def incomplete(request: Request, error: RequestValidationError) -> Response:
        await _look_up(request)
        fields = ", ".join(sorted({str(part["loc"][-1]) for part in error.errors()}))
        return problem(request, 422, f"{TEXTS[422]} ({fields})" if wants_json(request.url.path) else "")

    @app.exception_handler(PassportChanged)
    async def changed(request: Request, error: PassportChanged) -> Response:
        return problem(request, 409)

    @app.exception_handler(ConsentNeeded)
    async def not_agreed(request: Request, error: ConsentNeeded) -> Response:
        return problem(request, 403, NOT_AGREED, "Eerst je toestemming")

    @app.exception_handler(FormRefused)
    async def not_their_form(request: Request, error: FormRefused) -> Response:
        return problem(request, 409, str(error), error.title)

    @app.exception_handler(MessageNotSent)
    async def not_sent(request: Request, error: MessageNotSent) -> Response:
        return problem(request, 409, str(error), "Je bericht is niet verstuurd", written=error.written)

    @app.exception_handler(PassportNotFound)
    async def none_yet(request: Request, error: PassportNotFound) -> Response:
        return problem(request, 404, "Er is nog geen paspoort van jou. Begin eerst een gesprek, dan vult het zich vanzelf.")

    @app.exception_handler(ErasureIncomplete)
    async def half_erased(request: Request, error: ErasureIncomplete) -> Response:
        log.error("erasure incomplete: %s; %s", error.done, error.missing)
        return problem(request, 503, f"Het wissen is nog niet klaar: {error.done}, maar {error.missing}. "
                                     "Probeer het nog eens; herhalen kan geen kwaad.")

    @app.exception_handler(StoreError)
    async def store_failed(request: Request, error: StoreError) -> Response:
        log.error("store: %s", type(error).__name__)
        return problem(request, 503)


class Safety:
    """ASGI middleware that answers for mistakes of the program itself; their text may hold what someone typed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = False

        async def noting_send(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self.app(scope, receive, noting_send)
        except Exception as error:
            if scope["type"] != "http":
                raise
            log.error("%s at %s", type(error).__name__, _place(error))
            ERRORS.inc()
            if not began:
                await problem(Request(scope), 500)(scope, receive, send)


def _place(error: Exception) -> str:
    """Where the program failed, without the error's message."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
