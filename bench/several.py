"""Fifty employees who talk at once, over one portal and one Rasa and over two of each, on PostgreSQL and Redis; run it as `python -m bench several`."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

from bench import talk
from tests.cluster.postgres_server import PostgresServer, ServerMissing
from tests.cluster.several.house import house_of

EMPLOYEES = 50
PACES = 26.0, 5.0
"""Seconds from one message of an employee to the next: as they talk (the talks of docs/EVALUATION.md: 20 turns in 8.7 minutes), and five times as fast."""
SECONDS = 600.0
AIM = "none failed, p95 ≤ 500 ms"


def measure(seconds: float = SECONDS) -> Iterator[tuple[str, str, str]]:
    """Rows of (what, aim, measured), one for each number of workers."""
    try:
        server = PostgresServer()
    except ServerMissing as missing:
        yield f"{EMPLOYEES} employees at once", AIM, f"not measured: {missing}"
        return
    with closing(server), tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        server.start()
        personas = Path(folder) / "personas.yml"
        names = talk.personas(personas, 400)
        for workers, every in product((1, 2), PACES):
            with house_of(workers, server.make(), {"WIJZER_PERSONAS": str(personas)}) as house:
                seen = asyncio.run(talk.load([portal.url for portal in house.portals], iter(names), EMPLOYEES, every, seconds))
            yield (
                f"{EMPLOYEES} employees, a message every {every:.0f} s for {seconds / 60:.0f} minutes, {workers} portal{'s'[: workers - 1]} and {workers} Rasa{'s'[: workers - 1]}", AIM,
                f"p50 {seen.p50:.0f} ms, p95 {seen.p95:.0f} ms, slowest {seen.slowest:.0f} ms, {seen.per_second:.1f} turns/s, {seen.turns} turns, {seen.failures} failed",
            )
