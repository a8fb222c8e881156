"""What every request and every answer must satisfy: size, same origin, headers."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000  # bytes
LARGEST_ACTION = 20_000_000  # bytes; Rasa sends its whole memory of the talk with each action
LARGEST_UPLOAD = 5_100_000  # bytes; a file that somebody chose, with the form around it
UPLOADS = frozenset({"/paspoort/terugzetten", "/beheer/personeelsplan", "/beheer/catalogus", "/beheer/teksten", "/beheer/cijfers"})
FILE_TOO_LARGE = "Dit bestand is te groot: het mag hoogstens 5 MB zijn. Er is niets mee gedaan. Bewaar alleen wat nodig is, en probeer het opnieuw."
FOREIGN = "Dit verzoek kwam van een andere website en is niet uitgevoerd."
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
ONLY_TLS = "max-age=31536000"  # a year; of this host only, as other names of the organisation are not ours
HEADERS = {
    "Content-Security-Policy": POLICY.format(ancestors="'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """ASGI middleware around the whole portal; `refuse` makes the answer for a status and a text.

    `frame_ancestors`: origins of the pages that may embed ours, with a space between; no others may.
    `tls`: nobody reaches us but over TLS, whatever the proxy before us tells; browsers are told to keep it so.
    """

    def __init__(self, app: ASGIApp, refuse: Callable[[Scope, int, str], Response], frame_ancestors: str = "", tls: bool = False) -> None:
        self.app = app
        self.refuse = refuse
        self.tls = tls
        self.headers = {**HEADERS, "Content-Security-Policy": POLICY.format(ancestors=frame_ancestors or "'none'")}
        if tls:
            self.headers["Strict-Transport-Security"] = ONLY_TLS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                outgoing = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    outgoing.setdefault(name, value)
                kept = _kept_by_browsers(scope, message["status"])
                if kept:
                    outgoing.setdefault("Cache-Control", kept)
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal:
            await refusal(scope, receive, send_with_headers)
            return
        await self.app(scope, _bounded(receive, _largest(scope)), send_with_headers)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            return None
        length = headers.get("content-length", "0")
        if not (length.isdecimal() and len(length) < 12 and int(length) <= _largest(scope)):
            return self.refuse(scope, 413, FILE_TOO_LARGE if scope["path"] in UPLOADS else "")
        if not is_same_origin(headers, "https" if self.tls else scope["scheme"]):
            return self.refuse(scope, 403, FOREIGN)
        return None


def is_same_origin(headers: Headers, scheme: str) -> bool:
    """Whether an unsafe request comes from our own pages, or from a program without a browser's headers.

    `scheme`: how our pages are reached, http or https; behind a proxy as it tells in X-Forwarded-Proto.
    """
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or origin == f"{scheme}://{headers.get('host')}"


def is_embedded_elsewhere(headers: Headers) -> bool:
    """Whether our page stands within one of another site: there browsers send no session cookie, so nobody can sign in."""
    return headers.get("sec-fetch-dest") in {"iframe", "frame"} and headers.get("sec-fetch-site") == "cross-site"


def _kept_by_browsers(scope: Scope, status: int) -> str:
    """Pages never; a file whose address holds a part of its hash for good, as another version has another address."""
    if not scope["path"].startswith("/static/"):
        return "no-store"
    return "public, max-age=31536000, immutable" if status == HTTPStatus.OK and scope["query_string"].startswith(b"v=") else ""


def _largest(scope: Scope) -> int:
    if scope["path"] in UPLOADS:
        return LARGEST_UPLOAD
    return LARGEST_ACTION if scope["path"] == "/rasa/actions" else LARGEST_BODY


def _bounded(receive: Receive, largest: int) -> Receive:
    """Stop reading a body that has no stated length and grows too large."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > largest:
            raise HTTPException(413)
        return message

    return bounded
