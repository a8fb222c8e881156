"""A process that is shot while it publishes leaves the old version live or the new one, each whole, and the history with it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

from publishing.content import Content
from publishing.model import Deed, State
from publishing.shipped import take_in
from publishing.store import VersionStore
from tests.crash.publishing_worker import FILES

ROOT = Path(__file__).parents[2]
WORKER = Path(__file__).parent / "publishing_worker.py"
KILLS = 12


def test_kill_9_leaves_the_old_version_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "publishing.sqlite"
    store = VersionStore(path)
    take_in(store, Content({file: "1\n" for file in FILES}), lambda content: None, product="1")
    store.close()
    chance = random.Random(7)
    acknowledged = 1
    for _ in range(KILLS):
        worker = subprocess.Popen([sys.executable, str(WORKER), str(path)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
        shot = threading.Timer(chance.uniform(0.0, 0.3), worker.kill)
        shot.start()
        told = [int(line) for line in worker.stdout if line.endswith("\n")]
        shot.join()
        worker.wait()
        worker.stdout.close()
        acknowledged = max([acknowledged, *told])
        acknowledged = _is_whole(path, acknowledged)
    assert acknowledged > KILLS, "hardly anything was published"


def _is_whole(path: Path, acknowledged: int) -> int:
    """The number that is live: the last that was acknowledged or a later one, whole, and alone."""
    store = VersionStore(path)
    live = store.published()
    assert live is not None and live.number >= acknowledged
    assert [version.number for version in store.versions() if version.state is State.PUBLISHED] == [live.number]
    texts = set(store.content(live.number).files.values())
    assert len(texts) == 1, "a mix of two versions"
    assert store.history(live.number)[-1].deed in {Deed.PUBLISHED, Deed.ROLLED_BACK}
    for version in store.versions():
        steps = store.history(version.number)
        assert [step.revision for step in steps] == [*range(1, version.revision + 1)] and steps[-1].snapshot == version.snapshot
        store.content(version.number)
    store.close()
    return live.number
