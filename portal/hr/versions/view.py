"""One version as its page shows it: its changes in words by subject, and the steps that this colleague may take now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from portal.hr.versions.deeds import DEEDS_BY_STATE, Act
from publishing.drafts import Drafts
from publishing.errors import ContentInvalid
from publishing.model import Deed, Editor, State, Step, Version
from publishing.store import VersionStore

if TYPE_CHECKING:
    from rules.review.catalogue_diff import EntryChange

MOST = 150
"""Entries of one subject that are shown; the rest is counted."""
KEPT = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """What differs in one table of the content; `more` were left out."""

    title: str
    changes: tuple[EntryChange, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two versions; `refused` says why that cannot be told."""

    subjects: tuple[Subject, ...] = ()
    refused: str = ""

    @property
    def count(self) -> int:
        return sum(len(subject.changes) + subject.more for subject in self.subjects)


@dataclass(frozen=True, slots=True)
class VersionView:
    """All that the page of a version holds."""

    version: Version
    history: tuple[Step, ...]
    differences: Differences
    acts: tuple[Act, ...]
    live: Version | None
    four_eyes: bool
    own: bool
    """Whether this colleague wrote in it."""
    tried_at: datetime | None
    """When a trial of it as it stands was done first, beside what is live; of what went live, beside what was live then."""
    planned: tuple[Version, ...]
    """Other versions whose start is planned, the earliest first."""

    @property
    def is_behind(self) -> bool:
        """Whether another version went live since this one was begun."""
        return self.version.state in (State.DRAFT, State.IN_REVIEW) and self.live is not None and self.version.base != self.live.number

    @property
    def not_started(self) -> Step | None:
        """The last thing that happened to it, when that is a planned start that could not be."""
        last = self.history[0] if self.history else None
        return last if last is not None and last.deed is Deed.NOT_STARTED else None

    @property
    def before_it(self) -> tuple[Version, ...]:
        """Other versions that start before this one is planned to: its own start will not come then."""
        at = self.version.starts_at
        return () if at is None else tuple(each for each in self.planned if each.starts_at and each.starts_at <= at)

    @property
    def may_publish(self) -> bool:
        return not (self.four_eyes and self.own) and not self.is_behind


def version_view(drafts: Drafts, number: int, by: Editor) -> VersionView:
    """The version as it stands now, for who looks. Raises VersionNotFound."""
    store = drafts.store
    version = store.version(number)
    live = store.published()
    acts = tuple(act for act in acts_on(version, live) if act is not Act.WITHDRAW or by in drafts.may_withdraw(version))
    return VersionView(
        version, tuple(reversed(store.history(number))), differences_between(drafts, version.base, number), acts, live, store.four_eyes(),
        by in version.writers, _tried_at(drafts, version, live), drafts.planned(number),
    )


def _tried_at(drafts: Drafts, version: Version, live: Version | None) -> datetime | None:
    if version.state in (State.DRAFT, State.IN_REVIEW) and live is not None:
        return drafts.store.trials().get((live.snapshot, version.snapshot))
    return drafts.tried().get(version.number)


def acts_on(version: Version, live: Version | None) -> tuple[Act, ...]:
    """What can be done with a version in its state, whoever does it."""
    acts = list(DEEDS_BY_STATE[version.state])
    if version.state is State.IN_REVIEW:
        acts.remove(Act.PLAN if version.starts_at else Act.UNPLAN)
    behind = live is not None and version.base != live.number
    if Act.CATCH_UP in acts and not behind:
        acts.remove(Act.CATCH_UP)
    if Act.ROLL_BACK in acts and (version.published_at is None or (live is not None and live.snapshot == version.snapshot)):
        acts.remove(Act.ROLL_BACK)
    return tuple(acts)


def differences_between(drafts: Drafts, old: int | None, new: int) -> Differences:
    """What differs, by subject; nothing for the first version, which was made from nothing. Raises VersionNotFound."""
    if old is None:
        return Differences()
    store = drafts.store
    before, after = store.version(old), store.version(new)
    if before.snapshot == after.snapshot:
        return Differences()
    try:
        return Differences(_by_subject(_differences(store, before.snapshot, after.snapshot)))
    except ContentInvalid:
        return Differences(refused="Een van beide past niet bij deze uitgave van Loopbaanwijzer. Daarom kan ik niet zeggen wat er verschilt.")


@lru_cache(KEPT)
def _differences(store: VersionStore, old: str, new: str) -> Sequence[EntryChange]:
    """Of two snapshots, by their names: all their texts would stay in memory with it. Takes seconds where the catalogue or the rulebook differ, and is the same each time."""
    from publishing.comparing import differences  # loads the language tools, which takes seconds

    return differences(store.snapshot(old), store.snapshot(new))


def _by_subject(changes: Sequence[EntryChange]) -> tuple[Subject, ...]:
    found: dict[str, list[EntryChange]] = {}
    for change in changes:
        found.setdefault(change.table, []).append(change)
    kept: Mapping[str, list[EntryChange]] = found
    return tuple(Subject(title, tuple(each[:MOST]), max(0, len(each) - MOST)) for title, each in kept.items())
