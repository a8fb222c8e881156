"""Tasks typed one after another without a comma: how many are heard one by one. `python -m tests.evaluation.run_on` prints it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rules.catalogue import Catalogue
from rules.files.knowledge_files import load_examples, load_knowledge
from rules.matching.extraction import Extractor
from rules.person import Meaning
from tests.evaluation.measures import REPORTED, TUNING, Section, half, percent, read_table
from tests.evaluation.melo import ROOT

BORDER = " | "
REMARKS = (
    "Heard: a mention has exactly the words of one task. What is not heard by itself stands with its neighbour in one mention ('afspraken maken bestellingen'), so nothing is lost, but one of the two counts in the advice.",
    "Before a thing, or a deed that needs none, began a new task: own 24 of 59, the tuning half of the other hand 37 of 109, the reported half 35 of 105.",
    "Left: several deeds with one thing ('post sorteren scannen rondbrengen'), and things beside each other ('persberichten website bijwerken').",
)


def evaluate(catalogue: Catalogue) -> Section:
    """The table for what the own hand and another hand wrote."""
    extractor, table = Extractor(catalogue, load_examples(ROOT / "data")), read_table("run_on.yml")
    parts = {"own hand, tuning": table["own"], "another hand, tuning half": half(table["other"], TUNING), "another hand, reported half": half(table["other"], REPORTED)}
    return Section(
        "Lists without signs", "Three to six tasks of a day, typed one after another with only spaces between them.", ("part", "messages", "tasks", "heard one by one", "mentions in all"),
        tuple(_row(name, messages, extractor) for name, messages in parts.items()), REMARKS,
    )


def _row(name: str, messages: Sequence[str], extractor: Extractor) -> tuple[str, ...]:
    tasks = heard = mentions = 0
    for message in messages:
        items = message.split(BORDER)
        quotes = {mention.quote for mention in extractor.extract(" ".join(items), Meaning.NOW)}
        tasks, heard, mentions = tasks + len(items), heard + sum(item in quotes for item in items), mentions + len(quotes)
    return name, str(len(messages)), str(tasks), percent(heard / tasks), str(mentions)


if __name__ == "__main__":
    sys.stdout.write(evaluate(load_knowledge(ROOT / "data").catalogue).markdown())
