"""The web application: what it opens at the start, its routes, and what it closes at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.actions import build_executor
from bot.front_door import build_conversation
from portal.daily import every_day
from portal.documents.paper.printer import Printer
from portal.hr.catalogue.likeness import Likeness
from portal.hr.personnel.jobs import Jobs
from portal.hr.rulebook.half_written import half_written
from portal.hr.staging import Staging
from portal.hr.totals.published import Published as PublishedTotals
from portal.hr.trial.trials import Trials
from portal.login import Login
from portal.login.personas import Personas
from portal.login.provider import Provider
from portal.pages import HERE, Pages
from portal.problems import Safety, add_handlers, problem
from portal.rate_limits import RateLimits
from portal.routes import (
    chat,
    coach,
    coach_functions,
    coach_plan,
    coach_preparation,
    coach_talks,
    downloads,
    health,
    hr_catalogue,
    hr_costs,
    hr_figures,
    hr_governance,
    hr_personnel,
    hr_rule_form,
    hr_rule_tables,
    hr_rules,
    hr_texts,
    hr_totals,
    hr_trial,
    hr_versions,
    hr_workbook,
    login,
    own_api,
    passport,
    passport_coach,
    passport_corrections,
    passport_file,
    passport_plan,
    rasa_actions,
)
from portal.security import Guard
from portal.settings import Settings, make_var
from portal.versions.opening import drafts_of, live_of, open_versions
from portal.versions.protecting import protected
from portal.versions.served import OneVersion, Published
from publishing.content import Content
from publishing.live import Live
from publishing.reading import knowledge_of, parse
from publishing.store import VersionStore
from rules.files.fit_files import keep_fits_in
from rules.files.knowledge_files import product_version
from rules.knowledge import Knowledge
from skills_passport.pseudonym import coach_id
from skills_passport.sign_ins import SignIns
from skills_passport.sqlite_store import SqliteStore

_EMPLOYEE = (passport, passport_corrections, passport_coach, passport_plan, passport_file, own_api, downloads)
_COACH = (coach_talks, coach_preparation, coach, coach_functions, coach_plan)  # in this order: a case may have any number, but not that of a page
_HR = (hr_totals, hr_costs, hr_personnel, hr_governance, hr_trial, hr_versions, hr_texts, hr_rules, hr_rule_form, hr_rule_tables, hr_catalogue, hr_workbook, hr_figures)
ABOUT = (
    "Talk with the bot and read your skills passport, as the pages do. Sign in on the start page first: the session "
    "cookie says who you are. Answers are Dutch; `detail` of a refusal says what was wrong and what to do."
)


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings (with their secrets).

    Takes in the shipped data and builds what is live; raises ContentInvalid or PersonasError, naming file, line and field, for broken files,
    CannotBeServed when this release cannot read what is live, and StoreError. The passports are opened when the application starts.
    """
    keep_fits_in(settings.fits)
    store, offered = open_versions(settings)
    with closing(store):  # the process that serves opens it anew
        live = live_of(settings, store)
    version = product_version()
    app = FastAPI(
        title="Loopbaanwijzer", version=version, description=ABOUT, lifespan=_lifespan,
        docs_url=None, redoc_url=None, openapi_url="/openapi.json",
    )
    app.state.settings = settings
    app.state.live = live
    app.state.offered = offered
    app.state.pages = Pages(version)
    app.state.printer = Printer()
    app.state.personas = Personas(settings.personas)
    for part in (login, chat, *_EMPLOYEE, *_COACH, *_HR, health, rasa_actions):
        app.include_router(part.router)
    app.mount("/static", GZipMiddleware(StaticFiles(directory=HERE / "static")), name="static")
    add_handlers(app)
    app.add_middleware(OneVersion, live=live)
    app.add_middleware(Safety)
    app.add_middleware(Guard, refuse=_refuse, frame_ancestors=settings.frame_ancestors, tls=settings.tls_in_front)
    return app


def passport_store(settings: Settings) -> SqliteStore:
    """The passports, in which no coach is let in to their own."""
    return SqliteStore(settings.database, coach_of=lambda owner: coach_id(owner, settings.secret_key))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The store and the talk on top of it: opened in the process that serves, and closed with it."""
    settings: Settings = app.state.settings
    make_var(settings)
    live: Live[Published] = app.state.live
    with (
        closing(VersionStore(settings.versions)) as versions, closing(passport_store(settings)) as store, closing(SignIns(settings.database)) as sign_ins,
        closing(Jobs()) as jobs, closing(Trials(lambda: datetime.now(UTC))) as trials, closing(live),
    ):
        app.state.drafts = drafts_of(settings, versions, live.rehearse, protected(settings.data, lambda content: _knowledge(live, content)))
        live.start(app.state.drafts)
        conversation = build_conversation(
            store, lambda: live.now, rasa_url=settings.rasa_url, patience=settings.rasa_patience, tracker=settings.tracker,
        )
        app.state.store = store
        app.state.login = Login(settings, sign_ins, app.state.personas, Provider(settings) if settings.has_oidc else None)
        app.state.limits = RateLimits(settings)
        app.state.conversation = conversation
        app.state.personnel_jobs, app.state.trials = jobs, trials
        app.state.staging, app.state.half_written, app.state.likeness = Staging(), half_written(), Likeness()
        app.state.totals = totals = PublishedTotals(settings.totals, store, lambda: app.state.live.now.knowledge)
        app.state.executor = build_executor(conversation)
        daily = asyncio.create_task(every_day(store, settings)) if settings.retention_daily else None
        yield
        if daily is not None:
            daily.cancel()  # a turn that is being taken is waited for
            with suppress(asyncio.CancelledError):
                await daily
        await run_in_threadpool(totals.wait)
        await conversation.close()


def _knowledge(live: Live[Published], content: Content) -> Knowledge:
    """Knowledge of a content: what is being built of it anyhow, or built on what is live."""
    coming = live.coming(content)
    return coming.knowledge if coming is not None else knowledge_of(parse(content), [live.now.knowledge])


def _refuse(scope: Scope, status: int, text: str) -> Response:
    return problem(Request(scope), status, text)
