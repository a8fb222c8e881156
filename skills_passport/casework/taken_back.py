"""A stored advice without the own words that were taken back since; the store keeps it whole, so that it can be replayed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from rules.explanation import shorten
from rules.person import Person
from skills_passport.model import StoredAdvice

GONE = "…"
"""Stands in a sentence where words were that are gone."""

_CATALOGUE = frozenset({"steps", "labour_market", "versions"})
"""Parts in which no own words stand: a step of the plan must be word for word that of the advice."""
_NO_TEXT = re.compile(r"(^|_)id$")


def without_taken_back(stored: StoredAdvice, person: Person) -> StoredAdvice:
    """The same advice for who may read no more than what this person tells now: an item that rests on other own words is left out, and in
    a sentence `GONE` stands in their place."""
    advice, then = json.loads(stored.advice), json.loads(stored.person)
    present = tuple(_said(asdict(person)))
    gone = {words for words in (*_said(then), *_items(advice)) if words.strip() and not any(words in said for said in present)}
    if not gone:
        return stored
    forms = sorted({form for words in gone for form in (words, words.strip(), shorten(words))}, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms))
    return replace(stored, advice=json.dumps(_without(advice, gone, pattern), ensure_ascii=False))


def _said(person: Any) -> Iterator[str]:
    """The own words that an advice may repeat."""
    yield from (each["quote"] for name in ("mentions", "task_trends") for each in person.get(name, ()))
    yield from (each["words"] for each in person.get("criteria", ()))
    yield from person.get("wish_words", ())


def _items(advice: Any) -> Iterator[str]:
    yield from (words for item in advice.get("suggestions", ()) for each in (*item.get("evidence", ()), *item.get("criteria", ())) if (words := _own_words(each)))
    yield from (words for each in advice.get("own_work", {}).get("tasks", ()) if (words := _own_words(each)))


def _own_words(item: Any) -> str:
    """The own words that an item of a list rests on; empty when it rests on none."""
    if not isinstance(item, dict):
        return ""
    if "quote" in item:
        return "" if item.get("kind") == "function" else str(item["quote"])
    if "from_person" in item:
        return str(item["text"]) if item["from_person"] else ""
    return str(item["words"]) if "met" in item else ""


def _without(value: Any, gone: set[str], pattern: re.Pattern[str]) -> Any:
    if isinstance(value, dict):
        return {name: each if name in _CATALOGUE or _NO_TEXT.search(name) else _without(each, gone, pattern) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, gone, pattern) for each in value if _own_words(each) not in gone]
    return pattern.sub(GONE, value) if isinstance(value, str) else value
