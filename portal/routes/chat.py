"""The talk: a page that works without JavaScript, the same in parts for htmx, and the API for programs."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import dropwhile
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from bot.beside.pressable import Pressable
from bot.conversation import Conversation
from bot.record import talk_in
from bot.replies import Progress, Turn
from bot.talk import BUTTON
from portal.login import Role, Session, possible_session, required_role
from portal.pages import Pages, fresh_id
from portal.problems import TEXTS, refusals
from portal.rate_limits import RateLimits, TooOften
from skills_passport.errors import StoreError
from skills_passport.model import Button, SkillsPassport, Speaker
from skills_passport.store import PassportStore

log = logging.getLogger(__name__)
router = APIRouter()
MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the page shows it."""

    bot: bool
    text: str
    card: Mapping[str, Any] | None = None


@router.get("/gesprek", include_in_schema=False)
async def talk_page(request: Request, who: Who) -> HTMLResponse:
    """The whole talk so far, and what is asked now."""
    conversation: Conversation = request.app.state.conversation
    turn = await conversation.open(who.owner)
    passport = await _load(request, who)
    return _page(request, passport, _all_lines(passport, turn, ""), turn)


@router.post("/gesprek", include_in_schema=False)
async def say(
    request: Request, who: Annotated[Session | None, Depends(possible_session)], message: Annotated[str, Form()] = "",
    message_id: Annotated[str, Form()] = "", seen: Annotated[int, Form(ge=0, le=1_000_000)] = 0,
) -> Response:
    """One message from the form; `seen` is how many lines the page shows already."""
    conversation: Conversation = request.app.state.conversation
    limits: RateLimits = request.app.state.limits
    with_htmx = bool(request.headers.get("hx-request"))
    try:
        await limits.chat(request, who.owner if who else "")
    except TooOften as refused:
        if with_htmx:
            raise refused.as_answer() from refused
        answer = _given_back(request, message, message_id, 429, refused.text)
        answer.headers["Retry-After"] = str(refused.wait)
        return answer
    if who is None:
        return _session_ended(request, message, with_htmx)
    if not who.has(Role.EMPLOYEE):
        raise HTTPException(403)
    try:
        turn = await conversation.turn(who.owner, message, numbered(message_id, message), login_name=who.name)
        passport = await _load(request, who)
    except StoreError:
        if with_htmx:
            raise  # as a line beside the field, where the text still stands
        log.error("A message was given back, as the store did not cooperate.")
        return _given_back(request, message, message_id, 503, TEXTS[503])
    kept = _is_kept(passport, turn)
    if with_htmx:
        return _part(request, passport, turn, seen, [] if kept else _unkept(passport, turn, message))
    if kept:
        return RedirectResponse("/gesprek#einde", 303)
    # Not in the passport (no consent yet, or off the record): a redirect would lose it.
    return _page(request, passport, _all_lines(passport, turn, message), turn)


def _given_back(request: Request, message: str, message_id: str, status: int, text: str) -> HTMLResponse:
    """A page with the message in a field, to send it again under the same number."""
    pages: Pages = request.app.state.pages
    number = message_id if MESSAGE_ID.fullmatch(message_id) else fresh_id()
    return pages.page(request, "send_again.html", status, text=text, message=message, message_id=number)


def _part(request: Request, passport: SkillsPassport, turn: Turn, seen: int, unkept: list[Line]) -> HTMLResponse:
    """What is new, for htmx to put under the talk."""
    pages: Pages = request.app.state.pages
    erased_since = seen > len(passport.talk) and not unkept  # in another window
    new = [*(_lines_of(passport) if erased_since else _new_lines(passport, seen)), *unkept]
    answer = [line for line in new[_newest(new):] if line.bot]
    conversation: Conversation = request.app.state.conversation
    part = pages.page(request, "parts/turn.html", lines=new, answer=answer, not_in_dutch=conversation.not_in_dutch, **_state(request, passport, turn.progress))
    if erased_since:
        part.headers["HX-Reswap"] = "innerHTML"  # the talk that the page shows is gone
    return part


