"""How long after publishing a version is live in every process; run it as `python -m bench.live [PROCESSES]`.

Real processes over the real data, beside the one that publishes, which serves too. Published a while after it was put in review, at once after it, or
rolled back.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from portal.settings import Settings
from portal.versions.opening import drafts_of, live_of, open_versions
from publishing.content import Content
from publishing.drafts import Drafts
from publishing.model import Editor, Version

ROOT = Path(__file__).parents[1]
HANS, MIEN = Editor("e1", "Hans"), Editor("e2", "Mien")
PROCESSES = 2
READY = 45.0  # seconds that every process surely has built in what is in review
AIM = "≤ 5 s"
EDITS = {
    "a rule": ("rulebook/30-route.yml", "  title: ", "  title: {} "),
    "a function": ("catalogue/functions/zorg.yml", "- id: ", "# {}\n- id: "),
}


def measure(processes: int = PROCESSES) -> Iterator[tuple[str, str, str]]:
    """Rows of what, aim, measured."""
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        settings = Settings(var=Path(folder))
        store, _ = open_versions(settings)
        workers = [
            subprocess.Popen([sys.executable, "-m", "bench.live_worker", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ))
            for _ in range(processes)
        ]
        try:
            with closing(store):
                for worker in workers:
                    _line(worker)
                live = live_of(settings, store)  # what publishes is a process that serves, too: as when somebody presses the button on a page
                with closing(live):
                    drafts = drafts_of(settings, store, live.rehearse)
                    live.start(drafts)
                    yield from _rows(drafts, workers)
        finally:
            for worker in workers:
                worker.communicate()


def _rows(drafts: Drafts, workers: list[subprocess.Popen[str]]) -> Iterator[tuple[str, str, str]]:
    for kind, (path, old, new) in EDITS.items():
        for wait in (READY, 0.0):
            version = _reviewed(drafts, path, old, new.format(time.time_ns()))
            time.sleep(wait)
            when = f"{wait:.0f} s" if wait else "at once"
            yield _row(f"{kind} published {when} after it was put in review", workers, lambda version=version: drafts.publish(version.number, by=MIEN))
    yield _row("rolled back to the version before", workers, lambda: drafts.roll_back(drafts.store.versions()[1].number, by=HANS, note=""))
    yield _row("rolled back to the first version", workers, lambda: drafts.roll_back(1, by=HANS, note=""))


def _reviewed(drafts: Drafts, path: str, old: str, new: str) -> Version:
    def edit(content: Content) -> Content:
        return content.with_file(path, content[path].replace(old, new, 1))

    begun = drafts.begin(by=HANS, title="Meting")
    drafts.change(begun.number, edit, by=HANS, what="meting", expected_revision=1)
    return drafts.submit(begun.number, by=HANS)


def _row(what: str, workers: list[subprocess.Popen[str]], publish: Callable[[], Version]) -> tuple[str, str, str]:
    began = time.monotonic()
    version = publish()
    took = time.monotonic() - began
    assert version.published_at is not None
    seconds = [_moment(worker, version.number) - version.published_at.timestamp() for worker in workers]
    return f"{what}, until it is live in {len(workers)} other processes", AIM, f"{max(seconds):.2f} s (the button itself answers after {took:.1f} s)"


def _moment(worker: subprocess.Popen[str], number: int) -> float:
    while True:
        _, live, at = _line(worker).split()
        if int(live) == number:
            return float(at)


def _line(worker: subprocess.Popen[str]) -> str:
    assert worker.stdout is not None
    line = worker.stdout.readline()
    assert line, "the process ended"
    return line.strip()


if __name__ == "__main__":
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else PROCESSES):
        print(*row, sep=" | ", flush=True)
