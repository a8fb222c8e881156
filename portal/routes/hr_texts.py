"""Answers, words and talk texts of a version: to find and to read, and in a draft to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.errors import ScriptError
from portal.hr.desk import Who
from portal.hr.texts.entries import matching
from portal.hr.texts.fields import Sent
from portal.hr.texts.form import Trouble, shown_fields, trouble
from portal.hr.texts.kinds import KINDS, Kind
from portal.login import Session
from portal.login.access import absent
from portal.problems import problem
from portal.routes.hr_versions import Number, drafts_of, editor, page
from publishing.content import Content
from publishing.drafts import Drafts
from publishing.errors import DraftChanged, PublishingError, VersionNotFound
from publishing.model import State, Version
from rules.errors import FormError

router = APIRouter(prefix="/beheer/versies/{number}/teksten", include_in_schema=False)
MOST_ROWS = 100
SAID = {"bewaard": "Het is bewaard in dit concept.", "weg": "Het is weg uit dit concept."}


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as it was sent, by whom, and of which version."""

    request: Request
    who: Session
    number: int
    kind: Kind
    sent: Sent
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What is in a form: of which entry (empty for a new one), its fields, why it was refused, and what the draft has now or what is like it."""

    key: str
    values: Mapping[str, str]
    refused: Trouble | None = None
    now: Mapping[str, str] = field(default_factory=dict)
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to the content, the words for its history, and the name of what is said after it."""

    make: Callable[[Content], Content]
    what: str
    done: str


@router.get("/{kind}")
def texts(request: Request, who: Who, number: Number, kind: str, *, zoek: Annotated[str, Query(max_length=200)] = "", gedaan: str = "") -> Response:
    """The entries of this kind, or those in which the words stand."""
    version, content = _version(request, number)
    chosen = _kind(kind)
    try:
        rows = matching(chosen.rows(content), zoek)
    except ScriptError:  # an old version, of another release
        return problem(request, 409, "Deze versie past niet bij deze uitgave van Loopbaanwijzer. Kies een andere versie.", "Niet te lezen")
    return page(
        request, "hr/texts.html", version=version, kind=chosen, kinds=KINDS.values(), rows=rows[:MOST_ROWS], count=len(rows), sought=zoek,
        done=SAID.get(gedaan, ""), editable=version.state is State.DRAFT, drafts=drafts_of(request).store.in_state(State.DRAFT),
    )


@router.get("/{kind}/een")
def one(request: Request, who: Who, number: Number, kind: str, key: Annotated[str, Query(max_length=500)] = "") -> HTMLResponse:
    """The form of an entry; of a new one without a key."""
    version, content = _version(request, number)
    chosen = _kind(kind)
    entry = chosen.read(content, key) if key else None
    if entry is None and (key or not chosen.new):
        raise absent()
    return _form(request, version, content, chosen, Filled(key, entry.values if entry else {}))


@router.post("/{kind}/een")
def save(request: Request, who: Who, number: Number, kind: str, sent: Annotated[Sent, Form()]) -> Response:
    """Keep an entry in the draft; refused with everything that is wrong, each at its field, and with what was typed."""
    version, content = _version(request, number)
    chosen = _kind(kind)
    values = sent.values(each.name for each in chosen.fields)
    if version.state is State.DRAFT and not sent.anyway and version.revision == sent.revision:
        alike = chosen.alike(content, sent.key, values)
        if alike:
            return _form(request, version, content, chosen, Filled(sent.key, values, alike=alike))
    entry = chosen.read(content, sent.key) if sent.key else None
    title = entry.title if entry else values[chosen.key_field]
    what = f"{'veranderde' if sent.key else 'schreef'} in {chosen.title.lower()}: {' '.join(title.split())[:200]}"
    return _kept(Asked(request, who, number, chosen, sent, values), Edit(lambda content: chosen.put(content, sent.key, values), what, "bewaard"))


@router.post("/{kind}/weg")
def take_away(request: Request, who: Who, number: Number, kind: str, sent: Annotated[Sent, Form()]) -> Response:
    """Take an entry out of the draft."""
    version, content = _version(request, number)
    chosen, store = _kind(kind), drafts_of(request).store
    # As it was on the screen: sent again, the entry is not there any more.
    seen = store.history(number, after=sent.revision - 1)[:1] if 0 < sent.revision < version.revision else ()
    entry = chosen.read(store.content_at(seen[0]) if seen else content, sent.key)
    if entry is None:
        raise absent()
    what = f"haalde weg uit {chosen.title.lower()}: {entry.title[:200]}"
    return _kept(Asked(request, who, number, chosen, sent, entry.values), Edit(lambda content: chosen.delete(content, sent.key), what, "weg"))


def _kept(asked: Asked, edit: Edit) -> Response:
    """Back to the list when the edit was stored; else the form again, after a clash with what the colleague made of it."""
    request, kind, sent = asked.request, asked.kind, asked.sent
    try:
        drafts_of(request).change(asked.number, edit.make, by=editor(request, asked.who), what=edit.what, expected_revision=sent.revision)
    except (FormError, ScriptError, PublishingError) as error:
        version, content = _version(request, asked.number)
        now = _done_since(drafts_of(request), kind, sent.key, error) if sent.key and isinstance(error, DraftChanged) else {}
        return _form(request, version, content, kind, Filled(sent.key, asked.values, refused=trouble(kind, error), now=now))
    return RedirectResponse(f"/beheer/versies/{asked.number}/teksten/{kind.name}?gedaan={edit.done}", 303)


def _done_since(drafts: Drafts, kind: Kind, key: str, error: DraftChanged) -> Mapping[str, str]:
    """The fields of this entry that others changed since the revision that was on the screen, as they are now."""
    store = drafts.store
    step = next((step for step in store.history(error.now.number) if step.revision == error.expected), None)
    was = kind.read(store.content_at(step), key) if step else None
    now = kind.read(store.snapshot(error.now.snapshot), key)
    return {name: value for name, value in now.values.items() if was is None or was.values[name] != value} if now else {}


def _version(request: Request, number: int) -> tuple[Version, Content]:
    """The version with its content as it stands now."""
    store = drafts_of(request).store
    try:
        version = store.version(number)
    except VersionNotFound:
        raise absent() from None
    return version, store.snapshot(version.snapshot)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise absent()
    return KINDS[name]


def _form(request: Request, version: Version, content: Content, kind: Kind, filled: Filled) -> HTMLResponse:
    entry = kind.read(content, filled.key) if filled.key else None
    refused = filled.refused
    return page(
        request, "hr/text.html", refused.status if refused else 200, version=version, kind=kind, key=filled.key, entry=entry, refused=refused, alike=filled.alike,
        fields=shown_fields(kind, filled.values, refused.at if refused else {}, filled.now), uses=kind.uses(content, filled.key) if filled.key else (),
        editable=version.state is State.DRAFT, drafts=drafts_of(request).store.in_state(State.DRAFT),
    )
