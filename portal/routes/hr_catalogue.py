"""Functions, skills, routes and legal requirements of a draft: looked for, changed in a form, begun and taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from portal.hr.catalogue.fields import KINDS, KindPage, posted_form, sheets_of, suggestion_lists, told_of
from portal.hr.catalogue.likeness import Alike, Likeness, entries_found, users_of
from portal.hr.catalogue.saving import save_entry
from portal.hr.desk import Who
from portal.hr.drafting import NO_DRAFT, Chosen, chosen, done_since, drafts_of, editor
from portal.login import Session
from portal.login.access import absent
from portal.pages import Pages
from portal.versions.served import published
from publishing.errors import DraftChanged, StepRefused
from publishing.reading import catalogue_of
from rules.catalogue import Catalogue
from rules.editing.entry_form import Form, catalogue_with, form_of, without
from rules.errors import FormError, KnowledgeError, Problem
from rules.review.catalogue_diff import EntryChange

router = APIRouter(prefix="/beheer", include_in_schema=False)
MOST_SHOWN = 100
SEEN = "gezien"
REVISION = "revisie"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page says of a save that was not done."""

    problems: Sequence[Problem] = ()
    lines: Sequence[str] = ()
    clash: DraftChanged | None = None
    others: tuple[EntryChange, ...] = ()
    alike: tuple[Alike, ...] = ()


_NOTHING = _Told()


def _add(words: KindPage) -> None:
    """The pages of one kind of entry."""
    at = f"/{words.code}"

    @router.get(at, name=f"list-{words.code}")
    def entries(request: Request, who: Who, zoek: str = "") -> HTMLResponse:
        """Those that have the words somebody looks for; all of them at first."""
        version = chosen(request)
        found = entries_found(words.kind, version.catalogue, zoek)
        return _page(request, "hr/catalogue.html", version, words, found=found[:MOST_SHOWN], many=len(found), sought=zoek[:200], gone=request.query_params.get("weg", ""))

    @router.get(f"/nieuw{at}", name=f"new-{words.code}")
    def empty(request: Request, who: Who) -> HTMLResponse:
        """The form of a new entry."""
        return _form(request, chosen(request), words, {}, "")

    @router.post(f"/nieuw{at}", name=f"add-{words.code}")
    async def add(request: Request, who: Who) -> Response:
        """Keeps a new entry in the draft; 422 with what is wrong at each field."""
        sent = await request.form()
        return await run_in_threadpool(_save, request, who, words, "", sent)

    @router.get(f"{at}/{{entry}}", name=f"show-{words.code}")
    def show(request: Request, who: Who, entry: str) -> HTMLResponse:
        """The form of an entry, with who uses it."""
        version = chosen(request)
        if entry not in words.kind.entries(version.catalogue):
            raise absent()
        return _form(request, version, words, form_of(words.kind, version.catalogue, entry), entry)

    @router.post(f"{at}/{{entry}}", name=f"save-{words.code}")
    async def save(request: Request, who: Who, entry: str) -> Response:
        """Keeps the entry as it was filled in; 422 with what is wrong, 409 with what a colleague did."""
        sent = await request.form()
        return await run_in_threadpool(_save, request, who, words, entry, sent)

    @router.post(f"{at}/{{entry}}/weg", name=f"remove-{words.code}")
    async def remove(request: Request, who: Who, entry: str) -> Response:
        """Takes the entry out of the draft; 422 when something still needs it."""
        sent = await request.form()
        return await run_in_threadpool(_remove, request, who, words, entry, sent)


for _words in KINDS.values():
    _add(_words)


def _save(request: Request, who: Session, words: KindPage, entry: str, sent: FormData) -> Response:
    version, kind = chosen(request), words.kind
    form = posted_form(kind, sent, entry)
    # A new one is held against what was on the screen: sent again, it would find itself there.
    seen = version.catalogue if entry else _seen(request, version, sent)
    stored = kind.entries(seen)
    if entry and entry not in stored and REVISION not in sent:
        raise absent()
    before: Form = form_of(kind, version.catalogue, entry) if entry in stored else {}
    again = partial(_form, request, version, words, form, entry)
    try:
        wanted = catalogue_with(kind, seen, form, instead=entry if entry in stored else "")
    except FormError as error:
        return again(status=422, told=_Told(problems=error.problems))
    if not version.editable:
        return again(status=409, told=_Told(lines=(NO_DRAFT,)))
    identity = entry or next(iter(kind.entries(wanted).keys() - stored.keys()))
    likeness: Likeness = request.app.state.likeness
    alike = () if sent.get(SEEN) else likeness.alike(
        kind, form, before, identity=identity, catalogue=seen, live=published(request).knowledge,
    )
    if alike and not entry:
        return again(status=422, told=_Told(alike=alike))

    def change(catalogue: Catalogue) -> Catalogue:
        return catalogue_with(kind, catalogue, form, instead=identity if entry and identity in kind.entries(catalogue) else "")

    what = f"{'veranderde' if entry else 'voegde toe:'} {words.one} {kind.name(kind.entries(wanted)[identity])}"
    told = _changed(request, who, version, words, identity, change=change, what=what, sent=sent)
    if told is not None:
        return again(status=409 if told.clash else 422, told=told)
    return RedirectResponse(f"/beheer/{words.code}/{identity}{version.query}&bewaard=ja", 303)


