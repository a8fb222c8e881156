"""Rendering pages: one Jinja environment that always escapes, and what every page needs."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from portal import wording
from portal.hr.amounts import counted, people
from portal.hr.change_words import field_lines, table_words
from portal.login.form_mark import with_marks
from portal.roles import titles
from portal.zone import DUTCH_TIME
from rules.explanation import capital, shorten

HERE = Path(__file__).resolve().parent
_OWN_WORDS = re.compile(r"\*([^*\n]{1,400})\*")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"
)


class Pages:
    """Makes HTML of templates; `request.app.state.pages` holds the one of the application."""

    def __init__(self, version: str) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )
        self._environment.filters.update(own_words=own_words, day=day, calendar_day=calendar_day, moment=moment, upper_first=capital, short=shorten, table_words=table_words, field_lines=field_lines, counted=counted, people=people)
        self._environment.globals.update(
            words=wording, static=_static_addresses(HERE / "static"), release=version, fresh_id=fresh_id, role_titles=titles,
        )

    def text(self, request: Request, template: str, **context: Any) -> str:
        """The template as HTML, with the session where there is one, and its mark in every form."""
        login = getattr(request.app.state, "login", None)
        session = login.session(request) if login else None
        html = self._environment.get_template(template).render(path=request.url.path, session=session, **context)
        return with_marks(html, login.form_mark(session)) if login and session else html

    def page(self, request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        return HTMLResponse(self.text(request, template, **context), status)


FORM_NUMBER = r"^(?:[0-9a-f]{24})?$"
"""What `fresh_id` gives, or nothing, as of a form that was opened before its forms had a number."""


def fresh_id() -> str:
    """A number for one rendered form: the same one twice is the same message twice."""
    return secrets.token_hex(12)


def own_words(text: str) -> Markup:
    """Bot text as HTML: everything escaped, and what stands between stars (somebody's own words) in italics.

    >>> own_words("Ik hoor: *bellen* <b>")
    Markup('Ik hoor: <em>bellen</em> &lt;b&gt;')
    """
    return Markup(_OWN_WORDS.sub(r"<em>\1</em>", str(escape(text))))


def day(at: datetime) -> str:
    """A date as people write it, in the time of the Netherlands.

    >>> from datetime import UTC
    >>> day(datetime(2026, 11, 23, 12, tzinfo=UTC))
    '23 november 2026'
    """
    return calendar_day(at.astimezone(DUTCH_TIME).date())


def calendar_day(on: date) -> str:
    """A day of the calendar as people write it.

    >>> calendar_day(date(2026, 11, 3))
    '3 november 2026'
    """
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def moment(at: datetime) -> str:
    """A date with the time."""
    return f"{day(at)}, {at.astimezone(DUTCH_TIME):%H:%M}"


def _static_addresses(folder: Path) -> Mapping[str, str]:
    """Address per file with a part of its hash in it, so that browsers never mix two versions."""
    addresses = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            name = file.relative_to(folder).as_posix()
            addresses[name] = f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
    return addresses
