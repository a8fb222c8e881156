"""Asks the printing process for a PDF, within limits of time, memory and number at once."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from portal.documents.errors import PrinterAbsent, PrinterBusy, TooMuchToPrint
from portal.documents.paper.printing import ABSENT

SECONDS = 60
MEGABYTES = 800  # of address space; a passport of 2,000 tasks takes 300
AT_ONCE = 1
MOST_WAITING = 4  # more would keep the threads that answer everybody else
PATIENCE = 20.0  # seconds until who waits for another is told to come back
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and the signs in it for which there is no font."""

    pdf: bytes
    unknown: tuple[str, ...]


class Printer:
    """Makes one PDF at a time; safe to call from several threads."""

    def __init__(self, seconds: int = SECONDS, megabytes: int = MEGABYTES, patience: float = PATIENCE) -> None:
        self._seconds, self._megabytes, self._patience = seconds, megabytes, patience
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._room = threading.BoundedSemaphore(AT_ONCE + MOST_WAITING)

    def print(self, html: str) -> Printed:
        """The PDF of this HTML. Raises PrinterAbsent, PrinterBusy or TooMuchToPrint."""
        if not self._room.acquire(blocking=False):
            raise PrinterBusy
        try:
            if not self._free.acquire(timeout=self._patience):
                raise PrinterBusy
            try:
                return self._print(html)
            finally:
                self._free.release()
        finally:
            self._room.release()

    def _print(self, html: str) -> Printed:
        command = [sys.executable, "-m", "portal.documents.paper.printing", str(self._seconds), str(self._megabytes)]
        try:
            run = subprocess.run(command, input=html.encode(), capture_output=True, timeout=self._seconds, cwd=ROOT, check=False)
        except subprocess.TimeoutExpired as error:
            raise TooMuchToPrint from error
        if run.returncode == ABSENT:
            raise PrinterAbsent
        if run.returncode != 0:
            raise TooMuchToPrint
        unknown, _, pdf = run.stdout.partition(b"\n")
        return Printed(pdf, tuple(json.loads(unknown)))
