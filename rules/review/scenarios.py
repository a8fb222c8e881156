"""Protected scenarios: made-up persons of whom it is settled what must and must not be suggested. Pure.

A scenario tells what somebody says in their own words; the words become mentions by the extraction that the talk uses, so a change of
example sentences is tried, too. `broken` says which expectations an advice does not meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.advice import advise
from rules.answer import ROUTE_WORDS, Advice, Suggestion
from rules.catalogue import Amount, Catalogue, Driving, Frequency, FromHome
from rules.explanation import join
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.person import Criterion, CriterionKind, DigitalLevel, Direction, Meaning, Person, TaskTrend, Trend

Holds = Callable[[Any, Advice, Knowledge], bool]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One made-up person as in the file: `expect` maps names of `CHECKS` to what is expected; `digital` is insight and creation, each 0–4."""

    who: str
    expect: Mapping[str, Any]
    function: str | None = None
    region: str | None = None
    work: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    wish_sectors: tuple[str, ...] = ()
    refused_sectors: tuple[str, ...] = ()
    trends: Mapping[str, str] | None = None
    digital: tuple[int, int] | None = None
    direction: str | None = None
    criteria: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a scenario: titles of the suggestions in order, and each expectation that is not met, in words."""

    who: str
    suggested: tuple[str, ...]
    unmet: tuple[str, ...]

    @property
    def what(self) -> str:
        """What is wrong and what comes out now, in Dutch."""
        now = f"er komt nu: {join(list(self.suggested))}" if self.suggested else "er komt nu niets"
        return f"{'; '.join(self.unmet)}; {now}"


def person_of(scenario: Scenario, extractor: Extractor) -> Person:
    """Words become mentions by the extraction that the talk uses; criteria stand as the talk keeps them."""
    heard = [(scenario.work, Meaning.NOW), (scenario.outside, Meaning.OUTSIDE_WORK), (scenario.refuses, Meaning.UNWANTED)]
    return Person(
        function_id=scenario.function,
        function_words=scenario.function or "",
        region_id=scenario.region,
        mentions=tuple(mention for messages, about in heard for message in messages for mention in extractor.extract(message, about)),
        task_trends=tuple(TaskTrend(quote, Trend(trend)) for quote, trend in (scenario.trends or {}).items()),
        wish_words=scenario.wishes,
        wish_sectors=scenario.wish_sectors,
        refused_sectors=scenario.refused_sectors,
        digital_level=DigitalLevel(*scenario.digital) if scenario.digital else None,
        direction=Direction(scenario.direction) if scenario.direction else None,
        criteria=tuple(Criterion(item["words"], CriterionKind(item["kind"]), item["hard"]) for item in scenario.criteria),
    )


def play(scenarios: Iterable[Scenario], knowledge: Knowledge, today: date, extractor: Extractor | None = None) -> tuple[Played, ...]:
    """What comes of each scenario with this knowledge on this day; building the extractor takes seconds where none is given."""
    extractor = extractor or Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    return tuple(_played(each, advise(person_of(each, extractor), knowledge, today), knowledge) for each in scenarios)


def unmet(scenario: Scenario, advice: Advice, knowledge: Knowledge) -> dict[str, Any]:
    """The expectations of a scenario that an advice does not meet, by their names."""
    return {name: wanted for name, wanted in scenario.expect.items() if not CHECKS[name](wanted, advice, knowledge)}


def expected_words(name: str, wanted: Any, catalogue: Catalogue) -> str:
    """An expectation in Dutch; functions, rules and sectors by what people call them, where they are known."""
    return f"{WORDS[name]}{f': {said}' if (said := _said(name, wanted, catalogue)) else ''}"


def _played(scenario: Scenario, advice: Advice, knowledge: Knowledge) -> Played:
    wrong = (expected_words(name, wanted, knowledge.catalogue) for name, wanted in unmet(scenario, advice, knowledge).items())
    return Played(scenario.who, tuple(one.title for one in advice.suggestions), tuple(wrong))


def _said(name: str, wanted: Any, catalogue: Catalogue) -> str:
    def called(value: Any) -> str:
        function = catalogue.functions.get(str(value))
        return function.title if function is not None else str(ROUTE_WORDS.get(value, value))

    if wanted is True or name in _BARE:
        return ""
    if isinstance(wanted, Mapping):
        return "; ".join(f"{called(key)}: {_said(name, value, catalogue)}" for key, value in wanted.items())
    return ", ".join(map(called, wanted)) if isinstance(wanted, list | tuple) else called(wanted)


_BARE = frozenset({"met", "some", "none", "only_municipal", "long_way_regulated"})
"""Expectations of which the words say it all."""


def _ids(advice: Advice) -> list[str]:
    return [one.function_id for one in advice.suggestions]


def _card(advice: Advice, function_id: str) -> Suggestion | None:
    return next((one for one in advice.suggestions if one.function_id == function_id), None)


def _each(holds: Callable[[Suggestion, Any, Knowledge], bool]) -> Holds:
    """For `{function: expected}`: there is a card of each function, and it holds on that."""
    return lambda wanted, advice, knowledge: all(
        (card := _card(advice, name)) is not None and holds(card, given, knowledge) for name, given in wanted.items()
    )


def _every(holds: Callable[[Suggestion, Any, Knowledge], bool]) -> Holds:
    """Holds on every card there is."""
    return lambda wanted, advice, knowledge: all(holds(one, wanted, knowledge) for one in advice.suggestions)


CHECKS: Mapping[str, Holds] = {
    "suggests": lambda wanted, advice, _: set(wanted) <= set(_ids(advice)),
    "one_of": lambda wanted, advice, _: bool(set(wanted) & set(_ids(advice))),
    "never": lambda wanted, advice, _: not set(wanted) & set(_ids(advice)),
    "some": lambda wanted, advice, _: bool(advice.suggestions),
    "none": lambda wanted, advice, _: not advice.suggestions,
    "note": lambda wanted, advice, _: wanted in advice.note,
    "sector": lambda wanted, advice, knowledge: any(wanted in knowledge.catalogue.functions[one].sectors for one in _ids(advice)),
    "never_sector": _every(lambda one, wanted, knowledge: not set(wanted) & set(knowledge.catalogue.functions[one.function_id].sectors)),
    "only_municipal": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].municipal),
    "never_driving": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.driving is Driving.NO),
    "never_heavy": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.physical is not Amount.HIGH),
    "never_irregular": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.irregular_hours is not Frequency.YES),
    "from_home": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.from_home is not FromHome.NO),
    "outdoors": _every(lambda one, _, knowledge: knowledge.catalogue.functions[one.function_id].conditions.outdoors is not Frequency.NO),
    "met": lambda wanted, advice, _: all(check.met is not False for one in advice.suggestions for check in one.criteria if check.hard),
    "long_way_regulated": _every(
        lambda one, _, knowledge: not knowledge.catalogue.functions[one.function_id].requires or ("langere weg" in one.fit_words and bool(one.barriers))
    ),
    "route": _each(lambda one, wanted, _: one.route == wanted),
    "route_text": _each(lambda one, wanted, _: wanted in one.route_text),
    "barrier": _each(lambda one, wanted, _: any(wanted in f"{barrier.text} {barrier.softened_by}" for barrier in one.barriers)),
    "evidence": _each(lambda one, wanted, _: any(wanted in evidence.quote for evidence in one.evidence)),
    "fired": _each(lambda one, wanted, _: set(wanted) <= {rule.rule_id for rule in one.fired}),
    "silent": _each(lambda one, wanted, _: not set(wanted) & {rule.rule_id for rule in one.fired}),
    "never_fired": _every(lambda one, wanted, _: not set(wanted) & {rule.rule_id for rule in one.fired}),
    "phase": lambda wanted, advice, _: advice.own_work.phase == wanted,
    "own_quadrant": lambda wanted, advice, _: advice.own_work.quadrant in wanted,
    "own_fired": lambda wanted, advice, _: set(wanted) <= {rule.rule_id for rule in advice.own_work.fired},
    "own_task": lambda wanted, advice, _: set(wanted.items()) <= {(task.text, str(task.outlook)) for task in advice.own_work.tasks},
}
"""What can be expected of an advice, by the name it has in a file."""
WORDS: Mapping[str, str] = {
    "suggests": "Dit moet erbij staan", "one_of": "Een hiervan moet erbij staan", "never": "Dit mag er niet bij staan", "some": "Er moet iets uit komen",
    "none": "Er mag niets uit komen", "note": "De uitleg moet dit zeggen", "sector": "Een van de drie moet in deze sector zijn", "never_sector": "Niets in deze sector",
    "only_municipal": "Alleen werk bij de gemeente", "never_driving": "Geen werk waarvoor je moet rijden", "never_heavy": "Geen zwaar werk",
    "never_irregular": "Geen werk in de avond of het weekend", "from_home": "Alleen werk dat ook thuis kan", "outdoors": "Alleen werk dat ook buiten is", "met": "Aan elke harde eis is voldaan",
    "long_way_regulated": "Werk met een verplicht diploma heet een langere weg, met een drempel", "route": "De weg erheen", "route_text": "De weg erheen noemt dit", "barrier": "Deze drempel staat erbij",
    "evidence": "De eigen woorden staan erbij", "fired": "Deze regels gaan af", "silent": "Deze regels blijven stil", "never_fired": "Deze regels gaan nooit af", "phase": "De fase",
    "own_quadrant": "Het soort werk van nu", "own_fired": "Over het werk van nu gaan deze regels af", "own_task": "Wat er met een eigen taak gebeurt",
}
"""The same in Dutch, for HR."""
