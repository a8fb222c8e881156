"""Sessions: begun by one of the ways to sign in, found again by a cookie, ended by logout, time, or a role that is gone."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from portal.addresses import comes_from_here
from portal.errors import LoginRefused
from portal.login.break_glass import NAME, Account, read_account
from portal.login.cookies import ATTEMPT, SESSION, Cookie
from portal.login.form_mark import form_mark
from portal.login.id_token import LEEWAY
from portal.login.personas import Persona, Personas
from portal.login.provider import Attempt, Identity, Provider
from portal.login.session import BREAK_GLASS, OIDC, PERSONA, Session
from portal.login.watch import Answer, Watch
from portal.roles import PRIVILEGED, Role
from portal.settings import Settings
from skills_passport.errors import StoreError
from skills_passport.pseudonym import coach_id, owner_id
from skills_passport.sign_ins import CONNECTIONS, SignIn, SignIns

log = logging.getLogger(__name__)
T = TypeVar("T")
ATTEMPT_HOLDS = 600.0  # seconds to sign in at the provider
UNASKED = 3  # times the minutes between two questions: so long an employee's session holds that nobody can ask about
NOTE_EVERY = timedelta(minutes=1)  # a session that is used is written down no more often
AHEAD = timedelta(minutes=1)
"""So much further may the clock of another machine be. A session of a later moment was written by a clock that was put back: nobody can tell how long it holds."""


def break_glass_owner(secret: str) -> str:
    """The pseudonymous id of the emergency account."""
    return owner_id("break-glass", secret)


class Login:
    """All sessions, of every process over the same store."""

    def __init__(
        self, settings: Settings, sign_ins: SignIns, personas: Personas, provider: Provider | None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.settings = settings
        self.sign_ins = sign_ins
        self.provider = provider
        self._personas = personas
        self._clock = clock
        self._longest = timedelta(hours=settings.longest_session)
        self._cookie = Cookie(SESSION, settings, self._longest.total_seconds())
        self._attempt = Cookie(ATTEMPT, settings, ATTEMPT_HOLDS)
        # Of its own: a store that stands still holds up neither the loop nor, for who is refused because of it, the threads of everybody else.
        self._threads = ThreadPoolExecutor(CONNECTIONS, "sign-ins")
        self.watch = Watch(settings.oidc_ask_again * 60, sign_ins, settings.secret_key)

    # -- ways to sign in

    def personas(self, request: Request) -> dict[str, Persona]:
        """Only with --demo, and for this computer itself."""
        return self._personas.all() if self.settings.demo and comes_from_here(request) else {}

    def account(self) -> Account | None:
        """The emergency account, while there is one."""
        return read_account(self.settings.break_glass)

    def begin_persona(self, request: Request, response: Response, persona: Persona) -> Session:
        owner = owner_id(f"demo:{persona.id}", self.settings.secret_key)
        return self._begin(request, response, Session(owner, persona.roles, persona.name, PERSONA + persona.id), persona.credential)

    def begin_break_glass(self, request: Request, response: Response, account: Account) -> Session:
        owner = break_glass_owner(self.settings.secret_key)
        return self._begin(request, response, Session(owner, account.roles, NAME, BREAK_GLASS), account.credential)

    def begin_oidc(self, request: Request, response: Response, identity: Identity) -> Session:
        provider = self._provider()
        session = Session(self._owner(identity.subject), identity.roles, identity.name, OIDC)
        return self._begin(request, response, session, provider.credential, identity)

    def remember(self, request: Request, response: Response, attempt: Attempt) -> None:
        """Let the browser keep what belongs to the sign-in it begins."""
        kept = {"state": attempt.state, "nonce": attempt.nonce, "verifier": attempt.verifier, "back": attempt.back}
        self._attempt.write(request, response, kept)

    def attempt(self, request: Request) -> Attempt:
        """The sign-in that this browser began; with an empty state when it began none."""
        kept = self._attempt.read(request)
        return Attempt(kept.get("state", ""), kept.get("nonce", ""), kept.get("verifier", ""), kept.get("back", "/"))

    def forget_attempt(self, request: Request, response: Response) -> None:
        self._attempt.remove(request, response)

    # -- sessions

    def session(self, request: Request) -> Session | None:
        """The session of this request, or None when there is none, it was ended, it is too old, or it was tampered with."""
        state = request.scope.setdefault("state", {})
        if "wijzer_session" not in state:
            state["wijzer_session"] = None  # what goes wrong below is told once, on a page that asks this again
            state["wijzer_session"] = self._found(request)
        session: Session | None = state["wijzer_session"]
        return session

    async def looked_after(self, request: Request) -> Session | None:
        """The same, once the provider was asked where that is due, and with its use written down."""
        session = await self.looked_up(request)
        if session is None:
            return None
        number = self._number(request)
        if session.how == OIDC:
            await self._ask(number)
        kept = await self._in_thread(self.sign_ins.find, number)
        if kept is not None and self._clock() - kept.last_seen >= NOTE_EVERY:
            try:
                await run_in_threadpool(self.sign_ins.seen, number)
            except StoreError as error:  # costs who is signed in no more than time
                log.error("session: %s", type(error).__name__)
        request.scope["state"].pop("wijzer_session")
        return await self.looked_up(request)

    async def looked_up(self, request: Request) -> Session | None:
        """As `session`, for who may not wait for the store: the loop serves everybody."""
        if "wijzer_session" in request.scope.setdefault("state", {}):
            return self.session(request)
        return await self._in_thread(self.session, request)

    def form_mark(self, session: Session) -> str:
        """What stands in every form of this person's pages."""
        return form_mark(session.owner, self.settings.secret_key)

    def open_sign_ins(self, session: Session) -> list[SignIn]:
        """Where this person is signed in now, newest first."""
        return [kept for kept in self.sign_ins.of(session.owner) if not self._is_over(kept)]

    def end(self, request: Request, response: Response, everywhere: bool = False) -> None:
        """Ends the session of this request, for who holds a copy of its cookie too; or all of the same person."""
        session = self.session(request)
        if session is not None and everywhere:
            self.sign_ins.end_all(session.owner)
        self._end_number(self._number(request))
        self._cookie.remove(request, response)
        request.scope["state"]["wijzer_session"] = None

    async def end_at_provider(self, logout_token: str) -> None:
        """Ends what the provider says was signed off there; a token counts once. Raises LoginRefused or ProviderDown."""
        said = await self._provider().signed_off(logout_token)
        owner = self._owner(said.subject) if said.subject else ""
        if await run_in_threadpool(self.sign_ins.end_at_provider, owner, said.session, token=said.id, until=said.expires + LEEWAY) is None:
            raise LoginRefused("logout_token seen before")

    def _owner(self, subject: str) -> str:
        return owner_id(f"oidc:{self.settings.oidc_issuer} {subject}", self.settings.secret_key)

    def _begin(self, request: Request, response: Response, session: Session, credential: str, identity: Identity | None = None) -> Session:
        self._end_number(self._number(request))  # of who was here before, in this browser
        number = secrets.token_urlsafe(32)
        self.sign_ins.begin(
            number, session.owner, frozenset(map(str, session.roles)), session.how, credential, older_than=self._clock() - self._longest,
            provider_session=identity.session if identity else "",
        )
        if identity is not None:
            self.watch.begin(number, identity.tokens)
        self._cookie.write(request, response, {"number": number, "name": session.name})
        return replace(session, coach=self._coach(session.owner, session.roles))

    def _found(self, request: Request) -> Session | None:
        cookie = self._cookie.read(request)
        number = cookie.get("number", "")
        kept = self.sign_ins.find(number) if number else None
        if kept is None or self._is_over(kept) or not self._holds(request, kept):
            return None
        roles = frozenset(Role(role) for role in kept.roles if role in set(Role))
        suspended: frozenset[Role] = frozenset()
        if kept.how == OIDC:
            watched = self.watch.find(number)
            if watched is None and (roles & PRIVILEGED or self._clock() - kept.confirmed > timedelta(seconds=UNASKED * self.watch.every)):
                return None  # begun under an earlier release: nobody can tell whether account and roles still hold
            suspended = frozenset() if watched is None or watched.confirmed else roles & PRIVILEGED
        held = roles - suspended
        return Session(kept.owner, held, cookie.get("name", ""), kept.how, suspended, self._coach(kept.owner, held))

    def _coach(self, owner: str, roles: frozenset[Role]) -> str:
        return coach_id(owner, self.settings.secret_key) if Role.COACH in roles else ""

    def _is_over(self, kept: SignIn) -> bool:
        now = self._clock()
        privileged = not kept.roles.isdisjoint(map(str, PRIVILEGED))
        idle = timedelta(minutes=self.settings.idle_privileged if privileged else self.settings.idle_employee)
        return now - kept.last_seen > idle or now - kept.started > self._longest or max(kept.last_seen, kept.started) - now > AHEAD

    def _holds(self, request: Request, kept: SignIn) -> bool:
        """Whether what was signed in with is still there, and the same."""
        if kept.how == OIDC:
            return self.provider is not None and kept.credential == self.provider.credential
        if kept.how == BREAK_GLASS:
            account = self.account()
            return account is not None and kept.credential == account.credential
        persona = self.personas(request).get(kept.how.removeprefix(PERSONA))
        return persona is not None and kept.credential == persona.credential

    async def _ask(self, number: str) -> None:
        """Ask the provider about a session, when it is time; what it does not stand behind ends."""
        kept = await self._in_thread(self.sign_ins.find, number)
        if kept is None or kept.how != OIDC or self.provider is None:
            return
        answer = await self.watch.ask(number, self.provider, frozenset(Role(role) for role in kept.roles if role in set(Role)))
        if answer is Answer.GONE:
            await run_in_threadpool(self._end_number, number)
        elif answer is Answer.HOLDS:
            try:
                await run_in_threadpool(self.sign_ins.confirm, number)
            except StoreError as error:  # costs signing in anew once nobody can be asked
                log.error("session: %s", type(error).__name__)

    async def _in_thread(self, look: Callable[..., T], *values: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, look, *values)

    def _provider(self) -> Provider:
        if self.provider is None:
            raise LoginRefused("no provider")
        return self.provider

    def _number(self, request: Request) -> str:
        return self._cookie.read(request).get("number", "")

    def _end_number(self, number: str) -> None:
        if number:
            self.sign_ins.end(number)
