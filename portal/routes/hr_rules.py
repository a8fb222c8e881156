"""The rulebook of a draft for HR: look for a rule, read it, and end, move or delete it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from portal.hr.desk import Who
from portal.hr.drafting import chosen
from portal.hr.places import address_of
from portal.hr.rulebook.book import Book, open_book
from portal.hr.rulebook.changing import Edit, Refused, Save, SentForm, change_rulebook, revision_of
from portal.hr.rulebook.form_fields import at_field, one
from portal.hr.rulebook.half_written import waiting
from portal.hr.rulebook.rule_view import NAMED, groups_of, rule_view
from portal.login import Session
from portal.login.access import absent
from portal.pages import Pages
from portal.versions.served import published
from rules.editing.form import FORM
from rules.editing.picks import groups
from rules.editing.rulebook_editing import Delete, End, Move, edit_rulebook, entry_of
from rules.editing.saving import change_place_or_end
from rules.errors import FormError, Problem

router = APIRouter(prefix="/beheer/regels", include_in_schema=False)
GONE = "Deze regel staat niet meer in het concept. Misschien haalde een collega hem weg. Er is niets bewaard."


@router.get("")
def newest(request: Request, who: Who) -> RedirectResponse:
    """The rules of the newest draft; without any, those that are live."""
    return RedirectResponse(address_of("regels", chosen(request).version.number), 303)


@router.get("/{draft}")
def look(request: Request, who: Who, draft: int, zoek: str = "", groep: str = "") -> HTMLResponse:
    """The rules by group, all or those that were looked for."""
    book = open_book(request, draft)
    found = groups_of(book, zoek[:100], groep if groep in book.files else "")
    return page(request, "hr/rulebook/list.html", book=book, found=found, sought=zoek[:100], group=groep, groups=groups(book.files), many=sum(len(each.rules) for each in found), waiting=tuple(waiting(request, who, book)))


@router.get("/{draft}/regel/{rule}")
def read(request: Request, who: Who, draft: int, rule: str, bewaard: bool = False) -> HTMLResponse:
    """A rule in sentences with its YAML beside it, where it fires, and where it can go."""
    return _rule(request, open_book(request, draft), rule, saved=bewaard)


@router.post("/{draft}/regel/{rule}/einde")
def end(request: Request, who: Who, draft: int, rule: str, sent: SentForm) -> Response:
    """Another last day, or none."""
    book, typed = open_book(request, draft), one(sent, "tot").strip()

    def edit(files: Mapping[str, str]) -> Mapping[str, str]:
        try:
            last = date.fromisoformat(typed) if typed else None
        except ValueError:
            raise FormError([Problem(FORM, 1, "valid_until", "is geen datum. Schrijf jaar-maand-dag, zoals 2027-01-31.")]) from None
        return change_place_or_end(files, End(rule, last), book.ground)

    what = f"liet de regel '{_title(book, rule)}' {f'gelden tot en met {typed[:10]}' if typed else 'doorlopen'}"
    return _done(request, who, book, sent, Step(rule, what, edit))


@router.post("/{draft}/regel/{rule}/plek")
def move(request: Request, who: Who, draft: int, rule: str, sent: SentForm) -> Response:
    """To another group, or before another rule."""
    book, before, group = open_book(request, draft), one(sent, "voor"), one(sent, "groep")
    other = book.rule(before)
    if other is not None and not group:
        group = other.file
    what = f"zette de regel '{_title(book, rule)}' op een andere plek"
    return _done(request, who, book, sent, Step(rule, what, lambda files: change_place_or_end(files, Move(rule, group, before or None), book.ground)))


@router.post("/{draft}/regel/{rule}/weg")
def delete(request: Request, who: Who, draft: int, rule: str, sent: SentForm) -> Response:
    """Out of the draft; what was given as advice stays as it was."""
    book, revision = open_book(request, draft), revision_of(sent)
    seen = open_book(request, draft, revision) if 0 < revision < book.version.revision else book  # sent again, the rule is not there any more
    what = f"haalde de regel '{_title(seen, rule)}' weg"
    return _done(request, who, book, sent, Step(rule, what, lambda files: edit_rulebook(files, Delete(rule)), to=book.address))


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page of these."""
    pages: Pages = request.app.state.pages
    return pages.page(request, template, status, **context)


def _title(book: Book, identity: str) -> str:
    rule = book.rule(identity)
    if rule is None:
        raise HTTPException(409, GONE)
    return rule.title


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with one rule: in words for colleagues, and where to go on after it (the rule itself when empty)."""

    rule: str
    what: str
    edit: Edit
    to: str = ""


def _done(request: Request, who: Session, book: Book, sent: SentForm, step: Step) -> Response:
    """Back to the rule after a change, or the rule with what stood in the way."""
    outcome = change_rulebook(request, who, Save(book.version.number, revision_of(sent), step.what), step.edit)
    if isinstance(outcome, Refused):
        return _rule(request, open_book(request, book.version.number), step.rule, refused=outcome, sent=sent)
    return RedirectResponse(step.to or f"{book.address}/regel/{step.rule}?bewaard=true", 303)


def _rule(request: Request, book: Book, identity: str, refused: Refused | None = None, sent: SentForm | None = None, *, saved: bool = False) -> HTMLResponse:
    rule = book.rule(identity)
    if rule is None and refused:
        raise HTTPException(409, GONE)
    if rule is None:
        raise absent()
    about = {question.id: question.about_words for question in published(request).interview.script.questions}
    view = rule_view(rule, book, entry_of(book.files, rule))
    sent = sent or {}
    typed = {"tot": one(sent, "tot") if "tot" in sent else str(rule.valid_until or ""), "groep": one(sent, "groep") or rule.file, "voor": one(sent, "voor")}
    return page(
        request, "hr/rulebook/rule.html", refused.status if refused else 200, book=book, view=replace(view, questions=tuple(about.get(each, each) for each in view.questions)),
        refused=refused, errors={place: at_field(message) for place, message in refused.found} if refused else {}, typed=typed, saved=saved, named=NAMED, groups=groups(book.files),
        places=[(pick, [each for each in book.rulebook.rules if each.file == pick.key and each.id != identity]) for pick in groups(book.files)],
    )
