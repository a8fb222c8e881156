"""Everything one published version of the expert system knows, with the indexes and engines built on it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rules.answer import Versions
from rules.catalogue import Catalogue
from rules.crafts import Crafts
from rules.engine import RuleEngine
from rules.labour_market import LabourMarket
from rules.language.dutch import DutchText
from rules.language.examples import Example
from rules.matching.function_names import FunctionNames
from rules.matching.profile_texts import dutch_of
from rules.matching.task_matching import TaskMatcher
from rules.neighbours import Neighbours
from rules.occupation import occupations_of, skills_of
from rules.pay import ScaleAmount
from rules.rulebook import Rulebook, Scope
from rules.transitions import Transitions


class Engines:
    """One compiled engine per set of rules that count on a day; most days share one."""

    __slots__ = ("_built", "_lock", "_rulebook")

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._built: dict[tuple[str, ...], RuleEngine] = {}
        self._lock = threading.Lock()

    def on(self, today: date, scope: Scope) -> RuleEngine:
        """The engine with the rules of this scope that count on this day."""
        rules = self._rulebook.valid_on(today, scope)
        key = (scope.value, *(rule.id for rule in rules))
        with self._lock:
            if key not in self._built:
                self._built[key] = RuleEngine(rules)
            return self._built[key]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Knowledge:
    """Catalogue, rulebook, figures and example sentences of one version; made by `prepare`, shared by all threads."""

    catalogue: Catalogue
    rulebook: Rulebook
    labour_market: LabourMarket
    scales: Mapping[int, ScaleAmount]
    examples: tuple[Example, ...] = field(repr=False)
    product: str
    language: DutchText = field(repr=False)
    matcher: TaskMatcher = field(repr=False)
    neighbours: Neighbours = field(repr=False)
    crafts: Crafts = field(repr=False)
    names: FunctionNames = field(repr=False)
    engines: Engines = field(repr=False)

    @property
    def versions(self) -> Versions:
        """What an advice made with this knowledge is stamped with."""
        return Versions(self.product, self.catalogue.version, self.rulebook.version, self.labour_market.version)


def prepare(
    catalogue: Catalogue,
    rulebook: Rulebook,
    labour_market: LabourMarket,
    scales: Mapping[int, ScaleAmount],
    examples: tuple[Example, ...],
    *,
    product: str,
    known: Iterable[Knowledge] = (),
) -> Knowledge:
    """Build the indexes and compile the rules, once per version (seconds, not milliseconds).

    What rests on the same catalogue, or the same rulebook, as one of `known` is shared with it: then it takes milliseconds.
    """
    known = tuple(known)
    same = next((other for other in known if other.catalogue.version == catalogue.version), None)
    engines = next((other.engines for other in known if other.rulebook.version == rulebook.version), None) or Engines(rulebook)
    if same is not None:
        return replace(
            same, rulebook=rulebook, labour_market=labour_market, scales=scales, examples=examples, product=product, engines=engines,
        )
    language = dutch_of(catalogue)
    matcher = TaskMatcher(catalogue, language)
    neighbours = Neighbours(Transitions(occupations_of(catalogue), skills_of(catalogue), language))
    return Knowledge(
        catalogue, rulebook, labour_market, scales, examples, product, language, matcher, neighbours, Crafts(catalogue), FunctionNames(catalogue), engines
    )
