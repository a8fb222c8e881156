"""Whether an ID token is really the provider's, for us, for this sign-in, and still fresh (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from portal.errors import LoginRefused

LEEWAY = 30  # seconds that two clocks may differ
SAFE = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signed with a key that only the provider has. Never `none`, and no HMAC: there a mix-up of keys makes forgery easy."""


class UnknownKey(LoginRefused):
    """Signed with a key that is not among the ones we know; the provider may have a new one."""


def checked_claims(
    token: object, keys: KeySet, *, issuer: str, client_id: str, nonce: str, access_token: str, offered: Iterable[str] = SAFE
) -> Mapping[str, Any]:
    """What the token says, all of it checked; raises LoginRefused, with the name of what is wrong as its reason.

    `nonce`: empty for a token that was refreshed, which belongs to no sign-in. `offered`: the algorithms the provider says it uses.
    """
    with refusing("id_token"):
        found = decoded(token, keys, offered)
        claims = CodeIDToken(
            found.claims, found.header,
            {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}, "sub": {"essential": True}},
            {"client_id": client_id, "nonce": nonce, "access_token": access_token},
        )
        claims.validate(leeway=LEEWAY)
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise LoginRefused("id_token sub")
    return dict(claims)


def decoded(token: object, keys: KeySet, offered: Iterable[str]) -> jwt.Token:
    """A token of the provider whose signature is right; its claims are still to be checked, within `refusing`."""
    if not isinstance(token, str):
        raise ValueError("missing")
    return jwt.decode(token, keys, algorithms=[name for name in SAFE if name in set(offered)])


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Whatever is wrong with a token of this kind becomes LoginRefused, with the name of it as its reason."""
    try:
        yield
    except InvalidKeyIdError as error:
        raise UnknownKey("unknown key") from error
    except JoseError as error:
        raise LoginRefused(f"{what} {error.error} {getattr(error, 'claim', '')}".strip()) from error
    except (ValueError, TypeError, KeyError) as error:
        raise LoginRefused(f"{what} {type(error).__name__}") from error
