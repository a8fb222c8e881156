"""Another function of the catalogue, put beside the suggestions by a coach, with the engine's own view of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from bot.ears import Ears, FunctionGuess
from portal.coaching.beside import engine_view
from portal.coaching.desk import NOTHING_SENT, Draft, Notice, Who, carried_out, opened
from portal.coaching.judging import REASONS
from portal.coaching.words import typed_lines
from portal.corrections import typed
from portal.login import Session
from portal.pages import Pages
from portal.routes.coach import VerdictForm, reason_for, signal_in
from rules.knowledge import Knowledge
from skills_passport.casework import coach as casework
from skills_passport.casework.texts import WORDS
from skills_passport.casework.verdicts import REASON_WORDS, SIGNAL_WORDS, Outcome
from skills_passport.errors import NotThere
from skills_passport.guidance import person_in

router = APIRouter(prefix="/begeleiding", include_in_schema=False)
FORM = "functie"
LIKELY = 0.25
"""From this confidence on a title is worth showing; what is below has hardly a word in common with what was typed."""


@router.get("/{case}/functies")
def search(request: Request, who: Who, case: str, zoek: str = "", functie: str = "") -> HTMLResponse:
    """Look for a function, and see what the engine makes of it for this person."""
    return _page(request, who, case, words=zoek, function_id=functie)


@router.post("/{case}/functies")
def add(request: Request, who: Who, case: str, sent: Annotated[VerdictForm, Form()]) -> Response:
    """Beside the suggestions of the last advice, with a reason."""
    knowledge: Knowledge = request.app.state.live.now.knowledge

    def do() -> None:
        if sent.function_id not in knowledge.catalogue.functions:
            raise NotThere("Deze functie staat niet (meer) in de lijst. Zoek een andere.")
        casework.judge(
            request.app.state.store, case, who.coach, advice_id=sent.advice_id, function_id=sent.function_id, outcome=Outcome.ADD,
            reason=reason_for(Outcome.ADD, sent.reason), signal=signal_in(sent.signal), words=typed_lines(sent.words, WORDS, "De toelichting"),
            at=datetime.now(UTC), expected_version=sent.version,
        )

    def again(status: int, draft: Draft, notice: Notice) -> Response:
        return _page(request, who, case, function_id=sent.function_id, status=status, draft=draft, notice=notice)

    return carried_out(
        request, who, case, do, draft=Draft(FORM, sent.model_dump(mode="json", exclude={"version"})), version=sent.version, done="functie",
        place="suggesties", again=again,
    )


def _page(
    request: Request, who: Session, number: str, *, words: str = "", function_id: str = "", status: int = 200, draft: Draft = NOTHING_SENT, notice: Notice | None = None,
) -> HTMLResponse:
    state = request.app.state
    knowledge: Knowledge = state.live.now.knowledge
    ears: Ears = state.live.now.interview.ears
    pages: Pages = state.pages
    case, view = opened(request, who, number, action="show-functions")
    asked = typed(words)
    guesses: list[FunctionGuess] = [guess for guess in ears.functions(asked) if guess.confidence >= LIKELY] if asked else []
    beside = None
    if function_id in knowledge.catalogue.functions and case.passport.advices:
        beside = engine_view(person_in(case.passport.advices[-1]), function_id, knowledge, datetime.now(UTC).date())
    return pages.page(
        request, "coach/functions.html", status, case_view=view, case=case, asked=asked, guesses=guesses, beside=beside, draft=draft, notice=notice,
        reasons=REASONS, reason_words=REASON_WORDS, signal_words=SIGNAL_WORDS, form=FORM,
    )
