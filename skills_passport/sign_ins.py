"""Who is signed in: what the portal must know of a session, and no more.

A row holds the hash of the session's number (who reads the file can open nothing with it), the pseudonymous
owner, the roles, when it began and was last used, and how somebody signed in; no name. Of a coach, HR and administrator it also has
what asks the provider whether they are so still, sealed with the number that only their browser has. A row is there before
somebody has a passport, so it does not hang on one: erasing a passport ends the sessions of its owner
(`SqliteStore.erase`), and what is too old goes when the next session begins.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.pseudonym import check_owner
from skills_passport.sqlite_engine import connect, engine_errors, immediate, sqlite3

_COLUMNS = "owner, roles, started, last_seen, how, credential"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One session that holds. `how`: "oidc", "persona:ria"; `credential`: a hash of what it was signed in with, to see that change."""

    owner: str
    roles: frozenset[str]
    started: datetime
    last_seen: datetime
    how: str
    credential: str


@dataclass(frozen=True, slots=True)
class Watched:
    """Of a session whose roles may be withdrawn: when to ask the provider again (seconds since 1970), whether the roles were confirmed, and with what to ask.

    `tokens` are sealed by who watches: the store cannot read them.
    """

    ask_at: float
    confirmed: bool
    tokens: str


class SignIns:
    """The sessions in the passport file, on a connection of their own: a look never waits for a change of a passport.

    With the rollback journal of an old engine it does, for as long as that change is written.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`path`: a file that a SqliteStore has brought up to date. Raises StoreUnavailable or StoreBusy."""
        self._path = path
        self._clock = clock
        self._reading, self._writing = threading.Lock(), threading.Lock()
        self._reader = connect(path).conn
        self._writer = connect(path).conn

    def begin(self, number: str, owner: str, roles: frozenset[str], how: str, credential: str, *, older_than: datetime) -> SignIn:
        """A new session under this secret number; sessions that began before `older_than` are forgotten."""
        now = self._clock()
        begun = SignIn(check_owner(owner), roles, now, now, how, credential)
        with self._change() as run:
            run("DELETE FROM sign_ins WHERE started < ?", older_than.isoformat())
            run(f"INSERT INTO sign_ins (number_hash, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", _hash(number), *_row(begun))
        return begun

    def find(self, number: str) -> SignIn | None:
        """The session with this number; None when it never was, or was ended."""
        with self._reading, engine_errors(self._path):
            found = self._reader.execute(f"SELECT {_COLUMNS} FROM sign_ins WHERE number_hash = ?", (_hash(number),)).fetchone()
        return None if found is None else _sign_in(found)

    def of(self, owner: str) -> tuple[SignIn, ...]:
        """All sessions of one person, newest first."""
        with self._reading, engine_errors(self._path):
            return sign_ins_of(self._reader, owner)

    def seen(self, number: str) -> None:
        """Write down that the session is used now."""
        with self._change() as run:
            run("UPDATE sign_ins SET last_seen = ? WHERE number_hash = ?", self._clock().isoformat(), _hash(number))

    def watch(self, number: str, watch: Watched) -> None:
        """Watch over this session, which began just now."""
        with self._change() as run:
            run("INSERT INTO watched_sign_ins (number_hash, ask_at, confirmed, tokens) VALUES (?, ?, ?, ?)", _hash(number), watch.ask_at, watch.confirmed, watch.tokens)

    def watched(self, number: str) -> Watched | None:
        """How this session is watched over; None when it is not, or ended."""
        with self._reading, engine_errors(self._path):
            found = self._reader.execute("SELECT ask_at, confirmed, tokens FROM watched_sign_ins WHERE number_hash = ?", (_hash(number),)).fetchone()
        return None if found is None else Watched(found[0], bool(found[1]), found[2])

    def claim_asking(self, number: str, watch: Watched, until: float) -> bool:
        """Whether the caller, of all processes, is the one to ask now; the others let it be until then, and longer when an answer comes."""
        with self._change() as run:
            return run("UPDATE watched_sign_ins SET ask_at = ? WHERE number_hash = ? AND ask_at = ?", until, _hash(number), watch.ask_at) == 1

    def asked(self, number: str, watch: Watched) -> None:
        """What came of it; nothing when the session ended meanwhile."""
        with self._change() as run:
            run("UPDATE watched_sign_ins SET ask_at = ?, confirmed = ?, tokens = ? WHERE number_hash = ?", watch.ask_at, watch.confirmed, watch.tokens, _hash(number))

    def end(self, number: str) -> None:
        with self._change() as run:
            run("DELETE FROM sign_ins WHERE number_hash = ?", _hash(number))

    def end_all(self, owner: str) -> int:
        """End every session of one person; how many there were."""
        with self._change() as run:
            return run("DELETE FROM sign_ins WHERE owner = ?", owner)

    def close(self) -> None:
        with self._reading, self._writing:
            self._reader.close()
            self._writer.close()

    @contextmanager
    def _change(self) -> Iterator[Callable[..., int]]:
        def run(statement: str, *values: str | float) -> int:
            return int(self._writer.execute(statement, values).rowcount)

        with self._writing, engine_errors(self._path), immediate(self._writer):
            yield run


def sign_ins_of(connection: sqlite3.Connection, owner: str) -> tuple[SignIn, ...]:
    """All sessions of one person, newest first."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM sign_ins WHERE owner = ? ORDER BY started DESC", (owner,)).fetchall()
    return tuple(map(_sign_in, found))


def _hash(number: str) -> str:
    # The number is random and long, so a plain hash cannot be guessed back.
    return hashlib.sha256(number.encode()).hexdigest()


def _row(sign_in: SignIn) -> tuple[str, ...]:
    return (
        sign_in.owner, " ".join(sorted(sign_in.roles)), sign_in.started.isoformat(), sign_in.last_seen.isoformat(),
        sign_in.how, sign_in.credential,
    )


def _sign_in(row: tuple[str, ...]) -> SignIn:
    owner, roles, started, last_seen, how, credential = row
    return SignIn(owner, frozenset(roles.split()), datetime.fromisoformat(started), datetime.fromisoformat(last_seen), how, credential)
