"""Keeps what was fitted in a folder, so that the next process starts in half the time; nothing is lost when the folder goes.

The files are plain arrays (numpy's own format, without pickles: reading one runs nothing), named by everything that they were made
of. The code and the libraries that make them name the folder they stand in.
"""

from __future__ import annotations

import logging
import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from rules.language.fits import Arrays, keep_with, key_of

log = logging.getLogger(__name__)
RULES = Path(__file__).resolve().parent.parent
MAKERS = ("language", "matching")
"""Folders of `rules` with the code that fits."""
LIBRARIES = ("numpy", "scipy", "scikit-learn", "simplemma", "spacy")
ROOM = 400_000_000
"""Bytes in all; one catalogue needs some thirty million. Who was not used for longest makes room."""


class KeptFits:
    """`rules.language.fits.Keeper` in a folder."""

    def __init__(self, folder: Path) -> None:
        self._all = folder
        self._folder = folder / _made_by()

    def get(self, key: str, make: Callable[[], Arrays]) -> Arrays:
        """A file that cannot be read is made anew; one that cannot be written is only not kept."""
        path = self._folder / f"{key}.npz"
        try:
            with np.load(path, allow_pickle=False) as content:
                found = {name: content[name] for name in content.files}
            os.utime(path)
        except Exception:  # not there, or whatever may be wrong with a file that is: it is made anew
            found = dict(make())
            self._keep(path, found)
        return found

    def _keep(self, path: Path, arrays: Arrays) -> None:
        try:
            if not self._folder.is_dir():
                shutil.rmtree(self._all, ignore_errors=True)  # of other code
                self._folder.mkdir(parents=True, exist_ok=True)
            plain: dict[str, Any] = dict(arrays)
            with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as file:
                try:
                    np.savez(file, allow_pickle=False, **plain)
                    file.close()
                    os.replace(file.name, path)
                except BaseException:
                    os.unlink(file.name)
                    raise
            self._make_room()
        except OSError as problem:
            log.debug("What was fitted is not kept: %s", problem)

    def _make_room(self) -> None:
        files = sorted(((file.stat().st_mtime, file.stat().st_size, file) for file in self._folder.iterdir()), reverse=True)
        taken = 0
        for _, size, file in files:
            taken += size
            if taken > ROOM:
                file.unlink(missing_ok=True)


def keep_fits_in(folder: Path) -> None:
    """For the whole process, as it starts."""
    keep_with(KeptFits(folder))


@cache
def _made_by() -> str:
    """A name for this code on these libraries."""
    code = [text for folder in MAKERS for file in sorted((RULES / folder).glob("*.py")) for text in (file.name, file.read_text("utf-8"))]
    code += ["transitions.py", (RULES / "transitions.py").read_text("utf-8")]
    return key_of([*code, *map(version, LIBRARIES), platform.python_version(), platform.machine()])[:20]
