"""A trial run over its processes: two at most, whose findings are put together only when all of them are done."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.hr.errors import HrError
from portal.hr.trial.outcome import Outcome
from portal.hr.trial.worker import Task
from rules.review.scenarios import Played

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "portal.hr.trial.worker")
MOST_PROCESSES = 2
FEW = 200
"""Up to so many passports one process is enough: each takes seconds to begin."""

Progress = Callable[[int, int], None]
"""How many passports are done, of how many; raises to stop the run."""


class TrialFailed(HrError):
    """The run ended before its time; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One protected scenario with what is live and with the version that is tried."""

    before: Played
    after: Played

    @property
    def breaks(self) -> bool:
        return bool(self.after.unmet)

    @property
    def differs(self) -> bool:
        return self.before.suggested != self.after.suggested


@dataclass(frozen=True, slots=True)
class Found:
    """All findings: people per outcome, a mark of each of them, and the scenarios in their order."""

    counts: Counter[Outcome]
    marks: frozenset[str]
    changes: tuple[Change, ...]


class Run:
    """One run; `stop` from another thread ends its processes."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._processes: list[subprocess.Popen[str]] = []
        self._lock = threading.Lock()
        self._stopped = False

    def over(self, task: Task, passports: int, progress: Progress) -> Found:
        """Runs the task in as many parts as so many passports need. Raises TrialFailed, and what `progress` raises."""
        parts = 1 if passports <= FEW else MOST_PROCESSES
        done: dict[int, tuple[int, int]] = {}

        def part_done(part: int, *stand: int) -> None:
            done[part] = (stand[0], stand[1])
            if len(done) == parts:
                progress(sum(each for each, _ in done.values()), sum(of for _, of in done.values()))

        with ThreadPoolExecutor(parts, thread_name_prefix="trial-part") as pool:
            waiting: list[Future[dict[str, Any]]] = [pool.submit(self._part, task.model_copy(update={"part": part, "parts": parts}), part_done) for part in range(parts)]
            ended, _ = wait(waiting, return_when=FIRST_EXCEPTION)
            wrong = next((error for each in ended if (error := each.exception())), None)
            if wrong is not None:
                self.stop()  # one part alone says nothing
                raise wrong
        return _together([each.result() for each in waiting])

    def stop(self) -> None:
        """Ends all of its processes, and begins no other."""
        with self._lock:
            self._stopped = True
            for process in self._processes:
                process.kill()

    def _part(self, task: Task, told: Callable[..., None]) -> dict[str, Any]:
        with self._lock:
            if self._stopped:
                raise TrialFailed("De proef is gestopt.")
            # What it says of errors is not read: it may hold what somebody typed.
            process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
            self._processes.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        last: dict[str, Any] = {}
        try:
            with process.stdin:
                process.stdin.write(task.model_dump_json())
            for line in process.stdout:
                last = json.loads(line)
                if "done" in last:
                    told(task.part, last["done"], last["of"])
        except (BrokenPipeError, json.JSONDecodeError):
            last = {}
        finally:
            if "counts" not in last:
                process.kill()
            process.stdout.close()
            code = process.wait()
        if code != 0 or "counts" not in last:
            log.error("trial run, part %s: ended with %s (%s)", task.part, code, last.get("failed", "no word"))
            raise TrialFailed("De proef stopte voordat ze klaar was. Er is niets van bewaard. Probeer het nog eens, of vraag de beheerder.")
        return last


def _together(found: Sequence[dict[str, Any]]) -> Found:
    counts: Counter[Outcome] = Counter()
    for part in found:
        for area, pairs, lost_first, count in part["counts"]:
            counts[Outcome(area, tuple((gone, come) for gone, come in pairs), lost_first)] += count
    played = [each for part in found for each in part["played"]]
    changes = tuple(Change(_played(each["before"]), _played(each["after"])) for each in played)
    return Found(counts, frozenset(mark for part in found for mark in part["marks"]), changes)


def _played(told: dict[str, Any]) -> Played:
    return Played(told["who"], tuple(told["suggested"]), tuple(told["unmet"]))
