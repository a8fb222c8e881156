"""Many talks with one server, a few at a time, and what they amount to."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from bot.front_door import read_interview
from rules.files.knowledge_files import load_knowledge
from tests.server import ROOT, Server
from tests.talker.colleague import MANNERS, invent
from tests.talker.playing import Played, Player

PERSONAS = ("ria", "mehmet", "alfred", "joyce")
"""Each talks in one talk at a time."""


def play_all(server: Server, seeds: Iterable[int], data: Path = ROOT / "data") -> list[Played]:
    """One talk per seed, in the order of the seeds."""
    script = read_interview(load_knowledge(data), data).script
    free: SimpleQueue[str] = SimpleQueue()
    for persona in PERSONAS:
        free.put(persona)

    def play(seed: int) -> Played:
        persona = free.get()
        try:
            return Player(server.employee(persona), invent(seed), script).play()
        finally:
            free.put(persona)

    with ThreadPoolExecutor(len(PERSONAS)) as pool:
        return list(pool.map(play, seeds))


def told(played: Sequence[Played]) -> str:
    """In a few lines: how many talks, how they ended, in how many turns; per manner as well."""
    moves: Counter[str] = sum((each.moves for each in played), Counter())
    manners = [manner.name for manner in MANNERS]
    return "".join((
        f"{len(played)} talks, {sum(each.turns for each in played)} turns, {sum(bool(each.to_advice) for each in played)} with suggestions, "
        f"{sum(bool(each.problems) for each in played)} with something wrong; moves: {dict(moves.most_common())}\n",
        f"turns to the end: {_spread(played)}\n",
        *(f"  {manner}: {_spread([each for each in played if each.manner == manner])}\n" for manner in manners),
    ))


def _spread(played: Sequence[Played]) -> str:
    turns = sorted(each.turns for each in played)
    return f"median {statistics.median(turns):g}, from {turns[0]} to {turns[-1]}" if turns else "none"
