"""What a store asks of its engine, whichever that is: SQL that both understand, and one way to hold others off.

Statements have `?` or `:name` where a value goes. Everything is kept as text and whole numbers, so that a row is the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

AUDIT = "audit"
"""What is held by who adds to the audit trail. Always taken last: whoever waits for it has all else, so nobody waits in a circle."""
SIGN_INS = "sign-ins"
"""What is held by who ends several sessions at once; after owners, and before the trail."""


class Found(Protocol):
    """The outcome of a statement."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """Runs statements; inside `Engine.writing` all in one transaction."""

    def execute(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ..., /) -> Found: ...

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object: ...


class Engine(Protocol):
    """Where rows are kept. Safe to share between threads. Raises StoreBusy, StoreUnavailable or EngineRefused."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Statements that change nothing; inside `writing` of the same thread they see what it wrote."""
        ...

    def writing(self, *names: str) -> AbstractContextManager[Connection]:
        """One transaction that holds these names from its begin; what raises inside it leaves everything as it was.

        Raises RuntimeError inside another one of the same thread.
        """
        ...

    def hold(self, connection: Connection, *names: str) -> None:
        """Wait until nobody else holds these names, and hold them until the transaction ends."""
        ...

    def close(self) -> None: ...


_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class PostgresPlace:
    """A PostgreSQL database. The address may have a password in it, so it never shows itself: `str` names machine and database."""

    url: str = field(repr=False)

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read along or stand in for it: it is on this machine, or its certificate is asked for."""
        parts = self._parts()
        hosts = str(parts.get("host") or "").split(",")
        return parts.get("sslmode") == "verify-full" or all(not host or host.startswith("/") or host in _THIS_MACHINE for host in hosts)

    def _parts(self) -> Mapping[str, Any]:
        from psycopg.conninfo import conninfo_to_dict

        return conninfo_to_dict(self.url)

    def __str__(self) -> str:
        parts = self._parts()
        return f"PostgreSQL-database {parts.get('dbname') or '(standaard)'} op {parts.get('host') or 'deze computer'}"


Place = Path | PostgresPlace
"""A file of SQLite, or a PostgreSQL database."""


def place_at(url: str, file: Path) -> Place:
    """The database at this address, or the file when there is none."""
    return PostgresPlace(url) if url else file


def what_is_wrong_with(url: str) -> str:
    """Why this cannot be the address of a PostgreSQL database, in Dutch and without repeating it; "" when it can."""
    example = "Schrijf het als postgresql://GEBRUIKER:WACHTWOORD@MACHINE:5432/DATABASE"
    if not url.startswith("postgresql://"):
        return f"het adres begint niet met postgresql://. {example}"
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(url)
    except Error:
        return f"het adres is niet te lezen. Heeft het wachtwoord bijzondere tekens, schrijf die dan als %40 voor @. {example}"
    if not all(port.isdigit() or not port for port in str(parts.get("port") or "").split(",")):
        return f"de poort is geen getal. {example}"
    return "" if parts.get("dbname") else f"het adres noemt geen database. {example}"
