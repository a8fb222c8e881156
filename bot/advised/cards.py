"""What an advice holds as cards: JSON, ready for the page to draw. The message of a card says the same in short for who cannot see it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.replies import Message
from rules.answer import Advice, OwnWork, Suggestion
from rules.contrast.side_by_side import Comparison
from rules.plan import plan_of
from rules.serialise import advice_to_json
from skills_passport.answers import JsonObject

SUGGESTION, COMPARISON, PLAN, TASKS = "suggestion", "comparison", "plan", "tasks"
"""Kinds of cards."""
NUMBERS = {1: "ene", 2: "twee", 3: "drie"}
"""How many suggestions there are, after 'deze'."""


def cards(advice: Advice) -> tuple[Message, ...]:
    """One message a suggestion, at most three."""
    told = json.loads(advice_to_json(advice))
    for suggestion in told["suggestions"]:
        del suggestion["for_coach"]  # instruments of HR are no part of the talk (M20)
    return tuple(
        Message(f"{suggestion['title']}: {suggestion['fit_words']}. {suggestion['opening']}", card={"kind": SUGGESTION, **suggestion})
        for suggestion in told["suggestions"]
    )


def comparison_card(comparison: Comparison) -> JsonObject:
    """Suggestions side by side."""
    return {"kind": COMPARISON, **_plain(comparison)}


def plan_card(suggestion: Suggestion) -> JsonObject:
    """The plan for a suggestion."""
    return {"kind": PLAN, **_plain(plan_of(suggestion))}


def tasks_card(own_work: OwnWork) -> JsonObject:
    """The tasks of the present work, in red and green."""
    return {"kind": TASKS, "title": own_work.title, "tasks": [_plain(task) for task in own_work.tasks]}


def function_ids(advice: Advice) -> Sequence[str]:
    """Which functions are suggested, in order."""
    return [suggestion.function_id for suggestion in advice.suggestions]


def _plain(content: Any) -> dict[str, Any]:
    """A dataclass as the JSON that the passport keeps."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(content)))
    return plain
