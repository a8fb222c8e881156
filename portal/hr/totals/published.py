"""The totals that are shown, and when others take their place: at most once a day, and only when ten people or more changed.

Without that, whoever looks before and after one colleague told something would read from the difference what it was. So a page stays as it was until the
cells of at least ten people differ (who came, who left and who told something else; what HR publishes meanwhile is no change of anybody, and moves people from
cell to cell in tens only). Which people changed is known by a mark per person in memory, made with a
key that only this process has; on the disk stand the shown totals and nothing else. After a start the marks are taken anew from that moment, so that changes
from before it go along with the next ten. The same holds when another process put other totals in the file: those are shown from then on, and who changed is known anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.hr.totals.contribution import Cell, contribution
from portal.hr.totals.counting import Mark, Totals, changed, moved_in_tens, totals_of
from portal.hr.totals.disclosure import FEWEST
from rules.files.whole_files import replace_whole
from rules.knowledge import Knowledge
from skills_passport.store import PassportStore

log = logging.getLogger(__name__)
EVERY = timedelta(days=1)
ACTOR, ACTION = "hr", "count-totals"
_Cells = dict[str, frozenset[Cell]]
"""By person."""


class Published:
    """The totals of one installation; safe to call from several threads."""

    def __init__(self, file: Path, store: PassportStore, knowledge: Callable[[], Knowledge], clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file, self._store, self._knowledge, self._clock = file, store, knowledge, clock
        self._key = secrets.token_bytes(32)
        self._marks: dict[str, Mark] | None = None
        self._base: Knowledge | None = None
        """What the cells rest on that the marks were taken of: until all that was published since moves ten people or more in the same way, or nobody."""
        self._counted_at: datetime | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._shown_file = self._stamp()
        self.now: Totals | None = self._read()

    def look(self) -> Totals | None:
        """What is shown now; None when nothing was counted yet. When the last count is a day old, another begins in the background."""
        if not self.counting:
            with self._lock:
                self._take_over()
        due = self._counted_at is None or self._clock() - self._counted_at >= EVERY
        if due and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._count_quietly, name="totals", daemon=True)
            self._thread.start()
        return self.now

    @property
    def counting(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def wait(self) -> None:
        """Until a count that runs is done."""
        if self._thread is not None:
            self._thread.join()

    def count(self) -> Totals | None:
        """Counts now, whatever the time; gives what is shown from now on. Every passport that is read has it in its audit trail."""
        with self._lock:
            self._take_over()
            began, knowledge = self._clock(), self._knowledge()
            base = self._base or knowledge
            cells, then, told = self._cells(began, knowledge, base)
            marks = self._marked(then, told)
            before, self._counted_at = self._marks, began
            if self.now is not None and before is None:
                self._marks, self._base = marks, base  # the first count after a start: from here on is known who changed
                return self.now
            if self.now is not None and changed(before or {}, marks) < FEWEST:
                return self.now
            counted = moved_in_tens(then, cells)
            found = totals_of(list(counted.values()), began.date().isoformat())
            if found.people or self.now is not None:
                self._write(found)
                self._shown_file = self._stamp()
                if counted == cells:
                    base, marks = knowledge, self._marked(cells, told)
                self.now, self._marks, self._base = found, marks, base
            return self.now

    def _take_over(self) -> None:
        """What another process published since."""
        stamp = self._stamp()
        if stamp is not None and stamp != self._shown_file:
            self._shown_file, self.now, self._marks = stamp, self._read(), None
            self._base = None

    def _stamp(self) -> tuple[int, int] | None:
        """Another one with every file that is put there."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _cells(self, now: datetime, knowledge: Knowledge, base: Knowledge) -> tuple[_Cells, _Cells, dict[str, tuple[int, int]]]:
        """Of everybody who is counted: the cells as they rest on what is live and on the base, and the versions of what the passport holds."""
        cells: _Cells = {}
        then: _Cells = {}
        told = {}
        for owner in self._store.counted():
            passport = self._store.load(owner, actor=ACTOR, action=ACTION)
            cells[owner] = contribution(passport, knowledge, now)
            then[owner] = cells[owner] if base is knowledge else contribution(passport, base, now)
            told[owner] = (passport.version, passport.casework.version)
        return cells, then, told

    def _marked(self, cells: _Cells, told: Mapping[str, tuple[int, int]]) -> dict[str, Mark]:
        return {owner: (self._mark(owner, sorted(each)), self._mark(owner, told[owner])) for owner, each in cells.items()}

    def _count_quietly(self) -> None:
        try:
            self.count()
        except Exception as error:  # the next look tries again
            log.error("totals: %s", type(error).__name__)

    def _mark(self, owner: str, of: Sequence[object]) -> str:
        return hashlib.blake2b(json.dumps([owner, of]).encode(), key=self._key, digest_size=16).hexdigest()

    def _read(self) -> Totals | None:
        try:
            return Totals(**json.loads(self._file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            log.error("totals cannot be read: %s", type(error).__name__)
            return None

    def _write(self, found: Totals) -> None:
        replace_whole(self._file, json.dumps(asdict(found), ensure_ascii=False, sort_keys=True).encode())
