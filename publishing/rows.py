"""Rows of the file with versions to what they mean, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from publishing.model import SYSTEM, Deed, Editor, State, Step, Version

COLUMNS = (
    "number", "state", "title", "base", "revision", "snapshot", "author", "created_at", "changed_at", "product", "reviewer", "note", "reason",
    "submitted_at", "starts_at", "published_at", "archived_at",
)
STEP_COLUMNS = ("id", "number", "revision", "at", "by", "deed", "what", "snapshot")
WRITING = (Deed.CHANGED, Deed.ROLLED_BACK)
"""What makes somebody a writer. Beginning writes nothing, and taking over what is live adds only what others wrote and reviewed."""


def version_from(row: Sequence[Any], names: Mapping[str, str], writers: Sequence[str]) -> Version:
    """A row of COLUMNS with the names by id and the ids of who wrote in it."""
    values = dict(zip(COLUMNS, row, strict=True))
    for column in ("created_at", "changed_at", "submitted_at", "starts_at", "published_at", "archived_at"):
        values[column] = datetime.fromisoformat(values[column]) if values[column] else None
    values["state"] = State(values["state"])
    values["author"] = editor(values["author"], names)
    values["reviewer"] = editor(values["reviewer"], names) if values["reviewer"] else None
    return Version(**values, writers=tuple(editor(each, names) for each in writers))


def version_row(version: Version) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    return tuple(_plain(getattr(version, column)) for column in COLUMNS)


def step_from(row: Sequence[Any], names: Mapping[str, str]) -> Step:
    """A row of STEP_COLUMNS with the names by id."""
    id_, number, revision, at, by, deed, what, snapshot = row
    return Step(id_, number, revision, datetime.fromisoformat(at), editor(by, names), Deed(deed), what, snapshot)


def editor(id_: str, names: Mapping[str, str]) -> Editor:
    """Who it is, nameless when they were taken away."""
    return Editor(id_, SYSTEM.name if id_ == SYSTEM.id else names.get(id_, ""))


def _plain(value: Any) -> Any:
    if isinstance(value, Editor):
        return value.id
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, State) else value
