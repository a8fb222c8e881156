"""The first thing in a backup: what else is in it, so that anything that is missing or different is seen."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

NAME = "manifest.json"
FORMAT = 1
_CHUNK = 1 << 20  # bytes


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Member(_Part):
    """A file: its place under the folder with the data, its size in bytes, and its SHA-256 in hex."""

    name: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")

    @field_validator("name")
    @classmethod
    def only_below(cls, value: str) -> str:
        path = PurePosixPath(value)
        if path.is_absolute() or not path.parts or ".." in path.parts or value != path.as_posix() or value == NAME:
            raise ValueError("a name leads below the folder")
        return value


class Trail(_Part):
    """The audit trail as it was: rows, the last seal, and what was wrong with it already ("" when it was whole)."""

    rows: int
    head: str
    problem: str = ""


class Manifest(_Part):
    """Everything a backup says of itself. `counts`: per database the rows of each table. `secret`: a mark of the secret that owners are found by, not the secret itself."""

    format: int = FORMAT
    id: str
    made_at: AwareDatetime
    product: str
    store: str = "sqlite"
    secret: str
    journal: str = Field(description="the seal in the journal of erasures that tells of this backup")
    audit: Trail
    counts: Mapping[str, Mapping[str, int]]
    files: tuple[Member, ...]

    @property
    def passports(self) -> int:
        """How many there were, whichever engine keeps them."""
        return next((rows for tables in self.counts.values() for name, rows in tables.items() if name.rpartition(".")[2] == "passports"), 0)

    @property
    def size(self) -> int:
        """Bytes of all files together, unpacked."""
        return sum(member.size for member in self.files)


def member(name: str, path: Path) -> Member:
    """What the manifest says of this file. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Member(name=name, size=size, sha256=digest.hexdigest())


def mark_of(secret: str) -> str:
    """Tells whether two secrets are the same, and nothing else of them: 64 bits of an HMAC, in hex."""
    return hmac.new(secret.encode(), b"loopbaanwijzer backup", hashlib.sha256).hexdigest()[:16]
