"""The two cookies: one that says which session, one for the minutes that somebody is signing in at the provider."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from portal.settings import Settings

SESSION = "wijzer-sessie"
ATTEMPT = "wijzer-aanmelden"
SECURE = "__Host-"
"""With this before its name a browser takes a cookie over TLS only, for this host only, so that no other host can plant one.

Over plain http on this machine itself the name stands without it: Chromium takes `__Host-` cookies from http://127.0.0.1,
but Safari and programs (httpx, curl) do not send them back there.
"""


class Cookie:
    """One signed cookie with a small value in it; `longest`: seconds until it counts no more."""

    def __init__(self, name: str, settings: Settings, longest: float) -> None:
        self._name = name
        self._settings = settings
        self._longest = int(longest)
        self._signer = URLSafeTimedSerializer(settings.secret_key, salt=name)

    def name(self, request: Request) -> str:
        return SECURE + self._name if self._is_secure(request) else self._name

    def read(self, request: Request) -> dict[str, str]:
        """What it holds; empty when there is none, it is too old, or it was tampered with."""
        try:
            kept: Any = self._signer.loads(request.cookies.get(self.name(request), ""), max_age=self._longest)
        except BadSignature:
            return {}
        return kept if isinstance(kept, dict) else {}

    def write(self, request: Request, response: Response, value: dict[str, str]) -> None:
        response.set_cookie(
            self.name(request), self._signer.dumps(value), max_age=self._longest, path="/", httponly=True, samesite="lax",
            secure=self._is_secure(request),
        )

    def remove(self, request: Request, response: Response) -> None:
        response.delete_cookie(self.name(request), path="/", httponly=True, samesite="lax", secure=self._is_secure(request))

    def _is_secure(self, request: Request) -> bool:
        return self._settings.tls_in_front or request.url.scheme == "https"
