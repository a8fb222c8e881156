"""Saves a form of the catalogue in a draft. Who changed another entry meanwhile is no clash; who changed this one is."""

from __future__ import annotations

from collections.abc import Callable

from portal.hr.drafting import change_beside, done_since
from publishing.content import Content, Part
from publishing.drafts import Drafts
from publishing.errors import DraftChanged
from publishing.model import Editor, Version
from publishing.reading import catalogue_of
from rules.catalogue import Catalogue
from rules.files.catalogue_editing import edit_catalogue


def with_catalogue(content: Content, wanted: Catalogue) -> Content:
    """The content with this catalogue, every file changed as little as can be. Raises CatalogueError."""
    return content.with_part(Part.CATALOGUE, edit_catalogue(content.part(Part.CATALOGUE), wanted))


def save_entry(
    drafts: Drafts, number: int, change: Callable[[Catalogue], Catalogue], *, table: str, identity: str, by: Editor, what: str, expected_revision: int,
) -> Version:
    """The draft with one entry changed, which stands in `table` under `identity`.

    Raises DraftChanged only when that entry is another one by now, what `change` raises, and what `Drafts.change` raises.
    """
    def edit(content: Content) -> Content:
        before = catalogue_of(content)
        wanted = change(before)
        return content if wanted == before else with_catalogue(content, wanted)

    def is_other(clash: DraftChanged) -> bool:
        return any(each.table == table and each.id == identity for each in done_since(drafts, clash))

    return change_beside(drafts, number, edit, is_other, by=by, what=what, expected_revision=expected_revision)
