"""Versions in one SQLite file: whole snapshots, deduplicated by text, with a history that is only added to.

Every change is one transaction that takes the lock at once; whoever dies in between leaves the old or the new, never half.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from publishing.content import Content
from publishing.model import Step, Version


class VersionStore:
    """The file `var/publishing.sqlite`; safe to share between threads and between processes. `Drafts` writes in it, everybody may read."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Opens or makes the file and brings its schema up to date. Raises VersionsUnavailable."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def versions(self) -> tuple[Version, ...]:
        """All versions, the newest first."""
        raise NotImplementedError

    def version(self, number: int) -> Version:
        """Raises VersionNotFound."""
        raise NotImplementedError

    def published(self) -> Version | None:
        """The version that is live; None before the first one."""
        raise NotImplementedError

    def content(self, number: int) -> Content:
        """What stands in a version now. Raises VersionNotFound."""
        raise NotImplementedError

    def content_at(self, step: Step) -> Content:
        """What stood in a version right after this step."""
        raise NotImplementedError

    def history(self, number: int | None = None) -> tuple[Step, ...]:
        """Every step of this version, or of all; the oldest first."""
        raise NotImplementedError

    def four_eyes(self) -> bool:
        """Whether who wrote a version may not publish it; on unless somebody switched it off."""
        raise NotImplementedError
