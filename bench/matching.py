"""`python -m bench.matching`: how fast titles, tasks and mentions are matched, and what 25,000 labels cost."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rules.files.knowledge_files import load_catalogue, load_examples
from rules.matching import LabelIndex, TaskMatcher, TitleMatcher
from rules.matching.extraction import Extractor

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


def main() -> int:
    """Print one line per figure, with the aim where there is one."""
    entries = labels(LABELS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index = LabelIndex([])

    def build() -> None:
        nonlocal index
        index = LabelIndex(entries)

    _line("LabelIndex, 25,000 labels: built", timed(build), "≤ 3,000 ms")
    queries = [label for _, label in entries[:: LABELS // 1000]][:1000]
    _line("one query", [timed(partial(index.rank, query, 10))[0] for query in queries[:200]], "≤ 10 ms")
    _line("1,000 queries at once", timed(lambda: index.rank_many(queries, 10)), "≤ 2,000 ms")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sys.stdout.write(f"{'memory it added':<44} {grown:8.0f} MB (aim ≤ 400 MB)\n")
    catalogue, examples = load_catalogue(DATA), load_examples(DATA)
    task_matcher, title_matcher, extractor = TaskMatcher(catalogue), TitleMatcher(catalogue), Extractor(catalogue, examples)
    _line("TaskMatcher built", timed(lambda: TaskMatcher(catalogue)))
    _line("TaskMatcher.rank, one message", timed(lambda: task_matcher.rank([SAID], 10), 50))
    _line("TitleMatcher built", timed(lambda: TitleMatcher(catalogue)))
    _line("TitleMatcher.rank", timed(lambda: title_matcher.rank("adm mdw", 5), 50))
    _line("Extractor built", timed(lambda: Extractor(catalogue, examples)))
    _line("Extractor.extract, one message", timed(lambda: extractor.extract(SAID), 50))
    return 0


def _line(name: str, milliseconds: Sequence[float], aim: str = "") -> None:
    ordered = sorted(milliseconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    told = (
        f"p50 {statistics.median(ordered):8.1f} ms  p95 {p95:8.1f} ms" if len(ordered) > 1 else f"{ordered[0]:12.1f} ms"
    )
    sys.stdout.write(f"{name:<44} {told}{f'  (aim {aim})' if aim else ''}\n")


if __name__ == "__main__":
    sys.exit(main())
