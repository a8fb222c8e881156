"""Contents in the tables of versions: every text once, compressed, under its own hash, which is looked at again when it is read."""

from __future__ import annotations

import json
import zlib
from hashlib import sha256

from publishing.content import Content
from skills_passport.errors import StoreUnavailable
from skills_passport.sql import Connection


def write(connection: Connection, content: Content) -> str:
    """Put away what is not there yet, inside a transaction of the caller; the hash to find the content by."""
    hashes = {path: _hash(text) for path, text in content.files.items()}
    listed = _listed(hashes)
    name = _hash(listed)
    if connection.execute("SELECT 1 FROM snapshots WHERE hash = ?", (name,)).fetchone() is None:
        for path, text in content.files.items():
            if connection.execute("SELECT 1 FROM texts WHERE hash = ?", (hashes[path],)).fetchone() is None:
                connection.execute("INSERT INTO texts VALUES (?, ?)", (hashes[path], _packed(text)))
        connection.execute("INSERT INTO snapshots VALUES (?, ?)", (name, _packed(listed)))
    return name


def read(connection: Connection, name: str) -> Content:
    """The content under this hash. Raises StoreUnavailable when it is gone or damaged."""
    hashes: dict[str, str] = json.loads(_one(connection, "SELECT files FROM snapshots WHERE hash = ?", name))
    return Content({path: _one(connection, "SELECT content FROM texts WHERE hash = ?", text) for path, text in hashes.items()})


def hash_of(content: Content) -> str:
    """The hash that `write` finds the content by."""
    return _hash(_listed({path: _hash(text) for path, text in content.files.items()}))


def _one(connection: Connection, wanted: str, name: str) -> str:
    found = connection.execute(wanted, (name,)).fetchone()
    try:
        text = zlib.decompress(found[0]).decode() if found else None
    except (zlib.error, UnicodeDecodeError):
        text = None
    if text is None or _hash(text) != name:
        raise StoreUnavailable("Een versie van wat HR bewerkt is beschadigd. Zet de versies terug uit een reservekopie.")
    return text


def _listed(hashes: dict[str, str]) -> str:
    return json.dumps(hashes, sort_keys=True, separators=(",", ":"))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode())
