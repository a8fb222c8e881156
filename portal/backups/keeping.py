"""How backups are called, and which go when a newer one is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rules.files.whole_files import sync_folder

PREFIX = "loopbaanwijzer-"
SUM = ".sha256"
AWAY = timedelta(days=7)
JOURNAL_COPY = "erasures.jsonl"
_NAME = re.compile(r"loopbaanwijzer-(\d{8}T\d{6}Z)-[0-9a-f]{8}\.tar\.gz\.age")


def name_of(made_at: datetime, id_: str) -> str:
    """The name of a backup: when it was made (UTC), and the begin of its number.

    >>> name_of(datetime(2026, 11, 27, 3, 30, tzinfo=UTC), "1f2e3d4c5b6a7988")
    'loopbaanwijzer-20261127T033000Z-1f2e3d4c.tar.gz.age'
    """
    return f"{PREFIX}{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{id_[:8]}.tar.gz.age"


def surplus(names: Sequence[str], *, keep: int | None, days: int | None, now: datetime, made: str = "") -> tuple[str, ...]:
    """Which backups go: beyond the newest `keep`, and those older than `days`; never the newest, and never a file with another name.

    The newest is the one that was `made` just now, whatever its name says: others may be of the same second, or of a clock that was ahead.

    >>> names = ["notes.txt", *(f"loopbaanwijzer-202611{day}T033000Z-1f2e3d4c.tar.gz.age" for day in (24, 25, 26))]
    >>> [name[21:23] for name in surplus(names, keep=2, days=None, now=datetime(2026, 11, 27, tzinfo=UTC))]
    ['24']
    >>> [name[21:23] for name in surplus(names, keep=None, days=1, now=datetime(2026, 11, 27, tzinfo=UTC))]
    ['24', '25']

    After `AWAY` and more than `days` without a backup the clock may have been put forward, and all of them would be too old: then one day counts.

    >>> [name[21:23] for name in surplus(names, keep=None, days=1, now=datetime(2028, 11, 27, tzinfo=UTC))]
    ['24']
    """
    newest_first = sorted((name for name in names if _NAME.fullmatch(name)), key=lambda name: (name == made, name), reverse=True)
    if days is not None and len(newest_first) > 1 and now - (before := _made_at(newest_first[1])) > max(AWAY, timedelta(days=days)):
        now = before + timedelta(days=1)
    oldest = None if days is None else name_of(now - timedelta(days=days), "")
    return tuple(sorted(
        name for place, name in enumerate(newest_first[1:], start=1)
        if (keep is not None and place >= keep) or (oldest is not None and name < oldest)
    ))


def _made_at(name: str) -> datetime:
    found = _NAME.fullmatch(name)
    assert found
    return datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def let_go(folder: Path, names: Sequence[str]) -> None:
    """Removes these backups with their checksums. Raises OSError."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
        (folder / f"{name}{SUM}").unlink(missing_ok=True)
    sync_folder(folder)
