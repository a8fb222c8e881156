"""`make bench`: speed and memory of the whole product on this machine, printed and kept in bench/RESULTS.md."""

from __future__ import annotations

import asyncio
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench import advise, casework, matching, questions, rulework, store, talk
from bot.rasa_server.training import train
from portal.settings import Settings
from tests.server import Server

RESULTS = Path(__file__).parent / "RESULTS.md"
MIB = 1024 * 1024


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


def training_time() -> float:
    """Seconds to train as in a clean checkout; with what Rasa kept of an earlier training it would mostly read its cache."""
    with tempfile.TemporaryDirectory() as empty:
        os.environ["RASA_CACHE_DIRECTORY"] = empty
        try:
            return train(Settings().rasa_place)
        finally:
            del os.environ["RASA_CACHE_DIRECTORY"]


def measure(var: Path) -> list[tuple[str, str, str]]:
    """All rows: what, aim, measured."""
    rows: list[tuple[str, str, str]] = []

    def row(what: str, aim: str, measured: str) -> None:
        rows.append((what, aim, measured))
        print(f"{what}: {measured}" + (f" (aim {aim})" if aim else ""), flush=True)

    row("training the Rasa model", "≤ 3 min", f"{training_time():.1f} s")
    for count, p50, p95 in advise.measure((45, 180, 3000)):
        row(f"advise() at {count:,} profiles, p50 / p95", "≤ 100 ms" if count == 3000 else "", f"{p50:.0f} / {p95:.0f} ms")
    for count, p50, p95 in advise.measure((3000,), own_wordings=True):
        row(f"the same at {count:,} profiles that share no wordings", "", f"{p50:.0f} / {p95:.0f} ms")

    for each in (*rulework.measure(), *questions.measure(), *matching.measure(), *casework.measure(), *store.measure()):
        row(*each)

    os.environ["WIJZER_PERSONAS"] = str(var / "personas.yml")
    names = iter(talk.personas(var / "personas.yml", 400))
    server = Server(var)
    emptied = drop_caches()
    row("start-up cold" + ("" if emptied else " (file cache could not be emptied)"), "", f"{server.start():.1f} s")
    server.stop()
    row("start-up warm", "≤ 20 s", f"{server.start():.1f} s")
    try:
        for title, count, every, seconds, aim in (
            ("turn with 1 employee, a message every 5 s", 1, 5.0, 100.0, ""),
            ("turn with 20 employees, a message every 5 s", 20, 5.0, 115.0, "p95 ≤ 200 ms"),
            ("saturated, 20 employees without pause", 20, 0.0, 30.0, "≥ 25 turns/s"),
        ):
            seen = asyncio.run(talk.load(server, names, count, every, seconds))
            row(title, aim, f"p50 {seen.p50:.0f} ms, p95 {seen.p95:.0f} ms, slowest {seen.slowest:.0f} ms, "
                            f"{seen.per_second:.1f} turns/s, {seen.turns} turns, {seen.failures} failed")
        assert server.process is not None
        portal = peak(psutil.Process(server.process.pid))
        rasa = sum(peak(child) for child in server.children())
        row("peak memory, portal", "", f"{portal:.0f} MiB")
        row("peak memory, Rasa", "", f"{rasa:.0f} MiB")
        row("peak memory, both", "≤ 1.2 GB", f"{portal + rasa:.0f} MiB")
    finally:
        server.stop()
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        rows = measure(Path(folder))
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    table = "\n".join(f"| {what} | {aim} | {measured} |" for what, aim, measured in rows)
    RESULTS.write_text(
        f"# Benchmark results\n\nMade by `make bench` on {datetime.now(UTC):%Y-%m-%d}, commit {commit or 'unknown'}, {machine()}. "
        "One run; other work on the machine shows in the slowest figures. A turn is a whole request of the chat page: portal, Rasa, "
        "action, interview, store with a full sync to disk, answer.\n\n"
        f"| what | aim | measured |\n|---|---|---|\n{table}\n", encoding="utf-8",
    )
    print(f"\nWritten to {RESULTS.relative_to(Path.cwd())}", file=sys.stderr)


if __name__ == "__main__":
    main()
