"""A process that serves as a portal does, without its pages: says `live NUMBER` with the time when another version is in place.

Run as `python -m bench.live_worker VAR`; the number of the version it begins with is the first line. It ends when its input does.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from portal.settings import Settings
from portal.versions.opening import drafts_of, live_of
from publishing.store import VersionStore


def main(var: Path) -> None:
    settings = Settings(var=var)
    store = VersionStore(settings.versions)
    live = live_of(settings, store)
    live.start(drafts_of(settings, store, live.rehearse))
    said = 0
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    while not ended.wait(0.01):
        if live.now.number != said:
            said = live.now.number
            print(f"live {said} {time.time():.3f}", flush=True)
    live.close()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
