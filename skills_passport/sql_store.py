"""Passports in tables of SQL, whichever engine keeps them (`sqlite_store`, `postgres_store`); every call is one short transaction.

Whoever reads or changes a passport holds its owner for as long as the transaction takes; of several owners all at once, at its begin.
Rows come before the row of the audit trail, which everybody waits for.
"""

from __future__ import annotations

import logging
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from rules.person import Person
from skills_passport.audit import FIRST_SEAL, AuditCheck, AuditEntry, check_chain, checked_action, checked_actor
from skills_passport.casework.queue import Coach, QueuedCase, Reminder
from skills_passport.casework.shares import words_lost
from skills_passport.erasures import ErasureJournal, Kind, Note, withdrawn
from skills_passport.errors import CaseNotFound, ErasureIncomplete, PassportChanged, StoreError
from skills_passport.model import Exchange, Purpose, SkillsPassport
from skills_passport.pseudonym import check_owner
from skills_passport.rows import COLUMNS, exchange_from, to_rows
from skills_passport.sign_ins import SignIn, sign_ins_of
from skills_passport.sql import AUDIT, SIGN_INS, Connection, Engine, Place
from skills_passport.sql_audit import AuditTable, all_entries, entries_of
from skills_passport.sql_cases import cases_of, mark_seen, owner_of_case, reminders_of
from skills_passport.sql_passports import Stored, answers_of, find, stepped, write
from skills_passport.store import Change

log = logging.getLogger(__name__)

A_DAY = timedelta(days=1)

_LAST = "SELECT given FROM consents WHERE owner = passports.owner AND purpose = ? ORDER BY number DESC LIMIT 1"
_COUNTED = f"({_LAST}) = 1 AND ({_LAST}) = 1"
_COUNTING = (Purpose.TOTALS.value, Purpose.TALK.value)
"""Whose last word on both was yes."""
_TAKEN = "FROM shares JOIN passports USING (owner) WHERE coach IS NULL AND taken_by = ? AND ended IS NULL"


