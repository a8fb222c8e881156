"""Latency and throughput of whole turns: browser's request → portal → Rasa → interview → store → answer."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import httpx

TALK = (
    "hallo", "ja is goed", "administratief medewerker", "ja", "Breda",
    "ik bestel spullen, bel leveranciers en hou alles bij in excel", "ik plan ook de vergaderingen", "waarom vraag je dat?",
    "verder", "ik coach het voetbalelftal van mijn dochter", "verder", "bij de inkoop lijkt me leuk", "verder", "ja dat mag",
    "geen avonddiensten", "dat is echt nodig", "verder", "de lijsten worden minder, bellen blijft",
    "ik kan goed overweg met excel en nieuwe programma's", "ik wil wel iets anders", "wat kost dat?", "dankjewel",
)


@dataclass(frozen=True, slots=True)
class Load:
    """What was asked of the server and how it answered; times in milliseconds."""

    employees: int
    turns: int
    seconds: float
    failures: int
    p50: float
    p95: float
    slowest: float

    @property
    def per_second(self) -> float:
        return self.turns / self.seconds


def personas(path: Path, count: int) -> list[str]:
    """Write that many invented employees to a persona file; their ids."""
    names = [f"medewerker{number:03}" for number in range(count)]
    path.write_text("".join(f"- {{id: {name}, name: {name}, about: bench}}\n" for name in names), encoding="utf-8")
    return names


async def load(portals: Sequence[str], names: Iterator[str], at_once: int, every: float, seconds: float) -> Load:
    """Let so many employees at once send a message every so many seconds (0: at once after the answer) for a while.

    Each request goes to the next of the addresses of the portals, as a load balancer without sticky sessions does. Who has come to the end of the talk makes place for the next of `names`.
    """
    times: list[float] = []
    failures = 0
    stop_at = time.monotonic() + seconds

    async def place(number: int) -> None:
        nonlocal failures
        await asyncio.sleep(every * number / at_once)  # not all in the same instant
        portal = cycle(portals)
        async with httpx.AsyncClient(timeout=30.0, trust_env=False) as client:
            while time.monotonic() < stop_at:
                await client.post(f"{next(portal)}/aanmelden", data={"persona": next(names)})
                for message in TALK:
                    if time.monotonic() >= stop_at:
                        break
                    began = time.monotonic()
                    answer = await client.post(f"{next(portal)}/api/chat", json={"message": message})
                    took = time.monotonic() - began
                    times.append(took * 1000)
                    failures += answer.status_code != httpx.codes.OK
                    if every:
                        await asyncio.sleep(max(0.0, every - took))

    began = time.monotonic()
    await asyncio.gather(*map(place, range(at_once)))
    quantiles = statistics.quantiles(times, n=20, method="inclusive")
    return Load(at_once, len(times), time.monotonic() - began, failures,
                statistics.median(times), quantiles[18], max(times))
