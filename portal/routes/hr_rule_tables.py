"""Rules that differ only in what is filled in, as one table that is saved whole."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from portal.hr.amounts import counted
from portal.hr.desk import Who
from portal.hr.rulebook.book import Book, open_book
from portal.hr.rulebook.changing import Refused, Save, SentForm, change_rulebook, revision_of
from portal.hr.rulebook.form_fields import SAVE, one
from portal.hr.rulebook.half_written import Half, form_of_sent, keep, step_of, throw_away, waiting
from portal.hr.rulebook.table_fields import (
    MOST_ROWS,
    TableForm,
    cells,
    family_of,
    pressed_table,
    shared_words,
    table_faults,
    table_form,
    typed_table,
    whole,
    with_ids,
)
from portal.login import Session
from portal.login.access import absent
from portal.routes.hr_rules import page
from rules.editing.decision_table import families, save_table
from rules.editing.form import RuleForm
from rules.editing.picks import groups

router = APIRouter(prefix="/beheer/regels", include_in_schema=False)
OTHER_SHAPE = "Deze regels zijn intussen zo veranderd, dat ze niet meer in één tabel passen. Er is niets bewaard. Open de regels los, of kies een andere tabel."


@dataclass(frozen=True, slots=True)
class OnPage:
    """A table as it is shown: the revision that it rests on, and what stood in the way of saving it; `is_apart`: its rules fit in no table any more."""

    form: TableForm
    revision: int
    refused: Refused | None = None
    is_apart: bool = False


@router.get("/{draft}/tabellen")
def choose(request: Request, who: Who, draft: int) -> HTMLResponse:
    """The families of rules that can be seen as a table."""
    book = open_book(request, draft)
    return page(request, "hr/rulebook/tables.html", book=book, families=families(book.rulebook), group_words={pick.key: pick.words for pick in groups(book.files)})


@router.get("/{draft}/tabel/{rule}")
def open_table(request: Request, who: Who, draft: int, rule: str, vorm: str = "") -> HTMLResponse:
    """The table in which this rule stands, or a half-filled one."""
    book = open_book(request, draft)
    half = step_of(request, who, book, _place(rule), vorm)
    if half is not None and isinstance(half.shown, OnPage):
        return _apart(request, book, half) if half.shown.is_apart else _page(request, who, book, rule, half.shown, half=half.form)
    family = family_of(book.rulebook, rule)
    if not family:
        raise absent()
    return _page(request, who, book, rule, OnPage(table_form(family, book.picks), book.version.revision), is_lost=bool(vorm))


@router.post("/{draft}/tabel/{rule}")
def change(request: Request, who: Who, draft: int, rule: str, sent: SentForm) -> Response:
    """A row more or less, or all of the table stored."""
    book, revision, button = open_book(request, draft), revision_of(sent), one(sent, "doe")
    # Over the rules as they were on the screen: a table that is sent again finds other ones.
    form = _typed(open_book(request, draft, revision) if 0 < revision < book.version.revision else book, sent)
    if form is None:
        return _apart(request, book)
    half = form_of_sent(sent)

    def kept(shown: OnPage) -> Response:
        return keep(request, who, Half(half, draft, _place(rule), f"tabel rond {_first_title(book, shown.form)}", shown))

    if button != SAVE:
        return kept(OnPage(pressed_table(form, button), revision))
    table = whole(form.table)
    ids, save = form.ids, Save(draft, revision, f"veranderde de tabel met {counted(len(form.ids), 'regel', 'regels')} rond '{_first_title(book, form)}'")
    outcome = change_rulebook(request, who, save, lambda files: save_table(files, ids, table, book.ground))
    if not isinstance(outcome, Refused):
        throw_away(request, who, half)
        first = next((row[0][0] for row in form.table.rows if row[0] and row[0][0]), "")
        return RedirectResponse(f"{book.address}/tabel/{first}?bewaard=true" if first else f"{book.address}/tabellen", 303)
    if outcome.is_clash:
        book = open_book(request, draft)
        now = _typed(book, sent)
        if now is None:
            return kept(OnPage(form, revision, outcome, is_apart=True))
        form, revision = now, book.version.revision
    return kept(OnPage(form, revision, outcome))


def _place(rule: str) -> str:
    return f"tabel/{rule}"


def _typed(book: Book, sent: SentForm) -> TableForm | None:
    """What was typed, over the rules as they stand now; None when those are no table any more."""
    rules = with_ids(book.rulebook.rules, sent.get("regels", ()))
    try:
        return typed_table(table_form(rules, book.picks, sent.get("kolommen", ())), sent)
    except ValueError:
        return None


def _first_title(book: Book, form: TableForm) -> str:
    rule = book.rule(form.ids[0])
    return rule.title if rule else form.ids[0]


def _page(request: Request, who: Session, book: Book, rule: str, shown: OnPage, *, half: str = "", is_lost: bool = False) -> HTMLResponse:
    form, refused = shown.form, shown.refused
    wrong = table_faults(refused.found, form) if refused else ()
    errors: dict[str, list[str]] = {}
    for fault in wrong:
        errors.setdefault(fault.id, []).append(fault.at_field)
    titles = {each.id: each.title for each in book.rulebook.rules}
    return page(
        request, "hr/rulebook/table.html", book=book, half=half, waiting=() if half else tuple(waiting(request, who, book, _place(rule))), is_lost=is_lost, rule=rule, form=form, rows=tuple(cells(form, book.picks)), revision=shown.revision,
        refused=refused, wrong=wrong, errors=errors, titles=titles, shared=_shared(form, book), most=MOST_ROWS, saved=bool(request.query_params.get("bewaard")),
        group_words=next(pick.words for pick in groups(book.files) if pick.key == form.table.group),
    )


def _apart(request: Request, book: Book, half: Half | None = None) -> HTMLResponse:
    """That the rules are no table any more, with what was typed in it, in words, to take over rule by rule."""
    shown = half.shown if half is not None else None
    form = shown.form if isinstance(shown, OnPage) else None
    return page(
        request, "hr/rulebook/table_gone.html", 200 if half else 409, book=book, text=OTHER_SHAPE, half=half.form if half else "", columns=form.table.columns[1:] if form else (),
        rows=tuple(cells(form, book.picks)) if form else (), refused=shown.refused if isinstance(shown, OnPage) else None,
        titles={each.id: each.title for each in book.rulebook.rules},
    )


def _shared(form: TableForm, book: Book) -> tuple[str, ...]:
    shape: RuleForm = form.table.shape
    return (*shared_words(form, book.picks), *((f"omdat “{shape.because}”",) if shape.because else ()))
