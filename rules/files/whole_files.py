"""A file that is there whole or as it was, whoever dies in between, and that is still there after the power went."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def replace_whole(path: Path, content: bytes) -> None:
    """Put this content in the place of the file, which keeps its rights. Raises OSError; then nothing changed."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write_synced(draft, content)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_synced(path: Path, content: bytes) -> None:
    """Write it and wait until it is on the disk."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make the new names in a folder last, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
