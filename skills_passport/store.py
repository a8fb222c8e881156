"""What a store of passports can do, in SQLite (`sqlite_store`) and in PostgreSQL (`postgres_store`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from rules.person import Person
from skills_passport.audit import AuditCheck, AuditEntry
from skills_passport.casework.queue import Coach, QueuedCase, Reminder
from skills_passport.model import Exchange, SkillsPassport
from skills_passport.sign_ins import SignIn

Change = Callable[[SkillsPassport], SkillsPassport]


class PassportStore(Protocol):
    """Keeps passports. Every read and write of a person's data leaves an audit row with `actor` and `action`.

    `actor` is a role, optionally with a pseudonymous id ("employee", "coach:4f2a"); `action` is a short code
    ("answer", "show-passport"); neither ever holds a name or anything that was typed. Calls are short and
    may come from any thread. Raises StoreBusy or StoreUnavailable when the engine does not cooperate.
    """

    def load(self, owner: str, *, actor: str, action: str) -> SkillsPassport:
        """The passport; a new, empty one (`is_new`) when nothing is stored, which then stores nothing."""
        ...

    def change(
        self, owner: str, change: Change, *, actor: str, action: str, expected_version: int | None = None, expected_casework: int | None = None
    ) -> SkillsPassport:
        """Read, change and write in one transaction; gives the passport as stored.

        `change` gets the present passport (new and empty when there is none) and returns the next; it must be
        quick and free of effects, as all writers wait for it. What it raises goes through and nothing is written.
        Raises PassportChanged when the stored version is not `expected_version` (what a page was made from), when that of
        what coach and employee share is not `expected_casework` (`passport.casework.version`),
        or when `change` returns a passport that does not descend from the one it got.
        """
        ...

    def look_at_case(self, case: str, *, coach: str, action: str = "show-case") -> SkillsPassport:
        """The passport behind a case, as `casework.coach.open_case` needs it; pages call that, which leaves out whose it is.

        Recorded as a look of `coach:<id>`; marks the case as seen and, when the action is `show-case`, what the employee wrote in it as read
        (in the passport of a next look, not in this one): other looks show no messages. Raises CaseNotFound when the case is not open to this coach, for whatever reason.
        """
        ...

    def change_case(
        self, case: str, change: Change, *, coach: str, action: str, expected_version: int | None = None, taking: bool = False
    ) -> SkillsPassport:
        """`change` for a coach, who is let in or not in the same transaction; `expected_version` is that of the casework.

        `taking`: also for a case of the team that another coach took, so that `change` can say so. Raises CaseNotFound or PassportChanged.
        """
        ...

    def cases_for(self, coach: str, *, closed: bool = False) -> tuple[QueuedCase, ...]:
        """What this coach may open, the longest waiting first; closed cases only when asked for. No passport is loaded and no look recorded."""
        ...

    def reminders(self, coach: str, today: date) -> tuple[Reminder, ...]:
        """What this coach should come back to on or before this day, in own cases: follow-ups and agreed steps that are not done."""
        ...

    def note_coach(self, coach: Coach) -> None:
        """Enters a coach who signs in, so that an employee can read who looked."""
        ...

    def coaches(self) -> tuple[Coach, ...]:
        """Everybody who ever signed in as a coach and was not removed, by name."""
        ...

    def own_coach(self, owner: str) -> Coach | None:
        """What is kept of this owner as a coach; None when they are none, or the store cannot tell."""
        ...

    def remove_coach(self, coach: str, *, actor: str) -> int | None:
        """Forgets a coach who left, and puts the cases they took from the team back in the queue: how many. None when there is no such coach."""
        ...

    def judged(self) -> tuple[str, ...]:
        """Owners of passports in which a coach judged; a `load` of each tells what."""
        ...

    def counted(self) -> tuple[str, ...]:
        """Owners who agree to being counted in totals, and to the talk being kept; a `load` of each tells what."""
        ...

    def told_by(self, owners: Sequence[str], *, actor: str, action: str) -> tuple[tuple[str, Person], ...]:
        """(owner, what they told) of those of these owners who still agree to being counted; of nothing else of a passport.

        Reads beside writers. Every read is recorded, all in one short transaction and before anything is given.
        """
        ...

    def untouched_since(self, before: datetime) -> tuple[tuple[str, datetime], ...]:
        """(owner, last change) of the passports that nobody changed since then."""
        ...

    def begin_retention(self, today: date, months: int, *, notice: timedelta, away: timedelta, actor: str) -> bool:
        """Takes this day's turn to erase what is past its time, with an audit row; False when it was taken, by whichever process.

        The first time, with a shorter term than the last time, after `away` without a turn, and when the last turn lies in the future, nothing
        goes for the time of `notice`; after days without a turn nothing goes on the first of them.
        """
        ...

    def retention_from(self) -> date | None:
        """The last day on which nothing goes, however long nobody changed it; None when there is no such day."""
        ...

    def keep(self, owner: str, *, actor: str) -> bool:
        """Counts as a change of today, so that the passport is kept longer; False when there is none."""
        ...

    def version(self, owner: str) -> int:
        """How often the passport was written, 0 when there is none; tells nothing of its content, and is no look into it."""
        ...

    def waiting_cases(self) -> tuple[int, datetime | None]:
        """How many cases of the team no coach took yet, and since when the oldest waits; for who watches over the service."""
        ...

    def exchange(self, owner: str, message_id: str, *, actor: str) -> Exchange | None:
        """What is known of a message that may come twice; recorded as a read when there is something."""
        ...

    def erase(self, owner: str, *, actor: str, untouched_since: datetime | None = None) -> bool:
        """Removes all that is kept of the owner, as `wipe` says; False when there was nothing, or somebody changed it since then.

        Raises ErasureIncomplete when the rows are gone, but remains in the files could not be wiped yet.
        """
        ...

    def wipe(self) -> None:
        """Makes sure that nothing that was deleted is left, in SQLite in any file, in PostgreSQL in any table. Erasing does this by itself.

        Raises StoreBusy when that cannot be done now; it is tried again when the store is next opened.
        """
        ...

    def rewrite(self) -> int:
        """`wipe`, also where that holds everybody up: afterwards no file of the tables has anything of who was erased. How many erasures waited for it."""
        ...

    def accesses(self, owner: str, *, actor: str) -> tuple[AuditEntry, ...]:
        """Who read or changed this passport, oldest first."""
        ...

    def owner_of_advice(self, advice_id: str) -> str | None:
        """Whose advice this is; None when it is not (or no longer) kept. Tells nothing of its content: that takes a `load`."""
        ...

    def owner_of_subject(self, subject: str) -> str | None:
        """Whose passport has this number in the audit trail; None when it is gone. For putting back a backup only (honouring.py)."""
        ...

    def owner_of_case(self, case: str) -> str | None:
        """Whose case this is, open or ended; None when it is gone. For putting back a backup only: coaches are let in by `look_at_case`."""
        ...

    def sign_ins(self, owner: str) -> tuple[SignIn, ...]:
        """Where this person is signed in, newest first; no look into a passport."""
        ...

    def note(self, subject: str, *, actor: str, action: str) -> None:
        """An audit row about something that is no passport; its `subject` names that ("break-glass"), and nobody."""
        ...

    def verify_audit(self, *, expected_head: str | None = None) -> AuditCheck:
        """Whether the audit trail is whole."""
        ...

    def audit_head(self) -> str:
        """The seal of the last row of the audit trail, to be written down elsewhere."""
        ...

    def check(self) -> int:
        """How many passports there are; raises StoreError when they cannot be read, or nothing can be written (for a health page)."""
        ...

    def close(self) -> None: ...
