"""The own export put back: choose a file, see what it would replace, and say yes. Nothing of the file is kept before that."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from bot.conversation import Conversation
from bot.errors import CannotForget
from bot.record import check_talk
from portal.errors import FileRefused
from portal.login import Role, Session, required_role
from portal.pages import Pages
from portal.passport_page.file_back import LARGEST_FILE, packed, preview_of, refusal, text_in, unpacked
from portal.passport_page.notices import Deed, address
from portal.problems import problem
from portal.routes.passport import ACTOR
from portal.uploads import uploaded_file
from skills_passport.errors import ExportInvalid, ImportRefused
from skills_passport.importing import found_in, import_passport, with_content_of
from skills_passport.store import PassportStore

router = APIRouter(prefix="/paspoort/terugzetten", include_in_schema=False)
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]


class Confirmed(BaseModel):
    """The yes: the file as the page carried it, and the version of the passport that was shown beside it."""

    version: int = Field(ge=0)
    packed: str


@router.get("")
def choose(request: Request, who: Who) -> HTMLResponse:
    return _page(request)


@router.post("")
async def preview(request: Request, who: Who) -> Response:
    """What the file would replace. Nothing is written but that the passport was looked at."""
    _, content = await uploaded_file(request, LARGEST_FILE)
    return await run_in_threadpool(_preview, request, who, content)


@router.post("/bevestigen")
async def confirm(request: Request, who: Who, sent: Annotated[Confirmed, Form()]) -> Response:
    """Put it back, if the passport is still as it was shown. The engine's memory of the talk goes: the talk goes on where the file stands."""
    state = request.app.state
    conversation: Conversation = state.conversation

    def put_back() -> None:
        text = unpacked(sent.packed)
        found_in(text, who.owner, check_talk)
        conversation.forget(who.owner)
        import_passport(
            state.store, who.owner, text, actor=ACTOR, at=datetime.now(UTC), text_version=state.live.now.interview.script.consent_text_version,
            check=check_talk, expected_version=sent.version,
        )

    try:
        async with conversation.silence(who.owner):
            await run_in_threadpool(put_back)
    except FileRefused as refused:
        return _page(request, 422, str(refused))
    except (ExportInvalid, ImportRefused) as refused:
        return _page(request, 422, refusal(refused))
    except CannotForget:
        return problem(request, 503)
    return RedirectResponse(address(Deed.IMPORTED), 303)


def _preview(request: Request, who: Session, content: bytes) -> Response:
    state = request.app.state
    store: PassportStore = state.store
    pages: Pages = state.pages
    try:
        text = text_in(content)
        found = found_in(text, who.owner, check_talk)
        present = store.load(who.owner, actor=ACTOR, action="preview-import")
        with_content_of(present, found, at=datetime.now(UTC), text_version=state.live.now.interview.script.consent_text_version)  # whether it may
        carried = packed(text)
    except FileRefused as refused:
        return _page(request, 422, str(refused))
    except (ExportInvalid, ImportRefused) as refused:
        return _page(request, 422, refusal(refused))
    return pages.page(
        request, "passport/import_preview.html", preview=preview_of(present, found), packed=carried, passport_version=present.version,
    )


def _page(request: Request, status: int = 200, refused: str = "") -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(request, "passport/import.html", status, refused=refused)
