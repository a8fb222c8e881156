"""Print a digest of two advices: run under many hash seeds, the digest must stay the same.

A part of the catalogue is enough for that, and keeps many starts short.
"""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date
from pathlib import Path

from rules.advice import advise
from rules.files.knowledge_files import load_catalogue, load_examples, load_labour_market, load_rulebook, load_scales
from rules.knowledge import prepare
from rules.serialise import advice_to_json
from tests.rules.people import ALFRED, RIA

DATA = Path(__file__).parents[2] / "data"
KEPT = 12
NEEDED = ("administratief-medewerker", "glazenwasser", "inkoopmedewerker", "projectondersteuner", "schoolconcierge")


def digest() -> str:
    """A hash of the whole text of both advices."""
    catalogue = load_catalogue(DATA)
    kept = {*list(catalogue.functions)[:KEPT], *NEEDED}
    part = dataclasses.replace(catalogue, functions={key: value for key, value in catalogue.functions.items() if key in kept})
    knowledge = prepare(part, load_rulebook(DATA), load_labour_market(DATA), load_scales(DATA), load_examples(DATA), product="test")
    advices = [advise(person, knowledge, date(2026, 12, 1)) for person in (RIA, ALFRED)]
    assert all(item.suggestions for item in advices)
    return hashlib.sha256("".join(map(advice_to_json, advices)).encode()).hexdigest()


if __name__ == "__main__":
    print(digest())
