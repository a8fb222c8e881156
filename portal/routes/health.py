"""Whether the parts are there, for who watches over them."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from bot.conversation import Conversation
from bot.engines.engine import EngineName
from portal.settings import Settings
from skills_passport.errors import StoreError
from skills_passport.store import PassportStore

router = APIRouter(tags=["beheer"])


class Health(BaseModel):
    """Per part whether it works."""

    portal: Literal["ok"] = "ok"
    rasa: Literal["ok", "down", "off"] = Field(description="The server on loopback that understands messages; `off` where WIJZER_DIALOGUE leaves it out.")
    dialogue: EngineName = Field(description="The engine that answers employees now. Buttons stand in while Rasa is down: nobody is turned away.")
    store: Literal["ok", "down"] = Field(description="The place where passports are kept.")


@router.get("/health", summary="Whether portal, Rasa and store work", responses={503: {"model": Health, "description": "A part is down."}})
async def health(request: Request, response: Response) -> Health:
    """200 when all parts work, else 503 with the part that does not; `dialogue` says who answers meanwhile."""
    conversation: Conversation = request.app.state.conversation
    settings: Settings = request.app.state.settings
    up = await conversation.is_up()
    found = Health(
        rasa="off" if settings.dialogue is EngineName.BUTTONS else "ok" if up else "down",
        dialogue=conversation.answering if up else EngineName.BUTTONS,
        store="ok" if await run_in_threadpool(_store_works, request.app.state.store) else "down",
    )
    if "down" in {found.rasa, found.store}:
        response.status_code = 503
    return found


def _store_works(store: PassportStore) -> bool:
    try:
        store.check()
    except StoreError:
        return False
    return True