def numbered(message_id: str, message: str) -> str:
    """The id under which a message counts once: of its client's id and its text, as a text that was edited is another message.

    Empty for an id that is none.
    """
    if not MESSAGE_ID.fullmatch(message_id):
        return ""
    words = " ".join(message.split())
    return hashlib.sha256(f"{message_id} {words}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _session_ended(request: Request, message: str, with_htmx: bool) -> Response:
    """Where to sign in again. The page that talks by htmx keeps the text in its field; without it the text is given back."""
    pages: Pages = request.app.state.pages
    typed = "" if message.startswith(BUTTON) else message
    return pages.page(request, "parts/session_ended.html" if with_htmx else "session_ended.html", 401, message=typed)


async def _load(request: Request, who: Session) -> SkillsPassport:
    store: PassportStore = request.app.state.store
    return await run_in_threadpool(store.load, who.owner, actor="employee", action="show-talk")


def _page(request: Request, passport: SkillsPassport, lines: list[Line], turn: Turn) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    conversation: Conversation = request.app.state.conversation
    return pages.page(request, "talk.html", lines=lines, newest=_newest(lines), not_in_dutch=conversation.not_in_dutch, **_state(request, passport, turn.progress))


def _newest(lines: list[Line]) -> int:
    """Where the last exchange begins: the employee's last line, or the first one of all."""
    return max((place for place, line in enumerate(lines) if not line.bot), default=0)


def _state(request: Request, passport: SkillsPassport, progress: Progress) -> dict[str, Any]:
    pressable: Pressable = request.app.state.live.now.interview.pressable
    talk = talk_in(passport)
    return {
        "buttons": talk.notes.offered, "chips": pressable.chips(talk), "back": pressable.way_back(talk),
        "seen": len(passport.talk), "progress": progress,
    }


def _offered(passport: SkillsPassport) -> tuple[Button, ...]:
    """The only buttons that count now."""
    return talk_in(passport).notes.offered


def _lines_of(passport: SkillsPassport) -> list[Line]:
    return [Line(line.who is Speaker.BOT, line.text, line.card) for line in passport.talk]


def _new_lines(passport: SkillsPassport, seen: int) -> list[Line]:
    """What the page does not show yet. The welcome is kept only once there is consent, but the page showed it before."""
    new = _lines_of(passport)[seen:]
    return list(dropwhile(lambda line: line.bot, new)) if seen == 0 else new


def _all_lines(passport: SkillsPassport, turn: Turn, message: str) -> list[Line]:
    kept = _lines_of(passport)
    return kept if _is_kept(passport, turn) else [*kept, *_unkept(passport, turn, message)]


def _is_kept(passport: SkillsPassport, turn: Turn) -> bool:
    """Whether the passport's talk ends with this turn."""
    count = len(turn.messages)
    said = [line.text for line in passport.talk[-count:]] if count else []
    return said == [message.text for message in turn.messages]


def _unkept(passport: SkillsPassport, turn: Turn, message: str) -> list[Line]:
    """A turn that nothing is kept of, as lines for this one time."""
    pressed = next((button.title for button in _offered(passport) if button.payload == message), "")
    own = [] if not message or (message.startswith(BUTTON) and not pressed) else [Line(False, pressed or message)]
    return [*own, *(Line(True, said.text, said.card) for said in turn.messages)]


ClientNumber = Annotated[str | None, Field(
    pattern=r"^[A-Za-z0-9_-]{8,64}$", description="Chosen by the client; the same one twice with the same text counts once and gives the same answer.",
)]
"""The number of a message in the body of a call."""


class Said(BaseModel):
    """One message of the employee."""

    message: str = Field(description="Typed text, or the payload of a button that was offered last.")
    message_id: ClientNumber = None


class ButtonOffered(BaseModel):
    title: str
    payload: str


class MessageGiven(BaseModel):
    text: str
    buttons: list[ButtonOffered]
    card: dict[str, Any] | None = Field(description="Something to draw, else null; `kind` says what: a suggestion with all its parts, a comparison of them, a plan, or tasks.")


class ProgressMade(BaseModel):
    step: int
    of: int
    question: str = Field(description="Id of the open question; empty when there is none.")


class Answered(BaseModel):
    """What the bot says to one message, and how far the talk is."""

    messages: list[MessageGiven]
    progress: ProgressMade


@router.post(
    "/api/chat", tags=["gesprek"], summary="Say something to the bot",
    responses=refusals(400, 401, 403, 413, 422, 429, 503),
)
async def chat(request: Request, said: Said, who: Who) -> Answered:
    """Stored before it is answered. When Rasa is down the answer says so and the message is kept where that is allowed."""
    conversation: Conversation = request.app.state.conversation
    limits: RateLimits = request.app.state.limits
    try:
        await limits.chat(request, who.owner)
    except TooOften as refused:
        raise refused.as_answer() from refused
    turn = await conversation.turn(who.owner, said.message, numbered(said.message_id or "", said.message), login_name=who.name)
    return Answered.model_validate(turn.to_json())


