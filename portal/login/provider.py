"""The organisation's OpenID provider: code flow with PKCE, what it says of a person, and whether that still holds."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from portal.addresses import is_encrypted_or_here, is_loopback
from portal.errors import LoginNotOurs, LoginRefused, ProviderDown
from portal.login.claims import name_in, roles_in
from portal.login.id_token import SAFE, UnknownKey, checked_claims
from portal.login_settings import LoginSettings
from portal.roles import Role

PATIENCE = 5.0  # seconds for one answer of the provider
METADATA_HOLDS = 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a browser keeps while somebody signs in at the provider; `back`: our page to go to afterwards."""

    state: str
    nonce: str
    verifier: str
    back: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """What opens the provider's answers about one person; kept sealed (portal/login/sealing.py)."""

    subject: str
    access: str
    refresh: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in, as far as we need to know. `subject`: the provider's own stable code for the person."""

    subject: str
    name: str
    roles: frozenset[Role]
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class _Known:
    """What the provider says of itself, and its keys."""

    metadata: Mapping[str, Any]
    keys: KeySet
    at: float


class Provider:
    """One provider. Every method may raise ProviderDown; what is refused raises LoginRefused."""

    def __init__(self, settings: LoginSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self.settings = settings
        self._issuer = settings.oidc_issuer
        self._clock = clock
        self._known: _Known | None = None

    @property
    def credential(self) -> str:
        """Sessions of another provider or registration than the present one count no more."""
        return f"{self._issuer} {self.settings.oidc_client_id}"

    async def begin(self, redirect_uri: str, back: str) -> tuple[str, Attempt]:
        """The address at the provider to send the browser to, and what to remember."""
        metadata = (await self._provider()).metadata
        attempt = Attempt(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), back)
        async with self._client(metadata) as client:
            client.redirect_uri = redirect_uri
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier,
            )
        return str(address), attempt

    async def finish(self, answer: Mapping[str, str], attempt: Attempt, redirect_uri: str) -> Identity:
        """Who signed in, by the answer that the browser brought back."""
        known = await self._provider()
        self._check_answer(answer, attempt, known.metadata)
        async with self._client(known.metadata) as client:
            token = await _asked(client.fetch_token(
                known.metadata["token_endpoint"], grant_type="authorization_code", code=answer["code"],
                redirect_uri=redirect_uri, code_verifier=attempt.verifier,
            ))
        claims = await self._claims(token, nonce=attempt.nonce)
        tokens = Tokens(claims["sub"], str(token.get("access_token", "")), str(token.get("refresh_token", "")))
        said = claims if self.settings.oidc_roles_from == "id_token" else await self._userinfo(tokens)
        # Roles from one source only, the one that `roles_now` asks later on.
        return Identity(tokens.subject, name_in({**claims, **said}, self.settings), roles_in(said, self.settings), tokens)

    async def roles_now(self, tokens: Tokens) -> tuple[frozenset[Role], Tokens]:
        """The roles as the provider gives them now, and the tokens to ask with the next time."""
        if self.settings.oidc_roles_from == "id_token":
            claims, tokens = await self._refreshed(tokens)
            return roles_in(claims, self.settings), tokens
        try:
            said = await self._userinfo(tokens)
        except LoginRefused:  # an access token is short-lived
            _, tokens = await self._refreshed(tokens)
            said = await self._userinfo(tokens)
        return roles_in(said, self.settings), tokens

    async def end_session(self, back: str) -> str:
        """Where the provider's own session is ended (RP-Initiated Logout 1.0); empty when it has no such place."""
        place = (await self._provider()).metadata.get("end_session_endpoint", "")
        if not place:
            return ""
        return f"{place}{'&' if '?' in place else '?'}{urlencode({'client_id': self.settings.oidc_client_id, 'post_logout_redirect_uri': back})}"

    def _check_answer(self, answer: Mapping[str, str], attempt: Attempt, metadata: Mapping[str, Any]) -> None:
        if not attempt.state or not secrets.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
            raise LoginNotOurs("state")
        says_issuer = metadata.get("authorization_response_iss_parameter_supported") is True
        if ("iss" in answer or says_issuer) and answer.get("iss") != self._issuer:  # RFC 9207
            raise LoginRefused("iss of the answer")
        if "error" in answer:
            raise LoginRefused("the provider said no")
        if not answer.get("code"):
            raise LoginRefused("no code")

    async def _refreshed(self, tokens: Tokens) -> tuple[Mapping[str, Any], Tokens]:
        """The claims of a new ID token (or none), and new tokens."""
        if not tokens.refresh:
            raise LoginRefused("no refresh token")
        metadata = (await self._provider()).metadata
        async with self._client(metadata) as client:
            token = await _asked(client.fetch_token(metadata["token_endpoint"], grant_type="refresh_token", refresh_token=tokens.refresh))
        fresh = replace(tokens, access=str(token.get("access_token", "")), refresh=str(token.get("refresh_token", tokens.refresh)))
        if "id_token" not in token and self.settings.oidc_roles_from == "userinfo":
            return {}, fresh
        claims = await self._claims(token, nonce="")
        if claims["sub"] != tokens.subject:
            raise LoginRefused("another sub after refreshing")
        return claims, fresh

    async def _claims(self, token: Mapping[str, Any], *, nonce: str) -> Mapping[str, Any]:
        known = await self._provider()

        def check(keys: KeySet) -> Mapping[str, Any]:
            return checked_claims(
                token.get("id_token"), keys, issuer=self._issuer, client_id=self.settings.oidc_client_id, nonce=nonce,
                access_token=str(token.get("access_token", "")),
                offered=known.metadata.get("id_token_signing_alg_values_supported", SAFE),
            )

        try:
            return check(known.keys)
        except UnknownKey:
            return check((await self._provider(anew=True)).keys)

    async def _userinfo(self, tokens: Tokens) -> Mapping[str, Any]:
        metadata = (await self._provider()).metadata
        place = metadata.get("userinfo_endpoint")
        if not place:
            raise ProviderDown("no userinfo_endpoint: set WIJZER_OIDC_ROLES_FROM=id_token")
        async with self._client(metadata) as client:
            answer = await _asked(client.request("GET", place, withhold_token=True, headers={"Authorization": f"Bearer {tokens.access}"}))
            if answer.status_code in {401, 403}:
                raise LoginRefused("userinfo refused")
            said = _json(answer)
        if said.get("sub") != tokens.subject:
            raise LoginRefused("another sub in userinfo")
        return said

    async def _provider(self, anew: bool = False) -> _Known:
        known = self._known
        if known is not None and not anew and self._clock() - known.at < METADATA_HOLDS:
            return known
        async with self._client({}) as client:
            metadata = _json(await _asked(client.request("GET", f"{self._issuer.rstrip('/')}/.well-known/openid-configuration", withhold_token=True)))
            self._check_metadata(metadata)
            keys = _json(await _asked(client.request("GET", metadata["jwks_uri"], withhold_token=True)))
        try:
            self._known = _Known(metadata, KeySet.import_key_set(keys), self._clock())  # type: ignore[arg-type]
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise ProviderDown("keys that cannot be read") from error
        return self._known

    def _check_metadata(self, metadata: Mapping[str, Any]) -> None:
        """That it is about this issuer (OpenID Connect Discovery 1.0, 4.3), encrypted, and that PKCE with S256 is not out of the question."""
        if metadata.get("issuer") != self._issuer:
            raise ProviderDown("another issuer in the metadata")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint", "end_session_endpoint"):
            place = metadata.get(name)
            if place is None and name in {"userinfo_endpoint", "end_session_endpoint"}:
                continue
            if not isinstance(place, str) or not is_encrypted_or_here(place):
                raise ProviderDown(f"{name} missing or not encrypted")
        if "S256" not in metadata.get("code_challenge_methods_supported", ["S256"]):
            raise ProviderDown("no PKCE with S256")

    def _client(self, metadata: Mapping[str, Any]) -> AsyncOAuth2Client:
        methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return AsyncOAuth2Client(
            self.settings.oidc_client_id, self.settings.oidc_client_secret, scope=self.settings.oidc_scope, code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in methods else "client_secret_post",
            timeout=PATIENCE, trust_env=not is_loopback(urlsplit(self._issuer).hostname),
        )


async def _asked(call: Any) -> Any:
    """The answer; what can go wrong on the way becomes one of ours, without the text, which may be personal."""
    try:
        return await call
    except httpx2.HTTPStatusError as error:
        raise ProviderDown(f"status {error.response.status_code}") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise ProviderDown(type(error).__name__) from error
    except AuthlibBaseError as error:  # the provider's own no, such as invalid_grant
        raise LoginRefused(f"token {error.error or type(error).__name__}"[:60]) from error
    except ValueError as error:
        raise ProviderDown("no JSON") from error


def _json(answer: Any) -> dict[str, Any]:
    if answer.status_code != 200:
        raise ProviderDown(f"status {answer.status_code}")
    try:
        content = answer.json()
    except ValueError as error:
        raise ProviderDown("no JSON") from error
    if not isinstance(content, dict):
        raise ProviderDown("no JSON object")
    return content
