"""The passport in its owner's hands: read it, correct it, take it along, have it erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from bot.advised.meanwhile import news_of
from bot.conversation import Conversation
from portal.corrections import check_consent
from portal.login import Login, Role, Session, required_role
from portal.pages import Pages
from portal.passport_page.notices import Deed, address, notice_of
from portal.passport_page.page import page_of
from portal.passport_view import regions
from portal.problems import problem, refusals
from portal.recipients import recipients
from portal.versions.editor import forget_editor, kept_as_editor
from portal.versions.served import published
from skills_passport.errors import PassportNotFound
from skills_passport.export import passport_to_export
from skills_passport.guidance import advise_and_store
from skills_passport.model import Purpose
from skills_passport.rights import erase_all, export_all, give_consent, withdraw_consent
from skills_passport.store import PassportStore

router = APIRouter()
Who = Annotated[Session, Depends(required_role(Role.EMPLOYEE))]
ByOwnForm = Annotated[Session, Depends(required_role(Role.EMPLOYEE, by_own_form=True))]
ACTOR = "employee"


@router.get("/paspoort", include_in_schema=False)
def passport_page(request: Request, who: Who, gedaan: str = "", bij: str = "", versie: int = 0) -> HTMLResponse:
    """Everything the passport holds, with a form beside each answer; `gedaan` with `bij` and `versie`: what was just done."""
    state = request.app.state
    store: PassportStore = state.store
    served = published(request)
    knowledge, today = served.knowledge, datetime.now(UTC).date()
    pages: Pages = state.pages
    passport = store.load(who.owner, actor=ACTOR, action="show-passport")
    accesses = () if passport.is_new else store.accesses(who.owner, actor=ACTOR)
    months = state.settings.retention_months
    page = page_of(passport, accesses, knowledge, store.coaches(), recipients(store, who, state.settings), months=months, today=today, not_before=store.retention_from())
    notice = notice_of(passport, gedaan, bij, versie)
    if not passport.agrees_to(Purpose.TALK):
        return pages.page(request, "passport_without_consent.html", view=page.view, notice=notice)
    titles = sorted(function.title for function in knowledge.catalogue.functions.values())
    return pages.page(
        request, "passport.html", page=page, view=page.view, together=page.together, regions=regions(knowledge), titles=titles, notice=notice,
        news=news_of(passport, knowledge, served.interview.script.phrases, today),
    )


@router.post("/paspoort/toestemming", include_in_schema=False)
async def consent(
    request: Request, who: ByOwnForm, given: Annotated[bool, Form()], purpose: Annotated[Purpose, Form()] = Purpose.CONTACT
) -> Response:
    """Whether we may contact this person, or a coach may look on (the consent for the talk itself is taken back by erasing).

    Who did not agree to the talk being kept cannot agree to this either: it would begin a passport.
    """
    state = request.app.state
    conversation: Conversation = state.conversation
    store: PassportStore = state.store

    if purpose == Purpose.TALK:
        return problem(request, 422, "Die toestemming trek je in door alles te wissen. Ga terug en kies 'Verwijder alles'.")

    def decide() -> int:
        passport = store.load(who.owner, actor=ACTOR, action="check-consent")
        if given or not passport.agrees_to(purpose):
            check_consent(passport)
        kept = {"at": datetime.now(UTC), "text_version": state.live.now.interview.script.consent_text_version, "actor": ACTOR}
        if given:
            return give_consent(store, who.owner, purpose, **kept).version
        return withdraw_consent(store, who.owner, purpose, forget_talk=conversation.forget, **kept).version

    async with conversation.silence(who.owner):  # an erasure may not come between the check and the writing
        version = await run_in_threadpool(decide)
    return RedirectResponse(address(Deed.CONSENT, purpose.value, version), 303)


@router.post("/paspoort/advies", include_in_schema=False)
async def advise_again(request: Request, who: Who) -> RedirectResponse:
    """A new advice for what the passport tells now; the earlier ones stay as they were given."""
    state = request.app.state
    conversation: Conversation = state.conversation
    store: PassportStore = state.store

    def advise() -> None:
        check_consent(store.load(who.owner, actor=ACTOR, action="check-consent"))
        advise_and_store(store, who.owner, state.live.now.knowledge, datetime.now(UTC).date(), ACTOR)

    async with conversation.silence(who.owner):
        await run_in_threadpool(advise)
    return RedirectResponse("/paspoort#adviezen", 303)


@router.post("/paspoort/bewaren", include_in_schema=False)
def keep(request: Request, who: Who) -> RedirectResponse:
    """Counts as a change of today, so that a passport that nobody touches is kept longer."""
    store: PassportStore = request.app.state.store
    if not store.keep(who.owner, actor=ACTOR):
        raise PassportNotFound(who.owner)
    return RedirectResponse(address(Deed.KEPT), 303)


@router.get("/paspoort/download", include_in_schema=False)
def download(request: Request, who: Who) -> Response:
    """All that is kept, as a JSON file."""
    state = request.app.state
    text = export_all(state.store, who.owner, actor=ACTOR, as_editor=kept_as_editor(state.drafts.store, who.owner, state.settings))
    name = f"skillspaspoort-{datetime.now(UTC).date().isoformat()}.json"
    return Response(text, media_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("/paspoort/wissen", include_in_schema=False)
def ask_before_erasing(request: Request, who: Who) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(request, "erase.html")


@router.post("/paspoort/wissen", include_in_schema=False)
async def erase(request: Request, who: ByOwnForm) -> RedirectResponse:
    """Passport, talk, advices and Rasa's memory: gone, and the session with them."""
    state = request.app.state
    conversation: Conversation = state.conversation
    login: Login = state.login
    async with conversation.silence(who.owner):
        await run_in_threadpool(forget_editor, state.drafts.store, who.owner, state.settings)
        await run_in_threadpool(erase_all, state.store, who.owner, actor=ACTOR, forget_talk=conversation.forget)
    answer = RedirectResponse("/?gewist=true", 303)
    await run_in_threadpool(login.end, request, answer, True)
    return answer


@router.get(
    "/api/passport", tags=["paspoort"], summary="Your own skills passport",
    responses={200: {"description": "As docs/passport-export.schema.json describes it."}, **refusals(401, 403, 503)},
)
def passport_as_json(request: Request, who: Who) -> dict[str, Any]:
    """The same as the download; an empty passport for who has not begun."""
    store: PassportStore = request.app.state.store
    passport = store.load(who.owner, actor=ACTOR, action="show-passport")
    accesses = () if passport.is_new else store.accesses(who.owner, actor=ACTOR)
    as_editor = kept_as_editor(request.app.state.drafts.store, who.owner, request.app.state.settings)
    text = passport_to_export(passport, accesses, store.coaches(), store.sign_ins(who.owner), store.own_coach(who.owner), as_editor=as_editor)
    document: dict[str, Any] = json.loads(text)
    return document
