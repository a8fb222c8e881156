"""Who uses what in the catalogue: before something is changed or taken out, HR sees which functions, tasks, routes, rules and cases name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.catalogue import Catalogue
from rules.review.rule_cases import RuleCase
from rules.review.rulebook_texts import shown_texts
from rules.rulebook import FactValue, Rule, Rulebook


class Thing(StrEnum):
    """What can be used; a learning step is used through its skill."""

    FUNCTION = "functie"
    TASK = "taak"
    SKILL = "vaardigheid"
    ROUTE = "leerroute"
    QUALIFICATION = "wettelijke eis"


class How(StrEnum):
    """In what way something names it."""

    ASKS = "vraagt dit"
    SHOWS = "laat dit zien"
    LEADS = "leidt hierheen"
    HAS = "heeft dit"
    WORDS = "heeft dezelfde woorden"
    CONDITION = "noemt dit als voorwaarde"
    TEXT = "noemt dit in een tekst"
    CASE = "gaat hierover"


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names it: `id` of a function, task, rule or rule of a case, what that is called, and how it does so."""

    id: str
    title: str
    how: How


@dataclass(frozen=True, slots=True)
class UsedBy:
    """All places, in the order of the catalogue and the rulebook; when there are none, it can go without anything else changing."""

    functions: tuple[Use, ...] = ()
    tasks: tuple[Use, ...] = ()
    routes: tuple[Use, ...] = ()
    rules: tuple[Use, ...] = ()
    cases: tuple[Use, ...] = ()

    @property
    def count(self) -> int:
        """How many places there are."""
        return sum(map(len, (self.functions, self.tasks, self.routes, self.rules, self.cases)))


_ASKED: Mapping[Thing, tuple[tuple[str, str], ...]] = {
    Thing.FUNCTION: (("own", "id"), ("function", "id")),
    Thing.SKILL: (("person", "skills"),),
    Thing.ROUTE: (("function", "route_id"),),
    Thing.QUALIFICATION: (("person", "qualifications"),),
}
"""Fields of which a condition, or a case, holds the id."""
SHORTEST = 5
"""Letters from which on a name is looked for in texts: shorter ones stand in too many."""


def used_by(thing: Thing, identity: str, catalogue: Catalogue, rulebook: Rulebook, cases: Sequence[RuleCase] = ()) -> UsedBy:
    """Every place that names this thing. Raises KeyError when the catalogue does not have it."""
    names = tuple(_names(thing, identity, catalogue))
    titles = {rule.id: rule.title for rule in rulebook.rules}
    functions, tasks = _in_functions(thing, identity, catalogue)
    return UsedBy(
        functions=functions,
        tasks=tasks,
        routes=tuple(_routes(thing, identity, catalogue)),
        rules=tuple(_rules(thing, identity, names, rulebook.rules)),
        cases=tuple(dict.fromkeys(Use(case.rule_id, titles.get(case.rule_id, case.rule_id), How.CASE) for case in cases if _in_case(thing, identity, names, case))),
    )


def _names(thing: Thing, identity: str, catalogue: Catalogue) -> Iterator[str]:
    """What it is called in texts and cases."""
    match thing:
        case Thing.FUNCTION:
            yield catalogue.functions[identity].title
        case Thing.TASK:
            task = catalogue.task(identity)
            if task is None:
                raise KeyError(identity)
            yield task.text
        case Thing.SKILL:
            yield catalogue.skills[identity].label
        case Thing.ROUTE:
            yield catalogue.routes[identity].title
        case Thing.QUALIFICATION:
            yield catalogue.qualifications[identity].label


def _in_functions(thing: Thing, identity: str, catalogue: Catalogue) -> tuple[tuple[Use, ...], tuple[Use, ...]]:
    """Functions and tasks that name it."""
    functions: list[Use] = []
    tasks: list[Use] = []
    own = catalogue.task(identity) if thing is Thing.TASK else None
    said = {words.casefold() for words in (own.text, *own.also)} if own else set()
    for function in catalogue.functions.values():
        asks = (
            (thing is Thing.SKILL and any(required.skill_id == identity for required in function.skills))
            or (thing is Thing.QUALIFICATION and identity in {*function.requires, *function.screening})
        )
        if asks:
            functions.append(Use(function.id, function.title, How.ASKS))
        elif thing is Thing.ROUTE and function.route == identity:
            functions.append(Use(function.id, function.title, How.LEADS))
        elif own is not None and own.function_id == function.id:
            functions.append(Use(function.id, function.title, How.HAS))
        for task in function.tasks:
            if thing is Thing.SKILL and identity in task.skills:
                tasks.append(Use(task.id, task.text, How.SHOWS))
            elif own is not None and task.id != identity and said & {words.casefold() for words in (task.text, *task.also)}:
                tasks.append(Use(task.id, task.text, How.WORDS))
    return tuple(functions), tuple(tasks)


def _routes(thing: Thing, identity: str, catalogue: Catalogue) -> Iterator[Use]:
    """The routes that lead to a function, or to those that ask a diploma."""
    for route in catalogue.routes.values():
        led = [function for function in catalogue.functions.values() if function.route == route.id]
        if (thing is Thing.FUNCTION and any(function.id == identity for function in led)) or (
            thing is Thing.QUALIFICATION and any(identity in function.requires for function in led)
        ):
            yield Use(route.id, route.title, How.LEADS)


def _rules(thing: Thing, identity: str, names: Sequence[str], rules: Iterable[Rule]) -> Iterator[Use]:
    patterns = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in names if len(name) >= SHORTEST]
    for rule in rules:
        if any(identity in expected for place in _ASKED.get(thing, ()) for expected in _expected(rule, *place)):
            yield Use(rule.id, rule.title, How.CONDITION)
        elif any(pattern.search(text) for pattern in patterns for _, text in shown_texts(rule)):
            yield Use(rule.id, rule.title, How.TEXT)


def _expected(rule: Rule, subject: str, field: str) -> Iterator[frozenset[str]]:
    for condition in rule.conditions.get(subject, {}).get(field, ()):
        if isinstance(condition.expected, frozenset):
            yield condition.expected


def _in_case(thing: Thing, identity: str, names: Sequence[str], case: RuleCase) -> bool:
    called = {name.casefold() for name in names}
    return any(
        _holds(value, {identity}) if (subject, field) in _ASKED.get(thing, ()) else isinstance(value, str) and value.casefold() in called
        for subject, fields in case.told.items() for field, value in fields.items()
    )


def _holds(value: FactValue, ids: set[str]) -> bool:
    return bool(value & ids) if isinstance(value, frozenset) else value in ids
