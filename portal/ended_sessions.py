"""Sessions that were ended before their time: a copy of their cookie must not open anything."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)


class EndedSessions:
    """Numbers of ended sessions, in memory and in a file of lines `number moment`, so that they stay ended after a restart.

    A number is forgotten after `longest` seconds: by then its cookie is too old by itself. A number is random and leads to nobody.
    """

    def __init__(self, path: Path, longest: float, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._longest = longest
        self._clock = clock
        self._lock = threading.Lock()
        self._ended = self._read()

    def __contains__(self, number: str) -> bool:
        return number in self._ended

    def end(self, number: str) -> None:
        """From now on the session counts as none; when the file cannot be written, only until the portal stops."""
        with self._lock:
            oldest = self._clock() - self._longest
            self._ended = {known: at for known, at in self._ended.items() if at >= oldest} | {number: self._clock()}
            try:
                self._write()
            except OSError as error:
                log.error("An ended session could not be written down: %s", type(error).__name__)

    def _read(self) -> dict[str, float]:
        """What the file tells; a line that is broken is passed over."""
        try:
            lines = self._path.read_text(encoding="ascii", errors="replace").splitlines()
        except OSError:
            return {}
        found: dict[str, float] = {}
        for line in lines:
            number, _, moment = line.partition(" ")
            if number and moment.isdecimal():
                found[number] = float(moment)
        return found

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = self._path.with_suffix(".tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.writelines(f"{number} {at:.0f}\n" for number, at in self._ended.items())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(self._path)
