"""The web application: what it opens at the start, its routes, and what it closes at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.actions import build_executor
from bot.engines.engine import EngineName
from bot.front_door import build_conversation
from bot.locks import LocksInFolder, TalkLocks
from bot.rasa_server.client import answers
from bot.redis_link import RedisLink
from bot.redis_locks import LocksInRedis
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
from portal.turns_elsewhere import TurnsElsewhere
from portal.versions.opening import drafts_of, live_of, open_versions
from portal.versions.protecting import protected
from portal.versions.served import OneVersion, Published
from portal.watching.metrics import Now, door
from portal.watching.requests import Watched
from portal.watching.traces import traced
from publishing.content import Content
from publishing.live import Live
from publishing.reading import knowledge_of, parse
from publishing.store import VersionStore
from rules.files.fit_files import keep_fits_in
from rules.files.knowledge_files import product_version
from rules.knowledge import Knowledge
from skills_passport.erasures import ErasureJournal
from skills_passport.opening import open_passports
from skills_passport.pseudonym import coach_id
from skills_passport.sign_ins import SignIns
from skills_passport.store import PassportStore

_EMPLOYEE = (passport, passport_corrections, passport_coach, passport_plan, passport_file, own_api, downloads)
_COACH = (coach_talks, coach_preparation, coach, coach_functions, coach_plan)  # in this order: a case may have any number, but not that of a page
_HR = (hr_totals, hr_costs, hr_personnel, hr_governance, hr_trial, hr_versions, hr_texts, hr_rules, hr_rule_form, hr_rule_tables, hr_catalogue, hr_workbook, hr_figures)
NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)
"""FastAPI's own would hold addresses, searches and what an error says, and an environment variable would send them off; ours: portal/watching."""
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
        docs_url=None, redoc_url=None, openapi_url="/openapi.json", telemetry=NO_TELEMETRY,
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
    app.add_middleware(Watched)
    return app


def passport_store(settings: Settings) -> PassportStore:
    """The passports, in which no coach is let in to their own."""
    return open_passports(
        settings.passports_place, coach_of=lambda owner: coach_id(owner, settings.secret_key), journal=ErasureJournal(settings.journal),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The store and the talk on top of it: opened in the process that serves, and closed with it."""
    settings: Settings = app.state.settings
    make_var(settings)
    live: Live[Published] = app.state.live
    with (
        closing(VersionStore(settings.versions_place)) as versions, closing(passport_store(settings)) as store, closing(SignIns(settings.passports_place)) as sign_ins,
        closing(Jobs()) as jobs, closing(Trials(lambda: datetime.now(UTC))) as trials, closing(live),
        traced(settings, app.version), door(settings, Now(store, rasa_of(settings), lambda: live.version.number)),
    ):
        app.state.drafts = drafts_of(settings, versions, live.rehearse, protected(settings.data, lambda content: _knowledge(live, content)))
        live.start(app.state.drafts)
        link = link_to(settings)
        app.state.elsewhere = elsewhere = TurnsElsewhere(settings.turns_at, settings.secret_key, settings.action_token)
        conversation = build_conversation(
            store, lambda: live.now, rasa_url=settings.rasa_url, patience=settings.rasa_patience, tracker=settings.tracker, engine=settings.dialogue,
            locks=locks_of(settings, link), mark=elsewhere.mark,
        )
        app.state.store = store
        app.state.login = Login(settings, sign_ins, app.state.personas, Provider(settings) if settings.has_oidc else None)
        app.state.limits = RateLimits(settings, link, settings.redis_url.get_secret_value(), settings.secret_key)
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
        await elsewhere.close()
        if link is not None:
            await link.close()


def rasa_of(settings: Settings) -> Callable[[], bool] | None:
    """Whether the Rasa of these settings answers, where there is one."""
    return None if settings.dialogue is EngineName.BUTTONS else lambda: answers(settings.rasa_url)


def link_to(settings: Settings) -> RedisLink | None:
    """The Redis of these settings, where there is one; it need not answer yet."""
    url = settings.redis_url.get_secret_value()
    return RedisLink(url) if url else None


def locks_of(settings: Settings, link: RedisLink | None) -> TalkLocks:
    """One turn of one employee at a time: on this machine, and over all of them where there is a Redis."""
    here = LocksInFolder(settings.talk_locks)
    return here if link is None else LocksInRedis(here, link, settings.secret_key)


def _knowledge(live: Live[Published], content: Content) -> Knowledge:
    """Knowledge of a content: what is being built of it anyhow, or built on what is live."""
    coming = live.coming(content)
    return coming.knowledge if coming is not None else knowledge_of(parse(content), [live.now.knowledge])


def _refuse(scope: Scope, status: int, text: str) -> Response:
    return problem(Request(scope), status, text)
