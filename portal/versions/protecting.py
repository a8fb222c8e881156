"""The protected scenarios of the product, played with a version before it goes live."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from portal.pages import calendar_day
from publishing.content import Content, Part
from publishing.drafts import Protected
from publishing.model import Broken
from publishing.reading import knowledge_of, parse
from rules.files.scenario_files import load_scenarios
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.review.scenarios import Scenario, play

KEPT = 8
_RESTS_ON = (Part.CATALOGUE, Part.RULEBOOK, Part.LABOUR_MARKET, Part.LANGUAGE)
"""What a scenario can come out otherwise by; texts of the talk are none of it."""
_PLAYED: dict[tuple[object, ...], tuple[Broken, ...]] = {}
"""What broke, of the last few; it is the same each time."""


def protected(data: Path, knowledge: Callable[[Content], Knowledge] = lambda content: knowledge_of(parse(content))) -> Protected:
    """For `Drafts`: the scenarios in `data` that do not come out as they must. `knowledge` builds a content, or gives what is built of it.

    Raises ScenarioError when the scenarios themselves cannot be read, and what `knowledge` raises.
    """

    def broken(content: Content) -> tuple[Broken, ...]:
        scenarios, today = load_scenarios(data), datetime.now(UTC).date()
        key = (repr(scenarios), today, *(content.versions[part] for part in _RESTS_ON))
        if key not in _PLAYED:
            found = _broken(scenarios, knowledge(content), today)
            for oldest in list(_PLAYED)[: len(_PLAYED) - KEPT + 1]:
                _PLAYED.pop(oldest, None)
            _PLAYED[key] = found
        return _PLAYED[key]

    return broken


def _broken(scenarios: tuple[Scenario, ...], knowledge: Knowledge, today: date) -> tuple[Broken, ...]:
    """Each scenario that breaks now, or on a later day on which a rule begins or ends; told once, of the first such day."""
    extractor = Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    found: dict[str, Broken] = {}
    for day in (today, *knowledge.rulebook.changing_days(today)):
        for played in play(scenarios, knowledge, day, extractor):
            if played.unmet:
                since = "" if day == today else f", vanaf {calendar_day(day)}"
                found.setdefault(played.who, Broken(played.who, played.what + since))
    return tuple(found[each.who] for each in scenarios if each.who in found)
