"""Who is signed in: what the portal must know of a session, and no more.

A row holds the hash of the session's number (who reads the file can open nothing with it), the pseudonymous
owner, the roles, when it began, was last used and was last confirmed, how somebody signed in and a hash of what
the login calls the session; no name. Of who signed in at the organisation's login it also has what asks that whether
the session still holds, sealed with the number that only their browser has. A row is there before
somebody has a passport, so it does not hang on one: erasing a passport ends the sessions of its owner
(`SqlStore.erase`), and what is too old goes when the next session begins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.pseudonym import check_owner
from skills_passport.sql import SIGN_INS, Connection, Engine, Place

CONNECTIONS = 4
"""To PostgreSQL, at most, of one process."""
_COLUMNS = "owner, roles, started, last_seen, how, credential, confirmed, provider_session"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One session that holds. `how`: "oidc", "persona:ria"; `credential`: a hash of what it was signed in with, to see that change.

    `confirmed`: when the organisation's login last stood behind it; `provider_session`: a hash of what that login calls it, or "".
    """

    owner: str
    roles: frozenset[str]
    started: datetime
    last_seen: datetime
    how: str
    credential: str
    confirmed: datetime
    provider_session: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """Of a session whose roles may be withdrawn: when to ask the provider again (seconds since 1970), whether the roles were confirmed, and with what to ask.

    `tokens` are sealed by who watches: the store cannot read them.
    """

    ask_at: float
    confirmed: bool
    tokens: str


