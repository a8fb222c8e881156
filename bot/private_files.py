"""The folder with passports, tracker, log and secrets: for who runs the portal, and for nobody else on the computer."""

from __future__ import annotations

import os
import stat
from pathlib import Path

FOLDER = 0o700
FILE = 0o600
OURS = ("*.sqlite*", "rasa.log*", "secrets.json", "erasures.jsonl", "badge-key.pem", "break-glass.json")


def make_private(folder: Path) -> None:
    """Makes the folder where it is absent; takes away what an earlier release or a wide umask let others do.

    Raises OSError when the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    if not folder.stat().st_mode & stat.S_ISVTX:  # a folder such as /tmp belongs to all
        _tighten(folder, FOLDER)
    for pattern in OURS:
        for path in folder.glob(pattern):
            _tighten(path, FILE)


def _tighten(path: Path, most: int) -> None:
    found = path.lstat()
    ours = found.st_uid == os.getuid() and not stat.S_ISLNK(found.st_mode)
    if ours and stat.S_IMODE(found.st_mode) & ~most:
        path.chmod(stat.S_IMODE(found.st_mode) & most)
