"""A pytest plugin for the mutated copy: which functions does each test reach, and how long does it take?

What a shared fixture reached counts for every test that uses it: a mistake in reading the catalogue may show in any of them.
It is kept apart, as a test that calls a function itself is likelier to notice.
Run as `python -m tests.mutation.reach OUT` inside the copy; divides the files over two processes (pytest-xdist).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Generator, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.mutation import suite, switch
from tests.mutation.workplace import write_whole


@dataclass
class Reach:
    """What is known of the tests: functions called by each itself and by what it shares, and CPU seconds; what loading the shared knowledge reached."""

    called: dict[str, set[str]] = field(default_factory=dict)
    shared: dict[str, set[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    loading: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)

    def by_function(self, shared: bool) -> dict[str, list[str]]:
        """Tests by function; those that fail without a mutant can tell nothing and are left out."""
        found: dict[str, list[str]] = {}
        for test, functions in (self.shared if shared else self.called).items():
            for function in functions if test not in self.failed else ():
                found.setdefault(function, []).append(test)
        return found

    def add(self, other: Reach) -> None:
        self.called.update(other.called)
        self.shared.update(other.shared)
        self.seconds.update(other.seconds)
        self.loading |= other.loading
        self.failed += other.failed

    def to_json(self) -> str:
        return json.dumps(asdict(self), default=sorted)

    @classmethod
    def read(cls, path: Path) -> Reach:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        called, shared = ({test: set(names) for test, names in kept[which].items()} for which in ("called", "shared"))
        return cls(called, shared, kept["seconds"], set(kept["loading"]), kept["failed"])


class Watcher:
    """Notes calls while tests run; one in each process."""

    def __init__(self) -> None:
        self.reach = Reach()
        self._fixtures: dict[tuple[str, str], set[str]] = {}
        self._remembered = suite.Remembered()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        suite.keep_asked(items)
        switch.silence()
        self._remembered.look()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        outer = set(switch.called)
        switch.called.clear()
        try:
            return (yield)
        finally:
            self._fixtures.setdefault((fixturedef.baseid, fixturedef.argname), set()).update(switch.called)
            if fixturedef.argname == suite.SHARED:
                self.reach.loading |= switch.called
            switch.called.clear()
            switch.called.update(outer)
            self._remembered.look()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._remembered.forget()
        switch.called.clear()
        began = time.process_time()
        try:
            return (yield)
        finally:
            self.reach.seconds[item.nodeid] = time.process_time() - began
            self.reach.called[item.nodeid] = set(switch.called)
            self.reach.shared[item.nodeid] = set().union(*self._of_fixtures(item)) - switch.called

    def _of_fixtures(self, item: pytest.Item) -> Iterable[set[str]]:
        for definitions in item._fixtureinfo.name2fixturedefs.values() if isinstance(item, pytest.Function) else ():
            yield self._fixtures.get((definitions[-1].baseid, definitions[-1].argname), set())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.reach.failed.append(report.nodeid)


def pytest_configure(config: pytest.Config) -> None:
    """Watch in the processes that run the tests, not in the one that deals them out."""
    suite.settle()
    if hasattr(config, "workerinput"):
        watcher = Watcher()
        config.pluginmanager.register(watcher, "watcher")
        config.add_cleanup(lambda: write_whole(Path(f"{config.workerinput['workerid']}.reach"), watcher.reach.to_json()))


def main(out: Path, workers: int) -> int:
    for part in Path.cwd().glob("*.reach"):
        part.unlink()
    code = int(pytest.main([*suite.ALIKE, "-p", "tests.mutation.reach", "-n", str(workers), "--dist", "loadfile", "--tb=line", *suite.ASKED]))
    whole = Reach()
    for part in sorted(Path.cwd().glob("*.reach")):
        whole.add(Reach.read(part))
    if code > 1 or not whole.called:
        return code or 1
    write_whole(out, whole.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
