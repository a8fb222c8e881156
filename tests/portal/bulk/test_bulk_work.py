"""The same work on one process, on several and on a Dask cluster, and with workers that die on the way."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from distributed import LocalCluster
from numpy.typing import NDArray

from portal.bulk.running import NoCluster, WorkersLost, over
from portal.bulk.staff_work import nearest_functions
from portal.settings import Settings
from rules.catalogue import Catalogue
from rules.files.knowledge_files import load_catalogue
from rules.matching.staff_matching import StaffText

WORKERS = 2


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with LocalCluster(n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as started:
        yield started


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Settings().data)


def texts(catalogue: Catalogue) -> list[StaffText]:
    functions = list(catalogue.functions.values())
    return [StaffText(functions[number % len(functions)].title, functions[number % 7].tasks[number % 5].text) for number in range(2_500)]


def as_bytes(catalogue: Catalogue, **where: Any) -> bytes:
    return b"".join(part.functions.tobytes() + part.scores.tobytes() for part in nearest_functions(catalogue, texts(catalogue), 20, **where))


def test_where_it_runs_changes_no_byte(catalogue: Catalogue, cluster: Any) -> None:
    here = as_bytes(catalogue, workers=1)
    assert len(here) == 2_500 * 20 * 8
    assert as_bytes(catalogue, workers=WORKERS) == here
    assert as_bytes(catalogue, workers=1, scheduler=cluster.scheduler_address) == here


def square_once_shot(folder: Path, number: int) -> int:
    """Shoots its own process the first time that it is at 13."""
    if number == 13:
        try:
            (folder / "shot").touch(exist_ok=False)
        except FileExistsError:
            return 169
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def shot(folder: Path, number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_dies_loses_no_answer(tmp_path: Path) -> None:
    told: list[int] = []
    assert list(over(square_once_shot, tmp_path, range(60), workers=WORKERS, lost=told.append)) == [number * number for number in range(60)]
    assert told == [1]


def test_a_worker_of_the_cluster_that_dies_loses_no_answer(tmp_path: Path, cluster: Any) -> None:
    assert list(over(square_once_shot, tmp_path, range(60), workers=1, scheduler=cluster.scheduler_address)) == [number * number for number in range(60)]
    assert (tmp_path / "shot").exists()


def plus_in_two_lives(shared: NDArray[np.int64], part: tuple[Path, int, int]) -> int:
    """Whoever worked at one of the first parts dies at a later one, so that what all need is nowhere any more; not the process of the test, which joblib takes for the last worker."""
    folder, number, test = part
    own = folder / str(os.getpid())
    if os.getpid() == test:
        pass
    elif number < 13:
        own.touch()
        time.sleep(0.05)
    elif own.exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number + int(shared[number])


def test_all_workers_of_the_cluster_that_held_what_all_need_die_and_lose_no_answer(tmp_path: Path, cluster: Any) -> None:
    """Dask cannot make that again by itself, and gives up with 'cancelled'."""
    told: list[int] = []
    answers = over(plus_in_two_lives, np.arange(10_000), ((tmp_path, number, os.getpid()) for number in range(40)), workers=1, scheduler=cluster.scheduler_address, lost=told.append)
    assert list(answers) == [number * number + number for number in range(40)]
    assert told


@pytest.mark.slow
def test_work_that_always_dies_ends_with_a_word(tmp_path: Path) -> None:
    with pytest.raises(WorkersLost, match="genoeg geheugen"):
        list(over(shot, tmp_path, range(3), workers=WORKERS))


def wrong(shared: None, number: int) -> int:
    raise ValueError(number)


def test_what_the_work_raises_comes_out() -> None:
    with pytest.raises(ValueError, match="1"):
        list(over(wrong, None, [1], workers=WORKERS))


def test_a_cluster_that_is_not_there_is_said() -> None:
    with pytest.raises(NoCluster, match="antwoordt niet"):
        list(over(wrong, None, [1], workers=1, scheduler="tcp://127.0.0.1:9"))
