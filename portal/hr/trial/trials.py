"""Trial runs in the background: one at a time, each of one version against what is live, and what came of it for all of HR."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from portal.hr.errors import HrError
from portal.hr.trial.earlier import Earlier
from portal.hr.trial.running import COMMAND, Change, Progress, Run, TrialFailed
from portal.hr.trial.shown import Impact, impact_of
from portal.hr.trial.worker import Task

log = logging.getLogger(__name__)
MOST = 30
"""Trials of which the outcome is kept; the oldest makes place."""


class Step(StrEnum):
    WAITING = "waiting"
    PREPARING = "preparing"
    TRYING = "trying"
    DONE = "done"
    REFUSED = "refused"


STEP_WORDS = {
    Step.WAITING: "Even wachten op een andere proef", Step.PREPARING: "De twee versies klaarzetten", Step.TRYING: "Paspoorten bekeken",
    Step.DONE: "Klaar", Step.REFUSED: "Niet gelukt",
}


class Stopped(HrError):
    """Somebody stopped the trial while it ran."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a trial shows; `as_before`: the numbers are those of an earlier run, from which too few people differ."""

    impact: Impact
    as_before: bool
    changes: tuple[Change, ...]
    made_at: datetime

    @property
    def broken(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.breaks)


Key = tuple[str, str]
"""Hashes of the content that is live and of the one that is tried."""


@dataclass(slots=True)
class Trial:
    """Where one stands: `done` of `of` passports. `refused` says why there is no result."""

    key: Key
    step: Step = Step.WAITING
    done: int = 0
    of: int = 0
    refused: str = ""
    result: Result | None = None
    run: Run = field(default_factory=Run, repr=False)

    @property
    def ended(self) -> bool:
        return self.step in (Step.DONE, Step.REFUSED)


class Trials:
    """All of one process; safe to call from several threads."""

    def __init__(self, clock: Callable[[], datetime], command: tuple[str, ...] = COMMAND) -> None:
        self._clock, self._command = clock, command
        self._earlier = Earlier()
        self._lock = threading.Lock()
        self._trials: dict[Key, Trial] = {}
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="trial")

    @property
    def key(self) -> str:
        """What marks are made with, hexadecimal: it never leaves this process but to its own runs."""
        return self._earlier.key.hex()

    def start(self, task: Task, passports: Callable[[], int], done: Callable[[], None] = lambda: None) -> None:
        """Begins to try this version against that, unless it runs already. `passports` tells how many there may be; `done` is called once there is an outcome."""
        key = (task.old, task.new)
        with self._lock:
            now = self._trials.pop(key, None)
            if now is not None and not now.ended:
                self._trials[key] = now
                return
            ended = [each for each in self._trials.values() if each.ended]
            for oldest in ended[: max(0, len(self._trials) - MOST + 1)]:
                del self._trials[oldest.key]
            self._trials[key] = trial = Trial(key, run=Run(self._command))
        self._pool.submit(self._work, trial, task, passports, done)

    def find(self, key: Key) -> Trial | None:
        with self._lock:
            return self._trials.get(key)

    def stop(self, key: Key) -> None:
        """Ends a trial that runs or waits; one that is done stays."""
        with self._lock:
            trial = self._trials.get(key)
            if trial is None or trial.ended:
                return
            del self._trials[key]
        trial.run.stop()

    def close(self) -> None:
        with self._lock:
            going, self._trials = list(self._trials.values()), {}
        for trial in going:
            trial.run.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, trial: Trial, task: Task, passports: Callable[[], int], done: Callable[[], None]) -> None:
        def progress(so_far: int, of: int) -> None:
            if self.find(trial.key) is not trial:
                raise Stopped
            trial.step, trial.done, trial.of = Step.TRYING, so_far, of

        try:
            trial.step = Step.PREPARING
            result, refused = self._tried(trial, task, passports(), progress), ""
            done()
        except Stopped:
            return
        except TrialFailed as error:
            result, refused = None, str(error)
        except Exception as error:
            log.error("trial: %s", type(error).__name__)
            result, refused = None, "Er ging bij ons iets mis, niet bij jou. Probeer het nog eens, of vraag de beheerder."
        with self._lock:
            trial.result, trial.refused = result, refused
            trial.step = Step.REFUSED if refused else Step.DONE

    def _tried(self, trial: Trial, task: Task, passports: int, progress: Progress) -> Result:
        found = trial.run.over(task, passports, progress)
        impact, as_before = self._earlier.shown(found.marks, impact_of(found.counts))
        return Result(impact, as_before, found.changes, self._clock())
