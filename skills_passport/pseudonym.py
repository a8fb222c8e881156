"""Who a passport belongs to, without saying who that is."""

from __future__ import annotations

import hmac
import re
from hashlib import sha256

SHORTEST_SECRET = 16

_OWNER = re.compile(r"[A-Za-z0-9_.:-]{1,128}")


def owner_id(person_key: str, secret: str) -> str:
    """The pseudonymous owner id of a person: HMAC-SHA256 of the login's stable key, 128 bits in hex.

    Without the secret nobody can tell whose passport it is, nor try out names. The same key and secret
    always give the same id, so changing the secret makes every passport unreachable.

    >>> owner_id("ria@gemeente.example", "a secret of the portal") == owner_id("ria@gemeente.example", "another secret!!!")
    False
    """
    if not person_key:
        raise ValueError("person_key is empty: take the stable subject of the login.")
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(f"The secret for owner ids has {len(secret)} characters; give it at least {SHORTEST_SECRET}.")
    return "m" + hmac.new(secret.encode(), person_key.encode(), sha256).hexdigest()[:32]


def check_owner(owner: str) -> str:
    """The owner id itself, or ValueError when it cannot be one (so that no name or sentence becomes a key)."""
    if not _OWNER.fullmatch(owner):
        raise ValueError("An owner id has 1–128 letters, digits and _ . : - only; make one with owner_id().")
    return owner


def coach_id(person_key: str, secret: str) -> str:
    """The pseudonymous id of a coach. Another one than the owner id of the same login: a coach's own passport is not found by it."""
    return "c" + owner_id(f"coach\n{person_key}", secret)[1:]


def editor_id(owner: str, secret: str) -> str:
    """The pseudonymous id of who edits catalogue and rules; their own passport is not found by it, nor they as a coach."""
    return "e" + owner_id(f"editor\n{owner}", secret)[1:]
