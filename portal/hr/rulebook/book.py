"""The rulebook of one version, with all that its pages are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from fastapi import Request

from portal.login.access import absent
from portal.versions.served import published
from publishing.content import Content, Part
from publishing.drafts import Drafts
from publishing.errors import VersionNotFound
from publishing.model import State, Version
from publishing.reading import parse
from rules.catalogue import Catalogue
from rules.editing.picks import Picks, picks_of
from rules.editing.saving import Ground
from rules.files.rulebook_parsing import parse_rulebook
from rules.rulebook import Rule, Rulebook

KEPT = 4
"""Rulebooks that were read last; reading one takes a good part of a second."""

MOST = 2**31
"""No version has such a number, and the database holds none that is far larger."""


@dataclass(frozen=True, slots=True)
class Book:
    """A version with its rules: `files` are the groups by name, `ground` what a form is held against."""

    version: Version
    files: Mapping[str, str] = field(repr=False)
    rulebook: Rulebook = field(repr=False)
    ground: Ground = field(repr=False)
    drafts: tuple[Version, ...]
    """Those there are, the newest first."""

    @property
    def picks(self) -> Picks:
        return self.ground.picks

    @property
    def is_draft(self) -> bool:
        """Whether anything can be changed here; every other version can only be read."""
        return self.version.state is State.DRAFT

    @property
    def address(self) -> str:
        """Where its pages begin."""
        return f"/beheer/regels/{self.version.number}"

    def rule(self, identity: str) -> Rule | None:
        """The rule with this id."""
        return next((rule for rule in self.rulebook.rules if rule.id == identity), None)


def drafts_of(request: Request) -> Drafts:
    """The one way to change a version."""
    found: Drafts = request.app.state.drafts
    return found


def open_book(request: Request, number: int, revision: int | None = None) -> Book:
    """The rulebook of a version as it stands now, or as it stood at a revision; 404 where there is no such one."""
    store = drafts_of(request).store
    if not 0 < number < MOST:
        raise absent()
    try:
        version = store.version(number)
    except VersionNotFound:
        raise absent() from None
    snapshot = version.snapshot
    if revision is not None:
        snapshot = next((step.snapshot for step in store.history(number) if step.revision == revision), "")
        if not snapshot:
            raise absent()
    content = store.snapshot(snapshot)
    catalogue = _catalogue_of(request, content)
    return Book(
        version, content.part(Part.RULEBOOK), _rulebook(tuple(content.part(Part.RULEBOOK).items())),
        Ground(catalogue, picks_of(catalogue), datetime.now(UTC).date()),
        store.in_state(State.DRAFT),
    )


def _catalogue_of(request: Request, content: Content) -> Catalogue:
    """That of what is live, where the version has the same."""
    live = published(request)
    same = live.content.versions[Part.CATALOGUE] == content.versions[Part.CATALOGUE]
    return live.knowledge.catalogue if same else parse(content).catalogue


@lru_cache(KEPT)
def _rulebook(files: tuple[tuple[str, str], ...]) -> Rulebook:
    return parse_rulebook(dict(files), "")
