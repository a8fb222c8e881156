"""What a version is: its state, who had a hand in it, and every step it took."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a version stands. Exactly one version is published; a draft that is given up is archived, too."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Deed(StrEnum):
    """What was done with a version."""

    BEGUN = "begun"
    CHANGED = "changed"
    CAUGHT_UP = "caught-up"  # took over what went live meanwhile
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    SENT_BACK = "sent-back"
    PLANNED = "planned"
    NOT_STARTED = "not-started"  # a planned start that could not be, or was called off
    PUBLISHED = "published"
    ROLLED_BACK = "rolled-back"  # published with the content of an older one
    ARCHIVED = "archived"
    SETTING = "setting"  # of no version: `number` is 0


@dataclass(frozen=True, slots=True)
class Editor:
    """Who does something: a pseudonymous id (letters and digits) and the name that colleagues see."""

    id: str
    name: str = field(compare=False, default="")


SYSTEM = Editor("system", "Loopbaanwijzer")
"""Does what nobody does by hand: the first version, the data of a new release, a planned start."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history, which is only ever added to.

    `revision` is that of the version after the step; `what` says in words what was done, or why; `snapshot` is the hash of the content then.
    """

    id: int
    number: int
    revision: int
    at: datetime
    by: Editor
    deed: Deed
    what: str
    snapshot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version without its content (`VersionStore.content(number)`).

    `revision` counts every step, from 1. `base` is the version it was made from; None for the first. `writers` are all who changed anything in it.
    `product` is the release it was begun under. `starts_at` is set while a start is planned; `reason` then says why protected scenarios may break.
    `reviewer` published it, planned its start or sent it back last; `note` is what the last of them, or of its writers, said.
    """

    number: int
    state: State
    title: str
    base: int | None
    revision: int
    snapshot: str
    writers: tuple[Editor, ...]
    author: Editor
    created_at: datetime
    changed_at: datetime
    product: str
    reviewer: Editor | None = None
    note: str = ""
    reason: str = ""
    submitted_at: datetime | None = None
    starts_at: datetime | None = None
    published_at: datetime | None = None
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A protected scenario that comes out otherwise: its name, and in words what comes out now."""

    scenario: str
    what: str
