"""Sessions: begun by one of the ways to sign in, found again by a cookie, ended by logout, time, or a role that is gone."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from portal.addresses import is_loopback
from portal.errors import LoginRefused, ProviderDown
from portal.login.break_glass import NAME, Account, read_account
from portal.login.cookies import ATTEMPT, SESSION, Cookie
from portal.login.personas import Persona, Personas
from portal.login.provider import Attempt, Identity, Provider, Tokens
from portal.login.session import BREAK_GLASS, OIDC, PERSONA, Session
from portal.roles import PRIVILEGED, Role
from portal.settings import Settings
from skills_passport.errors import StoreError
from skills_passport.pseudonym import coach_id, owner_id
from skills_passport.sign_ins import SignIn, SignIns

log = logging.getLogger(__name__)
ATTEMPT_HOLDS = 600.0  # seconds to sign in at the provider
ASK_AGAIN = 300.0  # seconds until the roles of a privileged session are asked anew
RETRY = 20.0  # seconds, when the provider did not answer
NOTE_EVERY = timedelta(minutes=1)  # a session that is used is written down no more often


@dataclass
class _Watched:
    """A privileged session of the provider: how to ask whether its roles still hold, and what came of that."""

    tokens: Tokens
    owner: str
    ask_at: float
    confirmed: bool = True
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Login:
    """All sessions of this portal."""

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
        self._watched: dict[str, _Watched] = {}

    # -- ways to sign in

    def personas(self, request: Request) -> dict[str, Persona]:
        """Only with --demo, for this computer, and under its own name: a foreign name that leads here is another website's.

        Never through a proxy: behind one, everybody seems to be this computer.
        """
        passed_on = any(name == "forwarded" or name.startswith("x-forwarded") for name in request.headers)
        here = request.client is not None and is_loopback(request.client.host) and is_loopback(request.url.hostname) and not passed_on
        return self._personas.all() if self.settings.demo and here else {}

    def account(self) -> Account | None:
        """The emergency account, while there is one."""
        return read_account(self.settings.break_glass)

    def begin_persona(self, request: Request, response: Response, persona: Persona) -> Session:
        owner = owner_id(f"demo:{persona.id}", self.settings.secret_key)
        return self._begin(request, response, Session(owner, persona.roles, persona.name, PERSONA + persona.id), persona.credential)

    def begin_break_glass(self, request: Request, response: Response, account: Account) -> Session:
        owner = owner_id("break-glass", self.settings.secret_key)
        return self._begin(request, response, Session(owner, account.roles, NAME, BREAK_GLASS), account.credential)

    def begin_oidc(self, request: Request, response: Response, identity: Identity) -> Session:
        provider = self._provider()
        owner = owner_id(f"oidc:{self.settings.oidc_issuer} {identity.subject}", self.settings.secret_key)
        session = Session(owner, identity.roles, identity.name, OIDC)
        return self._begin(request, response, session, provider.credential, identity.tokens if session.is_privileged else None)

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
        if self.session(request) is None:
            return None
        number = self._number(request)
        watched = self._watched.get(number)
        if watched is not None and await self._roles_are_gone(number, watched):
            await run_in_threadpool(self._end_number, number)
        kept = self.sign_ins.find(number)
        if kept is not None and self._clock() - kept.last_seen >= NOTE_EVERY:
            try:
                await run_in_threadpool(self.sign_ins.seen, number)
            except StoreError as error:  # costs who is signed in no more than time
                log.error("session: %s", type(error).__name__)
        request.scope["state"].pop("wijzer_session")
        return self.session(request)

    def open_sign_ins(self, session: Session) -> list[SignIn]:
        """Where this person is signed in now, newest first."""
        return [kept for kept in self.sign_ins.of(session.owner) if not self._is_over(kept)]

    def end(self, request: Request, response: Response, everywhere: bool = False) -> None:
        """Ends the session of this request, for who holds a copy of its cookie too; or all of the same person."""
        session = self.session(request)
        if session is not None and everywhere:
            self.sign_ins.end_all(session.owner)
            self._watched = {number: watched for number, watched in self._watched.items() if watched.owner != session.owner}
        self._end_number(self._number(request))
        self._cookie.remove(request, response)
        request.scope["state"]["wijzer_session"] = None

    def _begin(self, request: Request, response: Response, session: Session, credential: str, tokens: Tokens | None = None) -> Session:
        self._end_number(self._number(request))  # of who was here before, in this browser
        number = secrets.token_urlsafe(32)
        self.sign_ins.begin(
            number, session.owner, frozenset(map(str, session.roles)), session.how, credential, older_than=self._clock() - self._longest
        )
        if tokens is not None:
            self._forget_old()
            self._watched[number] = _Watched(tokens, session.owner, time.monotonic() + ASK_AGAIN)
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
        if kept.how == OIDC and roles & PRIVILEGED:
            watched = self._watched.get(number)
            if watched is None:  # the portal was started anew: nobody can tell whether the roles still hold
                return None
            suspended = frozenset() if watched.confirmed else roles & PRIVILEGED
        held = roles - suspended
        return Session(kept.owner, held, cookie.get("name", ""), kept.how, suspended, self._coach(kept.owner, held))

    def _coach(self, owner: str, roles: frozenset[Role]) -> str:
        return coach_id(owner, self.settings.secret_key) if Role.COACH in roles else ""

    def _is_over(self, kept: SignIn) -> bool:
        now = self._clock()
        privileged = not kept.roles.isdisjoint(map(str, PRIVILEGED))
        idle = timedelta(minutes=self.settings.idle_privileged if privileged else self.settings.idle_employee)
        return now - kept.last_seen > idle or now - kept.started > self._longest

    def _holds(self, request: Request, kept: SignIn) -> bool:
        """Whether what was signed in with is still there, and the same."""
        if kept.how == OIDC:
            return self.provider is not None and kept.credential == self.provider.credential
        if kept.how == BREAK_GLASS:
            account = self.account()
            return account is not None and kept.credential == account.credential
        persona = self.personas(request).get(kept.how.removeprefix(PERSONA))
        return persona is not None and kept.credential == persona.credential

    async def _roles_are_gone(self, number: str, watched: _Watched) -> bool:
        """Ask the provider, when it is time, whether the roles of a session still hold."""
        async with watched.lock:
            if time.monotonic() < watched.ask_at:
                return False
            try:
                roles, watched.tokens = await self._provider().roles_now(watched.tokens)
            except ProviderDown as error:
                log.error("roles of a session cannot be asked: %s", error.reason)
                watched.confirmed, watched.ask_at = False, time.monotonic() + RETRY
                return False
            except LoginRefused as error:
                log.warning("session ended: %s", error.reason)
                return True
            kept = self.sign_ins.find(number)
            watched.confirmed, watched.ask_at = True, time.monotonic() + ASK_AGAIN
            return kept is None or not kept.roles <= set(map(str, roles))

    def _provider(self) -> Provider:
        if self.provider is None:
            raise LoginRefused("no provider")
        return self.provider

    def _number(self, request: Request) -> str:
        return self._cookie.read(request).get("number", "")

    def _end_number(self, number: str) -> None:
        if number:
            self._watched.pop(number, None)
            self.sign_ins.end(number)

    def _forget_old(self) -> None:
        """Tokens of sessions that nobody used again."""
        self._watched = {number: watched for number, watched in self._watched.items() if self.sign_ins.find(number) is not None}
