"""What coach and employee build on: the plan of a case, and skills that the coach stands for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from portal.coaching.desk import NOTHING_SENT, Draft, Who, carried_out, chosen
from portal.coaching.planned import advised_steps
from portal.coaching.words import day_in, typed_lines
from rules.knowledge import Knowledge
from skills_passport.casework import coach as casework
from skills_passport.casework.plan import Kind, StepState
from skills_passport.casework.shares import Party
from skills_passport.casework.texts import STEP, WORDS
from skills_passport.errors import NotThere, TextRefused
from skills_passport.store import PassportStore

router = APIRouter(prefix="/begeleiding", include_in_schema=False)
_KINDS: dict[str, Kind] = {"70": 70, "20": 20, "10": 10}
_LEVELS = {"": None, "1": 1, "2": 2, "3": 3, "4": 4}


class StepForm(BaseModel):
    """A new step; `origin` is `advice` for one taken over from a suggestion."""

    version: int = Field(ge=0)
    kind: str = ""
    text: str = ""
    due: str = ""
    origin: str = ""


@router.post("/{case}/plan")
def propose(request: Request, who: Who, case: str, sent: Annotated[StepForm, Form()]) -> Response:
    """A step that the employee can agree to; it comes from the advice only when it stands there."""
    store: PassportStore = request.app.state.store

    def do() -> None:
        if sent.kind not in _KINDS:
            raise TextRefused("Het soort stap", "ontbreekt nog. Kies er een")
        kind, text, origin = _KINDS[sent.kind], typed_lines(sent.text, STEP, "De stap"), Party.COACH
        if sent.origin == Party.ADVICE and (kind, text) in advised_steps(casework.open_case(store, case, who.coach, action="propose-step")):
            origin = Party.ADVICE
        casework.propose_step(
            store, case, who.coach, kind=kind, text=text, due=day_in(sent.due), origin=origin, at=datetime.now(UTC), expected_version=sent.version,
        )

    return carried_out(
        request, who, case, do, draft=Draft("stap", sent.model_dump(mode="json", exclude={"version"})), version=sent.version, done="plan", place="plan",
    )


class StepChangeForm(BaseModel):
    """A step as it is to stand; without `text` its words stay as they are."""

    version: int = Field(ge=0)
    state: str = ""
    text: str | None = None
    due: str = ""


@router.post("/{case}/plan/{step}")
def change(request: Request, who: Who, case: str, step: str, sent: Annotated[StepChangeForm, Form()]) -> Response:
    """Agreed, done, dropped, put otherwise or for another day; other words are a new proposal."""

    def do() -> None:
        casework.change_step(
            request.app.state.store, case, who.coach, step, state=chosen(StepState, sent.state, "De stand", "ontbreekt. Kies het opnieuw"),
            text=None if sent.text is None else typed_lines(sent.text, STEP, "De stap"), due=day_in(sent.due),
            at=datetime.now(UTC), expected_version=sent.version,
        )

    typed = {"text": sent.text, "due": sent.due} if sent.text is not None else {}
    form = f"stap-{step}"
    return carried_out(request, who, case, do, draft=Draft(form, typed), version=sent.version, done="plan", place=form)


class SkillForm(BaseModel):
    """A skill that the coach stands for; `paper`: 'ja' when it is on a diploma or certificate that they saw; `seen`: when the confirmations on the page were given, empty when there were none."""

    skill_id: str = ""
    level: str = ""
    words: str = ""
    paper: str = ""
    seen: str = ""


@router.post("/{case}/vaardigheid")
def confirm(request: Request, who: Who, case: str, sent: Annotated[SkillForm, Form()]) -> Response:
    """The coach's name stands beside the skill, on the employee's pages and in badges."""
    store: PassportStore = request.app.state.store
    knowledge: Knowledge = request.app.state.live.now.knowledge

    def do() -> None:
        if sent.skill_id not in knowledge.catalogue.skills:
            raise NotThere("Kies een vaardigheid uit de lijst.")
        if sent.level not in _LEVELS:
            raise TextRefused("Het niveau", "ken ik niet. Kies er een uit de lijst")
        if not who.vouched_name:
            raise TextRefused("Je aanmelding", "geeft je naam niet. Bij een bevestiging hoort een naam: vraag de beheerder om die mee te geven")
        casework.confirm_skill(
            store, case, who.coach, skill_id=sent.skill_id, by=who.vouched_name, words=typed_lines(sent.words, WORDS, "Wat je zag"),
            level=_LEVELS[sent.level], on_paper=sent.paper == "ja", at=datetime.now(UTC), seen=_moment(sent.seen),
        )

    return carried_out(
        request, who, case, do, draft=Draft("vaardigheid", sent.model_dump(mode="json")), version=None, done="bevestigd", place="vaardigheden",
    )


@router.post("/{case}/vaardigheid/terug")
def take_back(request: Request, who: Who, case: str, sent: Annotated[SkillForm, Form()]) -> Response:
    """Only what this coach said."""

    def do() -> None:
        casework.take_back_skill(
            request.app.state.store, case, who.coach, skill_id=sent.skill_id, at=datetime.now(UTC), seen=_moment(sent.seen),
        )

    return carried_out(request, who, case, do, draft=NOTHING_SENT, version=None, done="teruggenomen", place="vaardigheden")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise TextRefused("De pagina", "is te oud. Probeer het nog eens") from None
