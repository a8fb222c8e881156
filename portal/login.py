"""Who is talking: a signed session cookie, and the demo personas that exist on loopback only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from fastapi import HTTPException, Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from portal.ended_sessions import EndedSessions
from portal.settings import Settings, is_loopback
from skills_passport.pseudonym import owner_id

COOKIE = "wijzer-sessie"
LONGEST_SESSION = 12 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented employee to try the talk with."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Session:
    """The employee behind a request: `owner` is the pseudonymous id of their passport."""

    person: str
    name: str
    owner: str


class Login:
    """Turns a cookie into a session and back."""

    def __init__(self, settings: Settings, personas: tuple[Persona, ...]) -> None:
        self.settings = settings
        self.personas = {persona.id: persona for persona in personas}
        self._ended = EndedSessions(settings.ended_sessions, LONGEST_SESSION)
        self._signer = URLSafeTimedSerializer(settings.secret_key, salt="session")

    def session(self, request: Request) -> Session | None:
        """The session of this request, or None when there is none, it was ended, it is too old, or it was tampered with."""
        kept = self._kept(request)
        persona = self.personas.get(kept.get("person", "")) if self.demo_allowed(request) else None
        if persona is None or kept.get("nonce", "") in self._ended:
            return None
        return Session(persona.id, persona.name, owner_id(f"demo:{persona.id}", self.settings.secret_key))

    def demo_allowed(self, request: Request) -> bool:
        """Only for this computer, and only under its own name: a foreign name that leads here is another website's."""
        here = request.client is not None and is_loopback(request.client.host) and is_loopback(request.url.hostname)
        return self.settings.demo and here

    def begin(self, response: Response, persona: Persona) -> None:
        response.set_cookie(
            COOKIE, self._signer.dumps({"person": persona.id, "nonce": secrets.token_hex(8)}),
            max_age=LONGEST_SESSION, httponly=True, samesite="lax", path="/",
        )

    def end(self, request: Request, response: Response) -> None:
        """Ends the session of this request, for who holds a copy of its cookie too."""
        nonce = self._kept(request).get("nonce", "")
        if nonce:
            self._ended.end(nonce)
        response.delete_cookie(COOKIE, path="/")

    def _kept(self, request: Request) -> dict[str, str]:
        """What the cookie of this request holds: `person` and `nonce`; empty when it cannot be trusted."""
        try:
            kept: dict[str, str] = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=LONGEST_SESSION)
        except BadSignature:
            return {}
        return kept


# These are coroutines, so that nobody waits for a free thread to have a signature checked.
async def required_session(request: Request) -> Session:
    """FastAPI dependency: the session; for who has none a redirect (of who opens a page) or 401 (of who sends something)."""
    session = await possible_session(request)
    if session is not None:
        return session
    if request.method != "GET" or request.url.path.startswith("/api/"):
        raise HTTPException(401)
    raise HTTPException(303, headers={"Location": "/"})


async def possible_session(request: Request) -> Session | None:
    """FastAPI dependency: the session, or None for who has none."""
    session: Session | None = request.app.state.login.session(request)
    return session
