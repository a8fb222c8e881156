"""Whether a logout token is really the provider's, for us, and says that somebody was signed off (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from authlib.oauth2.claims import JWTClaims
from joserfc.jwk import KeySet

from portal.errors import LoginRefused
from portal.login.id_token import LEEWAY, SAFE, decoded, refusing

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPES = {None, "JWT", "logout+jwt"}


@dataclass(frozen=True, slots=True)
class SignedOff:
    """Who was signed off at the provider. `session`: one session of it, or "" for all of `subject`; one of the two may be "".

    `id`: of this token, which counts once, until `expires` (seconds since 1970).
    """

    subject: str
    session: str
    id: str
    expires: float


def checked_logout(token: object, keys: KeySet, *, issuer: str, client_id: str, offered: Iterable[str] = SAFE) -> SignedOff:
    """What the token says, all of it checked; raises LoginRefused, with the name of what is wrong as its reason.

    `offered`: the algorithms the provider says it uses.
    """
    with refusing("logout_token"):
        found = decoded(token, keys, offered)
        essential = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}}
        claims = JWTClaims(found.claims, found.header, {**essential, **{name: {"essential": True} for name in ("iat", "exp", "jti", "events")}})
        claims.validate(leeway=LEEWAY)
        said = SignedOff(claims.get("sub", ""), claims.get("sid", ""), claims["jti"], float(claims["exp"]))
        events, kind = claims["events"], found.header.get("typ")
    if kind not in TYPES:
        raise LoginRefused("logout_token typ")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise LoginRefused("logout_token events")
    if "nonce" in claims:  # then it is an ID token, which anybody's browser may hold
        raise LoginRefused("logout_token nonce")
    if not all(isinstance(value, str) for value in (said.subject, said.session, said.id)) or not (said.subject or said.session):
        raise LoginRefused("logout_token sub")
    return said
