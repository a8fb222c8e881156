"""The pair of keys of a backup: with the public one it is made, with the private one, which is kept elsewhere, it is read (age, X25519)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pyrage import IdentityError, RecipientError, x25519

from portal.backups.errors import KeyRefused
from rules.files.refusals import why_not
from rules.files.whole_files import sync_folder

_PRIVATE = "AGE-SECRET-KEY-"


def make_key(file: Path) -> str:
    """A new private key in this file, for its owner only; gives the public key. Raises KeyRefused when there is a file already, and OSError."""
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyRefused(f"{file} bestaat al en wordt niet overschreven: misschien is het de sleutel van eerdere reservekopieën. Kies een andere naam.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(f"# public key: {public}\n{identity}\n")
        stream.flush()
        os.fsync(stream.fileno())
    sync_folder(file.absolute().parent)
    return public


def public_keys(texts: Sequence[str]) -> list[x25519.Recipient]:
    """The public keys to encrypt to: whoever has the private key of one of them can read the backup. Raises KeyRefused."""
    if not texts:
        raise KeyRefused(
            "Geef de publieke sleutel waarmee versleuteld wordt, met --to of in WIJZER_BACKUP_TO. Nog geen sleutel? Maak er een met: wijzer backup-key BESTAND"
        )
    return [_public(text) for text in texts]


def _public(text: str) -> x25519.Recipient:
    if text.upper().startswith(_PRIVATE):
        raise KeyRefused("Dit is de geheime sleutel. Hier hoort de publieke, die met age1 begint. Haal de geheime weg uit instellingen en geschiedenis.")
    try:
        return x25519.Recipient.from_str(text)
    except RecipientError as error:
        raise KeyRefused(f"{text[:24]} is geen publieke sleutel. Een publieke sleutel begint met age1; wijzer backup-key toont hem.") from error


def private_keys(file: Path) -> list[x25519.Identity]:
    """The private keys in a file, a line each; what begins with # is skipped. Raises KeyRefused, which repeats nothing of the file."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise KeyRefused(f"De sleutel {file} is niet te lezen ({why_not(error)}). Kijk of het bestand er is en of je erbij mag.") from error
    except UnicodeDecodeError:
        lines = ["?"]
    try:
        found = [x25519.Identity.from_str(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    except IdentityError:
        found = []
    if not found:
        raise KeyRefused(f"{file} bevat geen geheime sleutel. Die staat op een regel die met {_PRIVATE} begint, zoals wijzer backup-key hem schrijft.")
    return found
