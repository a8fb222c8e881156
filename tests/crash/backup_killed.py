"""Makes a backup, or puts one back, in a child that ends as by kill -9 before its Nth step on the disk; once for every step, and at random moments.

Run as `python backup_killed.py WHAT ROOT PUBLIC`. After each it looks that nothing is half there, and prints how many children ended how.
A child is forked, as loading all of this takes seconds.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from skills_passport.sqlite_copy import counted
from tests.backups import CANARY, Place

RANDOM = 15
ON_DISK = ("open", "os.", "shutil.")


def killed_before(step: int, root: str) -> None:
    """From now on this process ends at its Nth step that names something below the root."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event.startswith(ON_DISK) and any(str(each).startswith(root) for each in arguments[:2]):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def forked(place: Place, what: str, backup: Path, step: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            if step:
                killed_before(step, str(place.root))
            place.back_up() if what == "backup" else place.put_back(backup)
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    return child


def ended(child: int) -> bool:
    """Whether it was killed; anything else but a good end is a failure."""
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def looked_at(place: Place, what: str) -> None:
    if what == "backup":
        for file in place.folder.glob("[!.]*.age"):
            place.put_back(file)
            shutil.rmtree(place.root / "restored")
        assert counted(place.settings.database).rows["passports"] == 1
        assert all(path.suffix in {".age", ".sha256", ".jsonl"} for path in place.folder.glob("[!.]*"))
        for file in list(place.folder.glob("[!.]*.age"))[1:]:  # one is enough to look at next time
            file.unlink()
    elif (place.root / "restored").exists():
        restored = place.root / "restored"
        assert counted(restored / "passports.sqlite").rows["passports"] == 1
        assert {path.name for path in restored.iterdir()} == {"passports.sqlite", "secrets.json", "erasures.jsonl"}
        assert all(CANARY.encode() not in path.read_bytes() for path in restored.iterdir())
        shutil.rmtree(restored)


def main(what: str, root: str, public: str) -> None:
    place = Place(Path(root), public)
    backup = next(place.folder.glob("*.age"))
    dice, killed, step, began = random.Random(2026), 0, 0, time.monotonic()
    assert not ended(forked(place, what, backup, 0))
    longest = time.monotonic() - began
    looked_at(place, what)
    while True:  # until a child comes to its end: then it was shot at every step before
        step += 1
        if not ended(forked(place, what, backup, step)):
            looked_at(place, what)
            break
        killed += 1
        looked_at(place, what)
    at_random = 0
    for _ in range(RANDOM):
        child = forked(place, what, backup, 0)
        time.sleep(dice.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        at_random += ended(child)
        looked_at(place, what)
    assert not ended(forked(place, what, backup, 0))
    looked_at(place, what)
    assert place.leftovers() == [], "what was shot is cleared away by the next"
    print(killed, at_random)


if __name__ == "__main__":
    main(*sys.argv[1:])
