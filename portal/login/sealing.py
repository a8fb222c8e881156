"""Tokens of the provider as the store keeps them: sealed with the secret of this installation and the number of the session, which only a browser has."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict

from cryptography.fernet import Fernet, InvalidToken

from portal.login.provider import Tokens


def sealed(tokens: Tokens, number: str, secret: str) -> str:
    """Who has the file of the store, and the secret beside it, still opens nothing.

    >>> opened(sealed(Tokens("7f", "access"), "number", "secret"), "number", "secret")
    Tokens(subject='7f', access='access', refresh='')
    """
    return _box(number, secret).encrypt(json.dumps(asdict(tokens)).encode()).decode()


def opened(text: str, number: str, secret: str) -> Tokens | None:
    """None when it was sealed for another session or with another secret.

    >>> opened(sealed(Tokens("7f", "access"), "number", "secret"), "another", "secret")
    """
    try:
        return Tokens(**json.loads(_box(number, secret).decrypt(text)))
    except (InvalidToken, ValueError, TypeError):
        return None


def _box(number: str, secret: str) -> Fernet:
    key = hashlib.blake2b(number.encode(), key=hashlib.sha256(secret.encode()).digest(), person=b"provider-tokens", digest_size=32).digest()
    return Fernet(base64.urlsafe_b64encode(key))
