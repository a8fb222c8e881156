"""A content to knowledge: every mistake in any of its parts is reported at once, with its path under data/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from publishing.content import Content, Part
from publishing.errors import ContentInvalid
from rules.business_case import CostFigures
from rules.catalogue import Catalogue
from rules.employment_terms import parse_terms
from rules.errors import KnowledgeError, Problem
from rules.files.catalogue_parsing import parse_catalogue
from rules.files.cost_figures import FILE as COSTS
from rules.files.cost_figures import parse_costs
from rules.files.example_parsing import parse_examples
from rules.files.knowledge_files import SCALES, TERMS, product_version
from rules.files.occupation_classes import FILE as CLASSES
from rules.files.occupation_classes import parse_occupation_classes
from rules.files.rulebook_parsing import parse_rulebook
from rules.files.versions import content_hash
from rules.knowledge import Knowledge, prepare
from rules.labour_market import LabourMarket, parse_labour_market
from rules.language.examples import Example
from rules.matching.regions import Region, parse_regions
from rules.pay import ScaleAmount, parse_scales
from rules.rulebook import Rulebook

REGIONS = "regions.yml"
KEPT = 4
"""Catalogues that were read last: the one that is live and some drafts on top of it, of which an edit changes little."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Parsed:
    """All knowledge of a content, read but not built."""

    catalogue: Catalogue
    rulebook: Rulebook
    labour_market: LabourMarket
    scales: Mapping[int, ScaleAmount]
    examples: tuple[Example, ...]
    regions: tuple[Region, ...]
    costs: CostFigures


class Reading:
    """Reads parts one by one and keeps what is wrong in each, for `finish` to raise it all."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def part(self, part: Part, read: Callable[[], Read]) -> Read | None:
        """What `read` gives; None when it raises KnowledgeError."""
        try:
            return read()
        except KnowledgeError as error:
            self._take(part, error.problems)
            return None

    def _take(self, part: Part, problems: Iterable[Problem]) -> None:
        # The parsers of a folder call a file by its name inside it.
        start = f"{part}/" if part.is_folder else ""
        self.found += [Problem(f"{start}{each.file}", each.line, each.field, each.message) for each in problems]

    def finish(self) -> None:
        """Raises ContentInvalid when anything was wrong."""
        if self.found:
            raise ContentInvalid(self.found)


def parse(content: Content) -> Parsed:
    """Catalogue, rulebook, figures and example sentences. Raises ContentInvalid."""
    reading = Reading()
    figures = content.part(Part.LABOUR_MARKET)
    catalogue = reading.part(Part.CATALOGUE, lambda: catalogue_of(content))
    rulebook = reading.part(Part.RULEBOOK, lambda: parse_rulebook(content.part(Part.RULEBOOK), content.versions[Part.RULEBOOK]))
    market = reading.part(Part.LABOUR_MARKET, lambda: parse_labour_market(figures, content.versions[Part.LABOUR_MARKET]))
    scales = reading.part(Part.LABOUR_MARKET, lambda: parse_scales(SCALES, figures.get(SCALES, "")))
    reading.part(Part.LABOUR_MARKET, lambda: parse_terms(TERMS, figures.get(TERMS, "")))
    reading.part(Part.LABOUR_MARKET, lambda: parse_occupation_classes(figures.get(CLASSES, "")))
    regions = reading.part(Part.LABOUR_MARKET, lambda: parse_regions(figures.get(REGIONS, "")))
    costs = reading.part(Part.LABOUR_MARKET, lambda: parse_costs(COSTS, figures.get(COSTS, "")))
    examples = reading.part(Part.LANGUAGE, lambda: parse_examples(content.part(Part.LANGUAGE)))
    reading.finish()
    assert catalogue is not None
    assert rulebook is not None
    assert market is not None
    assert scales is not None
    assert examples is not None
    assert regions is not None
    assert costs is not None
    return Parsed(catalogue, rulebook, market, scales, examples, regions, costs)


def catalogue_of(content: Content) -> Catalogue:
    """The catalogue alone, which is read once for several contents that share it. Raises CatalogueError, with names inside the part."""
    return _catalogue(tuple(content.part(Part.CATALOGUE).items()))


def knowledge_of(parsed: Parsed, known: Sequence[Knowledge] = ()) -> Knowledge:
    """Knowledge with its indexes, sharing with `known` what rests on the same catalogue or rulebook."""
    return prepare(
        parsed.catalogue, parsed.rulebook, parsed.labour_market, parsed.scales, parsed.examples, product=product_version(), known=known,
    )


@lru_cache(KEPT)
def _catalogue(files: tuple[tuple[str, str], ...]) -> Catalogue:
    return parse_catalogue(dict(files), content_hash(dict(files)))
