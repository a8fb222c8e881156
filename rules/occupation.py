"""An occupation as far as nearness asks it: what it needs, what is done in it, and how people call it.

A function of our own catalogue is one, and so is an occupation of a layer that was imported beside it (ESCO).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.catalogue import Catalogue, FunctionProfile, Importance
from rules.matching.profile_texts import skill_texts, whole_text

ESSENTIAL, OPTIONAL = 1.0, 0.5
"""How much a skill weighs in an occupation: without the first nobody does it well, the second helps."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """`skills` and `groups` map ids to weights above 0; `field` is the line of work it belongs to.

    `step` is the level of education asked (0–6), None when unknown.
    """

    id: str
    title: str
    labels: tuple[str, ...]
    text: str
    skills: Mapping[str, float]
    groups: Mapping[str, float]
    field: str = ""
    tasks: tuple[str, ...] = ()
    step: int | None = None
    regulated: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """Occupations from elsewhere, beside the own catalogue and never in its place; `name` starts their ids ('esco:…')."""

    name: str
    version: str
    attribution: str
    occupations: Mapping[str, Occupation]
    skill_labels: Mapping[str, str]


def occupations_of(catalogue: Catalogue) -> list[Occupation]:
    """The functions of the catalogue, in order of id."""
    return [_occupation(function, catalogue) for function in catalogue.functions.values()]


def skills_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """What each skill is called: its label first, then how people say it."""
    return {skill.id: tuple(skill_texts(skill)) for skill in catalogue.skills.values()}


def skills_in(layer: Layer) -> dict[str, tuple[str, ...]]:
    return {skill_id: (label,) for skill_id, label in layer.skill_labels.items()}


def _occupation(function: FunctionProfile, catalogue: Catalogue) -> Occupation:
    skills: dict[str, float] = {}
    groups: dict[str, float] = {}
    for required in function.skills:
        importance = ESSENTIAL if required.importance is Importance.ESSENTIAL else OPTIONAL
        weight = importance * (1 + required.level) / 5
        skills[required.skill_id] = weight
        skill = catalogue.skills.get(required.skill_id)
        if skill is not None:
            groups[skill.theme] = groups.get(skill.theme, 0.0) + weight
    return Occupation(
        id=function.id,
        title=function.title,
        labels=(function.title, *function.aliases),
        text=whole_text(function, catalogue),
        skills=skills,
        groups=groups,
        field=function.area,
        tasks=tuple(". ".join((task.text, *task.also)) for task in function.tasks),
        step=function.education.rank,
        regulated=function.regulated,
    )
