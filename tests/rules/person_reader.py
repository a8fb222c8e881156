"""Whole persons from `tests/rules/persons/*.yml`: what they tell in their own words, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rules.matching.extraction import Extractor
from rules.person import Criterion, CriterionKind, DigitalLevel, Direction, Meaning, Person, TaskTrend, Trend

PERSONS = Path(__file__).parent / "persons"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells, as it stands in the file."""

    who: str
    expect: dict[str, Any]
    function: str | None = None
    region: str | None = None
    work: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    wish_sectors: tuple[str, ...] = ()
    refused_sectors: tuple[str, ...] = ()
    trends: dict[str, str] | None = None
    digital: tuple[int, int] | None = None
    direction: str | None = None
    criteria: tuple[dict[str, Any], ...] = ()


def read_persons() -> list[Told]:
    """All of them; a key that does not exist is an error."""
    return [
        Told(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()})
        for file in sorted(PERSONS.glob("*.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def person_of(told: Told, extractor: Extractor) -> Person:
    """Words become mentions by the extraction that the talk uses; criteria stand as the talk keeps them."""
    heard = [(told.work, Meaning.NOW), (told.outside, Meaning.OUTSIDE_WORK), (told.refuses, Meaning.UNWANTED)]
    return Person(
        function_id=told.function,
        function_words=told.function or "",
        region_id=told.region,
        mentions=tuple(mention for messages, about in heard for message in messages for mention in extractor.extract(message, about)),
        task_trends=tuple(TaskTrend(quote, Trend(trend)) for quote, trend in (told.trends or {}).items()),
        wish_words=told.wishes,
        wish_sectors=told.wish_sectors,
        refused_sectors=told.refused_sectors,
        digital_level=DigitalLevel(*told.digital) if told.digital else None,
        direction=Direction(told.direction) if told.direction else None,
        criteria=tuple(Criterion(item["words"], CriterionKind(item["kind"]), item["hard"]) for item in told.criteria),
    )


