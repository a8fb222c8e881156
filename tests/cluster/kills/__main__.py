"""kill -9 of each kind of process in turn, while employees write; run it as `python -m tests.cluster.kills [KILLS] [SECONDS] [SEED]`.

After each: what was acknowledged is there once, nothing is there in half, and everybody is answered again within ten seconds. It ends after so many
kills, or so many seconds, and not well when anything did not hold.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.cluster.kills import servers, stores
from tests.cluster.kills.bulk import dask
from tests.cluster.kills.scene import Scene, Shot, scene

KILLS = 200
SECONDS = 5400.0
SEED = 2026
WITHIN = 10.0
"""Seconds until everybody is answered again."""
Kind = Callable[[Scene], Shot]
WORDS = {"portal": "a portal of two", "Rasa": "a Rasa of two", "Dask worker": "a Dask worker of two in a bulk matching", "migration": "a move from SQLite to PostgreSQL",
         "backup": "a backup", "publishing": "a process that publishes", "erasure": "a process that erases"}


@contextmanager
def kinds() -> Iterator[tuple[Kind, ...]]:
    """In their turn; what takes a second or two comes twice in each round."""
    with dask() as dask_worker:
        yield (
            servers.portal, stores.publishing, servers.rasa, stores.erasure, dask_worker, stores.migration, stores.backup, stores.publishing, stores.erasure, stores.migration,
        )


def shots(where: Scene, all_kinds: tuple[Kind, ...], kills: int, seconds: float) -> Iterator[Shot]:
    """Each kill with what did not hold of it; all that was there before is looked at again after each."""
    until = time.monotonic() + seconds
    for number in range(kills):
        if time.monotonic() > until:
            return
        done = all_kinds[number % len(all_kinds)](where)
        late = [f"answered only after {done.answered:.1f} s"] if done.answered > WITHIN else []
        yield Shot(done.kind, done.answered, done.back, (*done.wrong, *where.wrong(), *late))


def rows(done: list[Shot], messages: int) -> Iterator[tuple[str, str, str]]:
    """What, aim, measured: one for each kind."""
    yield (
        f"kill -9, {len(done)} times in turn, while employees write ({messages:,} messages)", "acknowledged = there once, nothing in half",
        f"{sum(bool(each.wrong) for each in done)} of {len(done)} with something wrong",
    )
    for kind in Counter(each.kind for each in done):
        own = [each for each in done if each.kind == kind]
        yield (
            f"{WORDS[kind]}, {len(own)} times", f"answered within {WITHIN:.0f} s",
            f"employees answered after {max(each.answered for each in own):.1f} s at most; itself back after {statistics.median(each.back for each in own):.1f} s, {max(each.back for each in own):.1f} s at most",
        )


def run(kills: int, seconds: float, seed: int, tell: Callable[[str], None]) -> tuple[list[Shot], int]:
    """What was shot, and how many messages were acknowledged meanwhile. Raises ServerMissing."""
    done: list[Shot] = []
    with scene(seed) as where, kinds() as all_kinds:
        for each in shots(where, all_kinds, kills, seconds):
            done.append(each)
            tell(f"{len(done)}. {each.kind}: answered after {each.answered:.2f} s, back after {each.back:.1f} s{''.join(f'; WRONG: {line}' for line in each.wrong)}")
        return done, sum(writer.total for writer in where.writers.all)


def measure() -> Iterator[tuple[str, str, str]]:
    """For bench/RESULTS.md; progress goes to the error stream."""
    yield from rows(*run(KILLS, SECONDS, SEED, lambda line: print(line, file=sys.stderr, flush=True)))


def main(kills: int = KILLS, seconds: float = SECONDS, seed: int = SEED) -> int:
    done, messages = run(kills, seconds, seed, lambda line: print(line, flush=True))
    for row in rows(done, messages):
        print(*row, sep=" | ")
    wrong = [each for each in done if each.wrong]
    if len(done) < kills:
        print(f"only {len(done)} of {kills} in {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*(kind(each) for kind, each in zip((int, float, int), given, strict=False))))
