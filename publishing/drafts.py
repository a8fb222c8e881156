"""Everything that happens to versions: begin, change, submit, send back, publish, plan, archive, roll back.

Each is one transaction. A change is stored only when the result can be read whole by every parser; else nothing changes.
Where `expected_revision` is given, what somebody else did since is not overwritten: DraftChanged tells what that was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from publishing.content import Content
from publishing.errors import (
    BaseMoved,
    ContentInvalid,
    DraftChanged,
    FourEyes,
    MergeConflict,
    PublishingError,
    ScenarioBroken,
    StepRefused,
)
from publishing.merging import entry_at, merge
from publishing.model import SYSTEM, Broken, Deed, Editor, State, Step, Version
from publishing.snapshots import hash_of
from publishing.store import FOUR_EYES, VersionStore
from rules.errors import KnowledgeError

if TYPE_CHECKING:
    from rules.review.catalogue_diff import EntryChange

Check = Callable[[Content], object]
"""Reads all of a content; raises KnowledgeError (all problems at once) when it cannot be served."""
Protected = Callable[[Content], Sequence[Broken]]
"""The protected scenarios that break with this content; may take minutes, so it runs outside any transaction."""
Rehearse = Callable[[Version, Content], None]
"""Builds what is served of a version, outside any transaction, before it goes live; raises when that fails."""

MOST_TRIED = 5
"""Own steps that are looked at for a save that is sent again; more of them between two presses of one button do not occur."""
_SWITCHED = "zette het vierogenprincipe"
"""How every line of the history begins in which four eyes were switched on or off."""
_STATES = {State.DRAFT: "een concept", State.IN_REVIEW: "ter beoordeling", State.PUBLISHED: "live", State.ARCHIVED: "gearchiveerd"}


class Drafts:
    """The one way to change versions; safe to share between threads. Its errors are of publishing.errors, and StoreError."""

    def __init__(self, store: VersionStore, check: Check, *, product: str, rehearse: Rehearse, protected: Protected | None = None) -> None:
        """`product` is the running release, stamped on what is begun. Without `protected` there are no scenarios to break."""
        self.store = store
        self._check = check
        self._protected = protected
        self._rehearse = rehearse
        self._product = product

    # -- writing

    def begin(self, *, by: Editor, title: str) -> Version:
        """A new draft of what is live now; the one that they began under this name already, when nothing was done in it yet.

        So a button that is pressed twice makes one draft, in whichever process each press arrives.
        """
        with self.store.writing():
            live = self._live()
            for there in self.store.in_state(State.DRAFT):
                if (there.author, there.title, there.base, there.revision) == (by, title, live.number, 1):
                    return there
            return self._begun(live, by, title)

    def change(self, number: int, edit: Callable[[Content], Content], *, by: Editor, what: str, expected_revision: int) -> Version:
        """The draft with this edit, which gets the content as it stood at `expected_revision`; `what` says it in words for colleagues.

        An edit that changes nothing stores nothing, nor does a save of theirs that is sent again and stands there still. What `edit` raises
        comes through, and nothing is stored. Raises DraftChanged, ContentInvalid, StepRefused when it is no draft.
        """
        try:
            before = self._expected(number, expected_revision, State.DRAFT, by=by)
            content = edit(self.store.snapshot(before.snapshot))
            if hash_of(content) == before.snapshot:
                return before
            self._check_all(content)  # seconds, so not in the transaction; the revision is looked at again there
            return self._stepped(before, by, Deed.CHANGED, what, content=content)
        except DraftChanged as clash:
            if self._is_stored(clash, edit, by):
                return clash.now
            raise

    def catch_up(self, number: int, *, by: Editor, expected_revision: int) -> Version:
        """Take over what went live since the draft was begun, line by line; what was in review is a draft again. Raises MergeConflict, ContentInvalid, DraftChanged."""
        before = self._expected(number, expected_revision, State.DRAFT, State.IN_REVIEW, by=by)
        live = self._live()
        if before.base == live.number:
            return before
        base = live if before.base is None else self.store.version(before.base)
        merged = merge(self.store.snapshot(base.snapshot), self.store.snapshot(before.snapshot), self.store.snapshot(live.snapshot))
        if merged.conflicts:
            raise MergeConflict(number, [(path, line, entry_at(merged.content.files.get(path, ""), line)) for path, line in merged.conflicts])
        self._check_all(merged.content)
        after = replace(before, state=State.DRAFT, base=live.number, starts_at=None, submitted_at=None)
        return self._stepped(before, by, Deed.CAUGHT_UP, f"nam versie {live.number} over", after=after, content=merged.content)

    # -- review

    def submit(self, number: int, *, by: Editor, note: str = "", expected_revision: int | None = None) -> Version:
        """Draft → in review; `note` tells the reviewer what it is about. Raises StepRefused, also when nothing was changed."""
        before = self._expected(number, expected_revision, State.DRAFT, by=by)
        if before.base is not None and self.store.version(before.base).snapshot == before.snapshot:
            raise StepRefused(f"In versie {number} is nog niets veranderd. Verander eerst iets.")
        after = replace(before, state=State.IN_REVIEW, note=note, submitted_at=self.store.clock())
        return self._stepped(before, by, Deed.SUBMITTED, note or "vroeg om een beoordeling", after=after)

    def withdraw(self, number: int, *, by: Editor, expected_revision: int | None = None) -> Version:
        """In review → draft, by who asked for the review or wrote in it; a planned start is called off. Anybody else sends it back, with why."""
        before = self._expected(number, expected_revision, State.IN_REVIEW, by=by)
        if by not in self.may_withdraw(before):
            raise StepRefused("Alleen wie om de beoordeling vroeg of meeschreef, neemt deze versie terug. Stuur haar terug, en schrijf erbij waarom.")
        return self._stepped(before, by, Deed.WITHDRAWN, "nam het terug om verder te werken", after=_as_draft(before))

    def may_withdraw(self, version: Version) -> frozenset[Editor]:
        """Who wrote in it, and who asked for a review of it."""
        return frozenset(version.writers) | {step.by for step in self.store.history(version.number) if step.deed is Deed.SUBMITTED}

    def send_back(self, number: int, *, by: Editor, note: str, expected_revision: int | None = None) -> Version:
        """In review → draft, by a reviewer who says why; a planned start is called off."""
        before = self._expected(number, expected_revision, State.IN_REVIEW, by=by)
        if not note.strip():
            raise StepRefused("Schrijf erbij wat er beter kan; dan weet je collega wat te doen.")
        return self._stepped(before, by, Deed.SENT_BACK, note, after=replace(_as_draft(before), note=note, reviewer=by))

    def archive(self, number: int, *, by: Editor, note: str = "", expected_revision: int | None = None) -> Version:
        """Give up a draft, or what is in review."""
        before = self._expected(number, expected_revision, State.DRAFT, State.IN_REVIEW, by=by)
        after = replace(before, state=State.ARCHIVED, starts_at=None, archived_at=self.store.clock())
        return self._stepped(before, by, Deed.ARCHIVED, note or "legde het weg", after=after)

    # -- going live

    def publish(self, number: int, *, by: Editor, reason: str = "", expected_revision: int | None = None) -> Version:
        """In review → published; what was live is archived. `reason` says why protected scenarios may break.

        Raises FourEyes, BaseMoved, ScenarioBroken, ContentInvalid, DraftChanged, StepRefused.
        """
        before = self._may_go_live(number, by, reason, expected_revision)
        return self._gone_live(before, by, Deed.PUBLISHED, reason or before.note or "zette het live", reason)

    def plan(self, number: int, *, starts_at: datetime, by: Editor, reason: str = "", expected_revision: int | None = None) -> Version:
        """As publish, but live from `starts_at` (aware) on; raises the same. It stays in review until then."""
        if starts_at.tzinfo is None:
            raise ValueError("starts_at has no time zone")
        if starts_at <= self.store.clock():
            raise StepRefused("Dat moment is al voorbij. Kies een later moment, of publiceer nu.")
        before = self._may_go_live(number, by, reason, expected_revision)
        at = starts_at.astimezone(UTC)
        after = replace(before, starts_at=at, reviewer=by, reason=reason)
        return self._stepped(before, by, Deed.PLANNED, f"gaat live op {starts_at:%d-%m-%Y %H:%M}", after=after, going_live=True)

    def unplan(self, number: int, *, by: Editor, expected_revision: int | None = None) -> Version:
        """Call a planned start off; it stays in review."""
        before = self._expected(number, expected_revision, State.IN_REVIEW, by=by)
        if before.starts_at is None:
            raise StepRefused(f"Voor versie {number} is geen start gepland.")
        return self._stepped(before, by, Deed.NOT_STARTED, "zegde de geplande start af", after=replace(before, starts_at=None))

    def start_due(self) -> Version | None:
        """Publish what was planned to start by now; every process may call it at any time, one of them does it.

        A version that cannot start any more (another one went live) stays in review, and its history says why.
        """
        started: Version | None = None
        for before in self.store.due(self.store.clock()):
            planner = before.reviewer.name if before.reviewer else ""
            try:
                content = self.store.snapshot(before.snapshot)
                self._check_all(content)
                self._rehearse(before, content)
                started = self._gone_live(before, SYSTEM, Deed.PUBLISHED, f"ging live zoals gepland door {planner or 'een collega'}", before.reason)
            except DraftChanged:  # another process was first, or somebody called it off
                continue
            except PublishingError as error:
                with suppress(DraftChanged):
                    self._stepped(before, SYSTEM, Deed.NOT_STARTED, f"kon niet starten: {error}", after=replace(before, starts_at=None))
        return started

    def roll_back(self, to: int, *, by: Editor, note: str) -> Version:
        """A new version, live at once, with the content of an older published one; one call, one pair of eyes: that content was reviewed.

        The same call again is answered as done, and goes on with what the first one began, also when that one never ended.
        Raises StepRefused for what was never live, ContentInvalid when this release cannot read it.
        """
        older, title = self.store.version(to), f"Terug naar versie {to}"
        if older.published_at is None:
            raise StepRefused(f"Versie {to} is nooit live geweest. Kies een versie die dat wel was.")
        content = self.store.snapshot(older.snapshot)
        self._check_all(content)

        def is_this(version: Version) -> bool:
            return (version.author, version.title, version.note, version.snapshot) == (by, title, note, older.snapshot)

        with self.store.writing():
            live = self._live()
            if live.snapshot == older.snapshot:
                if is_this(live):
                    return live  # the button was pressed twice
                raise StepRefused(f"Wat in versie {to} staat, is nu al live.")
            before = next((each for each in self.store.in_state(State.IN_REVIEW) if is_this(each) and each.base == live.number), None)
            if before is None:
                begun = self._begun(live, by, title, content=content)
                # In review first: every process begins to build it, while this one does (`_rehearse`).
                before = replace(begun, state=State.IN_REVIEW, revision=begun.revision + 1, note=note, submitted_at=begun.created_at)
                self.store.update(before)
                self.store.record(before, by, Deed.SUBMITTED, note or f"terug naar versie {to}")
        try:
            self._rehearse(before, content)
            return self._gone_live(before, by, Deed.ROLLED_BACK, note or f"terug naar versie {to}", "")
        except BaseException as error:
            # Somebody else was first, or it cannot be built: what was begun for this alone is not left in the way.
            with suppress(PublishingError):
                self.archive(before.number, by=by, note="ging niet door")
            if isinstance(error, BaseMoved | DraftChanged):
                now = self._live()
                if is_this(now):
                    return now
                told = f"Wat in versie {to} staat, is nu al live." if now.snapshot == older.snapshot else f"Intussen ging versie {now.number} live. Kijk of je nog terug wilt, en doe het dan opnieuw."
                raise StepRefused(told) from error
            raise

    def switched(self) -> tuple[Step, ...]:
        """Every time that four eyes were switched off or on again, the oldest first: who, when and why."""
        return tuple(step for step in self.store.history(0) if step.deed is Deed.SETTING and step.what.startswith(_SWITCHED))

    def alone(self) -> frozenset[int]:
        """Numbers of the versions that one of their writers put live, as four eyes were off; going back asks for one person anyhow."""
        return frozenset(
            version.number for version in self.store.versions()
            if version.published_at is not None and version.reviewer in version.writers
            and any(step.deed is Deed.PUBLISHED for step in self.store.history(version.number))
        )

    def tried(self) -> Mapping[int, datetime]:
        """When a trial of each version as it stands, beside what it was made from, was done first; before it went live, if it did. Without one it is left out."""
        versions, trials = self.store.versions(), self.store.trials()
        snapshots = {version.number: version.snapshot for version in versions}
        found = {version.number: trials.get((snapshots[version.base], version.snapshot)) for version in versions if version.base is not None}
        live_since = {version.number: version.published_at for version in versions}
        return {number: at for number, at in found.items() if at is not None and at <= (live_since[number] or at)}

    def planned(self, beside: int) -> tuple[Version, ...]:
        """Other versions whose start is planned and would not come if this one, or any, went live before; the earliest first."""
        live = self._live()
        waiting = [each for each in self.store.in_state(State.IN_REVIEW) if each.starts_at and each.base == live.number and each.number != beside]
        return tuple(sorted(waiting, key=lambda each: (each.starts_at, each.number)))

    def set_four_eyes(self, on: bool, *, by: Editor, why: str) -> None:
        """Switch four eyes on or off; the history shows who and why."""
        if not why.strip():
            raise StepRefused("Schrijf op waarom; iedereen kan dat in de geschiedenis zien.")
        with self.store.writing():
            if self.store.four_eyes() != on:
                self.store.set(FOUR_EYES, "on" if on else "off", by=by, what=f"{_SWITCHED} {'aan' if on else 'uit'}: {why}")

    def differences(self, old: int, new: int) -> tuple[EntryChange, ...]:
        """What differs between two versions, in words: functions, skills, rules, figures, interview, answers."""
        from publishing.comparing import differences  # loads the language tools, which takes seconds

        return differences(self.store.content(old), self.store.content(new))

    # -- inside

    def _live(self) -> Version:
        live = self.store.published()
        if live is None:
            raise StepRefused("Er is nog geen versie live. Start het portaal eerst een keer.")
        return live

    def _begun(self, live: Version, by: Editor, title: str, *, content: Content | None = None, product: str = "") -> Version:
        """A draft on top of what is live, inside a transaction."""
        now = self.store.clock()
        snapshot = live.snapshot if content is None else self.store.put(content)
        version = Version(
            number=self.store.next_number(), state=State.DRAFT, title=title, base=live.number, revision=1, snapshot=snapshot, writers=(),
            author=by, created_at=now, changed_at=now, product=product or self._product,
        )
        self.store.add(version)
        self.store.record(version, by, Deed.BEGUN, title)
        return version

    def _is_stored(self, clash: DraftChanged, edit: Callable[[Content], Content], by: Editor) -> bool:
        """Whether one of the steps since was this very edit by this very person, and nobody touched the files of it after that."""
        steps = self.store.history(clash.now.number, after=clash.expected - 1)
        own = [(was, step) for was, step in pairwise(steps) if step.by == by and step.deed is Deed.CHANGED]
        for was, step in own[:MOST_TRIED]:
            before, after = self.store.content_at(was), self.store.content_at(step)
            made = ""
            with suppress(Exception):  # what it raises on another content than it was meant for says only that it was not this step
                made = hash_of(edit(before))
            if made == step.snapshot:
                now = self.store.snapshot(clash.now.snapshot)
                touched = (path for path in before.files.keys() | after.files.keys() if before.files.get(path) != after.files.get(path))
                return all(now.files.get(path) == after.files.get(path) for path in touched)
        return False

    def _expected(self, number: int, revision: int | None, *states: State, by: Editor | None = None) -> Version:
        """The version, when it stands where and as the caller believes; `by` is who asks. Raises DraftChanged or StepRefused."""
        now = self.store.version(number)
        if revision is not None and now.revision != revision:
            raise DraftChanged(now, revision, self.store.history(number, after=revision), by)
        if now.state not in states:
            wanted = " of ".join(_STATES[state] for state in states)
            raise StepRefused(f"Versie {number} is {_STATES[now.state]}. Dit kan alleen als het {wanted} is.")
        return now

    def _check_all(self, content: Content) -> None:
        try:
            self._check(content)
        except ContentInvalid:
            raise
        except KnowledgeError as error:
            raise ContentInvalid(error.problems) from error

    def _stepped(
        self, before: Version, by: Editor, deed: Deed, what: str, *, after: Version | None = None, content: Content | None = None, going_live: bool = False,
    ) -> Version:
        """One step from `before`, stored if nobody was in between; with `going_live`, if it also still may."""
        with self.store.writing():
            self._expected(before.number, before.revision, before.state, by=by)
            if going_live:
                self._refuse_going_live(before, by)
            after = replace(after or before, revision=before.revision + 1, changed_at=self.store.clock())
            if content is not None:
                after = replace(after, snapshot=self.store.put(content))
            self.store.update(after)
            self.store.record(after, by, deed, what)
        return self.store.version(before.number)

    def _may_go_live(self, number: int, by: Editor, reason: str, expected_revision: int | None) -> Version:
        """All that stands before going live, and that takes long; what may change meanwhile is looked at again in the transaction."""
        before = self._expected(number, expected_revision, State.IN_REVIEW, by=by)
        self._refuse_going_live(before, by)
        content = self.store.snapshot(before.snapshot)
        self._check_all(content)
        broken = self._protected(content) if self._protected else ()
        if broken and not reason.strip():
            raise ScenarioBroken(number, broken)
        self._rehearse(before, content)
        return before

    def _refuse_going_live(self, version: Version, by: Editor) -> None:
        if self.store.four_eyes() and by in version.writers:
            raise FourEyes(version.number)
        live = self._live()
        if version.base != live.number:
            raise BaseMoved(version.number, live.number)

    def _gone_live(self, before: Version, by: Editor, deed: Deed, what: str, reason: str) -> Version:
        """What was live makes place for this version, in one transaction."""
        with self.store.writing():
            self._expected(before.number, before.revision, State.IN_REVIEW, by=by)
            if deed is Deed.PUBLISHED:
                self._refuse_going_live(before, by)
            now, live = self.store.clock(), self._live()
            if before.base != live.number:
                raise BaseMoved(before.number, live.number)
            old = replace(live, state=State.ARCHIVED, revision=live.revision + 1, changed_at=now, archived_at=now)
            self.store.update(old)
            self.store.record(old, by, Deed.ARCHIVED, f"maakte plaats voor versie {before.number}")
            new = replace(
                before, state=State.PUBLISHED, revision=before.revision + 1, changed_at=now, published_at=now, starts_at=None, reason=reason,
                reviewer=before.reviewer if by == SYSTEM else by,
            )
            self.store.update(new)
            self.store.record(new, by, deed, what)
        return self.store.version(before.number)


def _as_draft(version: Version) -> Version:
    return replace(version, state=State.DRAFT, starts_at=None, submitted_at=None)
