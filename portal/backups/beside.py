"""Work in progress beside the place where it goes: nobody takes it for finished, and who died in it leaves nothing for long.

A file or folder that is worked on is held with a lock that ends with its process; one that nobody holds is taken away by the next.
"""

from __future__ import annotations

import fcntl
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rules.files.whole_files import sync_folder

FOLDER = 0o700
FILE = 0o600


@contextmanager
def held_file(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside this path, for its owner only; gone at the end, unless somebody gave it another name. Raises OSError."""
    clear(path.parent, f".{glob.escape(path.name)}.*.tmp")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE), "w+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield draft, stream
        finally:
            draft.unlink(missing_ok=True)


def write_beside(path: Path, content: bytes) -> None:
    """This content in the place of the file, for its owner only: whole or as it was. Raises OSError."""
    with held_file(path) as (draft, stream):
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
        draft.replace(path)
        sync_folder(path.parent)


@contextmanager
def held_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder in `parent` whose name begins so, for its owner only; gone at the end, unless somebody gave it another name. Raises OSError."""
    clear(parent, f"{glob.escape(prefix)}*")
    folder = parent / f"{prefix}{secrets.token_hex(4)}"
    folder.mkdir(mode=FOLDER)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def clear(parent: Path, pattern: str) -> None:
    """Takes away what is named like this and held by nobody: what a process left that was shot."""
    for path in parent.glob(pattern):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        except OSError:
            continue
        finally:
            os.close(descriptor)
