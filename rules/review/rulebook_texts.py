"""The texts of a rule that people read, where they stand, and the fields that a rule looks at or fills in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from rules.language.readability import LONG_SENTENCE, reading
from rules.rulebook import (
    NAMES,
    Arrangement,
    Ask,
    BarrierText,
    Conclusion,
    Exclude,
    Instrument,
    Rule,
    RuleStep,
    Say,
    SetOutlook,
    SetPhase,
    Tool,
)

_PLACEHOLDER = re.compile(r"\{(\w+)\.(\w+)\}")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def shown_texts(rule: Rule) -> Iterator[tuple[str, str]]:
    """Field and text: the title, the reason and the texts of every conclusion."""
    yield "title", rule.title
    yield "because", rule.because
    yield from chain.from_iterable(_texts_of(conclusion) for conclusion in rule.conclusions)


def read_fields(rule: Rule) -> Iterator[tuple[str, str]]:
    """Subject and field of everything that a rule has a condition on or fills in."""
    for subject, fields in rule.conditions.items():
        yield from ((subject, field) for field in fields)
    for _, text in shown_texts(rule):
        yield from ((found[1], found[2]) for found in _PLACEHOLDER.finditer(text))


def hard_texts(text: str) -> Iterator[tuple[str, int]]:
    """Sentences that are too long at B1, with their number of words; what is filled in counts as one word."""
    for sentence in _SENTENCE.split(_PLACEHOLDER.sub("iets", text)):
        longest = reading(sentence).longest
        if longest > LONG_SENTENCE:
            yield sentence, longest


def _texts_of(conclusion: Conclusion) -> Iterator[tuple[str, str]]:
    match conclusion:
        case BarrierText():
            yield "then.barrier.text", conclusion.text
            yield "then.barrier.softened_by", conclusion.softened_by
        case Exclude():
            yield "then.exclude", conclusion.reason
        case RuleStep():
            yield "then.step.skill", conclusion.skill
            yield "then.step.text", conclusion.text
            yield "then.step.time", conclusion.time
        case SetPhase():
            yield "then.phase.offer", conclusion.offer
        case Instrument():
            yield "then.instrument.name", conclusion.name
            yield "then.instrument.text", conclusion.text
        case SetOutlook():
            yield "then.outlook.text", conclusion.text
        case Say() | Tool() | Arrangement() | Ask():
            yield f"then.{NAMES[type(conclusion)]}", conclusion.text
        case _:
            pass  # points, routes and the long way have no words of their own
