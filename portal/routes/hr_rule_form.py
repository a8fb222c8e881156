"""A rule as a form of pick-lists: a new one, or one that is changed. Rows come and go by buttons that keep all that was typed.

Every button keeps the form and leads to a page that shows it, so that Back goes to the form as it was before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from portal.hr.desk import Who
from portal.hr.rulebook.book import Book, drafts_of, open_book
from portal.hr.rulebook.changing import Refused, Save, SentForm, change_rulebook, revision_of
from portal.hr.rulebook.form_fields import SAVE, Fault, faults, focus_of, form_from, kind_words, new_form, one, pressed
from portal.hr.rulebook.half_written import Half, form_of_sent, keep, step_of, throw_away, waiting
from portal.hr.rulebook.rule_view import RuleView, rule_view
from portal.login import Session
from portal.login.access import absent
from portal.routes.hr_rules import page
from portal.versions.editor import editor_of
from rules.editing.form import FORM, RuleForm
from rules.editing.form_reading import read_form
from rules.editing.form_texts import SHORT
from rules.editing.form_writing import form_of
from rules.editing.picks import conclusions, groups, models, number_words, parts_of, pick_words, scopes
from rules.editing.saving import save_changed, save_new
from rules.errors import FormError, Problem
from rules.language.text import cap
from rules.rulebook import CONCLUSIONS, Rule, Scope
from rules.vocabulary import VOCABULARY, FieldKind

router = APIRouter(prefix="/beheer/regels", include_in_schema=False)
NEW, STOP = "nieuw", "stop"
TICKED = 20
"""Values up to which each has a box to tick; more are picked from a list, one after the other."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form on its way: what stands in it, the rule it changes (none for a new one), its group, and the revision it rests on."""

    form: RuleForm
    rule: Rule | None
    group: str
    revision: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A form as a page shows it: what stood in the way of saving it, the field to go on in, and whether a colleague took the rule away meanwhile."""

    filled: Filled
    refused: Refused | None = None
    focus: str = ""
    gone: bool = False


@router.get("/{draft}/nieuw")
def begin(request: Request, who: Who, draft: int, groep: str = "", vorm: str = "") -> HTMLResponse:
    """An empty form, or a half-written one."""
    book = open_book(request, draft)
    half = step_of(request, who, book, NEW, vorm)
    if half is not None and isinstance(half.shown, Shown):
        return _page(request, who, book, half.shown, half.form)
    form = new_form(editor_of(who, request.app.state.settings).name, book.ground.today)
    return _page(request, who, book, Shown(Filled(form, None, groep if groep in book.files else "", book.version.revision), focus="titel"), is_lost=bool(vorm))


@router.post("/{draft}/nieuw")
def put_in(request: Request, who: Who, draft: int, sent: SentForm) -> Response:
    """A row more or less, a look at the rule, or the rule stored."""
    book = open_book(request, draft)
    filled = Filled(form_from(sent), None, one(sent, "groep"), revision_of(sent))
    return _pressed(request, who, book, filled, sent)


@router.get("/{draft}/regel/{rule}/wijzig")
def open_rule(request: Request, who: Who, draft: int, rule: str, vorm: str = "") -> HTMLResponse:
    """The form of a rule as it is, or half changed."""
    book = open_book(request, draft)
    half, known = step_of(request, who, book, _place(rule), vorm), book.rule(rule)
    if half is not None and isinstance(half.shown, Shown):
        shown = half.shown
        filled = shown.filled
        return _page(request, who, book, replace(shown, filled=replace(filled, rule=known)) if known else _without_rule(request, who, book, filled), half.form)
    known = _known(book, rule)
    return _page(request, who, book, Shown(Filled(form_of(known), known, known.file, book.version.revision)), is_lost=bool(vorm))


@router.post("/{draft}/regel/{rule}/wijzig")
def change(request: Request, who: Who, draft: int, rule: str, sent: SentForm) -> Response:
    """A row more or less, a look at the rule, or the rule stored as it became."""
    book = open_book(request, draft)
    revision, known = revision_of(sent), book.rule(rule)
    if known is not None:
        return _pressed(request, who, book, Filled(form_from(sent, known), known, known.file, revision), sent)
    if one(sent, "doe") == STOP:
        return _pressed(request, who, book, Filled(form_from(sent), None, "", revision), sent)
    group = _known(open_book(request, draft, revision), rule).file
    return _kept(request, who, book, _without_rule(request, who, book, Filled(form_from(sent), None, group, revision)), sent)


@router.post("/{draft}/half/{form}/weg")
def forget(request: Request, who: Who, draft: int, form: str) -> RedirectResponse:
    """Throws a half-written form away."""
    throw_away(request, who, form)
    return RedirectResponse(open_book(request, draft).address, 303)


def _place(rule: str) -> str:
    return f"regel/{rule}/wijzig"


def _known(book: Book, identity: str) -> Rule:
    found = book.rule(identity)
    if found is None:
        raise absent()
    return found


def _without_rule(request: Request, who: Session, book: Book, filled: Filled) -> Shown:
    """The form of a rule that is not there any more: saved again, it comes back as a new one."""
    since = drafts_of(request).store.history(book.version.number, after=filled.revision)
    own = all(step.by == editor_of(who, request.app.state.settings) for step in since)
    return Shown(Filled(replace(filled.form, id=""), None, filled.group, book.version.revision), Refused(is_clash=True, since=since, is_own=own), gone=True)


def _pressed(request: Request, who: Session, book: Book, filled: Filled, sent: SentForm) -> Response:
    button = one(sent, "doe")
    if button == STOP:
        throw_away(request, who, form_of_sent(sent))
        return RedirectResponse(f"{book.address}/regel/{filled.rule.id}" if filled.rule else book.address, 303)
    if button == SAVE:
        return _saved(request, who, book, filled, sent)
    form = pressed(filled.form, button, sent, book.picks)
    found = _wrong(form, book) if button == "bekijk" else ()
    return _kept(request, who, book, Shown(replace(filled, form=form), Refused(found) if found else None, focus_of(form, button)), sent)


def _saved(request: Request, who: Session, book: Book, filled: Filled, sent: SentForm) -> Response:
    form, rule, number = filled.form, filled.rule, book.version.number
    if rule is None:
        save = Save(number, filled.revision, f"schreef de regel '{cap(form.title, SHORT)}'")
        outcome = change_rulebook(request, who, save, lambda files: _put_in(files, form, filled.group, book))
    else:
        save = Save(number, filled.revision, f"veranderde de regel '{rule.title}'")
        outcome = change_rulebook(request, who, save, lambda files: save_changed(files, rule.id, form, book.ground))
    if not isinstance(outcome, Refused):
        throw_away(request, who, form_of_sent(sent))
        identity = rule.id if rule else read_form(form, book.picks).id
        return RedirectResponse(f"{book.address}/regel/{identity}?bewaard=true", 303)
    if outcome.is_clash:
        book = open_book(request, number)  # what the other one made of it
        filled = replace(filled, revision=book.version.revision)
    return _kept(request, who, book, Shown(filled, outcome), sent)


def _kept(request: Request, who: Session, book: Book, shown: Shown, sent: SentForm) -> RedirectResponse:
    """To the page of the form as it stands now."""
    rule, title = shown.filled.rule, cap(shown.filled.form.title, SHORT)
    place = _place(rule.id) if rule else NEW
    return keep(request, who, Half(form_of_sent(sent), book.version.number, place, title or (rule.title if rule else ""), shown))


def _put_in(files: Mapping[str, str], form: RuleForm, group: str, book: Book) -> dict[str, str]:
    """The groups with the new rule; a group that was not chosen is told with everything else that is wrong."""
    if group in files:
        return save_new(files, form, group, book.ground)
    found = (*_wrong(form, book), ("group", "is nog niet gekozen. Kies een groep uit de lijst."))
    raise FormError(Problem(FORM, number, place, message) for number, (place, message) in enumerate(found, start=1))


def _wrong(form: RuleForm, book: Book) -> tuple[tuple[str, str], ...]:
    try:
        read_form(form, book.picks)
    except FormError as error:
        return tuple((problem.field, problem.message) for problem in error.problems)
    return ()


def _preview(form: RuleForm, book: Book) -> RuleView | None:
    """The rule in sentences, once it can be read."""
    try:
        return rule_view(read_form(form, book.picks), book)
    except FormError:
        return None


def _page(request: Request, who: Session, book: Book, shown: Shown, half: str = "", *, is_lost: bool = False) -> HTMLResponse:
    """The form, which is `half` in its later steps; `is_lost`: a step was asked for that is not kept any more."""
    filled, refused = shown.filled, shown.refused
    form, place = filled.form, _place(filled.rule.id) if filled.rule else NEW
    wrong: tuple[Fault, ...] = faults(refused.found, form) if refused else ()
    scope = Scope(form.about) if form.about in set(Scope) else Scope.CANDIDATE
    now = book.rule(filled.rule.id) if filled.rule and refused and refused.is_clash else None
    return page(
        request, "hr/rulebook/form.html", book=book, filled=filled, form=form, refused=refused, wrong=wrong, focus=shown.focus,
        half=half, waiting=() if half else tuple(waiting(request, who, book, place)), is_lost=is_lost,
        errors=_by_id(wrong), preview=_preview(form, book), now=rule_view(now, book) if now else None, gone=shown.gone, groups=groups(book.files), models=models(), scopes=scopes(),
        fields=book.picks.fields(scope), conclusions=conclusions(scope), fillable=book.picks.fillable(form), sources=sorted({rule.source for rule in book.rulebook.rules}), spec_of=_spec_of, pick_words=pick_words, parts_of=parts_of,
        number_words=number_words, kind_words=kind_words, known_kinds=CONCLUSIONS, kinds=FieldKind, ticked=TICKED,
    )


def _by_id(wrong: tuple[Fault, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fault in wrong:
        found.setdefault(fault.id, []).append(fault.at_field)
    return found


def _spec_of(place: str) -> object:
    """What a field of a row can hold; None for one that does not exist."""
    subject, _, field = place.partition(".")
    return VOCABULARY.get(subject, {}).get(field)
