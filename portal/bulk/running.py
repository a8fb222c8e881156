"""A piece of work over many parts with joblib: on this machine, or on a Dask cluster by a setting.

Answers come in the order of the parts, so who writes them away keeps no more than a few, and where the work is done
changes nothing of what comes out. A worker that dies takes only the parts with it that it was at: those are done again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from itertools import count
from typing import Any, TypeVar

from joblib import Parallel, delayed, parallel_config

from portal.errors import BadInput

log = logging.getLogger(__name__)
MOST_LOSSES = 5
"""Workers lost in one piece of work; with more of them the machine has too little memory, or the work is wrong."""
IDLE = 30
"""Seconds after which processes without work end and give their memory back."""

Part = TypeVar("Part")
Shared = TypeVar("Shared")
Answer = TypeVar("Answer")


class WorkersLost(BadInput):
    """Too many processes died; what was answered before it stands."""


class NoCluster(BadInput):
    """The Dask cluster of the setting does not answer, or Dask is not installed."""


def over(
    work: Callable[[Shared, Part], Answer], shared: Shared, parts: Iterable[Part], *, workers: int, scheduler: str = "", lost: Callable[[int], None] = lambda losses: None
) -> Iterator[Answer]:
    """The answers to all parts in their order; `scheduler`: the address of a Dask cluster, '' for `workers` processes here.

    `shared` goes to each worker once; large things in it are arrays, which processes of one machine read from one file.

    `lost` hears how many workers died so far. Raises WorkersLost or NoCluster, and what `work` raises.
    """
    if scheduler:
        yield from _in_spite_of_losses(work, shared, iter(parts), workers=-1, where=lambda: _cluster(scheduler), lost=lost)
    else:
        yield from _in_spite_of_losses(work, shared, iter(parts), workers=workers, where=lambda: _here(workers), lost=lost)


def _in_spite_of_losses(
    work: Callable[[Shared, Part], Answer], shared: Shared, parts: Iterator[Part], *, workers: int, where: Callable[[], AbstractContextManager[None]], lost: Callable[[int], None],
) -> Iterator[Answer]:
    """Joblib's own processes give up when one of them dies. Dask does again what a worker was at, but gives up when that one alone held `shared`.

    So we begin again where the answers stopped.
    """
    waiting: list[Part] = []  # handed out and not answered yet, oldest first
    for losses in count(1):
        def handed_out(again: list[Part]) -> Iterator[Part]:
            yield from again
            for part in parts:
                waiting.append(part)
                yield part

        try:
            with where(), closing(_answers(work, shared, handed_out(list(waiting)), workers=workers)) as answers:
                for answer in answers:
                    waiting.pop(0)
                    yield answer
        except (BrokenProcessPool, CancelledError) as error:
            lost(losses)
            log.warning("bulk work: a worker died (%s of at most %s)", losses, MOST_LOSSES)
            if losses >= MOST_LOSSES:
                raise WorkersLost("Te veel processen vielen om. Is er genoeg geheugen? Probeer het met minder processen tegelijk.") from error
        else:
            return


def _answers(work: Callable[[Shared, Part], Answer], shared: Shared, parts: Iterable[Part], *, workers: int) -> Generator[Answer, None, None]:
    return Parallel(n_jobs=workers, return_as="generator", batch_size=1)(delayed(work)(shared, part) for part in parts)  # type: ignore[no-any-return]


def _here(workers: int) -> AbstractContextManager[Any]:
    if workers == 1:
        return nullcontext()
    return parallel_config(backend="loky", idle_worker_timeout=IDLE)  # type: ignore[no-any-return]


@contextmanager
def _cluster(scheduler: str) -> Iterator[None]:
    try:
        from dask.distributed import Client
    except ImportError as error:
        raise NoCluster("Dask is niet geïnstalleerd. Installeer het pakket met [cluster] erachter, of laat het adres weg.") from error
    try:
        client = Client(scheduler, timeout=5, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise NoCluster("Het Dask-cluster antwoordt niet. Klopt het adres, en draait het?") from error
    with client, parallel_config(backend="dask", client=client, wait_for_workers_timeout=30):
        yield
