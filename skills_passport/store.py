"""What a store of passports can do; SQLite is the first, other engines follow the same protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from skills_passport.audit import AuditCheck, AuditEntry
from skills_passport.model import Exchange, SkillsPassport

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
        self, owner: str, change: Change, *, actor: str, action: str, expected_version: int | None = None
    ) -> SkillsPassport:
        """Read, change and write in one transaction; gives the passport as stored.

        `change` gets the present passport (new and empty when there is none) and returns the next; it must be
        quick and free of effects, as all writers wait for it. What it raises goes through and nothing is written.
        Raises PassportChanged when the stored version is not `expected_version` (what a page was made from),
        or when `change` returns a passport that does not descend from the one it got.
        """
        ...

    def exchange(self, owner: str, message_id: str, *, actor: str) -> Exchange | None:
        """What is known of a message that may come twice; recorded as a read when there is something."""
        ...

    def erase(self, owner: str, *, actor: str) -> bool:
        """Removes all that is kept of the owner, in every file; False when there was nothing.

        Raises ErasureIncomplete when the rows are gone, but remains in the files could not be wiped yet.
        """
        ...

    def wipe(self) -> None:
        """Makes sure that nothing that was deleted is left in any file. Erasing does this by itself.

        Raises StoreBusy when that cannot be done now; it is tried again when the store is next opened.
        """
        ...

    def accesses(self, owner: str, *, actor: str) -> tuple[AuditEntry, ...]:
        """Who read or changed this passport, oldest first."""
        ...

    def owner_of_advice(self, advice_id: str) -> str | None:
        """Whose advice this is; None when it is not (or no longer) kept. Tells nothing of its content: that takes a `load`."""
        ...

    def note(self, subject: str, *, actor: str, action: str) -> None:
        """An audit row about something that is no passport; its `subject` names that ("break-glass"), and nobody."""
        ...

    def verify_audit(self, *, expected_head: str | None = None) -> AuditCheck:
        """Whether the audit trail is whole."""
        ...

    def check(self) -> int:
        """How many passports there are; raises StoreError when they cannot be read, or nothing can be written (for a health page)."""
        ...

    def close(self) -> None: ...
