"""Every request measured, logged and traced: by the route it was for and how it ended, never by its address, which may hold a search or a number."""

from __future__ import annotations

import logging
import secrets
import time
from http import HTTPStatus

import structlog
from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from skills_passport.measures import span

log = logging.getLogger(__name__)
REQUESTS = Counter("wijzer_requests_total", "Requests, by method, route and status.", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "wijzer_request_seconds", "From a request to the whole of its answer, by route.", ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NOWHERE = "none"
STATIC = "/static"


class Watched:
    """ASGI middleware around all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), HTTPStatus.INTERNAL_SERVER_ERROR.value

        async def noting_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        with structlog.contextvars.bound_contextvars(request=secrets.token_hex(6)), span("request", method=method):
            try:
                await self.app(scope, receive, noting_send)
            finally:
                route, seconds = route_of(scope), time.perf_counter() - began
                REQUESTS.labels(method, route, status).inc()
                REQUEST_SECONDS.labels(route).observe(seconds)
                told = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000)}
                log.info("request", extra={"told": told})


def route_of(scope: Scope) -> str:
    """The address as it stands in the table of routes, such as /begeleiding/{case}; of a file and of nothing known one word."""
    path: str | None = getattr(scope.get("route"), "path", None)
    if path is not None:
        return path
    return STATIC if scope["path"].startswith(f"{STATIC}/") else NOWHERE