class SqlStore(ABC):
    """A `store.PassportStore` in the tables of an engine; `place` is where that is."""

    place: Place

    def __init__(
        self, engine: Engine, *, clock: Callable[[], datetime], coach_of: Callable[[str], str] | None, journal: ErasureJournal | None = None
    ) -> None:
        """`coach_of`: the id that an owner has as a coach (pseudonym.coach_id); with it nobody is the coach of their own passport.

        `journal`: where it is written down what people take back; what cannot be written there is not done.
        """
        self._journal = journal
        self._engine = engine
        self._clock = clock
        self._coach_of = coach_of
        self._audit = AuditTable(engine, clock)

    def close(self) -> None:
        self._engine.close()

    def load(self, owner: str, *, actor: str, action: str) -> SkillsPassport:
        check_owner(owner)
        with self._engine.writing(owner) as connection:
            stored = find(connection, owner)
            if stored is None:
                return self._new(owner)
            self._audit.record(connection, stored.subject, stored.passport.version, checked_actor(actor, owner), checked_action(action))
            return stored.passport

    def change(
        self, owner: str, change: Change, *, actor: str, action: str, expected_version: int | None = None, expected_casework: int | None = None
    ) -> SkillsPassport:
        check_owner(owner)
        who, what = checked_actor(actor, owner), checked_action(action)
        with self._engine.writing(owner) as connection:
            stored = find(connection, owner)
            before = stored.passport if stored else self._new(owner)
            if expected_version not in (None, before.version):
                raise PassportChanged(owner, expected_version or 0, before.version, before)
            if expected_casework not in (None, before.casework.version):
                raise PassportChanged(owner, expected_casework or 0, before.casework.version, before)
            after, wipe = self._changed(connection, stored, before, change, who=who, what=what)
        if wipe:
            self._wipe_or_later()
        return after

    def look_at_case(self, case: str, *, coach: str, action: str = "show-case") -> SkillsPassport:
        who = checked_actor(f"coach:{coach}", "")
        with self._engine.writing() as connection:
            stored = self._shared(connection, case, coach)
            mark_seen(connection, case, self._clock(), messages=action == "show-case")
            self._audit.record(connection, stored.subject, stored.passport.version, who, checked_action(action))
            return stored.passport

    def change_case(
        self, case: str, change: Change, *, coach: str, action: str, expected_version: int | None = None, taking: bool = False
    ) -> SkillsPassport:
        who, what = checked_actor(f"coach:{coach}", ""), checked_action(action)
        with self._engine.writing() as connection:
            stored = self._shared(connection, case, coach, taking=taking)
            before = stored.passport
            if expected_version not in (None, before.casework.version):
                raise PassportChanged(case, expected_version or 0, before.casework.version, before)
            return self._changed(connection, stored, before, change, who=who, what=what)[0]

    def cases_for(self, coach: str, *, closed: bool = False) -> tuple[QueuedCase, ...]:
        with self._engine.reading() as connection:
            return tuple(cases_of(connection, coach, closed, lambda owner: self._is_own(owner, coach)))

    def reminders(self, coach: str, today: date) -> tuple[Reminder, ...]:
        with self._engine.reading() as connection:
            return reminders_of(connection, coach, today, lambda owner: self._is_own(owner, coach))

    def note_coach(self, coach: Coach) -> None:
        checked_actor(f"coach:{coach.id}", "")
        with self._engine.writing() as connection:
            connection.execute(
                "INSERT INTO coaches VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_sign_in = excluded.last_sign_in",
                (coach.id, coach.name, coach.last_sign_in.isoformat()),
            )

    def coaches(self) -> tuple[Coach, ...]:
        with self._engine.reading() as connection:
            rows = connection.execute("SELECT id, name, last_sign_in FROM coaches ORDER BY name, id").fetchall()
        return tuple(Coach(id_, name, datetime.fromisoformat(at)) for id_, name, at in rows)

    def own_coach(self, owner: str) -> Coach | None:
        own = self._coach_of(check_owner(owner)) if self._coach_of else ""
        return next((coach for coach in self.coaches() if coach.id == own), None)

    def remove_coach(self, coach: str, *, actor: str) -> int | None:
        who = checked_actor(actor, "")
        with self._engine.writing() as connection:
            self._engine.hold(connection, *sorted({row[0] for row in connection.execute(f"SELECT owner {_TAKEN}", (coach,))}))
            if not connection.execute("DELETE FROM coaches WHERE id = ?", (coach,)).rowcount:
                return None
            freed = connection.execute(f"SELECT subject, version, case_id {_TAKEN}", (coach,)).fetchall()
            connection.executemany("UPDATE shares SET taken_by = NULL WHERE case_id = ?", [(case,) for _, _, case in freed])
            self._ask_wipe(connection)
            for subject, version, _ in freed:
                self._audit.record(connection, subject, version, who, "give-back-case")
            self._audit.record(connection, "coaches", 0, who, "remove-coach")
            self._write_down(Note(Kind.COACH, coach))
        self._wipe_or_later()
        return len(freed)

    def judged(self) -> tuple[str, ...]:
        with self._engine.reading() as connection:
            return tuple(row[0] for row in connection.execute("SELECT DISTINCT owner FROM verdicts ORDER BY owner"))

    def counted(self) -> tuple[str, ...]:
        with self._engine.reading() as connection:
            rows = connection.execute(f"SELECT owner FROM passports WHERE {_COUNTED} ORDER BY owner", _COUNTING)
            return tuple(row[0] for row in rows)

    def told_by(self, owners: Sequence[str], *, actor: str, action: str) -> tuple[tuple[str, Person], ...]:
        who, what = checked_actor(actor, ""), checked_action(action)
        with self._engine.reading() as connection:
            answers = {owner: answers_of(connection, owner) for owner in map(check_owner, owners)}
        agreed: list[str] = []
        # Who took the consent back, or erased everything, since the reading began is not among them: who holds the trail sees what is, and keeps it so.
        with self._engine.writing(AUDIT) as connection:
            for owner in owners:
                found = connection.execute(f"SELECT subject, version FROM passports WHERE owner = ? AND {_COUNTED}", (owner, *_COUNTING)).fetchone()
                if found is not None:
                    subject, version = found
                    self._audit.record(connection, subject, version, who, what)
                    agreed.append(owner)
        now = self._clock()
        return tuple((owner, SkillsPassport(owner=owner, created_at=now, updated_at=now, answers_given=answers[owner]).person()) for owner in agreed)

    def untouched_since(self, before: datetime) -> tuple[tuple[str, datetime], ...]:
        with self._engine.reading() as connection:
            rows = [(owner, datetime.fromisoformat(at)) for owner, at in connection.execute("SELECT owner, updated_at FROM passports ORDER BY owner")]
        return tuple((owner, at) for owner, at in rows if at < before)

    def begin_retention(self, today: date, months: int, *, notice: timedelta, away: timedelta, actor: str) -> bool:
        who = checked_actor(actor, "")
        with self._engine.writing("retention") as connection:
            day, before, nothing_until = connection.execute("SELECT retention_day, retention_months, retention_from FROM upkeep").fetchone()
            last = None if day is None else date.fromisoformat(day)
            if last is not None and today <= last <= today + A_DAY:
                return False
            if last is None or months < before or today - last > away or last > today:  # of a clock that was ahead, and is put back
                nothing_until = (today + notice).isoformat()
            elif today - last > A_DAY:  # a clock that is put forward by days may be put back: the next day believes it
                nothing_until = max(nothing_until or "", today.isoformat())
            connection.execute(
                "UPDATE upkeep SET retention_day = ?, retention_months = ?, retention_from = ?", (today.isoformat(), months, nothing_until)
            )
            self._audit.record(connection, "retention", 0, who, "retention-run")
        return True

    def retention_from(self) -> date | None:
        with self._engine.reading() as connection:
            found = connection.execute("SELECT retention_from FROM upkeep").fetchone()[0]
        return None if found is None else date.fromisoformat(found)

    def keep(self, owner: str, *, actor: str) -> bool:
        who = checked_actor(actor, check_owner(owner))
        with self._engine.writing(owner) as connection:
            found = _head(connection, owner)
            if found:
                connection.execute("UPDATE passports SET updated_at = ? WHERE owner = ?", (self._clock().isoformat(), owner))
                self._audit.record(connection, *found, who, "keep-longer")
            return found is not None

    def version(self, owner: str) -> int:
        with self._engine.reading() as connection:
            found = connection.execute("SELECT version FROM passports WHERE owner = ?", (check_owner(owner),)).fetchone()
        return 0 if found is None else int(found[0])

    def waiting_cases(self) -> tuple[int, datetime | None]:
        with self._engine.reading() as connection:
            many, since = connection.execute(
                "SELECT count(*), min(since) FROM shares WHERE coach IS NULL AND taken_by IS NULL AND ended IS NULL AND closed_at IS NULL"
            ).fetchone()
        return int(many), datetime.fromisoformat(since) if since else None

    def exchange(self, owner: str, message_id: str, *, actor: str) -> Exchange | None:
        who = checked_actor(actor, check_owner(owner))
        wanted = "FROM exchanges JOIN passports USING (owner) WHERE owner = ? AND message_id = ?"
        with self._engine.reading() as connection:  # most messages come once: only a second one costs a write
            if connection.execute(f"SELECT 1 {wanted}", (owner, message_id)).fetchone() is None:
                return None
        with self._engine.writing(owner) as connection:
            found = connection.execute(f"SELECT subject, version, {', '.join(COLUMNS['exchanges'])} {wanted}", (owner, message_id)).fetchone()
            if found is None:  # erased in between
                return None
            subject, version, *row = found
            self._audit.record(connection, subject, version, who, "read-reply")
            return exchange_from(tuple(row))

    def erase(self, owner: str, *, actor: str, untouched_since: datetime | None = None) -> bool:
        who = checked_actor(actor, check_owner(owner))
        gone: list[Note] = []
        with self._engine.writing(owner) as connection:
            found = _head(connection, owner, untouched_since)
            if found:
                connection.execute("DELETE FROM passports WHERE owner = ?", (owner,))
            if found or untouched_since is None:
                self._engine.hold(connection, SIGN_INS)
                connection.execute("DELETE FROM sign_ins WHERE owner = ?", (owner,))
            if untouched_since is None and self._coach_of is not None:  # a passport that grew old says nothing of the work as a coach
                coach = self._coach_of(owner)
                if connection.execute("DELETE FROM coaches WHERE id = ?", (coach,)).rowcount:
                    gone.append(Note(Kind.COACH, coach))
            self._ask_wipe(connection)
            if found:
                self._audit.record(connection, *found, who, "erase")
                gone.append(Note(Kind.PASSPORT, found[0]))
            self._write_down(*gone)
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
        with self._engine.writing() as connection:
            self._ask_wipe(connection)
        self._wipe()

    def accesses(self, owner: str, *, actor: str) -> tuple[AuditEntry, ...]:
        who = checked_actor(actor, check_owner(owner))
        with self._engine.writing(owner) as connection:
            found = _head(connection, owner)
            if found is None:
                return ()
            self._audit.record(connection, *found, who, "show-accesses")
            return tuple(entries_of(connection, found[0]))

    def owner_of_advice(self, advice_id: str) -> str | None:
        with self._engine.reading() as connection:
            found = connection.execute("SELECT owner FROM advices WHERE id = ?", (advice_id,)).fetchone()
            return None if found is None else str(found[0])

    def owner_of_subject(self, subject: str) -> str | None:
        with self._engine.reading() as connection:
            found = connection.execute("SELECT owner FROM passports WHERE subject = ?", (subject,)).fetchone()
            return None if found is None else str(found[0])

    def owner_of_case(self, case: str) -> str | None:
        with self._engine.reading() as connection:
            return owner_of_case(connection, case)

    def sign_ins(self, owner: str) -> tuple[SignIn, ...]:
        with self._engine.reading() as connection:
            return sign_ins_of(connection, check_owner(owner))

    def note(self, subject: str, *, actor: str, action: str) -> None:
        """An audit row about something that is no passport; its `subject` names that ("break-glass"), and nobody."""
        who, what = checked_actor(actor, subject), checked_action(action)
        with self._engine.writing() as connection:
            self._audit.record(connection, subject, 0, who, what)

    def verify_audit(self, *, expected_head: str | None = None) -> AuditCheck:
        with self._engine.reading() as connection:
            return check_chain(all_entries(connection), expected_head=expected_head)

    def audit_head(self) -> str:
        with self._engine.reading() as connection:
            found = connection.execute("SELECT seal FROM audit ORDER BY number DESC LIMIT 1").fetchone()
            return FIRST_SEAL if found is None else str(found[0])

    def check(self) -> int:
        """How many passports there are; raises StoreError when the store cannot be read or written (for a health page).

        Something is written there and back, and committed: what is rolled back, or does not change a page, never
        reaches the disk, which may be full.
        """
        with self._engine.writing() as connection:
            for step in (1, -1):
                connection.execute("UPDATE upkeep SET wipes_asked = wipes_asked + ?", (step,))
            return int(connection.execute("SELECT count(*) FROM passports").fetchone()[0])

    # -- what each engine does its own way

    @abstractmethod
    def rewrite(self) -> int: ...

    @abstractmethod
    def _wipe(self) -> None:
        """Leave nothing behind of what was deleted, as far as this engine can at once."""

    # -- passports

    def _new(self, owner: str) -> SkillsPassport:
        now = self._clock()
        return SkillsPassport(owner=owner, created_at=now, updated_at=now)

    def _is_own(self, owner: str, coach: str) -> bool:
        return self._coach_of is not None and self._coach_of(owner) == coach

    def _shared(self, connection: Connection, case: str, coach: str, *, taking: bool = False) -> Stored:
        """The passport of a case, held, if this coach may look now; with `taking` also when the team's case was taken by another. Raises CaseNotFound."""
        owner = owner_of_case(connection, case)
        if owner is None or self._is_own(owner, coach):
            raise CaseNotFound(case)
        self._engine.hold(connection, owner)
        stored = find(connection, owner)
        share = stored.passport.casework.share(case) if stored else None
        if stored is None or share is None or not (share.lets_in(coach) or (taking and share.is_open and share.with_team)):
            raise CaseNotFound(case)
        return stored

    def _changed(
        self, connection: Connection, stored: Stored | None, before: SkillsPassport, change: Change, *, who: str, what: str
    ) -> tuple[SkillsPassport, bool]:
        """The passport as written, and whether words went that must be wiped from the files."""
        after = change(before)
        if (after.owner, after.version, after.casework.version) != (before.owner, before.version, before.casework.version):
            raise PassportChanged(before.owner, after.version, before.version, before)
        rows = to_rows(after)
        if stored is None and rows == to_rows(before):
            return before, False
        changed = stored.differs_in(rows) if stored else frozenset({"passports"})
        if stored and not changed:
            self._audit.record(connection, stored.subject, before.version, who, what)
            return before, False
        after = stepped(before, after, changed, self._clock())
        subject = stored.subject if stored else secrets.token_hex(16)
        write(connection, subject, after, rows, stored)
        wipe = words_lost(before.casework.shares, after.casework.shares)
        if wipe:
            self._ask_wipe(connection)
        self._audit.record(connection, subject, after.version, who, what)
        self._write_down(*withdrawn(subject, before, after))
        return after, wipe

    def _write_down(self, *notes: Note) -> None:
        """The last thing of a transaction: it is kept apart from the store before the change is in the store."""
        if notes and self._journal is not None:
            self._journal.append(*notes)

    def _ask_wipe(self, connection: Connection) -> None:
        connection.execute("UPDATE upkeep SET wipes_asked = wipes_asked + 1")

    def _wipe_or_later(self) -> None:
        """A share that ended may not fail because the files cannot be rewritten now: the next start, or the next erasure, finishes it."""
        try:
            self._wipe()
        except StoreError:
            log.warning("What was taken back is still to be wiped from the files: the store is in use.")


def _head(connection: Connection, owner: str, untouched_since: datetime | None = None) -> tuple[str, int] | None:
    """(subject, version) for the audit trail, when there is a passport (and nobody changed it since then)."""
    found = connection.execute("SELECT subject, version, updated_at FROM passports WHERE owner = ?", (owner,)).fetchone()
    if found is None or (untouched_since and datetime.fromisoformat(found[2]) >= untouched_since):
        return None
    return str(found[0]), int(found[1])
