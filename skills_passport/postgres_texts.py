"""The same statements and the same texts for PostgreSQL as for SQLite.

PostgreSQL keeps no character NUL in a text, and people paste one now and then. It is kept as two other characters, and comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from psycopg.types.string import StrDumperUnknown, TextLoader

if TYPE_CHECKING:
    import psycopg
    from psycopg.abc import Buffer
    from psycopg.adapt import AdaptersMap

    from skills_passport.sql import Found

_MARK, _NUL = "\x1a", "\x00"
_VALUE = re.compile(r"\?|(?<![:\w]):(\w+)|%")


class PostgresConnection:
    """A `sql.Connection`."""

    def __init__(self, line: psycopg.Connection[Any]) -> None:
        self.line = line

    def execute(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = (), /) -> Found:
        return self.line.execute(translated(statement), values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> None:
        if many := list(rows):
            self.line.cursor().executemany(translated(statement), many)


@lru_cache(maxsize=512)
def translated(statement: str) -> Any:
    """With the driver's marks for values.

    >>> translated("SELECT 1 FROM t WHERE a = ? AND b = :other AND c LIKE 'x%'")
    "SELECT 1 FROM t WHERE a = %s AND b = %(other)s AND c LIKE 'x%%'"
    """
    return _VALUE.sub(lambda found: {"?": "%s", "%": "%%"}.get(found[0], f"%({found[1]})s"), statement)


def without_nul(text: str) -> str:
    """The text as PostgreSQL can keep it.

    >>> with_nul(without_nul("a\\x00b\\x1ac")) == "a\\x00b\\x1ac"
    True
    """
    return text.replace(_MARK, f"{_MARK}m").replace(_NUL, f"{_MARK}n") if _MARK in text or _NUL in text else text


def with_nul(text: str) -> str:
    """The text as it was."""
    return text.replace(f"{_MARK}n", _NUL).replace(f"{_MARK}m", _MARK) if _MARK in text else text


def as_sqlite_keeps_them(adapters: AdaptersMap) -> None:
    """Texts go in and come out through the two above."""
    adapters.register_dumper(str, _Text)
    adapters.register_loader("text", _Loaded)


class _Text(StrDumperUnknown):
    def dump(self, obj: str) -> Buffer | None:
        return super().dump(without_nul(obj))


class _Loaded(TextLoader):
    def load(self, data: Buffer) -> bytes | str:
        text = super().load(data)
        return with_nul(text) if isinstance(text, str) else text
