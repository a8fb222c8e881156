"""Everything that happens to versions: begin, change, submit, send back, publish, plan, archive, roll back.

Each is one transaction. A change is stored only when the result can be read whole by every parser; else nothing changes.
Where `expected_revision` is given, what somebody else did since is not overwritten: DraftChanged tells what that was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from publishing.content import Content
from publishing.model import Broken, Editor, Version
from publishing.store import VersionStore
from rules.review.catalogue_diff import EntryChange

Check = Callable[[Content], None]
"""Reads all of a content; raises KnowledgeError (all problems at once) when it cannot be served."""
Protected = Callable[[Content], Sequence[Broken]]
"""The protected scenarios that break with this content; may take minutes, so it runs outside any transaction."""


class Drafts:
    """The one way to change versions; safe to share between threads. All errors are of publishing.errors."""

    def __init__(self, store: VersionStore, check: Check, protected: Protected, *, product: str) -> None:
        """`product` is the running release, stamped on what is begun."""
        raise NotImplementedError

    def begin(self, *, by: Editor, title: str) -> Version:
        """A new draft of what is live now."""
        raise NotImplementedError

    def change(self, number: int, edit: Callable[[Content], Content], *, by: Editor, what: str, expected_revision: int) -> Version:
        """The draft with this edit, which gets the content as it stands in the transaction; `what` says it in words for colleagues.

        An edit that changes nothing stores nothing. What `edit` raises comes through, and nothing is stored.
        Raises DraftChanged, ContentInvalid, StepRefused when it is no draft.
        """
        raise NotImplementedError

    def catch_up(self, number: int, *, by: Editor, expected_revision: int) -> Version:
        """Take over what went live since the draft was begun, line by line; what was in review is a draft again. Raises MergeConflict, ContentInvalid, DraftChanged."""
        raise NotImplementedError

    def submit(self, number: int, *, by: Editor, note: str = "", expected_revision: int | None = None) -> Version:
        """Draft → in review; `note` tells the reviewer what it is about. Raises StepRefused, also when nothing was changed."""
        raise NotImplementedError

    def withdraw(self, number: int, *, by: Editor, expected_revision: int | None = None) -> Version:
        """In review → draft, by who wrote it; a planned start is called off."""
        raise NotImplementedError

    def send_back(self, number: int, *, by: Editor, note: str, expected_revision: int | None = None) -> Version:
        """In review → draft, by a reviewer who says why; a planned start is called off."""
        raise NotImplementedError

    def publish(self, number: int, *, by: Editor, reason: str = "", expected_revision: int | None = None) -> Version:
        """In review → published; what was live is archived. `reason` says why protected scenarios may break.

        Raises FourEyes, BaseMoved, ScenarioBroken, DraftChanged, StepRefused.
        """
        raise NotImplementedError

    def plan(self, number: int, *, starts_at: datetime, by: Editor, reason: str = "", expected_revision: int | None = None) -> Version:
        """As publish, but live from `starts_at` (aware) on; raises the same. It stays in review until then."""
        raise NotImplementedError

    def unplan(self, number: int, *, by: Editor, expected_revision: int | None = None) -> Version:
        """Call a planned start off; it stays in review."""
        raise NotImplementedError

    def start_due(self) -> Version | None:
        """Publish what was planned to start by now; every process may call it at any time, one of them does it.

        A version that cannot start any more (another one went live) stays in review, and its history says why.
        """
        raise NotImplementedError

    def archive(self, number: int, *, by: Editor, note: str = "", expected_revision: int | None = None) -> Version:
        """Give up a draft, or what is in review."""
        raise NotImplementedError

    def roll_back(self, to: int, *, by: Editor, note: str) -> Version:
        """A new version, live at once, with the content of an older published one; one call, one pair of eyes: that content was reviewed.

        Raises StepRefused for what was never live, ContentInvalid when this release cannot read it.
        """
        raise NotImplementedError

    def set_four_eyes(self, on: bool, *, by: Editor, why: str) -> None:
        """Switch four eyes on or off; the history shows who and why."""
        raise NotImplementedError

    def differences(self, old: int, new: int) -> tuple[EntryChange, ...]:
        """What differs between two versions, in words: functions, skills, rules, figures, interview, answers."""
        raise NotImplementedError
