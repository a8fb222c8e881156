"""Passports in one SQLite file: the default store.

One connection per process behind a lock; every call is one short transaction. Open it after forking, not before.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rules.person import Person
from skills_passport.audit import FIRST_SEAL, AuditCheck, AuditEntry, check_chain, checked_action, checked_actor
from skills_passport.casework.queue import Coach, QueuedCase, Reminder
from skills_passport.casework.shares import words_lost
from skills_passport.errors import CaseNotFound, ErasureIncomplete, PassportChanged, StoreError
from skills_passport.model import Exchange, Purpose, SkillsPassport
from skills_passport.pseudonym import check_owner
from skills_passport.rows import COLUMNS, exchange_from, to_rows
from skills_passport.sign_ins import SignIn, sign_ins_of
from skills_passport.sqlite_cases import cases_of, mark_seen, owner_of_case, reminders_of
from skills_passport.sqlite_file import SqliteFile
from skills_passport.sqlite_passports import Stored, answers_of, find, stepped, write
from skills_passport.store import Change

log = logging.getLogger(__name__)


_LAST = "SELECT given FROM consents WHERE owner = passports.owner AND purpose = ? ORDER BY number DESC LIMIT 1"
_COUNTED = f"({_LAST}) = 1 AND ({_LAST}) = 1"
_COUNTING = (Purpose.TOTALS.value, Purpose.TALK.value)
"""Whose last word on both was yes."""


class SqliteStore(SqliteFile):
    """A `store.PassportStore` in the file at `path`."""

    def __init__(
        self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), coach_of: Callable[[str], str] | None = None
    ) -> None:
        """As `SqliteFile`. `coach_of`: the id that an owner has as a coach (pseudonym.coach_id); with it nobody is the coach of their own passport."""
        super().__init__(path, clock=clock)
        self._coach_of = coach_of

    def load(self, owner: str, *, actor: str, action: str) -> SkillsPassport:
        check_owner(owner)
        with self._writing():
            stored = find(self._connection, owner)
            if stored is None:
                return self._new(owner)
            self._record(stored.subject, stored.passport.version, checked_actor(actor, owner), checked_action(action))
            return stored.passport

    def change(
        self, owner: str, change: Change, *, actor: str, action: str, expected_version: int | None = None, expected_casework: int | None = None
    ) -> SkillsPassport:
        check_owner(owner)
        who, what = checked_actor(actor, owner), checked_action(action)
        with self._writing():
            stored = find(self._connection, owner)
            before = stored.passport if stored else self._new(owner)
            if expected_version not in (None, before.version):
                raise PassportChanged(owner, expected_version or 0, before.version, before)
            if expected_casework not in (None, before.casework.version):
                raise PassportChanged(owner, expected_casework or 0, before.casework.version, before)
            after, wipe = self._changed(stored, before, change, who, what)
        if wipe:
            self._wipe_or_later()
        return after

    def look_at_case(self, case: str, *, coach: str, action: str = "show-case") -> SkillsPassport:
        who = checked_actor(f"coach:{coach}", "")
        with self._writing():
            stored = self._shared(case, coach)
            mark_seen(self._connection, case, self._clock(), messages=action == "show-case")
            self._record(stored.subject, stored.passport.version, who, checked_action(action))
            return stored.passport

    def change_case(
        self, case: str, change: Change, *, coach: str, action: str, expected_version: int | None = None, taking: bool = False
    ) -> SkillsPassport:
        who, what = checked_actor(f"coach:{coach}", ""), checked_action(action)
        with self._writing():
            stored = self._shared(case, coach, taking=taking)
            before = stored.passport
            if expected_version not in (None, before.casework.version):
                raise PassportChanged(case, expected_version or 0, before.casework.version, before)
            return self._changed(stored, before, change, who, what)[0]

    def cases_for(self, coach: str, *, closed: bool = False) -> tuple[QueuedCase, ...]:
        with self._reading():
            return tuple(cases_of(self._connection, coach, closed, lambda owner: self._is_own(owner, coach)))

    def reminders(self, coach: str, today: date) -> tuple[Reminder, ...]:
        with self._reading():
            return reminders_of(self._connection, coach, today, lambda owner: self._is_own(owner, coach))

    def note_coach(self, coach: Coach) -> None:
        checked_actor(f"coach:{coach.id}", "")
        with self._writing():
            self._connection.execute(
                "INSERT INTO coaches VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_sign_in = excluded.last_sign_in",
                (coach.id, coach.name, coach.last_sign_in.isoformat()),
            )

    def coaches(self) -> tuple[Coach, ...]:
        with self._reading():
            rows = self._connection.execute("SELECT id, name, last_sign_in FROM coaches ORDER BY name, id").fetchall()
        return tuple(Coach(id_, name, datetime.fromisoformat(at)) for id_, name, at in rows)

    def own_coach(self, owner: str) -> Coach | None:
        own = self._coach_of(check_owner(owner)) if self._coach_of else ""
        return next((coach for coach in self.coaches() if coach.id == own), None)

    def remove_coach(self, coach: str, *, actor: str) -> int | None:
        who = checked_actor(actor, "")
        with self._writing():
            if not self._connection.execute("DELETE FROM coaches WHERE id = ?", (coach,)).rowcount:
                return None
            freed = self._connection.execute(
                "SELECT subject, version, case_id FROM shares JOIN passports USING (owner) WHERE coach IS NULL AND taken_by = ? AND ended IS NULL", (coach,)
            ).fetchall()
            for subject, version, case in freed:
                self._connection.execute("UPDATE shares SET taken_by = NULL WHERE case_id = ?", (case,))
                self._record(subject, version, who, "give-back-case")
            self._record("coaches", 0, who, "remove-coach")
            self._ask_wipe()
        self._wipe_or_later()
        return len(freed)

    def judged(self) -> tuple[str, ...]:
        with self._reading():
            return tuple(row[0] for row in self._connection.execute("SELECT DISTINCT owner FROM verdicts ORDER BY owner"))

    def counted(self) -> tuple[str, ...]:
        with self._reading():
            rows = self._connection.execute(f"SELECT owner FROM passports WHERE {_COUNTED} ORDER BY owner", _COUNTING)
            return tuple(row[0] for row in rows)

    def told_by(self, owners: Sequence[str], *, actor: str, action: str) -> tuple[tuple[str, Person], ...]:
        who, what = checked_actor(actor, ""), checked_action(action)
        with self._reading():
            answers = {owner: answers_of(self._connection, owner) for owner in map(check_owner, owners)}
        agreed: list[str] = []
        with self._writing():  # who took the consent back, or erased everything, since the reading began is not among them
            for owner in owners:
                found = self._connection.execute(f"SELECT subject, version FROM passports WHERE owner = ? AND {_COUNTED}", (owner, *_COUNTING)).fetchone()
                if found is not None:
                    subject, version = found
                    self._record(subject, version, who, what)
                    agreed.append(owner)
        now = self._clock()
        return tuple((owner, SkillsPassport(owner=owner, created_at=now, updated_at=now, answers_given=answers[owner]).person()) for owner in agreed)

    def untouched_since(self, before: datetime) -> tuple[tuple[str, datetime], ...]:
        with self._reading():
            rows = [(owner, datetime.fromisoformat(at)) for owner, at in self._connection.execute("SELECT owner, updated_at FROM passports ORDER BY owner")]
        return tuple((owner, at) for owner, at in rows if at < before)

    def keep(self, owner: str, *, actor: str) -> bool:
        who = checked_actor(actor, check_owner(owner))
        with self._writing():
            found = self._head(owner)
            if found:
                self._connection.execute("UPDATE passports SET updated_at = ? WHERE owner = ?", (self._clock().isoformat(), owner))
                self._record(*found, who, "keep-longer")
            return found is not None

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

    def erase(self, owner: str, *, actor: str, untouched_since: datetime | None = None) -> bool:
        check_owner(owner)
        with self._writing():
            found = self._head(owner, untouched_since)
            if found:
                self._connection.execute("DELETE FROM passports WHERE owner = ?", (owner,))
                self._record(*found, checked_actor(actor, owner), "erase")
            if found or untouched_since is None:
                self._connection.execute("DELETE FROM sign_ins WHERE owner = ?", (owner,))
            if untouched_since is None and self._coach_of is not None:  # a passport that grew old says nothing of the work as a coach
                self._connection.execute("DELETE FROM coaches WHERE id = ?", (self._coach_of(owner),))
            self._ask_wipe()
        try:
            # Also when nothing was found: an earlier erasure may have been stopped before the wiping.
            self._wipe()
        except StoreError as error:
            log.warning("An erasure is not finished, what is left is still to be wiped: %s", error)
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
            found = self._head(owner)
            if found is None:
                return ()
            self._record(*found, who, "show-accesses")
            return tuple(self._entries("WHERE subject = ?", found[0]))

    def owner_of_advice(self, advice_id: str) -> str | None:
        with self._reading():
            found = self._connection.execute("SELECT owner FROM advices WHERE id = ?", (advice_id,)).fetchone()
            return None if found is None else str(found[0])

    def begin_retention(self, today: date, months: int, *, notice: timedelta, away: timedelta, actor: str) -> bool:
        who = checked_actor(actor, "")
        with self._writing():
            day, before, nothing_until = self._connection.execute("SELECT retention_day, retention_months, retention_from FROM upkeep").fetchone()
            if day is not None and date.fromisoformat(day) >= today:
                return False
            if day is None or months < before or today - date.fromisoformat(day) > away:
                nothing_until = (today + notice).isoformat()
            self._connection.execute(
                "UPDATE upkeep SET retention_day = ?, retention_months = ?, retention_from = ?", (today.isoformat(), months, nothing_until)
            )
            self._record("retention", 0, who, "retention-run")
        return True

    def retention_from(self) -> date | None:
        with self._reading():
            found = self._connection.execute("SELECT retention_from FROM upkeep").fetchone()[0]
        return None if found is None else date.fromisoformat(found)

    def sign_ins(self, owner: str) -> tuple[SignIn, ...]:
        with self._reading():
            return sign_ins_of(self._connection, check_owner(owner))

    def note(self, subject: str, *, actor: str, action: str) -> None:
        """An audit row about something that is no passport; its `subject` names that ("break-glass"), and nobody."""
        with self._writing():
            self._record(subject, 0, checked_actor(actor, subject), checked_action(action))

    def verify_audit(self, *, expected_head: str | None = None) -> AuditCheck:
        with self._reading():
            return check_chain(self._entries(""), expected_head=expected_head)

    def audit_head(self) -> str:
        with self._reading():
            found = self._connection.execute("SELECT seal FROM audit ORDER BY number DESC LIMIT 1").fetchone()
            return FIRST_SEAL if found is None else str(found[0])

    def check(self) -> int:
        """How many passports there are; raises StoreError when the file cannot be read or written (for a health page).

        Something is written there and back, and committed: what is rolled back, or does not change a page, never
        reaches the disk, which may be full.
        """
        with self._writing():
            for step in (1, -1):
                self._connection.execute("UPDATE upkeep SET wipes_asked = wipes_asked + ?", (step,))
            return int(self._connection.execute("SELECT count(*) FROM passports").fetchone()[0])

    # -- passports

    def _new(self, owner: str) -> SkillsPassport:
        now = self._clock()
        return SkillsPassport(owner=owner, created_at=now, updated_at=now)

    def _head(self, owner: str, untouched_since: datetime | None = None) -> tuple[str, int] | None:
        """(subject, version) for the audit trail, when there is a passport (and nobody changed it since then)."""
        found = self._connection.execute("SELECT subject, version, updated_at FROM passports WHERE owner = ?", (owner,)).fetchone()
        if found is None or (untouched_since and datetime.fromisoformat(found[2]) >= untouched_since):
            return None
        return str(found[0]), int(found[1])

    def _is_own(self, owner: str, coach: str) -> bool:
        return self._coach_of is not None and self._coach_of(owner) == coach

    def _shared(self, case: str, coach: str, *, taking: bool = False) -> Stored:
        """The passport of a case, if this coach may look now; with `taking` also when the team's case was taken by another. Raises CaseNotFound."""
        owner = owner_of_case(self._connection, case)
        stored = find(self._connection, owner) if owner and not self._is_own(owner, coach) else None
        share = stored.passport.casework.share(case) if stored else None
        if stored is None or share is None or not (share.lets_in(coach) or (taking and share.is_open and share.with_team)):
            raise CaseNotFound(case)
        return stored

    def _changed(self, stored: Stored | None, before: SkillsPassport, change: Change, who: str, what: str) -> tuple[SkillsPassport, bool]:
        """The passport as written, and whether words went that must be wiped from the files."""
        after = change(before)
        if (after.owner, after.version, after.casework.version) != (before.owner, before.version, before.casework.version):
            raise PassportChanged(before.owner, after.version, before.version, before)
        rows = to_rows(after)
        if stored is None and rows == to_rows(before):
            return before, False
        changed = stored.differs_in(rows) if stored else frozenset({"passports"})
        if stored and not changed:
            self._record(stored.subject, before.version, who, what)
            return before, False
        after = stepped(before, after, changed, self._clock())
        subject = stored.subject if stored else secrets.token_hex(16)
        write(self._connection, subject, after, rows, stored)
        self._record(subject, after.version, who, what)
        wipe = words_lost(before.casework.shares, after.casework.shares)
        if wipe:
            self._ask_wipe()
        return after, wipe

    def _wipe_or_later(self) -> None:
        """A share that ended may not fail because the file cannot be rewritten now: the next start, or the next erasure, finishes it."""
        try:
            self._wipe()
        except StoreError:
            log.warning("What was taken back is still to be wiped from the files: %s is in use.", self._path)
