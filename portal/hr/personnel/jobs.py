"""Lists being worked out in the background: one at a time, each for who sent it, in memory only, and gone after an hour."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum

from portal.errors import FileRefused
from portal.hr.errors import HrError
from portal.hr.personnel.making import PlanMade

log = logging.getLogger(__name__)

KEPT = 3600.0
"""Seconds that a plan stays, at most."""
MOST = 8
"""Jobs that may be there at once, of everybody together."""


class Step(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    RECOGNISING = "recognising"
    PLANNING = "planning"
    DONE = "done"
    REFUSED = "refused"


STEP_WORDS = {
    Step.WAITING: "Even wachten op een andere lijst", Step.READING: "De lijst lezen", Step.RECOGNISING: "Functies herkennen", Step.PLANNING: "Per functie uitrekenen",
    Step.DONE: "Klaar", Step.REFUSED: "Niet gelukt",
}


class TooManyJobs(HrError):
    """Enough lists are there already."""


class Stopped(HrError):
    """The job was thrown away while it ran."""


@dataclass(slots=True)
class Job:
    """Where one list stands: `done` of `of` in this step. `refused` says why it was not done."""

    id: str
    owner: str
    name: str = ""
    """Of the file, for who sent it."""
    step: Step = Step.WAITING
    done: int = 0
    of: int = 0
    refused: str = ""
    made: PlanMade | None = None
    timer: threading.Timer | None = field(default=None, repr=False)

    @property
    def ended(self) -> bool:
        return self.step in (Step.DONE, Step.REFUSED)


Progress = Callable[[str, int, int], None]
Work = Callable[[Progress], PlanMade]


class Jobs:
    """All of one process; safe to call from several threads."""

    def __init__(self, kept: float = KEPT) -> None:
        self._kept = kept
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="personnel-plan")

    def start(self, owner: str, work: Work, name: str = "") -> str:
        """Begins a job of this person, in the place of their earlier one; its id. Raises TooManyJobs."""
        job = Job(secrets.token_urlsafe(16), owner, name)
        with self._lock:
            for earlier in [each for each in self._jobs.values() if each.owner == owner]:
                self._forget(earlier)
            if len(self._jobs) >= MOST:
                raise TooManyJobs("Er worden nu te veel lijsten tegelijk uitgerekend. Probeer het over een paar minuten nog eens.")
            self._jobs[job.id] = job
        self._pool.submit(self._run, job, work)
        return job.id

    def find(self, owner: str, identity: str) -> Job | None:
        """The job, when it is there still and of this person."""
        with self._lock:
            job = self._jobs.get(identity)
            return job if job is not None and job.owner == owner else None

    def of(self, owner: str) -> Job | None:
        """What they sent last, which makes place for another list."""
        with self._lock:
            return next((job for job in self._jobs.values() if job.owner == owner), None)

    def drop(self, owner: str, identity: str) -> None:
        """Throws it away now; one that still runs stops at its next step."""
        with self._lock:
            job = self._jobs.get(identity)
            if job is not None and job.owner == owner:
                self._forget(job)

    def close(self) -> None:
        with self._lock:
            for job in list(self._jobs.values()):
                self._forget(job)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _forget(self, job: Job) -> None:
        self._jobs.pop(job.id, None)
        job.made = None
        if job.timer is not None:
            job.timer.cancel()

    def _run(self, job: Job, work: Work) -> None:
        def progress(step: str, done: int, of: int) -> None:
            if job.id not in self._jobs:
                raise Stopped
            job.step, job.done, job.of = Step(step), done, of

        try:
            made, refused = work(progress), ""
        except Stopped:
            return
        except FileRefused as error:
            made, refused = None, str(error)
        except Exception as error:  # its text may hold what stood in the list
            log.error("personnel plan: %s", type(error).__name__)
            made, refused = None, "Er ging bij ons iets mis, niet bij jou. Probeer het nog eens, of vraag de beheerder."
        with self._lock:
            if job.id not in self._jobs:
                return
            job.made, job.refused = made, refused
            job.step = Step.REFUSED if refused else Step.DONE
            job.timer = threading.Timer(self._kept, self.drop, (job.owner, job.id))
            job.timer.daemon = True
            job.timer.start()
