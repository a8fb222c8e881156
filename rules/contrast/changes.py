"""What may be different about a person in a question 'what if': one thing at a time, and the rest as it was told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.errors import UnknownName
from rules.explanation import join, shorten
from rules.knowledge import Knowledge
from rules.person import Criterion, CriterionKind, DigitalLevel, Direction, Person
from rules.weighing.case import SHOWS
from rules.weighing.told import gather


@dataclass(frozen=True, slots=True)
class Learned:
    """A skill was learned; it counts as said."""

    skill_id: str


@dataclass(frozen=True, slots=True)
class NoLonger:
    """Criteria of this kind are none any more."""

    kind: CriterionKind


@dataclass(frozen=True, slots=True)
class Weighed:
    """Criteria of this kind are a must (`hard`), or a wish."""

    kind: CriterionKind
    hard: bool


@dataclass(frozen=True, slots=True)
class Required:
    """One criterion more."""

    criterion: Criterion


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another region to look in; None is the whole country."""

    region_id: str | None


@dataclass(frozen=True, slots=True)
class Digital:
    """Another digital level."""

    level: DigitalLevel


@dataclass(frozen=True, slots=True)
class Towards:
    """Another direction."""

    direction: Direction


@dataclass(frozen=True, slots=True)
class Holds:
    """A legal requirement is met: a diploma, a registration, a licence."""

    qualification_id: str


Change = Learned | NoLonger | Weighed | Required | Elsewhere | Digital | Towards | Holds

_TOWARDS = {
    Direction.GROW_ALONG: "je meegroeit in je eigen werk",
    Direction.ADD_ROLE: "je er een rol bij neemt",
    Direction.CHANGE_OCCUPATION: "je iets anders gaat doen",
}


def changed(person: Person, change: Change, knowledge: Knowledge) -> Person:
    """The person with this change; an equal person when it holds already. Raises UnknownName for an id that is none."""
    _check(change, knowledge)
    other: dict[str, object] = {}
    match change:
        case Learned(skill_id):
            known = gather(person, knowledge).skills.get(skill_id)
            other = {} if known is not None and known.strength >= SHOWS else {"learned": (*person.learned, skill_id)}
        case NoLonger(kind):
            other = {"criteria": tuple(each for each in person.criteria if each.kind is not kind)}
        case Weighed(kind, hard):
            other = {"criteria": tuple(replace(each, hard=hard) if each.kind is kind else each for each in person.criteria)}
        case Required(criterion):
            other = {"criteria": _with(person.criteria, criterion)}
        case Elsewhere(region_id):
            other = {"region_id": region_id}
        case Digital(level):
            other = {"digital_level": level}
        case Towards(direction):
            other = {"direction": direction}
        case Holds(qualification_id):
            own = knowledge.catalogue.functions.get(person.function_id or "")
            held = qualification_id in person.qualifications or (own is not None and qualification_id in own.held_by_all)
            other = {} if held else {"qualifications": (*person.qualifications, qualification_id)}
    return replace(person, **other)  # type: ignore[arg-type]  # each case fills a field of its own


def if_so(change: Change, person: Person, knowledge: Knowledge) -> str:
    """The change as a clause in Dutch that begins with 'als'."""
    match change:
        case Learned(skill_id):
            clause = f"je “{knowledge.catalogue.skills[skill_id].label}” leert"
        case NoLonger(kind):
            clause = f"{_named(person, kind)} geen eis of wens meer is"
        case Weighed(kind, hard):
            clause = f"{_named(person, kind)} een {'eis is en geen wens' if hard else 'wens is en geen eis'}"
        case Required(criterion):
            clause = f"“{shorten(criterion.words)}” {'echt moet' if criterion.hard else 'een wens is'}"
        case Elsewhere(region_id):
            name = knowledge.labour_market.regions[region_id].removeprefix("Regio ") if region_id else ""
            clause = f"je in de regio {name} zoekt" if name else "je in heel Nederland zoekt"
        case Digital(level):
            clause = f"je {_how_digital(person.digital_level, level)} met de computer kunt"
        case Towards(direction):
            clause = _TOWARDS[direction]
        case Holds(qualification_id):
            clause = f"je dit hebt ({knowledge.catalogue.qualifications[qualification_id].label.split(',')[0]})"
    return f"als {clause}"


def holds_already(change: Change, person: Person, knowledge: Knowledge) -> str:
    """That this change is how things are, as a sentence in Dutch; for when `changed` gives the same person."""
    match change:
        case Learned(skill_id):
            return f"“{knowledge.catalogue.skills[skill_id].label}” telt nu al mee."
        case NoLonger(kind) | Weighed(kind):
            told = isinstance(change, Weighed) and any(each.kind is kind for each in person.criteria)
            return "Zo weegt het nu al." if told else "Zo'n eis heb je niet genoemd."
        case Elsewhere():
            return "Daar zoek je nu al."
        case Holds():
            return "Daar ga ik nu al van uit."
        case _:
            return "Zo staat het er nu al."


def _how_digital(now: DigitalLevel | None, then: DigitalLevel) -> str:
    if now is None:
        return "zo veel"
    return "meer" if then.insight + then.create >= now.insight + now.create else "minder"


def _with(criteria: tuple[Criterion, ...], new: Criterion) -> tuple[Criterion, ...]:
    """The criteria with one more; what was told of the same kind gives way, as nobody asks for the same thing twice."""
    if any(each.kind is new.kind and each.hard == new.hard and (each.kind is not CriterionKind.OTHER or each.words == new.words) for each in criteria):
        return criteria
    return (*(each for each in criteria if each.kind is not new.kind or each.kind is CriterionKind.OTHER), new)


def _named(person: Person, kind: CriterionKind) -> str:
    return join([f"“{shorten(each.words)}”" for each in person.criteria if each.kind is kind]) or "dat"


def _check(change: Change, knowledge: Knowledge) -> None:
    catalogue = knowledge.catalogue
    match change:
        case Learned(skill_id) if skill_id not in catalogue.skills:
            raise UnknownName("vaardigheid", skill_id)
        case Elsewhere(str(region_id)) if region_id not in knowledge.labour_market.regions:
            raise UnknownName("regio", region_id)
        case Holds(qualification_id) if qualification_id not in catalogue.qualifications:
            raise UnknownName("wettelijke eis", qualification_id)
        case _:
            return
