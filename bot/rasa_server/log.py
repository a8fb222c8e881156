"""The file with what Rasa prints: kept over restarts, as it tells why Rasa fell over, and never large."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from bot.private_files import FILE

LARGEST = 1_000_000  # bytes
_HEAD = b"# What Rasa prints; nobody's words stand here (bot/rasa_components/wordless_log.py).\n"


def open_log(path: Path) -> FileIO:
    """The log to add to. One that an earlier release wrote may hold somebody's words, and is emptied."""
    stream = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, FILE), "r+b", buffering=0)
    if stream.read(len(_HEAD)) != _HEAD:
        stream.truncate(0)
        _add(stream, _HEAD)
    _add(stream, f"# {datetime.now(UTC).isoformat(timespec='seconds')} Rasa is started\n".encode())
    return stream


def _add(stream: FileIO, line: bytes) -> None:
    with contextlib.suppress(OSError):  # a full disk must not keep Rasa from starting
        stream.write(line)


def keep_small(path: Path, largest: int = LARGEST) -> None:
    """Keeps the newest half of a log that became too large; who writes to it may go on meanwhile."""
    if not path.exists() or path.stat().st_size <= largest:
        return
    with path.open("r+b") as stream:
        stream.seek(-(largest // 2), os.SEEK_END)
        newest = stream.read().partition(b"\n")[2]
        stream.seek(0)
        stream.write(_HEAD + newest)
        stream.truncate()
