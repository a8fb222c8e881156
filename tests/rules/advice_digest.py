"""Print a digest of two advices and of what the matchers hear and find: run under many hash seeds, it must stay the same.

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
from rules.matching import TaskMatcher, TitleMatcher
from rules.matching.extraction import Extractor
from rules.serialise import advice_to_json
from tests.rules.people import ALFRED, RIA

DATA = Path(__file__).parents[2] / "data"
KEPT = 12
SAID = "ik bestel spullen bel leveranciers en hou alles bij in excel. vroeger ook notulen"
NEEDED = ("administratief-medewerker", "glazenwasser", "inkoopmedewerker", "projectondersteuner", "schoolconcierge")


def digest() -> str:
    """A hash of the whole text of both advices, and of the likeliest functions and mentions of what is said."""
    catalogue = load_catalogue(DATA)
    kept = {*list(catalogue.functions)[:KEPT], *NEEDED}
    part = dataclasses.replace(catalogue, functions={key: value for key, value in catalogue.functions.items() if key in kept})
    knowledge = prepare(part, load_rulebook(DATA), load_labour_market(DATA), load_scales(DATA), load_examples(DATA), product="test")
    dutch = knowledge.language
    heard = [TaskMatcher(part, dutch).rank([SAID], 20), TitleMatcher(part, dutch).rank("adm mdw", 20), Extractor(part, knowledge.examples, dutch).extract(SAID)]
    advices = [advise(person, knowledge, date(2026, 12, 1)) for person in (RIA, ALFRED)]
    assert all(item.suggestions for item in advices) and all(heard)
    return hashlib.sha256("".join([*map(advice_to_json, advices), *map(repr, heard)]).encode()).hexdigest()


if __name__ == "__main__":
    print(digest())
