"""Correcting a passport by hand, and taking the last correction back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from bot.ears import Ears
from portal.corrections import Correction, check_consent, corrected, taken_back, typed
from portal.errors import CorrectionRefused
from portal.login import Role, Session, required_role
from portal.pages import Pages
from portal.passport_page.notices import Deed, address
from portal.passport_page.refusals import told_in_dutch
from portal.problems import problem
from portal.routes.passport import ACTOR
from skills_passport.errors import PassportChanged
from skills_passport.store import PassportStore

router = APIRouter(prefix="/paspoort", include_in_schema=False)
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]
SURE = 0.97
"""From this confidence on a typed function needs no further choice: its name was typed as it stands in the catalogue."""


class CorrectionForm(BaseModel):
    """The fields of a correction as a form sends them; `portal.corrections.Correction` says what they mean."""

    version: int = Field(ge=0)
    field: str
    value: str = ""
    values: tuple[str, ...] = ()
    question: str = ""
    items: str = ""
    places: tuple[int, ...] = ()


@router.post("/corrigeren")
def correct(request: Request, who: Who, sent: Annotated[CorrectionForm, Form()]) -> Response:
    """Change one thing; refused when the passport changed since the page was made, and without consent."""
    state = request.app.state
    store: PassportStore = state.store
    form = Correction(sent.field, sent.value, sent.values, sent.question, sent.items, sent.places)
    if form.field == "function" and not form.value:
        check_consent(store.load(who.owner, actor=ACTOR, action="check-consent"))
        chosen = _function_meant(state.live.now.interview.ears, form)
        if chosen is None:
            return _function_choice(request, form, sent.version)
        form = chosen
    at = datetime.now(UTC)
    try:
        stored = store.change(
            who.owner, lambda passport: corrected(passport, form, state.live.now.knowledge, at),
            actor=ACTOR, action="correct", expected_version=sent.version,
        )
    except CorrectionRefused as refused:
        return problem(request, 422, str(refused))
    except PassportChanged as error:
        if form.field != "function":
            raise
        return _function_choice(request, form, error.found, changed=True)  # what was typed is still there
    return RedirectResponse(address(Deed.CORRECTED, stored.answers_given[-1].question, stored.version), 303)


@router.post("/ongedaan")
def undo(request: Request, who: Who, version: Annotated[int, Form(ge=0)], question: Annotated[str, Form()]) -> RedirectResponse:
    """Take the last correction of this question back; only as long as the passport is as it was right after it."""
    store: PassportStore = request.app.state.store
    with told_in_dutch():
        store.change(who.owner, lambda passport: taken_back(passport, question), actor=ACTOR, action="take-back", expected_version=version)
    return RedirectResponse(address(Deed.TAKEN_BACK, question), 303)


def _function_meant(ears: Ears, form: Correction) -> Correction | None:
    """The correction with the function that was clearly meant; None when there is something to choose."""
    words = typed(form.values[0] if form.values else "")
    guesses = ears.functions(words) if words else ()
    sure = guesses and guesses[0].confidence >= SURE
    return Correction("function", guesses[0].function_id, (words,)) if sure else None


def _function_choice(request: Request, form: Correction, version: int, *, changed: bool = False) -> HTMLResponse:
    """Which function was meant, to choose; `changed`: the passport became another one meanwhile, which is said."""
    pages: Pages = request.app.state.pages
    words = typed(form.values[0] if form.values else "")
    guesses = request.app.state.live.now.interview.ears.functions(words) if words else ()
    return pages.page(
        request, "choose_function.html", 409 if changed else 200, words=words, guesses=guesses, passport_version=version, changed=changed,
    )
