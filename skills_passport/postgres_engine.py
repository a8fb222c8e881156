"""A PostgreSQL database as an engine: a pool of connections, each call on one of them.

What a database that is down, frozen or cut off costs a caller is bounded here: nobody waits longer than a few seconds, and while it
is known to be down they are told at once. The pool finds it again by itself. No text of the database goes further than this module:
it may quote a row, or the address with its password.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors
from psycopg_pool import ConnectionPool, PoolTimeout

from skills_passport.errors import EngineRefused, StoreBusy, StoreUnavailable
from skills_passport.measures import STORE_ERRORS, STORE_WAIT
from skills_passport.postgres_texts import PostgresConnection, as_sqlite_keeps_them
from skills_passport.sql import Connection, PostgresPlace

if TYPE_CHECKING:
    from psycopg.abc import RV, PQGen

log = logging.getLogger(__name__)

LOCK_SECONDS = 3
"""So long one transaction waits for another."""
ANSWER_SECONDS = 4.0
"""So long the database may be silent over one statement; the lock above ends first. A frozen server or a cut network costs this, so that a page can say so within five seconds."""
CONNECT_SECONDS = 3
"""So long one attempt to connect may take."""
WAIT_SECONDS = 2.5
"""So long a caller waits for a connection when there is none."""
CHECK_SECONDS = 1.5
"""So long a connection that nobody used may be silent before another one is tried."""
DOWN_SECONDS = 1.0
"""So long after a failed connection or a silent statement everybody is refused at once."""
IDLE_SECONDS = 30
"""A transaction of a process that froze in the middle ends after this, so that it holds nobody up for longer."""
_LINES = {
    "connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": 4000, "keepalives_idle": 5, "keepalives_interval": 1, "keepalives_count": 3,
    "application_name": "loopbaanwijzer",
}
_BUSY = (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected, errors.SerializationFailure, errors.TooManyConnections)


class Silent(psycopg.OperationalError):
    """The database did not answer in time; nobody knows what became of the statement."""


class Line(psycopg.Connection[Any]):
    """A connection that does not wait for ever; `patience` in seconds, None for work that takes as long as it takes."""

    patience: float | None = ANSWER_SECONDS

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except errors._WaitTimeout as error:
            self.pgconn.finish()  # an answer that comes after all belongs to nobody
            raise Silent("no answer in time") from error


class PostgresEngine:
    """A `sql.Engine` on the tables of one schema of a database. Open it after forking, not before."""

    def __init__(self, place: PostgresPlace, schema: str, *, most: int, measured_as: str = "passports") -> None:
        """`most` connections at once; `measured_as`: its name among the waits (measures.py). Raises StoreUnavailable when the database does not answer."""
        self.place = place
        self.schema = schema
        self._measured_as = measured_as
        self._here = threading.local()
        self._down = False
        self._not_before = 0.0  # monotonic
        self._silent = 0  # connections that did not answer when they were taken out of the pool
        self._pool = ConnectionPool(
            place.url, connection_class=Line, kwargs={"autocommit": True, **_LINES}, min_size=1, max_size=most, open=False, name=schema,
            configure=self._configure, check=self._check, timeout=WAIT_SECONDS, reconnect_timeout=CONNECT_SECONDS, num_workers=2,
        )
        with engine_errors(place):
            try:
                self._pool.open(wait=True, timeout=CONNECT_SECONDS + 1)
            except BaseException:
                self._pool.close()
                raise

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        inside = getattr(self._here, "connection", None)
        if inside is not None:
            with engine_errors(self.place):
                yield inside
            return
        with self._line() as line:
            yield PostgresConnection(line)

    @contextmanager
    def writing(self, *names: str) -> Iterator[Connection]:
        if getattr(self._here, "connection", None) is not None:
            raise RuntimeError("The store is used inside a change; do that before or after it.")
        asked = time.perf_counter()
        with self._line() as line, line.transaction():
            self._here.connection = connection = PostgresConnection(line)
            try:
                self.hold(connection, *names)
                STORE_WAIT.labels(self._measured_as).observe(time.perf_counter() - asked)
                yield connection
            finally:
                self._here.connection = None

    def hold(self, connection: Connection, *names: str) -> None:
        """Advisory locks of the database, which it lets go when the transaction ends, however it ends."""
        for key in sorted(self._key(name) for name in names):
            connection.execute("SELECT pg_advisory_xact_lock(?)", (key,))

    def tidy(self, *tables: str) -> None:
        """Takes deleted rows out of the pages of these tables (VACUUM), beside everybody who works on."""
        self._without_patience(f"VACUUM {', '.join(f'{self.schema}.{table}' for table in tables)}")

    def rewrite(self, *tables: str) -> None:
        """Writes these tables anew, so that their files hold only what is in them. One by one; who needs one waits meanwhile."""
        for table in tables:
            self._without_patience(f"VACUUM FULL {self.schema}.{table}")

    def _without_patience(self, statement: str) -> None:
        with self.patient() as connection:
            connection.line.execute(statement.encode())

    @contextmanager
    def patient(self, *names: str) -> Iterator[PostgresConnection]:
        """A connection for work that takes as long as it takes, outside any transaction; holds these names from begin to end."""
        with self._line() as line:
            line.patience = None
            try:
                line.execute(f"SET lock_timeout = '{10 * LOCK_SECONDS}s'")
                for name in names:
                    line.execute("SELECT pg_advisory_lock(%s)", (self._key(name),))
                yield PostgresConnection(line)
            finally:
                if not line.closed:
                    line.rollback()
                    line.execute("SELECT pg_advisory_unlock_all()")
                    line.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
                line.patience = ANSWER_SECONDS

    def _key(self, name: str) -> int:
        """A number of 64 bits for a name; two names that share one wait for each other now and then, which harms nobody."""
        return int.from_bytes(hashlib.blake2b(f"{self.schema}/{name}".encode(), digest_size=8).digest(), signed=True)

    @contextmanager
    def _line(self) -> Iterator[Line]:
        self._refuse_while_down()
        failed = self._failures()
        with engine_errors(self.place):
            try:
                line = self._pool.getconn()
            except PoolTimeout:
                if self._failures() > failed:  # else all connections were in use
                    self._leave()
                raise
            self._down, self._not_before = False, 0.0
            try:
                yield line
            except Silent:
                self._leave()
                raise
            finally:
                self._pool.putconn(line)

    def _refuse_while_down(self) -> None:
        """One at a time finds out whether it is back; who comes meanwhile is told at once that it is not."""
        now = time.monotonic()
        if now < self._not_before:
            STORE_ERRORS.labels("unavailable").inc()
            raise StoreUnavailable(_SILENT.format(place=self.place))
        if self._down:
            self._not_before = now + WAIT_SECONDS

    def _leave(self) -> None:
        self._down, self._not_before = True, time.monotonic() + DOWN_SECONDS

    def _failures(self) -> int:
        return self._silent + int(self._pool.get_stats().get("connections_errors", 0))

    def _check(self, line: Line) -> None:
        """Whether a connection still leads somewhere. A server that stands still is found out here, before a statement waits for it."""
        line.patience = CHECK_SECONDS
        try:
            line.execute("")
        except Silent:
            self._silent += 1
            raise
        finally:
            line.patience = ANSWER_SECONDS

    def _configure(self, line: Line) -> None:
        as_sqlite_keeps_them(line.adapters)
        for name, value in (
            ("search_path", self.schema), ("lock_timeout", f"{LOCK_SECONDS}s"), ("idle_in_transaction_session_timeout", f"{IDLE_SECONDS}s"),
            ("default_transaction_isolation", "read committed"),  # who waited for a lock must see what the other wrote
        ):
            line.execute("SELECT set_config(%s, %s, false)", (name, value))
        # Acknowledged is on disk, also where somebody made the whole server faster than that.
        line.execute("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'")


_SILENT = "De {place} antwoordt niet; er is niets opgeslagen. Controleer of PostgreSQL draait en bereikbaar is. Zodra dat zo is, gaat het vanzelf verder."
_UNUSABLE = "De {place} is niet te gebruiken ({why}); er is niets opgeslagen. Controleer rechten en ruimte; het logboek van PostgreSQL zegt meer."


@contextmanager
def engine_errors(place: PostgresPlace) -> Iterator[None]:
    """Turns the database's errors into ours. Their own text stays behind: it may quote what somebody typed."""
    try:
        yield
    except errors.IntegrityError as error:
        raise EngineRefused(error.diag.message_primary or "a rule of the database") from None
    except _BUSY as error:
        STORE_ERRORS.labels("busy").inc()
        raise StoreBusy(f"De {place} was te lang bezet ({type(error).__name__}); er is niets opgeslagen. Probeer het nog eens.") from None
    except (PoolTimeout, errors.OperationalError) as error:
        STORE_ERRORS.labels("unavailable").inc()
        if error.sqlstate in (None, "57P01", "57P02", "57P03", "08000", "08003", "08006"):  # no answer, or going down
            raise StoreUnavailable(_SILENT.format(place=place)) from None
        raise StoreUnavailable(_UNUSABLE.format(place=place, why=type(error).__name__)) from None
    except psycopg.Error as error:
        STORE_ERRORS.labels("unavailable").inc()
        raise StoreUnavailable(_UNUSABLE.format(place=place, why=type(error).__name__)) from None
