"""Whole staff lists beside the functions: what one product of matrices costs in quality, beside what a talk uses."""

from __future__ import annotations

from collections.abc import Sequence

from rules.catalogue import Catalogue
from rules.matching import TaskMatcher, TitleMatcher
from rules.matching.staff_matching import StaffMatcher, StaffText
from tests.evaluation.measures import REPORTED, TUNING, Section, half, percent, read_set, share

LIMIT = 20


def evaluate(catalogue: Catalogue) -> Section:
    """The table for both halves of the two sets."""
    matcher, titles, tasks = StaffMatcher(catalogue), TitleMatcher(catalogue), TaskMatcher(catalogue)
    title_set = [(entry["query"], set(entry.get("ids") or [entry["id"]])) for entry in read_set("titles.yml")]
    task_set = [(entry["says"], set(entry["ids"])) for entry in read_set("tasks.yml")]
    rows: list[tuple[str, ...]] = []
    for name, which in (("tuning", TUNING), ("reported", REPORTED)):
        for what, entries, as_text in (("titles", title_set, StaffText), ("tasks", task_set, _told)):
            chosen = half(entries, which)
            rights = [right for _, right in chosen]
            found = matcher.nearest([as_text(words) for words, _ in chosen], LIMIT).functions.tolist()
            lists = [[matcher.function_ids[place] for place in row if place >= 0] for row in found]
            talk = [[match.function_id for match in (titles.rank(words, LIMIT) if what == "titles" else tasks.rank([words], LIMIT))] for words, _ in chosen]
            rows += [(name, what, "whole lists", *_figures(lists, rights)), (name, what, "as in a talk", *_figures(talk, rights))]
    return Section(
        "Whole staff lists",
        f"The same titles and messages as above, by the one sparse product of `wijzer match staff`, beside what a talk does; the first {LIMIT}.",
        ("half", "set", "how", "entries", "right at 1", "right at 3", "mean reciprocal rank"),
        tuple(rows),
        ("The one weight was chosen on the tuning half, out of seven values.",),
    )


def _told(words: str) -> StaffText:
    return StaffText("", words)


def _figures(lists: Sequence[Sequence[str]], rights: Sequence[set[str]]) -> tuple[str, ...]:
    ranks = [next((place for place, each in enumerate(found, start=1) if each in right), 0) for found, right in zip(lists, rights, strict=True)]
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return str(len(ranks)), percent(share(rank == 1 for rank in ranks)), percent(share(0 < rank <= 3 for rank in ranks)), f"{mean:.3f}"
