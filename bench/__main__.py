"""`make bench`: speed and memory of the whole product on this machine, printed and kept in bench/RESULTS.md.

`python -m bench staff trial` measures these parts alone and leaves the figures of the others as they are, with their own date. What takes an hour is
measured only when it is named.
"""

from __future__ import annotations

import asyncio
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench import advise, casework, live, matching, questions, rulework, several, staff, store, talk, trial
from bench.results import Row, update
from bot.rasa_server.training import train
from portal.settings import Settings
from tests.cluster import soak
from tests.cluster.kills import __main__ as kills
from tests.server import Server

RESULTS = Path(__file__).parent / "RESULTS.md"


def machine() -> str:
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.processor())
    return (f"{psutil.cpu_count()} cores ({model}), {psutil.virtual_memory().total / 1024**3:.0f} GiB, "
            f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}")


def peak(process: psutil.Process) -> float:
    """Peak resident memory of a process in MiB (Linux: VmHWM)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def drop_caches() -> bool:
    """Empty the file cache, so that the next start reads from disk; False where that is not allowed."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def training() -> Iterator[Row]:
    """As in a clean checkout; with what Rasa kept of an earlier training it would mostly read its cache."""
    with tempfile.TemporaryDirectory() as empty:
        os.environ["RASA_CACHE_DIRECTORY"] = empty
        try:
            yield "training the Rasa model", "≤ 3 min", f"{train(Settings().rasa_place):.1f} s"
        finally:
            del os.environ["RASA_CACHE_DIRECTORY"]


def advices() -> Iterator[Row]:
    for count, p50, p95 in advise.measure((45, 180, 3000)):
        yield f"advise() at {count:,} profiles, p50 / p95", "≤ 100 ms" if count == 3000 else "", f"{p50:.0f} / {p95:.0f} ms"
    for count, p50, p95 in advise.measure((3000,), own_wordings=True):
        yield f"the same at {count:,} profiles that share no wordings", "", f"{p50:.0f} / {p95:.0f} ms"
    yield from rulework.measure()
    yield from questions.measure()


def talks() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        yield from _talks(Path(folder))


def _talks(var: Path) -> Iterator[Row]:
    os.environ["WIJZER_PERSONAS"] = str(var / "personas.yml")
    names = iter(talk.personas(var / "personas.yml", 400))
    server = Server(var)
    emptied = drop_caches()
    yield "start-up cold" + ("" if emptied else " (file cache could not be emptied)"), "", f"{server.start():.1f} s"
    server.stop()
    yield "start-up warm", "≤ 20 s", f"{server.start():.1f} s"
    try:
        for title, count, every, seconds, aim in (
            ("turn with 1 employee, a message every 5 s", 1, 5.0, 100.0, ""),
            ("turn with 20 employees, a message every 5 s", 20, 5.0, 115.0, "p95 ≤ 200 ms"),
            ("saturated, 20 employees without pause", 20, 0.0, 30.0, "≥ 25 turns/s"),
        ):
            seen = asyncio.run(talk.load([server.url], names, count, every, seconds))
            yield title, aim, (f"p50 {seen.p50:.0f} ms, p95 {seen.p95:.0f} ms, slowest {seen.slowest:.0f} ms, "
                               f"{seen.per_second:.1f} turns/s, {seen.turns} turns, {seen.failures} failed")
        assert server.process is not None
        portal = peak(psutil.Process(server.process.pid))
        rasa = sum(peak(child) for child in server.children())
        yield "peak memory, portal", "", f"{portal:.0f} MiB"
        yield "peak memory, Rasa", "", f"{rasa:.0f} MiB"
        yield "peak memory, both", "≤ 1.2 GB", f"{portal + rasa:.0f} MiB"
    finally:
        server.stop()


PARTS = {
    "training": ("Training", training),
    "advise": ("The expert system", advices),
    "matching": ("Matching", matching.measure),
    "casework": ("A coach's work", casework.measure),
    "store": ("The two stores", store.measure),
    "talk": ("A talk", talks),
    "several": ("Several portals and Rasas", several.measure),
    "live": ("From published to live", live.measure),
    "trial": ("Trial of a draft", trial.measure),
    "staff": ("Whole staff lists", staff.measure),
    "soak": ("An hour of use", soak.measure),
    "kills": ("kill -9", kills.measure),
}
"""By name: the heading in RESULTS.md, and what measures it."""
LONG = frozenset({"soak", "kills", "several"})


def main(names: Iterable[str]) -> int:
    chosen = list(names) or [name for name in PARTS if name not in LONG]
    unknown = set(chosen) - set(PARTS)
    if unknown:
        print(f"There is no part {', '.join(sorted(unknown))}. Parts: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    for name in chosen:
        heading, measure = PARTS[name]
        rows: list[Row] = []
        for row in measure():
            rows.append(row)
            print(": ".join((row[0], row[2])) + (f" (aim {row[1]})" if row[1] else ""), flush=True)
        made = f"Measured on {datetime.now(UTC):%Y-%m-%d}, commit {commit or 'unknown'}, {machine()}."
        update(RESULTS, [title for title, _ in PARTS.values()], heading, made, rows)
    print(f"\nWritten to {RESULTS.relative_to(Path.cwd())}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
