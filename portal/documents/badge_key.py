"""The municipality's key for badges: an Ed25519 key in a file that only its owner can read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from portal.documents.errors import BadgeKeyBroken

_READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_key(path: Path) -> None:
    """A new key; never in the place of one that is there, as badges are checked with it. Raises BadgeKeyBroken."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BadgeKeyBroken(f"{path} bestaat al. Een andere sleutel maakt badges van vroeger onbewijsbaar; verplaats het bestand als je dat echt wilt.") from error
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(pem)
        stream.flush()
        os.fsync(stream.fileno())


def read_key(path: Path) -> bytes:
    """The key as PEM. Raises BadgeKeyBroken when it is absent, of another kind, or readable by others."""
    try:
        found = path.stat()
        pem = path.read_bytes()
    except OSError as error:
        raise BadgeKeyBroken(f"{path} is niet te lezen. Maak een sleutel met: wijzer badges key") from error
    if found.st_mode & _READABLE_BY_OTHERS:
        raise BadgeKeyBroken(f"{path} is leesbaar voor anderen. Zet de rechten goed: chmod 600 {path}")
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadgeKeyBroken(f"{path} is geen sleutel. Maak er een met: wijzer badges key") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadgeKeyBroken(f"{path} is een ander soort sleutel. Nodig is Ed25519; maak er een met: wijzer badges key")
    return pem
