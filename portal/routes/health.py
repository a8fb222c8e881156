"""Whether the process runs, whether it can serve, and which part does not work, for who watches over them."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from bot.conversation import Conversation
from portal.versions.served import Published
from publishing.live import Live
from skills_passport.errors import StoreError
from skills_passport.store import PassportStore

router = APIRouter(tags=["beheer"])


class Health(BaseModel):
    """Per part whether it works."""

    portal: Literal["ok"] = "ok"
    rasa: Literal["ok", "down"] = Field(description="The conversation engine on loopback.")
    store: Literal["ok", "down"] = Field(description="The place where passports are kept.")


class Alive(BaseModel):
    """The process runs and answers."""

    portal: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Whether requests can be served."""

    store: Literal["ok", "down"] = Field(description="The place where passports are kept, read and written.")
    version: int = Field(description="The published version of catalogue, rules and texts that is served.")
    dialogue: Literal["rasa", "fallback"] = Field(description="What answers a message now; without Rasa nobody is turned away.")


@router.get("/health", summary="Whether portal, Rasa and store work", responses={503: {"model": Health, "description": "A part is down."}})
async def health(request: Request, response: Response) -> Health:
    """200 when all parts work, else 503 with the part that does not."""
    conversation: Conversation = request.app.state.conversation
    found = Health(rasa="ok" if await conversation.is_up() else "down", store=await _store(request))
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
    found = Ready(store=await _store(request), version=live.version.number, dialogue="rasa" if await conversation.is_up() else "fallback")
    if found.store == "down":
        response.status_code = 503
    return found


async def _store(request: Request) -> Literal["ok", "down"]:
    return "ok" if await run_in_threadpool(_store_works, request.app.state.store) else "down"


def _store_works(store: PassportStore) -> bool:
    try:
        store.check()
    except StoreError:
        return False
    return True
