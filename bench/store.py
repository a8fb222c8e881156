"""Eight processes that write 2,000 transactions each, on either store; run it as `python -m bench.store`.

Each writer has a hundred passports of its own and changes them in turn, as colleagues who talk at the same time do. Every transaction
adds a row to the one audit trail, so all writers meet there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.errors import StoreBusy
from skills_passport.model import SkillsPassport, Speaker, TalkLine
from skills_passport.opening import open_passports
from skills_passport.sql import Place, PostgresPlace, place_at
from tests.cluster.postgres_server import PostgresServer, ServerMissing

WRITERS = 8
TRANSACTIONS = 2_000
OWNERS = 100
"""Of each writer."""
AT = datetime(2026, 12, 1, tzinfo=UTC)
BUSY = "busy"


def measure(transactions: int = TRANSACTIONS) -> list[tuple[str, str, str]]:
    """Rows of (what, aim, measured), one for each store."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        rows.append(_row("SQLite", Path(folder) / "passports.sqlite", transactions))
    try:
        with _postgres() as place:
            rows.append(_row("PostgreSQL", place, transactions))
    except ServerMissing as missing:
        rows.append((f"{WRITERS} writers on PostgreSQL", "none lost", f"not measured: {missing}"))
    return rows


@contextmanager
def _postgres() -> Iterator[PostgresPlace]:
    server = PostgresServer()
    try:
        server.start()
        yield server.make()
    finally:
        server.close()


def _row(name: str, place: Place, transactions: int) -> tuple[str, str, str]:
    seconds, times, lost, refused = write_at_once(place, transactions)
    times.sort()
    part = {percent: times[min(len(times) - 1, len(times) * percent // 100)] for percent in (50, 95, 99)}
    return (
        f"{WRITERS} writers of {transactions:,} transactions each on {name}", "none lost",
        f"{lost} lost; p50 {part[50]:.1f} ms, p95 {part[95]:.1f} ms, p99 {part[99]:.1f} ms, slowest {times[-1]:.0f} ms; "
        f"{refused} refused as busy and done again; {len(times) / seconds:.0f} transactions/s",
    )


def write_at_once(place: Place, transactions: int) -> tuple[float, list[float], int, int]:
    """(seconds in all, milliseconds of each transaction, how many that were acknowledged are not there afterwards, how many were refused as busy at first). Raises when a writer fails or the trail is not whole."""
    with closing(open_passports(place)):
        pass  # the schema is there before the clock runs
    began = time.perf_counter()
    processes = [
        subprocess.Popen([sys.executable, "-m", "bench.store", str(number), str(transactions)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for number in range(WRITERS)
    ]
    for process in processes:  # the address has a password in it: not for the list of processes
        assert process.stdin
        process.stdin.write(place.url if isinstance(place, PostgresPlace) else str(place))
        process.stdin.close()
    outputs = []
    for process in processes:
        assert process.stdout
        outputs.append(process.stdout.read())
        if process.wait() != 0:
            raise RuntimeError(f"a writer ended with {process.returncode}")
    seconds = time.perf_counter() - began
    lines = [line for output in outputs for line in output.split()]
    times = [float(line) for line in lines if line != BUSY]
    with closing(open_passports(place)) as store:
        owners = [_owner(number, turn) for number in range(WRITERS) for turn in range(min(OWNERS, transactions))]
        kept = sum(len(store.load(owner, actor="operator", action="count").talk) for owner in owners)
        trail = store.verify_audit()
    if not trail.whole or trail.rows != kept + len(owners):
        raise RuntimeError(f"the trail of {trail.rows} rows does not fit: {trail.problem}")
    return seconds, times, len(times) - kept, lines.count(BUSY)


def _owner(number: int, turn: int) -> str:
    return f"m{number}-{turn % OWNERS}"


def _write(number: int, transactions: int, place: Place) -> None:
    def said(passport: SkillsPassport) -> SkillsPassport:
        return passport.with_lines(TalkLine(Speaker.EMPLOYEE, "ik scan dossiers en neem de telefoon op", AT))

    with closing(open_passports(place)) as store:
        for turn in range(transactions):
            began = time.perf_counter()
            while True:
                try:
                    store.change(_owner(number, turn), said, actor="bot", action="answer")
                    break
                except StoreBusy:
                    print(BUSY, flush=True)
            print((time.perf_counter() - began) * 1000, flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        given = sys.stdin.read()
        _write(int(sys.argv[1]), int(sys.argv[2]), place_at(given if given.startswith("postgresql:") else "", Path(given)))
    else:
        for what, aim, measured in measure():
            print(f"{what}: {measured} (aim: {aim})")
