"""Every method and address that the application answers, from its own table of routes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI


def every_route(app: FastAPI) -> list[tuple[str, str]]:
    """(method, address), with `x` for what an address leaves open; files under /static are no routes."""
    return [(method, re.sub(r"{[^}]*}", "x", path)) for method, path in every_template(app)]


def every_template(app: FastAPI) -> list[tuple[str, str]]:
    """(method, address as it was written, such as /begeleiding/{case})."""
    found = [(method, route.path) for route in every_route_object(app) for method in sorted(route.methods)]
    assert len(found) > 20, "the table of routes has another shape than this reads"
    return found


def every_route_object(app: FastAPI) -> list[Any]:
    """The routes themselves, as the framework keeps them."""
    return list(_routes(app.routes))


def _routes(routes: list[Any]) -> Iterator[Any]:
    for route in routes:
        if hasattr(route, "original_router"):  # FastAPI keeps an included router whole
            yield from _routes(route.original_router.routes)
        elif getattr(route, "methods", None):
            yield route
