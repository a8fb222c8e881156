"""The emergency account, for when the organisation's own login does not work: one password, kept as an argon2id hash."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.errors import AccountRefused
from portal.roles import Role

log = logging.getLogger(__name__)
SHORTEST_PASSWORD = 14
LONGEST_PASSWORD = 200
NAME = "Noodaccount"
AUDIT_SUBJECT = "sign-in"
ACTOR = "break-glass"
_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Account:
    """The account as its file has it. `credential`: another one with every change of the file."""

    password_hash: str
    roles: frozenset[Role]
    credential: str

    def opens_with(self, password: str) -> bool:
        """Whether this is the password; takes some 50 ms and 64 MB, on purpose."""
        try:
            return len(password) <= LONGEST_PASSWORD and _HASHER.verify(self.password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def read_account(path: Path) -> Account | None:
    """The account, or None when there is none or its file is broken: then nobody comes in with it."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    try:
        kept = json.loads(content)
        roles = frozenset(Role(role) for role in kept["roles"])
        return Account(str(kept["password_hash"]), roles, hashlib.sha256(content).hexdigest())
    except (ValueError, KeyError, TypeError) as error:
        log.error("break-glass: the file of the account is broken (%s), so the account is closed", type(error).__name__)
        return None


def write_account(path: Path, password: str, roles: frozenset[Role]) -> None:
    """Make the account, or give it another password and roles; sessions of the earlier one end. Raises AccountRefused."""
    check_password(password)
    content = json.dumps({"password_hash": _HASHER.hash(password), "roles": sorted(roles)})
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def check_password(password: str) -> None:
    """Raises AccountRefused, in Dutch, for a password that is too short, too long or too simple."""
    if len(password) < SHORTEST_PASSWORD:
        raise AccountRefused(f"Dit wachtwoord is te kort. Neem er een van {SHORTEST_PASSWORD} tekens of meer, bijvoorbeeld vier willekeurige woorden.")
    if len(password) > LONGEST_PASSWORD:
        raise AccountRefused(f"Dit wachtwoord is te lang. Neem er een van hoogstens {LONGEST_PASSWORD} tekens.")
    if len(set(password.lower())) < 6:
        raise AccountRefused("Dit wachtwoord heeft te weinig verschillende tekens. Neem bijvoorbeeld vier willekeurige woorden.")
