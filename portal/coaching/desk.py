"""What the routes of a coach share: who may come in, the case page, and the page again when something did not go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from portal.coaching.case_view import CaseView, case_view_of
from portal.coaching.judging import REASONS
from portal.coaching.meanwhile import are_own, changes_since, confirmed_sentences
from portal.documents.dossier import LEVELS, confirmed_in
from portal.login import Role, Session, absent, required_role
from portal.pages import Pages
from rules.knowledge import Knowledge
from skills_passport.casework import coach as casework
from skills_passport.casework.case import Case
from skills_passport.casework.verdicts import OUTCOME_WORDS, REASON_WORDS, SIGNAL_WORDS
from skills_passport.errors import CaseNotFound, NotThere, PassportChanged, TextRefused
from skills_passport.store import PassportStore

Choice = TypeVar("Choice", bound=StrEnum)
Who = Annotated[Session, Depends(required_role(Role.COACH))]
SAVED: Mapping[str, str] = {
    "oordeel": "Je oordeel is bewaard.", "functie": "De functie staat erbij.", "plan": "Het plan is bijgewerkt.",
    "bevestigd": "De vaardigheid is bevestigd.", "teruggenomen": "De bevestiging is teruggenomen.",
    "opgepakt": "Dit dossier is nu van jou.", "gesloten": "Het dossier is afgesloten.", "open": "Het dossier is weer open.",
    "verstuurd": "Je bericht is verstuurd.",
    "zonder-nummer": "Je bericht is verstuurd. Er stond een burgerservicenummer in; dat is weggelaten.",
    "gepland": "De afspraak staat erin.", "bijgewerkt": "De afspraak is bijgewerkt.", "stap": "De stap is bijgewerkt.",
}
"""What the page says after something went well, by the code in the address."""
CHANGED = "Iemand was je net voor. Er is nog niets van jou bewaard"
OWN_CHANGED = "Je veranderde dit dossier intussen zelf, in een ander venster. Dit is nog niet bewaard"
CHANGED_TEXT = "Kijk of het nog klopt. Je tekst staat nog in het formulier: bewaar hem nog eens, of pas hem aan."
_REFUSED = "Dit is nog niet bewaard"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was sent with a form that did not go through, so that nobody types it twice. `form`: which one, as it is called on the page."""

    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def of(self, form: str, name: str, otherwise: str = "") -> str:
        """What stands in a field."""
        return self.values.get(name, otherwise) if form == self.form else otherwise


NOTHING_SENT = Draft()


@dataclass(frozen=True, slots=True)
class Notice:
    """Why it did not go through; `changes`: what others did first, in sentences."""

    title: str
    text: str
    changes: tuple[str, ...] = ()


def chosen(kind: type[Choice], text: str, what: str, wrong: str) -> Choice:
    """One of a list, as a form sends it. Raises TextRefused."""
    if text not in set(kind):
        raise TextRefused(what, wrong)
    return kind(text)


def coach_names(store: PassportStore) -> dict[str, str]:
    """Names of the coaches by id."""
    return {coach.id: coach.name for coach in store.coaches()}


@contextmanager
def let_in() -> Iterator[None]:
    """A case that is not open to this coach answers as one that does not exist."""
    try:
        yield
    except CaseNotFound:
        raise absent() from None


def opened(request: Request, who: Session, number: str, *, action: str = "show-case") -> tuple[Case, CaseView]:
    """The case before this coach's eyes; only with `show-case` its messages count as read. Raises what `absent()` makes."""
    store: PassportStore = request.app.state.store
    knowledge: Knowledge = request.app.state.live.now.knowledge
    with let_in():
        case = casework.open_case(store, number, who.coach, action=action)
    return case, case_view_of(case, knowledge, who.coach, coach_names(store), datetime.now(UTC))


def case_page(request: Request, who: Session, number: str, *, status: int = 200, draft: Draft = NOTHING_SENT, notice: Notice | None = None, done: str = "") -> HTMLResponse:
    """The whole case; `done` is a code of SAVED."""
    pages: Pages = request.app.state.pages
    case, view = opened(request, who, number)
    return pages.page(
        request, "coach/case.html", status, case_view=view, case=case, today=datetime.now(UTC).date(), draft=draft, notice=notice, done=SAVED.get(done, ""),
        reasons=REASONS, reason_words=REASON_WORDS, signal_words=SIGNAL_WORDS, outcome_words=OUTCOME_WORDS, levels=LEVELS,
    )


def notice_of(request: Request, who: Session, number: str, error: PassportChanged | TextRefused | NotThere, version: int | None) -> Notice:
    """The error in words; for who came second what the first did since `version`, with None to the skills that others stand for."""
    if not isinstance(error, PassportChanged):
        return Notice(_REFUSED, str(error))
    store: PassportStore = request.app.state.store
    knowledge: Knowledge = request.app.state.live.now.knowledge
    now = error.now
    if version is None or now is None:
        confirmed = confirmed_sentences(confirmed_in(now), knowledge.catalogue) if now else ()
        return Notice(CHANGED, CHANGED_TEXT, ("De bevestigde vaardigheden zijn veranderd. Hieronder staan ze zoals ze nu zijn.", *confirmed))
    share, names = now.casework.share(number), {**coach_names(store), who.coach: "Jij"}
    title = OWN_CHANGED if are_own(error, who.coach) else CHANGED
    return Notice(title, CHANGED_TEXT, changes_since(error.since, (share and share.name) or "De medewerker", names, knowledge.catalogue))


def carried_out(
    request: Request, who: Session, number: str, do: Callable[[], object], *, draft: Draft, version: int | None, done: str, place: str,
    again: Callable[[int, Draft, Notice], Response] | None = None,
) -> Response:
    """Do it and go back to its place on the page; when it does not go through, the page with why and with what was typed.

    `again` makes that page where it is another than the case's own.
    """
    try:
        with let_in():
            do()
    except (PassportChanged, TextRefused, NotThere) as error:
        status = 409 if isinstance(error, PassportChanged) else 422
        notice = notice_of(request, who, number, error, version)
        return again(status, draft, notice) if again else case_page(request, who, number, status=status, draft=draft, notice=notice)
    return RedirectResponse(f"/begeleiding/{number}?{urlencode({'gelukt': done})}#{place}", 303)
