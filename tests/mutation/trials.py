"""Each mutant of the sample against the tests that reach it, in a child that is forked with everything imported and collected.

Run as `python -m tests.mutation.trials ORDER` inside the mutated copy; ORDER is an `Order` as JSON. Writes one line per mutant as it comes.
"""

from __future__ import annotations

import gc
import json
import math
import os
import resource
import signal
import sys
import time
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

import pytest

from rules.files.knowledge_files import load_knowledge
from tests.mutation import suite, switch
from tests.mutation.reach import Reach
from tests.mutation.results import Outcome, Trial
from tests.rules import conftest
from tests.rules.conftest import DATA

START_SECONDS, TIMES_SLOWER = 20, 5
"""CPU time a child gets: some to start with, and so many times what its tests take without a mutant."""
OWN_FIRST = 10
"""A test of the module's own goes before others that are less than so many times quicker or more to the point."""
NOT_STARTED = 70
"""How a child ends that could not put the mutant in its place: a fault of this room, and no kill."""
SLOW = 5.0
"""CPU seconds of a test that is asked only when all others are done."""
MOST_MEMORY = 6 * 2**30
"""Bytes of address space of a child, so that a loop that collects for ever ends before the machine does."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to try, in this order, and how many tests each survived before; `seconds` is the most CPU time's worth of tests to
    ask about one mutant now. As a `control` no mutant is put in its place, so that all should survive."""

    mutants: tuple[tuple[str, int], ...]
    reach: str
    out: str
    workers: int
    seconds: float
    control: bool = False


class Trier:
    """Takes the place of pytest's run loop: forks a child for each mutant and lets it run the tests that were chosen."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.reach = Reach.read(Path(order.reach))
        self.called, self.shared = self.reach.by_function(shared=False), self.reach.by_function(shared=True)
        self.remembered = suite.Remembered()
        self.knowledge = load_knowledge(DATA)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        suite.keep_asked(items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        switch.silence()
        self.remembered.look()
        gc.collect()
        gc.freeze()  # or each child would walk through all of it, again and again
        by_name = {item.nodeid: item for item in session.items}
        waiting, running = list(reversed(self.order.mutants)), dict[int, tuple[str, int, bool]]()
        while waiting or running:
            while waiting and len(running) < self.order.workers:
                mutant, before = waiting.pop()
                chosen, all_of_them = within(self._likeliest_first(mutant)[before:], self.reach.seconds, self.order.seconds)
                items = [by_name[test] for test in chosen]
                if not items:
                    self._note(Trial(mutant, Outcome.UNREACHED, 0, True))
                    continue
                child = os.fork() or self._child(session, mutant, items)
                running[child] = mutant, before + len(items), all_of_them
            if running:
                child, status = os.wait()
                mutant, asked, all_of_them = running.pop(child)
                self._note(Trial(mutant, outcome(os.waitstatus_to_exitcode(status)), asked, all_of_them))
        return True

    def _likeliest_first(self, mutant: str) -> list[str]:
        """The tests that reach a mutant: those that call it themselves before those that share what it made, and slow ones last of all."""
        function, own = switch.function_of(mutant), f"test_{mutant.split('.')[-2]}.py"
        called, shared = (sorted(tests.get(function, []), key=lambda test: self._rank(test, own)) for tests in (self.called, self.shared))
        return sorted([*called, *shared], key=lambda test: self.reach.seconds[test] > SLOW)

    def _rank(self, test: str, own: str) -> tuple[int, str, float]:
        """Low for a test that is quick and about little else; among tests that are about as likely, those of one file stay
        together, so that what they share is made once. `own` is the test file of the mutated module."""
        seconds = max(self.reach.seconds[test], 0.0001)
        unlikely = seconds * (1 + len(self.reach.called[test])) / (OWN_FIRST if own in test else 1)
        return round(math.log10(unlikely)), test.partition("::")[0], seconds

    def _child(self, session: pytest.Session, mutant: str, items: Sequence[pytest.Item]) -> int:
        """Never comes back: leaves with 0 when all tests pass, with 1 at the first that fails, with `NOT_STARTED` when no test was run."""
        code = NOT_STARTED
        try:
            limit(sum(self.reach.seconds[item.nodeid] for item in items))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            self.remembered.forget()
            function = switch.function_of(mutant)
            if function not in self.reach.loading:
                pytest.MonkeyPatch().setattr(conftest, "load_knowledge", lambda _: self.knowledge)  # the mutant has no part in it
            if not self.order.control:
                switch.put(mutant)
            code = 1  # from here on, whatever is thrown about comes of the mutant
            for item, following in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    break
            else:
                code = 0
        finally:  # never a second parent
            os._exit(code)

    def _note(self, trial: Trial) -> None:
        with open(self.order.out, "a", encoding="utf-8") as out:
            out.write(trial.to_json() + "\n")
        sys.stderr.write(f"{trial.outcome.value:12} {trial.mutant}\n")


def within(tests: Sequence[str], seconds: Mapping[str, float], most: float) -> tuple[Sequence[str], bool]:
    """The first tests that together take no longer than `most` (at least one), and whether those are all."""
    spent = list(accumulate(seconds[test] for test in tests))
    count = max(1, bisect_right(spent, most))
    return tests[:count], count >= len(tests)


def outcome(code: int) -> Outcome:
    """What the end of a child means; a negative code is the signal that ended it. Raises `RuntimeError` when no test was run."""
    if code == NOT_STARTED:
        raise RuntimeError("A mutant could not be put in its place; see tests/mutation/switch.py.")
    if code >= 0:
        return Outcome.KILLED if code else Outcome.SURVIVED
    return Outcome.TOO_LONG if -code in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL) else Outcome.DIED


def limit(expected: float) -> None:
    """End this process when it uses far more CPU time than its tests should, or more memory than the machine can spare."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    most = int(time.process_time() + START_SECONDS + TIMES_SLOWER * expected)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.alarm(10 * most)  # for one that waits and uses no CPU


def main(order: Order) -> int:
    suite.settle()
    return int(pytest.main([*suite.ALIKE, "-qq", "-x", "-s", "-p", "no:xdist", *suite.ASKED], plugins=[Trier(order)]))


def read_order(path: Path) -> Order:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Order(**{**kept, "mutants": tuple(map(tuple, kept["mutants"]))})


def write_order(order: Order, path: Path) -> None:
    path.write_text(json.dumps(asdict(order)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(read_order(Path(sys.argv[1]))))