def _remove(request: Request, who: Session, words: KindPage, entry: str, sent: FormData) -> Response:
    version, kind = chosen(request), words.kind
    item = kind.entries(_seen(request, version, sent)).get(entry)
    if item is None:
        raise absent()

    def change(catalogue: Catalogue) -> Catalogue:
        return without(kind, catalogue, entry) if entry in kind.entries(catalogue) else catalogue

    told = _changed(request, who, version, words, entry, change=change, what=f"haalde weg: {words.one} {kind.name(item)}", sent=sent)
    if told is not None:
        if entry not in kind.entries(version.catalogue):
            raise absent()
        return _form(request, version, words, form_of(kind, version.catalogue, entry), entry, status=409 if told.clash else 422, told=told)
    return RedirectResponse(f"/beheer/{words.code}{version.query}&weg={entry}", 303)


def _changed(
    request: Request, who: Session, version: Chosen, words: KindPage, entry: str, *, change: Callable[[Catalogue], Catalogue], what: str, sent: FormData,
) -> _Told | None:
    """None when it was kept; else what to tell."""
    drafts = drafts_of(request)
    try:
        save_entry(
            drafts, version.version.number, change, table=words.kind.table.title, identity=entry, by=editor(request, who), what=what,
            expected_revision=_revision(sent, version),
        )
    except DraftChanged as error:
        others = tuple(each for each in done_since(drafts, error) if each.table == words.kind.table.title and each.id == entry)
        return _Told(clash=error, others=others)
    except FormError as error:
        return _Told(problems=error.problems)
    except KnowledgeError as error:
        return _Told(lines=tuple(str(problem) for problem in error.problems))
    except StepRefused as error:
        return _Told(lines=(str(error),))
    return None


def _revision(sent: FormData, version: Chosen) -> int:
    """The revision that somebody saw when they began; that of now when the form does not tell."""
    told = sent.get(REVISION)
    return int(told) if isinstance(told, str) and told.isdecimal() and len(told) < 10 else version.version.revision


def _seen(request: Request, version: Chosen, sent: FormData) -> Catalogue:
    """The catalogue of the revision that somebody saw when they began."""
    revision, store = _revision(sent, version), drafts_of(request).store
    steps = () if revision >= version.version.revision else store.history(version.version.number, after=revision - 1)
    return catalogue_of(store.content_at(steps[0])) if steps else version.catalogue


def _form(
    request: Request, version: Chosen, words: KindPage, form: Form, entry: str, *, status: int = 200, told: _Told = _NOTHING,
) -> HTMLResponse:
    catalogue, live, kind = version.catalogue, published(request).knowledge, words.kind
    there = entry in kind.entries(catalogue)
    likeness: Likeness = request.app.state.likeness
    saved = request.method == "GET" and request.query_params.get("bewaard") == "ja"
    revision = told.clash.now.revision if told.clash else version.version.revision
    lives = kind.entries(live.catalogue)
    before: Form = form_of(kind, live.catalogue, entry) if entry in lives else {}
    return _page(
        request, "hr/catalogue_entry.html", version, words, status=status, entry=entry, there=there,
        name=kind.name(kind.entries(catalogue)[entry]) if there else entry or words.new,
        sheets=sheets_of(kind, form, catalogue, told.problems, new=not entry), lists=suggestion_lists(kind, catalogue),
        wrong=told_of(kind, told.problems), told=told, revision=revision, saved=saved,
        alike=likeness.alike(kind, form, before, identity=entry, catalogue=catalogue, live=live) if saved else told.alike,
        users=users_of(kind, entry, catalogue, version.content, live) if there else None,
    )


def _page(request: Request, template: str, version: Chosen, words: KindPage, *, status: int = 200, **context: Any) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(request, template, status, at=version, words_of=words, kinds=tuple(KINDS.values()), **context)
