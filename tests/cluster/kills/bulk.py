"""kill -9 of a Dask worker in the middle of matching a list: the answers are the same to the byte."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from distributed import LocalCluster

from portal.bulk.staff_work import ROWS, nearest_functions
from portal.settings import Settings
from rules.catalogue import Catalogue
from rules.files.knowledge_files import load_catalogue
from rules.matching.staff_matching import StaffText
from tests.cluster.kills.scene import Scene, Shot

PARTS = 6
WORKERS = 2


@contextmanager
def dask() -> Iterator[Callable[[Scene], Shot]]:
    """A cluster of two workers, and the kill of one of them."""
    catalogue = load_catalogue(Settings().data)
    functions = list(catalogue.functions.values())
    texts = [StaffText(functions[number % len(functions)].title, functions[number % 7].tasks[number % 5].text) for number in range(ROWS * PARTS)]
    expected = b"".join(part.functions.tobytes() + part.scores.tobytes() for part in nearest_functions(catalogue, texts, 20, workers=1))
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of every worker that comes and goes
    with LocalCluster(n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=logging.CRITICAL) as cluster:
        yield lambda scene: _shot(scene, cluster, catalogue, texts, expected)


def _shot(scene: Scene, cluster: Any, catalogue: Catalogue, texts: list[StaffText], expected: bytes) -> Shot:
    at = scene.dice.randrange(PARTS - WORKERS)
    chosen = scene.dice.randrange(WORKERS)
    answers = b""
    moment = answered = 0.0
    pid = 0
    for number, part in enumerate(nearest_functions(catalogue, texts, 20, workers=1, scheduler=cluster.scheduler_address)):
        answers += part.functions.tobytes() + part.scores.tobytes()
        if number == at:
            pid = sorted(_pids(cluster))[chosen]
            moment = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            answered = scene.writers.wait_for_answers(moment)
    while pid in _pids(cluster) or len(cluster.scheduler.workers) < WORKERS:
        time.sleep(0.05)
    back = time.monotonic() - moment
    wrong = () if answers == expected else ("the answers are other ones",)
    return Shot("Dask worker", answered, back, wrong)


def _pids(cluster: Any) -> list[int]:
    return [nanny.pid for nanny in cluster.workers.values() if nanny.pid is not None]
