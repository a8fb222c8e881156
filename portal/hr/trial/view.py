"""A trial run and the protected scenarios as HR reads them, in Dutch (B1). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.documents.pictures.drawing import Table
from portal.hr.amounts import number
from portal.hr.totals.shown import HIDDEN, area_words, said
from portal.hr.trial.running import Change
from portal.hr.trial.trials import Result
from rules.catalogue import Catalogue
from rules.review.scenarios import Scenario, expected_words

NOTHING = "geen suggestie"
AS_BEFORE = "Een eerdere proef gaf bij bijna iedereen hetzelfde: minder dan tien mensen, of niemand, maken het verschil. Daarom zie je hier de aantallen van die proef. Zo is nooit te zien wat de regels voor één collega doen."


@dataclass(frozen=True, slots=True)
class TrialView:
    """`lead` says it in a few sentences; `areas` and `pairs` have no rows when nothing of them may be shown."""

    lead: tuple[str, ...]
    areas: Table
    pairs: Table
    broken: tuple[Change, ...]
    differing: tuple[Change, ...]
    scenarios: int


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario: what is told, by heading, and what must come of it."""

    who: str
    told: tuple[tuple[str, str], ...]
    expected: tuple[str, ...]


def trial_view(result: Result, live: Catalogue, tried: Catalogue) -> TrialView:
    """The outcome in words; names of functions come from the catalogue that is live, or else from the one that is tried."""
    impact = result.impact

    def title(identity: str) -> str:
        function = live.functions.get(identity) or tried.functions.get(identity)
        return function.title if function is not None else identity or NOTHING

    areas = sorted((impact.areas or {}).items(), key=lambda each: (-each[1][0], each[0]))
    return TrialView(
        _lead(result),
        Table("Per gebied van de functie van nu", ("Gebied", "Krijgen andere suggesties", "Verliezen hun eerste"), tuple((area_words(area), said(changed), said(lost)) for area, (changed, lost) in areas)),
        Table("Wat verdwijnt en wat ervoor in de plaats komt", ("Was", "Wordt", "Mensen"), tuple((title(gone), title(come), said(count)) for (gone, come), count in impact.pairs)),
        result.broken, tuple(change for change in result.changes if change.differs and not change.breaks), len(result.changes),
    )


def scenario_view(scenario: Scenario, catalogue: Catalogue) -> ScenarioView:
    """A scenario as it stands in the file, in words."""
    function = catalogue.functions.get(scenario.function or "")
    told = (
        ("Functie", function.title if function else scenario.function or ""), ("Vertelt over het werk", _quoted(scenario.work)), ("En daarnaast", _quoted(scenario.outside)),
        ("Wil niet", _quoted((*scenario.refuses, *scenario.refused_sectors))), ("Wil graag", _quoted((*scenario.wishes, *scenario.wish_sectors))),
        ("Eisen", _quoted(tuple(_words(each) for each in scenario.criteria))),
    )
    return ScenarioView(scenario.who, tuple(each for each in told if each[1]), tuple(expected_words(name, wanted, catalogue) for name, wanted in scenario.expect.items()))


def _lead(result: Result) -> tuple[str, ...]:
    impact = result.impact
    if not impact.people:
        return ("Er tellen nog te weinig mensen mee. Vanaf tien mensen laat ik zien wat er voor hen verandert.",)
    of = f"van ongeveer {number(impact.people)} mensen"
    changed = f"{_capital(said(impact.changed))} {of} krijgen andere suggesties" if impact.changed is not None else f"{_capital(HIDDEN)}, of niemand, {of} krijgen andere suggesties"
    lost = "" if impact.changed is None else f", en {said(impact.lost_first)} van hen verliezen hun eerste"
    return (f"{changed}{lost}.", *((AS_BEFORE,) if result.as_before else ()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _words(criterion: Mapping[str, Any]) -> str:
    return str(criterion["words"])


def _quoted(texts: tuple[str, ...]) -> str:
    return "; ".join(texts)
