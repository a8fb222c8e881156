"""Bare names of one's own tasks: heard where they are meant, and nowhere else."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.matching.task_names import TaskNames

COUNTER = "medewerker-burgerzaken"


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> TaskNames:
    return TaskNames(knowledge.catalogue, knowledge.language)


def said(names: TaskNames, words: str, function: str = COUNTER) -> list[tuple[str, str]]:
    return [(each.quote, each.label) for each in names.named(function, words)]


@pytest.mark.parametrize(
    ("words", "quotes", "tasks"),
    [
        ("verhuizingen", ["verhuizingen"], ["verhuizingen, vertrek en vestiging in de BRP verwerken"]),
        ("ook uittreksels!", ["uittreksels"], ["uittreksels en verklaringen afgeven"]),
        ("Verhuizingen en uittreksels", ["Verhuizingen", "uittreksels"], ["verhuizingen, vertrek en vestiging in de BRP verwerken", "uittreksels en verklaringen afgeven"]),
        ("paspoorten, koffie", ["paspoorten"], ["aanvragen voor paspoort, identiteitskaart en rijbewijs innemen"]),
        ("verhuisingen", ["verhuisingen"], ["verhuizingen, vertrek en vestiging in de BRP verwerken"]),
    ],
)
def test_a_task_is_heard_by_its_name(names: TaskNames, words: str, quotes: list[str], tasks: list[str]) -> None:
    assert said(names, words) == list(zip(quotes, tasks, strict=True))


@pytest.mark.parametrize(
    "words",
    ["", "…", "koffie", "geen paspoorten", "paspoorten?", "ik doe verhuizingen", "waarom paspoorten", "wil paspoorten", "ook", "en, en", "paspoorten van mensen die in het buitenland wonen",
     "paspoorten, " * 9, "help"],
)
def test_what_tells_more_or_something_else_names_nothing(names: TaskNames, words: str) -> None:
    assert said(names, words) == []


def test_only_the_own_function_counts(names: TaskNames) -> None:
    assert said(names, "verhuizingen", "kok") == [] and said(names, "verhuizingen", "bestaat-niet") == []
