"""A rule as a form: "Als … en … dan … omdat …". What was filled in, right or not yet; everything in it is text, as a browser sends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rules.errors import FormError, Problem
from rules.rulebook import Scope

FORM = "formulier"
"""What stands in the place of a file in the problems of a form."""


@dataclass(frozen=True, slots=True)
class ConditionForm:
    """One row under "Als": the field (`match.task_percent`), the demand (`at_least`) and what is picked or typed for it."""

    field: str = ""
    demand: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConclusionForm:
    """One row under "dan": the kind of conclusion (`points`) and its parts by name; a conclusion that is one text has it under `text`."""

    kind: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    """The whole form. Days are written as 2026-12-01; an empty `id` is made from the title when the rule is saved."""

    id: str = ""
    title: str = ""
    models: tuple[str, ...] = ()
    about: str = Scope.CANDIDATE
    when: tuple[ConditionForm, ...] = ()
    then: tuple[ConclusionForm, ...] = ()
    because: str = ""
    source: str = ""
    valid_from: str = ""
    valid_until: str = ""
    author: str = ""


class Problems:
    """What is wrong in a form, each at its place; all of it is told at once."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: str, message: str) -> None:
        """Note a mistake; the message goes on after the name of the place."""
        if not any((known.field, known.message) == (place, message) for known in self.found):
            self.found.append(Problem(FORM, len(self.found) + 1, place, message))  # the number keeps them in this order

    def raise_any(self) -> None:
        """Raises FormError when anything was noted."""
        if self.found:
            raise FormError(self.found)


def at(problems: FormError) -> Iterator[tuple[str, str]]:
    """Place and message of everything that is wrong, for a page that shows each beside its field."""
    return ((problem.field, problem.message) for problem in problems.problems)