class SignIns:
    """The sessions beside the passports, on connections of their own: a look never waits for a change of a passport.

    With the rollback journal of an old SQLite it does, for as long as that change is written.
    """

    def __init__(self, place: Place, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`place`: where a passport store has been opened before. Raises StoreUnavailable or StoreBusy."""
        self._clock = clock
        self._reader, self._writer = _engines(place)

    def begin(
        self, number: str, owner: str, roles: frozenset[str], how: str, credential: str, *, older_than: datetime, provider_session: str = ""
    ) -> SignIn:
        """A new session under this secret number; sessions that began before `older_than` are forgotten.

        `provider_session`: what the organisation's login calls it (`sid`), of which a hash is kept.
        """
        now = self._clock()
        begun = SignIn(check_owner(owner), roles, now, now, how, credential, now, _hash(provider_session) if provider_session else "")
        with self._change(SIGN_INS) as run:
            run("DELETE FROM sign_ins WHERE started < ?", older_than.isoformat())
            run(f"INSERT INTO sign_ins (number_hash, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _hash(number), *_row(begun))
        return begun

    def find(self, number: str) -> SignIn | None:
        """The session with this number; None when it never was, or was ended."""
        with self._reader.reading() as connection:
            found = connection.execute(f"SELECT {_COLUMNS} FROM sign_ins WHERE number_hash = ?", (_hash(number),)).fetchone()
        return None if found is None else _sign_in(found)

    def of(self, owner: str) -> tuple[SignIn, ...]:
        """All sessions of one person, newest first."""
        with self._reader.reading() as connection:
            return sign_ins_of(connection, owner)

    def seen(self, number: str) -> None:
        """Write down that the session is used now."""
        with self._change() as run:
            run("UPDATE sign_ins SET last_seen = ? WHERE number_hash = ?", self._clock().isoformat(), _hash(number))

    def confirm(self, number: str) -> None:
        """Write down that the organisation's login stands behind the session now."""
        with self._change() as run:
            run("UPDATE sign_ins SET confirmed = ? WHERE number_hash = ?", self._clock().isoformat(), _hash(number))

    def watch(self, number: str, watch: Watched) -> None:
        """Watch over this session, which began just now."""
        with self._change() as run:
            run("INSERT INTO watched_sign_ins (number_hash, ask_at, confirmed, tokens) VALUES (?, ?, ?, ?)", _hash(number), watch.ask_at, int(watch.confirmed), watch.tokens)

    def watched(self, number: str) -> Watched | None:
        """How this session is watched over; None when it is not, or ended."""
        with self._reader.reading() as connection:
            found = connection.execute("SELECT ask_at, confirmed, tokens FROM watched_sign_ins WHERE number_hash = ?", (_hash(number),)).fetchone()
        return None if found is None else Watched(found[0], bool(found[1]), found[2])

    def claim_asking(self, number: str, watch: Watched, until: float) -> bool:
        """Whether the caller, of all processes, is the one to ask now; the others let it be until then, and longer when an answer comes."""
        with self._change() as run:
            return run("UPDATE watched_sign_ins SET ask_at = ? WHERE number_hash = ? AND ask_at = ?", until, _hash(number), watch.ask_at) == 1

    def asked(self, number: str, watch: Watched) -> None:
        """What came of it; nothing when the session ended meanwhile."""
        with self._change() as run:
            run("UPDATE watched_sign_ins SET ask_at = ?, confirmed = ?, tokens = ? WHERE number_hash = ?", watch.ask_at, int(watch.confirmed), watch.tokens, _hash(number))

    def end(self, number: str) -> None:
        with self._change() as run:
            run("DELETE FROM sign_ins WHERE number_hash = ?", _hash(number))

    def end_all(self, owner: str) -> int:
        """End every session of one person; how many there were."""
        with self._change(SIGN_INS) as run:
            return run("DELETE FROM sign_ins WHERE owner = ?", owner)

    def end_at_provider(self, owner: str, provider_session: str, *, token: str, until: float) -> int | None:
        """End what the organisation's login ended: that session of it, or without one all of that person; how many there were.

        With an owner and a session, the sessions of that owner go of which is not known what the login calls them, too.
        `token`: the number of what said so, which counts once until then (seconds since 1970); None, and nothing ends, when it did.
        """
        with self._change(SIGN_INS) as run:
            run("DELETE FROM logout_tokens WHERE until < ?", self._clock().timestamp())
            if not run("INSERT INTO logout_tokens VALUES (?, ?) ON CONFLICT DO NOTHING", _hash(token), until):
                return None
            if not provider_session:
                return run("DELETE FROM sign_ins WHERE owner = ?", owner)
            if not owner:
                return run("DELETE FROM sign_ins WHERE provider_session = ?", _hash(provider_session))
            return run("DELETE FROM sign_ins WHERE owner = ? AND how = 'oidc' AND provider_session IN (?, '')", owner, _hash(provider_session))

    def close(self) -> None:
        self._reader.close()
        self._writer.close()

    @contextmanager
    def _change(self, *names: str) -> Iterator[Callable[..., int]]:
        with self._writer.writing(*names) as connection:
            yield lambda statement, *values: connection.execute(statement, values).rowcount


def _engines(place: Place) -> tuple[Engine, Engine]:
    """One to read with and one to write with; they may be the same."""
    if isinstance(place, Path):
        from skills_passport.sqlite_file import SqliteFile

        return SqliteFile(place, measured_as="sign_ins"), SqliteFile(place, measured_as="sign_ins")
    from skills_passport.postgres_engine import PostgresEngine
    from skills_passport.postgres_migrations import SCHEMA

    engine = PostgresEngine(place, SCHEMA, most=CONNECTIONS, measured_as="sign_ins")
    return engine, engine


def sign_ins_of(connection: Connection, owner: str) -> tuple[SignIn, ...]:
    """All sessions of one person, newest first."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM sign_ins WHERE owner = ? ORDER BY started DESC", (owner,)).fetchall()
    return tuple(map(_sign_in, found))


def _hash(number: str) -> str:
    # The number is random and long, so a plain hash cannot be guessed back.
    return hashlib.sha256(number.encode()).hexdigest()


def _row(sign_in: SignIn) -> tuple[str, ...]:
    return (
        sign_in.owner, " ".join(sorted(sign_in.roles)), sign_in.started.isoformat(), sign_in.last_seen.isoformat(),
        sign_in.how, sign_in.credential, sign_in.confirmed.isoformat(), sign_in.provider_session,
    )


def _sign_in(row: tuple[str, ...]) -> SignIn:
    owner, roles, started, last_seen, how, credential, confirmed, provider_session = row
    began, seen, asked = map(datetime.fromisoformat, (started, last_seen, confirmed))
    return SignIn(owner, frozenset(roles.split()), began, seen, how, credential, asked, provider_session)
