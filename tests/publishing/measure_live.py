"""How many seconds after publishing a version is live in every process: `python -m tests.publishing.measure_live [PROCESSES]`.

Real processes over the real data. Each line is one kind of change: published a while after it was put in review, at once after it, or rolled back.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from portal.settings import Settings
from portal.versions.opening import drafts_of, live_of, open_versions
from publishing.content import Content
from publishing.drafts import Drafts
from publishing.model import Editor, Version

ROOT = Path(__file__).parents[2]
HANS, MIEN = Editor("e1", "Hans"), Editor("e2", "Mien")
READY = 45.0  # seconds that every process surely has built in what is in review
EDITS = {
    "rule": ("rulebook/30-route.yml", "  title: ", "  title: {} "),
    "function": ("catalogue/functions/zorg.yml", "- id: ", "# {}\n- id: "),
}


def main(processes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var=Path(folder))
        store, _ = open_versions(settings)
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.publishing.live_worker", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ),
            )
            for _ in range(processes)
        ]
        with closing(store):
            for worker in workers:
                print("begun:", _line(worker), flush=True)
            live = live_of(settings, store)  # what publishes is a process that serves, too: as when somebody presses the button on a page
            drafts = drafts_of(settings, store, live.rehearse)
            live.start(drafts)
            for kind, (path, old, new) in EDITS.items():
                for wait in (READY, 0.0):
                    began = time.time()
                    version = _reviewed(drafts, path, old, new.format(int(began)))
                    time.sleep(wait)
                    _tell(f"{kind}, {'a while' if wait else 'at once'} after it was in review", workers, lambda version=version: drafts.publish(version.number, by=MIEN))
            _tell("rolled back to the one before", workers, lambda: drafts.roll_back(store.versions()[1].number, by=HANS, note=""))
            _tell("rolled back to the first", workers, lambda: drafts.roll_back(1, by=HANS, note=""))
            live.close()
        for worker in workers:
            worker.communicate()


def _reviewed(drafts: Drafts, path: str, old: str, new: str) -> Version:
    def edit(content: Content) -> Content:
        return content.with_file(path, content[path].replace(old, new, 1))

    begun = drafts.begin(by=HANS, title="Meting")
    drafts.change(begun.number, edit, by=HANS, what="meting", expected_revision=1)
    return drafts.submit(begun.number, by=HANS)


def _tell(what: str, workers: list[subprocess.Popen[str]], publish: Callable[[], Version]) -> None:
    began = time.monotonic()
    version = publish()
    took = time.monotonic() - began
    assert version.published_at is not None
    at = version.published_at.timestamp()
    seconds = [_moment(worker, version.number) - at for worker in workers]
    print(f"{what}: publishing took {took:.1f} s, after it live in {', '.join(f'{each:.2f}' for each in seconds)} s", flush=True)


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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
