"""For programs in an employee's hands: whom the passport is open to, what coaches wrote and judged, and what the page can do with that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from bot.conversation import Conversation
from bot.words.citizen_number import mask_citizen_numbers
from portal.corrections import check_consent
from portal.login import Role, Session, absent, required_role
from portal.problems import refusals
from portal.rate_limits import RateLimits, TooOften
from portal.recipients import recipients
from portal.routes.chat import ClientNumber, numbered
from portal.routes.passport import ACTOR
from skills_passport.casework import employee
from skills_passport.casework.messages import CaseMessage
from skills_passport.casework.queue import Coach
from skills_passport.casework.shares import Party, Share
from skills_passport.casework.texts import MESSAGE, NAME, REACH
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.casework.writing import kept_as
from skills_passport.errors import CaseNotFound, TextRefused
from skills_passport.model import SkillsPassport
from skills_passport.store import PassportStore

router = APIRouter(prefix="/api", tags=["delen"])
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]
CaseNumber = Annotated[str, Path(description="Number of the case, as `GET /api/shares` gives it.", pattern=r"^[0-9a-f]{16,32}$")]
READING = refusals(401, 403, 503)
WRITING = refusals(400, 401, 403, 404, 413, 422, 429, 503)


class CoachKnown(BaseModel):
    """Somebody who ever signed in as a coach."""

    id: str
    name: str


class ShareGiven(BaseModel):
    """To whom the passport is open, or was."""

    case: str
    coach: str | None = Field(description="Id of the coach; null for the team of coaches.")
    coach_name: str = Field(description="Who it is with now: the coach, or who took it from the team; empty while nobody did, or when the name is not known.")
    name: str = Field(description="As whom the employee is known to the coach; empty once the share ended.")
    reach: str
    since: datetime
    ended: datetime | None


class ShareWanted(BaseModel):
    """Opening the passport; with the same recipient once more only name and reach change."""

    coach: str | None = Field(default=None, max_length=80, description="Id of a coach from `GET /api/coaches`; null for the team of coaches.")
    name: str = Field(min_length=1, max_length=NAME, description="As whom you want to be known to the coach.")
    reach: str = Field(default="", max_length=REACH, description="How the coach can reach you; may be empty.")


class MessageShown(BaseModel):
    """One message between the employee and the coach of a case."""

    case: str
    by: Literal[Party.COACH, Party.EMPLOYEE]
    coach_name: str
    text: str
    at: datetime
    read_at: datetime | None = Field(description="When the other side had it before them.")


class MessageWritten(BaseModel):
    text: str = Field(min_length=1, max_length=MESSAGE)
    message_id: ClientNumber = None


class VerdictShown(BaseModel):
    """What a coach made of a suggestion of an advice; the last one counts."""

    at: datetime
    coach_name: str
    advice_id: str
    function_id: str
    title: str = Field(description="Of the function as the catalogue has it now; its id when it is no longer there.")
    outcome: Outcome
    reason: Reason
    words: str


@router.get("/coaches", summary="Coaches you can share with", responses=READING)
def coaches(request: Request, who: Who) -> list[CoachKnown]:
    """Who signed in as a coach in the last 60 days, by name, and not yourself."""
    return [CoachKnown(id=coach.id, name=coach.name) for coach in _offered(request, who)]


@router.get("/shares", summary="To whom your passport is open, and was", responses=READING)
def shares(request: Request, who: Who) -> list[ShareGiven]:
    """Oldest first; ended ones too."""
    names = _names(request)
    return [_given(share, names) for share in _load(request, who).casework.shares]


@router.post("/shares", summary="Open your passport to one coach, or to the team", status_code=201, responses=WRITING)
async def share(request: Request, who: Who, wanted: ShareWanted) -> ShareGiven:
    """Gives the consent that a coach looks on, too. 403 for who did not agree to the talk being kept."""

    def opened() -> SkillsPassport:
        check_consent(_load(request, who))
        if wanted.coach is not None and wanted.coach == who.coach:
            raise HTTPException(422, "Je kunt niet je eigen coach zijn. Kies een ander, of het hele team.")
        if wanted.coach is not None and wanted.coach not in {coach.id for coach in _offered(request, who)}:
            raise HTTPException(422, "Die coach ken ik niet (meer). Kies een ander, of het hele team.")
        return employee.share(
            _store(request), who.owner, coach=wanted.coach, name=_kept(wanted.name), reach=_kept(wanted.reach),
            at=datetime.now(UTC), text_version=request.app.state.live.now.interview.script.consent_text_version,
        )

    passport = await _written(request, who, opened)
    return _given(next(share for share in passport.casework.open_shares if share.coach == wanted.coach), _names(request))


@router.delete("/shares/{case}", summary="Stop sharing", status_code=204, responses=WRITING)
async def end_share(request: Request, who: Who, case: CaseNumber) -> None:
    """The coach is out at once, and the name that was given is wiped. Ending twice changes nothing."""
    await _written(request, who, lambda: employee.end_share(
        _store(request), who.owner, case, at=datetime.now(UTC), text_version=request.app.state.live.now.interview.script.consent_text_version,
    ))


@router.get("/messages", summary="What you and your coaches wrote", responses=READING)
def messages(request: Request, who: Who) -> list[MessageShown]:
    """Of all cases, oldest first. Asking this does not count as having read them."""
    names = _names(request)
    return [_shown(message, names) for message in _load(request, who).casework.messages]


@router.post("/shares/{case}/messages", summary="Write to the coach of a case", status_code=201, responses=WRITING)
async def write(request: Request, who: Who, case: CaseNumber, written: MessageWritten) -> MessageShown:
    """Only while the passport is shared. Citizen numbers are left out."""
    number = numbered(written.message_id or "", written.text)
    passport = await _written(
        request, who, lambda: employee.answer_coach(_store(request), who.owner, case, _kept(written.text), at=datetime.now(UTC), message_id=number),
    )
    own = [message for message in passport.casework.messages if message.by is Party.EMPLOYEE and message.case == case]
    return _shown(next((message for message in own if number and message.id == kept_as(case, Party.EMPLOYEE, number)), own[-1]), {})


@router.get("/verdicts", summary="What coaches made of your suggestions", responses=READING)
def verdicts(request: Request, who: Who) -> list[VerdictShown]:
    """The verdict that counts for each suggestion of each advice."""
    names, functions = _names(request), request.app.state.live.now.knowledge.catalogue.functions
    return [
        VerdictShown(
            at=each.at, coach_name=names.get(each.coach, ""), advice_id=each.advice_id, function_id=each.function_id,
            title=functions[each.function_id].title if each.function_id in functions else each.function_id,
            outcome=each.outcome, reason=each.reason, words=each.words,
        )
        for each in _load(request, who).casework.verdicts_now.values()
    ]


def _store(request: Request) -> PassportStore:
    store: PassportStore = request.app.state.store
    return store


def _load(request: Request, who: Session) -> SkillsPassport:
    return _store(request).load(who.owner, actor=ACTOR, action="show-passport")


async def _written(request: Request, who: Session, change: Callable[[], SkillsPassport]) -> SkillsPassport:
    """The passport after the change, while no erasure comes in between; what is not there or somebody else's is 404."""
    conversation: Conversation = request.app.state.conversation
    limits: RateLimits = request.app.state.limits
    try:
        await limits.chat(request, who.owner)
    except TooOften as refused:
        raise refused.as_answer() from refused
    try:
        async with conversation.silence(who.owner):
            return await run_in_threadpool(change)
    except CaseNotFound:
        raise absent() from None
    except TextRefused as refused:
        raise HTTPException(422, str(refused)) from None


def _kept(text: str) -> str:
    return mask_citizen_numbers(text)[0]


def _offered(request: Request, who: Session) -> tuple[Coach, ...]:
    return recipients(_store(request), who, request.app.state.settings)


def _names(request: Request) -> Mapping[str, str]:
    return {coach.id: coach.name for coach in _store(request).coaches()}


def _given(share: Share, names: Mapping[str, str]) -> ShareGiven:
    return ShareGiven(
        case=share.case, coach=share.coach, coach_name=names.get(share.coach or share.taken_by or "", ""), name=share.name, reach=share.reach,
        since=share.since, ended=share.ended,
    )


def _shown(message: CaseMessage, names: Mapping[str, str]) -> MessageShown:
    return MessageShown(
        case=message.case, by=message.by, coach_name=names.get(message.coach, ""), text=message.text, at=message.at, read_at=message.read_at,
    )
