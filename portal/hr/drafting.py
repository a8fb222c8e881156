"""The draft that HR works in: the one in the address (`?concept=3`), else the newest; without any, what is live is shown and nothing can be saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

from portal.login import Session
from portal.login.access import absent
from portal.versions.editor import editor_of
from publishing.comparing import file_changes
from publishing.content import Content
from publishing.drafts import Drafts
from publishing.errors import DraftChanged, VersionNotFound
from publishing.model import Editor, State, Version
from publishing.reading import catalogue_of
from rules.catalogue import Catalogue
from rules.review.catalogue_diff import EntryChange, catalogue_changes

TRIES = 5
NO_DRAFT = "Kies eerst een concept, of begin er een. Wat live is, verander je niet direct."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version with what stands in it, and the drafts there are, the newest first."""

    version: Version
    content: Content
    drafts: tuple[Version, ...]

    @property
    def editable(self) -> bool:
        return self.version.state is State.DRAFT

    @property
    def query(self) -> str:
        """What every address within this version ends with."""
        return f"?concept={self.version.number}"

    @property
    def catalogue(self) -> Catalogue:
        return catalogue_of(self.content)


def chosen(request: Request) -> Chosen:
    """The version of this request. Raises a 404 for a number that is of no version."""
    store = drafts_of(request).store
    drafts = store.in_state(State.DRAFT)
    asked = request.query_params.get("concept", "")
    if asked:
        try:
            version = store.version(int(asked[:9]))
        except (ValueError, VersionNotFound) as error:
            raise absent() from error
    else:
        live = store.published()
        assert live is not None, "the portal does not start without a version that is live"
        version = drafts[0] if drafts else live
    return Chosen(version, store.snapshot(version.snapshot), drafts)


def drafts_of(request: Request) -> Drafts:
    found: Drafts = request.app.state.drafts
    return found


def editor(request: Request, who: Session) -> Editor:
    """Who saves."""
    return editor_of(who, request.app.state.settings)


def change_file(drafts: Drafts, number: int, path: str, edit: Callable[[Content], Content], *, by: Editor, what: str, expected_revision: int) -> Version:
    """The draft with an edit of one file; what others changed elsewhere meanwhile stays.

    Raises DraftChanged only when that file is another one by now, what `edit` raises, and what `Drafts.change` raises.
    """
    def is_other(clash: DraftChanged) -> bool:
        base = _expected(drafts, clash)
        return base is None or base[path] != drafts.store.snapshot(clash.now.snapshot)[path]

    return change_beside(drafts, number, edit, is_other, by=by, what=what, expected_revision=expected_revision)


def change_beside(
    drafts: Drafts, number: int, edit: Callable[[Content], Content], clashes: Callable[[DraftChanged], bool], *, by: Editor, what: str, expected_revision: int,
) -> Version:
    """The draft with this edit, though others changed it since `expected_revision`; `clashes` says whether they changed the same.

    Raises DraftChanged then, with all that they did, what `edit` raises, and what `Drafts.change` raises.
    """
    revision = expected_revision
    for _ in range(TRIES):
        try:
            return drafts.change(number, edit, by=by, what=what, expected_revision=revision)
        except DraftChanged as error:
            clash = DraftChanged(error.now, expected_revision, drafts.store.history(number, after=expected_revision), by)
            if clashes(clash):
                raise clash from error
            revision = error.now.revision
    return drafts.change(number, edit, by=by, what=what, expected_revision=revision)


def done_since(drafts: Drafts, error: DraftChanged) -> tuple[EntryChange, ...]:
    """What others changed in the catalogue of this draft since the revision that was expected."""
    return changed_since(drafts, error, lambda old, new: catalogue_changes(catalogue_of(old), catalogue_of(new)))


def file_since(drafts: Drafts, error: DraftChanged, path: str) -> tuple[EntryChange, ...]:
    """What others changed in one file of this draft since the revision that was expected."""
    return changed_since(drafts, error, lambda old, new: file_changes(path, old, new))


def changed_since(drafts: Drafts, error: DraftChanged, changes: Callable[[Content, Content], tuple[EntryChange, ...]]) -> tuple[EntryChange, ...]:
    """What others changed in this draft since the revision that was expected, as `changes` tells it of what was and what is."""
    base = _expected(drafts, error)
    return () if base is None else changes(base, drafts.store.snapshot(error.now.snapshot))


def _expected(drafts: Drafts, error: DraftChanged) -> Content | None:
    """The draft as it stood at the revision that was expected."""
    base = next((step for step in drafts.store.history(error.now.number) if step.revision == error.expected), None)
    return None if base is None else drafts.store.content_at(base)
