"""Whether the process runs, whether it can serve, and which part does not work, for who watches over them."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from bot.conversation import Conversation
from bot.engines.engine import EngineName
from portal.settings import Settings
from portal.versions.served import Published
from publishing.live import Live
from skills_passport.errors import StoreError
from skills_passport.store import PassportStore

router = APIRouter(tags=["beheer"])


class Health(BaseModel):
    """Per part whether it works."""

    portal: Literal["ok"] = "ok"
    rasa: Literal["ok", "down", "off"] = Field(description="The server on loopback that understands messages; `off` where WIJZER_DIALOGUE leaves it out.")
    dialogue: EngineName = Field(description="The engine that answers employees now. Buttons stand in while Rasa is down: nobody is turned away.")
    store: Literal["ok", "down"] = Field(description="The place where passports are kept.")


class Alive(BaseModel):
    """The process runs and answers."""

    portal: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Whether requests can be served."""

    store: Literal["ok", "down"] = Field(description="The place where passports are kept, read and written.")
    version: int = Field(description="The published version of catalogue, rules and texts that is served.")
    dialogue: EngineName = Field(description="The engine that answers employees now.")


@router.get("/health", summary="Whether portal, Rasa and store work", responses={503: {"model": Health, "description": "A part is down."}})
async def health(request: Request, response: Response) -> Health:
    """200 when all parts work, else 503 with the part that does not; `dialogue` says who answers meanwhile."""
    conversation: Conversation = request.app.state.conversation
    up = await conversation.is_up()
    found = Health(rasa=_rasa(request, up), dialogue=_answering(conversation, up), store=await _store(request))
    if "down" in {found.rasa, found.store}:
        response.status_code = 503
    return found


@router.get("/health/live", summary="Whether the process runs")
async def alive() -> Alive:
    """Looks at nothing else: who restarts processes must not do so because something beside them is down."""
    return Alive()


@router.get("/health/ready", summary="Whether it can serve", responses={503: {"model": Ready, "description": "It cannot, as the store is down."}})
async def ready(request: Request, response: Response) -> Ready:
    """200 when who comes can be served. A Rasa that is down is told and does not make it 503: the talk goes on without it."""
    conversation: Conversation = request.app.state.conversation
    live: Live[Published] = request.app.state.live
    found = Ready(store=await _store(request), version=live.version.number, dialogue=_answering(conversation, await conversation.is_up()))
    if found.store == "down":
        response.status_code = 503
    return found


def _rasa(request: Request, up: bool) -> Literal["ok", "down", "off"]:
    settings: Settings = request.app.state.settings
    return "off" if settings.dialogue is EngineName.BUTTONS else "ok" if up else "down"


def _answering(conversation: Conversation, up: bool) -> EngineName:
    return conversation.answering if up else EngineName.BUTTONS


async def _store(request: Request) -> Literal["ok", "down"]:
    return "ok" if await run_in_threadpool(_store_works, request.app.state.store) else "down"


def _store_works(store: PassportStore) -> bool:
    try:
        store.check()
    except StoreError:
        return False
    return True
