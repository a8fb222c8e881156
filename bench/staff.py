"""A shared service for all municipalities: 157,790 people beside 3,000 functions, the 20 nearest each; run it as `python -m bench.staff [PEOPLE]`.

Everybody tells a function and three to six tasks in their own words, mixed anew for each, so that no text comes twice. Beside
it: the bare sparse product of scipy over the same matrices, without what is nearest, in one process.
"""

from __future__ import annotations

import hashlib
import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.advise import of_size
from portal.bulk.staff_work import ROWS, nearest_functions
from rules.catalogue import Catalogue
from rules.files.knowledge_files import load_knowledge
from rules.matching.staff_matching import StaffMatcher, StaffText, nearest_of

DATA = Path(__file__).parents[1] / "data"
PEOPLE = 157_790
FUNCTIONS = 3_000
LIMIT = 20
WORKERS = 2


def staff(catalogue: Catalogue, count: int) -> Iterator[StaffText]:
    """So many made-up people; the same each time."""
    dice = random.Random(11)
    functions = list(catalogue.functions.values())
    for _ in range(count):
        own, other = dice.choice(functions), dice.choice(functions)
        tasks = [dice.choice([task.text, *task.also]) for task in dice.sample(own.tasks, min(len(own.tasks), dice.randint(2, 5)))]
        tasks.append(dice.choice(dice.choice(other.tasks).also))
        dice.shuffle(tasks)
        yield StaffText(dice.choice([own.title, *own.aliases]), ". ".join(tasks))


class Memory:
    """The most memory that this process and its children took together, MiB; looked at every half second."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self.peak

    def _look(self) -> None:
        me = psutil.Process()
        while not self._done.wait(0.5):
            taken = 0
            for process in [me, *me.children(recursive=True)]:
                try:
                    taken += process.memory_full_info().pss
                except psutil.Error:  # it ended meanwhile
                    continue
            self.peak = max(self.peak, taken / 2**20)


def measure(people: int = PEOPLE) -> list[tuple[str, str, str]]:
    """Rows of what, aim, measured."""
    catalogue = of_size(load_knowledge(DATA), FUNCTIONS, own_wordings=True).catalogue
    memory, began = Memory(), time.perf_counter()
    digest = hashlib.sha256()
    for part in nearest_functions(catalogue, staff(catalogue, people), LIMIT, workers=WORKERS):
        digest.update(part.functions.tobytes() + part.scores.tobytes())
    seconds, peak = time.perf_counter() - began, memory.stop()
    matcher = StaffMatcher(catalogue)
    texts = list(staff(catalogue, people))
    reading = product = whole = 0.0
    for start in range(0, people, ROWS):
        mark = time.perf_counter()
        rows = matcher.rows(texts[start : start + ROWS])
        read = time.perf_counter()
        _ = rows @ matcher.columns
        multiplied = time.perf_counter()
        nearest_of(rows, matcher.columns, LIMIT)
        reading, product, whole = reading + read - mark, product + multiplied - read, whole + time.perf_counter() - multiplied
    name = f"{people:,} people × {FUNCTIONS:,} functions, the {LIMIT} nearest"
    return [
        (f"{name}, {WORKERS} processes", "≤ 10 min, ≤ 4 GB", f"{seconds:.0f} s, {peak:,.0f} MiB in all"),
        ("the same in one process: reading the texts", "", f"{reading:.0f} s"),
        ("bare sparse product of scipy over the same matrices", "", f"{product:.0f} s"),
        ("product and the nearest, one process", "≤ 3 times the bare product", f"{whole:.0f} s, {whole / product:.2f} times"),
    ]


def main() -> int:
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE):
        sys.stdout.write(" | ".join(row) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
