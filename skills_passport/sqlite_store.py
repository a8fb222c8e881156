"""Passports in one SQLite file: the default store.

One connection per process behind a lock; every call is one short transaction. Open it after forking, not before.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.audit import (
    FIRST_SEAL,
    AuditCheck,
    AuditEntry,
    check_chain,
    checked_action,
    checked_actor,
    seal_of,
)
from skills_passport.errors import ErasureIncomplete, PassportChanged, StoreError
from skills_passport.migrations import bring_up_to_date
from skills_passport.model import Exchange, SkillsPassport
from skills_passport.pseudonym import check_owner
from skills_passport.rows import COLUMNS, PassportRows, Row, exchange_from, from_rows, list_change, to_rows
from skills_passport.sqlite_engine import connect, engine_errors, immediate, wipe
from skills_passport.store import Change

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A passport as found: its number in the audit trail, itself, and its rows with their numbers."""

    subject: str
    passport: SkillsPassport
    interview: str
    lists: Mapping[str, list[tuple[int, Row]]]


class SqliteStore:
    """A `store.PassportStore` in the file at `path`."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Opens or makes the file and brings its schema up to date.

        Raises SchemaTooNew, StoreUnavailable or StoreBusy.
        """
        self._path = path
        self._clock = clock
        self._lock = threading.RLock()
        self._inside = False
        self._db = connect(path)
        self._connection = self._db.conn
        try:
            with self._writing():
                bring_up_to_date(self._db, str(path))
            self._finish_interrupted_wipe()
        except BaseException:
            self._db.close()
            raise

    def load(self, owner: str, *, actor: str, action: str) -> SkillsPassport:
        check_owner(owner)
        with self._writing():
            stored = self._find(owner)
            if stored is None:
                return self._new(owner)
            self._record(stored.subject, stored.passport.version, checked_actor(actor, owner), checked_action(action))
            return stored.passport

    def change(
        self, owner: str, change: Change, *, actor: str, action: str, expected_version: int | None = None
    ) -> SkillsPassport:
        check_owner(owner)
        who, what = checked_actor(actor, owner), checked_action(action)
        with self._writing():
            stored = self._find(owner)
            before = stored.passport if stored else self._new(owner)
            if expected_version not in (None, before.version):
                raise PassportChanged(owner, expected_version or 0, before.version)
            after = change(before)
            if (after.owner, after.version) != (owner, before.version):
                raise PassportChanged(owner, after.version, before.version)
            rows = to_rows(after)
            if stored and self._same(stored, rows):
                self._record(stored.subject, before.version, who, what)
                return before
            if stored is None and rows == to_rows(before):
                return before
            after = replace(after, version=before.version + 1, updated_at=self._clock())
            subject = stored.subject if stored else secrets.token_hex(16)
            self._write(subject, after, rows, stored)
            self._record(subject, after.version, who, what)
            return after

    def exchange(self, owner: str, message_id: str, *, actor: str) -> Exchange | None:
        who = checked_actor(actor, check_owner(owner))
        wanted = "FROM exchanges JOIN passports USING (owner) WHERE owner = ? AND message_id = ?"
        with self._reading():  # most messages come once: only a second one costs a write
            if self._connection.execute(f"SELECT 1 {wanted}", (owner, message_id)).fetchone() is None:
                return None
        with self._writing():
            found = self._connection.execute(
                f"SELECT subject, version, {', '.join(COLUMNS['exchanges'])} {wanted}", (owner, message_id)
            ).fetchone()
            if found is None:  # erased in between
                return None
            subject, version, *row = found
            self._record(subject, version, who, "read-reply")
            return exchange_from(tuple(row))

    def erase(self, owner: str, *, actor: str) -> bool:
        check_owner(owner)
        with self._writing():
            found = self._connection.execute(
                "SELECT subject, version FROM passports WHERE owner = ?", (owner,)
            ).fetchone()
            if found:
                self._connection.execute("DELETE FROM passports WHERE owner = ?", (owner,))
                self._record(found[0], found[1], checked_actor(actor, owner), "erase")
            self._connection.execute("DELETE FROM sign_ins WHERE owner = ?", (owner,))
            self._ask_wipe()
        try:
            # Also when nothing was found: an earlier erasure may have been stopped before the wiping.
            self._wipe()
        except StoreError as error:
            raise ErasureIncomplete(
                owner, "het paspoort is weg", "resten in de bestanden konden nog niet worden gewist"
            ) from error
        return found is not None

    def wipe(self) -> None:
        with self._writing():
            self._ask_wipe()
        self._wipe()

    def accesses(self, owner: str, *, actor: str) -> tuple[AuditEntry, ...]:
        who = checked_actor(actor, check_owner(owner))
        with self._writing():
            found = self._connection.execute(
                "SELECT subject, version FROM passports WHERE owner = ?", (owner,)
            ).fetchone()
            if found is None:
                return ()
            self._record(found[0], found[1], who, "show-accesses")
            return tuple(self._entries("WHERE subject = ?", found[0]))

    def owner_of_advice(self, advice_id: str) -> str | None:
        with self._reading():
            found = self._connection.execute("SELECT owner FROM advices WHERE id = ?", (advice_id,)).fetchone()
            return None if found is None else str(found[0])

    def note(self, subject: str, *, actor: str, action: str) -> None:
        """An audit row about something that is no passport; its `subject` names that ("break-glass"), and nobody."""
        with self._writing():
            self._record(subject, 0, checked_actor(actor, subject), checked_action(action))

    def verify_audit(self, *, expected_head: str | None = None) -> AuditCheck:
        with self._reading():
            return check_chain(self._entries(""), expected_head=expected_head)

    def check(self) -> int:
        """How many passports there are; raises StoreError when the file cannot be read or written (for a health page).

        Something is written there and back, and committed: what is rolled back, or does not change a page, never
        reaches the disk, which may be full.
        """
        with self._writing():
            for step in (1, -1):
                self._connection.execute("UPDATE upkeep SET wipes_asked = wipes_asked + ?", (step,))
            return int(self._connection.execute("SELECT count(*) FROM passports").fetchone()[0])

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # -- transactions

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, engine_errors(self._path):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            if self._inside:
                raise RuntimeError("The store is used inside a change; do that before or after it.")
            self._inside = True
            try:
                with engine_errors(self._path), immediate(self._connection):
                    yield
            finally:
                self._inside = False

    # -- passports

    def _new(self, owner: str) -> SkillsPassport:
        now = self._clock()
        return SkillsPassport(owner=owner, created_at=now, updated_at=now)

    def _find(self, owner: str) -> _Stored | None:
        found = self._connection.execute(
            "SELECT subject, version, created_at, updated_at, interview FROM passports WHERE owner = ?", (owner,)
        ).fetchone()
        if found is None:
            return None
        subject, *head = found
        lists = {
            table: [
                (row[0], row[1:])
                for row in self._connection.execute(
                    f"SELECT number, {', '.join(columns)} FROM {table} WHERE owner = ? ORDER BY number", (owner,)
                )
            ]
            for table, columns in COLUMNS.items()
        }
        rows = {table: [row for _, row in numbered] for table, numbered in lists.items()}
        return _Stored(subject, from_rows(owner, tuple(head), rows), head[-1], lists)

    @staticmethod
    def _same(stored: _Stored, rows: PassportRows) -> bool:
        """Compared as rows: a change that altered a value in place is seen, too."""
        return stored.interview == rows.interview and all(
            [row for _, row in stored.lists[table]] == list(wanted) for table, wanted in rows.lists.items()
        )

    def _write(self, subject: str, passport: SkillsPassport, rows: PassportRows, stored: _Stored | None) -> None:
        self._connection.execute(
            "INSERT INTO passports (owner, subject, version, created_at, updated_at, interview) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (owner) DO UPDATE SET version = excluded.version, created_at = excluded.created_at, "
            "updated_at = excluded.updated_at, interview = excluded.interview",
            (
                passport.owner,
                subject,
                passport.version,
                passport.created_at.isoformat(),
                passport.updated_at.isoformat(),
                rows.interview,
            ),
        )
        for table, wanted in rows.lists.items():
            needed = list_change(stored.lists[table] if stored else [], wanted)
            columns = COLUMNS[table]
            self._connection.executemany(
                f"DELETE FROM {table} WHERE owner = ? AND number = ?",
                [(passport.owner, number) for number in needed.delete],
            )
            self._connection.executemany(
                f"INSERT INTO {table} (owner, number, {', '.join(columns)}) VALUES (?, ?{', ?' * len(columns)})",
                [(passport.owner, number, *row) for number, row in needed.insert],
            )

    # -- audit

    def _record(self, subject: str, version: int, actor: str, action: str) -> None:
        last = self._connection.execute("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1").fetchone()
        number, seal = last or (0, FIRST_SEAL)
        entry = AuditEntry(number + 1, self._clock(), actor, action, subject, version, seal="")
        self._connection.execute(
            "INSERT INTO audit (number, at, actor, action, subject, version, seal) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry.number, entry.at.isoformat(), actor, action, subject, version, seal_of(seal, entry)),
        )

    def _entries(self, where: str, *values: str) -> Iterator[AuditEntry]:
        for number, at, *rest in self._connection.execute(
            f"SELECT number, at, actor, action, subject, version, seal FROM audit {where} ORDER BY number", values
        ):
            yield AuditEntry(number, datetime.fromisoformat(at), *rest)

    # -- wiping

    def _finish_interrupted_wipe(self) -> None:
        with self._reading():
            asked = self._connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0]
        if not asked:
            return
        try:
            self._wipe()
        except StoreError:
            log.warning("An erasure that was interrupted could not be finished yet: %s is in use.", self._path)

    def _ask_wipe(self) -> None:
        self._connection.execute("UPDATE upkeep SET wipes_asked = wipes_asked + 1")

    def _wipe(self) -> None:
        with self._reading():
            asked = self._connection.execute("SELECT wipes_asked FROM upkeep").fetchone()[0]
            wipe(self._connection)
        with self._writing():
            # Another process may have asked for one meanwhile; that one is still to come.
            self._connection.execute("UPDATE upkeep SET wipes_asked = 0 WHERE wipes_asked = ?", (asked,))
