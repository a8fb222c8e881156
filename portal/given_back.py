"""What somebody wrote in a form that could not be taken, as their session had ended: given back to who sent it, and kept nowhere.

Only a form of our own pages comes this far, as the guard refuses those of other sites before (portal/security.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request

from portal.login.form_mark import FORM

LONGEST, MOST = 50_000, 1_000
"""Characters and fields of a form that is given back. Of a larger one nothing is: half a form sent again would be worse."""
_WORDS = frozenset({"text", "tekst", "words", "name", "reach", "naam", "title", "wat"})
"""Fields in which people write, also when it is one word."""
_CODE = re.compile(r"[A-Za-z0-9_.:|/+=[\]-]*")
"""Numbers, days, choices, places in a form and packed files: what a page fills in or people pick."""


@dataclass(frozen=True, slots=True)
class SentField:
    """One field as it was sent; `is_written`: its owner wrote it, so it is shown."""

    name: str
    value: str
    is_written: bool


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form to send again, to the same address."""

    address: str
    fields: tuple[SentField, ...]


async def sent_form(request: Request) -> SentForm | None:
    """The form of this request; None when nothing was written in it, it is too large, a file, or holds a password."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method != "POST" or kind != FORM:
        return None
    sent = [(name, value) for name, value in (await request.form()).multi_items() if isinstance(value, str)]
    if len(sent) > MOST or sum(len(name) + len(value) for name, value in sent) > LONGEST or any("password" in name for name, _ in sent):
        return None
    fields = tuple(SentField(name, value, _is_written(name, value)) for name, value in sent)
    return SentForm(_address(request), fields) if any(field.is_written for field in fields) else None


def _is_written(name: str, value: str) -> bool:
    return bool(value.strip()) and (name in _WORDS or not _CODE.fullmatch(value))


def _address(request: Request) -> str:
    """As it was asked for: a decoded path with a sign in it that means something in an address would lead elsewhere."""
    raw: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    path = raw.decode("latin-1").partition("?")[0]
    return f"{path}?{request.url.query}" if request.url.query else path
