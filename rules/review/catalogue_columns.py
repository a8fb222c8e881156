"""The catalogue as tables in plain Dutch: what HR sees in a spreadsheet and in a list of differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from rules.answer import Outlook
from rules.catalogue import (
    Amount,
    Catalogue,
    Demand,
    Driving,
    Education,
    Frequency,
    FromHome,
    FunctionKind,
    FunctionProfile,
    Importance,
    Screening,
    Sector,
    Skill,
    SkillCategory,
    TaskKind,
    Term,
)

Value: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None

_IN_DUTCH: Mapping[str, str] = MappingProxyType({
    Term.IMMEDIATE: "binnen 3 jaar", Term.COMING: "over 3 tot 7 jaar", Term.SLOW: "na 7 jaar",
    Amount.LOW: "weinig", Amount.SOME: "een beetje", Amount.HIGH: "veel",
    Frequency.NO: "nee", Frequency.SOMETIMES: "soms", Frequency.YES: "ja", FromHome.OFTEN: "vaak",
    Driving.LICENCE_B: "rijbewijs B", Driving.LICENCE_C: "rijbewijs C", Driving.LICENCE_D: "rijbewijs D",
    Importance.ESSENTIAL: "nodig", Importance.USEFUL: "handig",
    Demand.GROWS: "groeit", Demand.STABLE: "blijft gelijk", Demand.SHRINKS: "krimpt",
})


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "tekst"
    LIST = "lijst"
    NUMBER = "getal"
    DAY = "datum"
    FLAG = "ja of nee"
    OWNER = "hoort bij"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its field in the catalogue files (`scale.from`), and where an item keeps it."""

    title: str
    field: str
    kind: Kind = Kind.TEXT
    choices: type[StrEnum] | None = None
    width: int = 20
    attribute: str = ""

    def value(self, item: object) -> Value:
        """What this item has in this column, choices in Dutch."""
        for name in (self.attribute or self.field).split("."):
            item = None if item is None else getattr(item, name)
        return dutch(item) if isinstance(item, StrEnum) else item  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Table(Sheet):
    """A sheet of the catalogue; `items` gives each row's owner and item. Rows with an owner stand under `field` of that owner's entry."""

    items: Callable[[Catalogue], Iterable[tuple[str, object]]]
    owner: str = ""
    field: str = ""


def dutch(choice: StrEnum) -> str:
    """How a choice is written for people.

    >>> dutch(Demand.GROWS), dutch(FromHome.OFTEN), dutch(Education.MBO_4)
    ('groeit', 'vaak', 'mbo-4')
    """
    return _IN_DUTCH.get(choice, choice.value)


def _functions(catalogue: Catalogue) -> list[FunctionProfile]:
    return sorted(catalogue.functions.values(), key=lambda item: (item.area, item.id))


def _skills(catalogue: Catalogue) -> list[Skill]:
    return sorted(catalogue.skills.values(), key=lambda item: (item.theme, item.id))


_ID = Column("id", "id", width=34)
_EDUCATION = Column("opleiding", "education", choices=Education, width=10)
_SOURCE = Column("bron", "source", width=50)
_CONTACT = Column("contact (0–1)", "axes.contact", Kind.NUMBER, width=9)
_CREATIVITY = Column("creativiteit (0–1)", "axes.creativity", Kind.NUMBER, width=9)
_OWN_FUNCTION = Column("functie", "", Kind.OWNER, width=34)
_SAYS = "zo zeggen mensen het"

FUNCTIONS = Table(
    "Functies",
    (
        _ID,
        Column("naam", "title", width=34),
        Column("soort", "kind", choices=FunctionKind, width=11),
        Column("gebied", "area", width=20),
        Column("sector", "sector", choices=Sector, width=16),
        Column("ook bekend als", "aliases", Kind.LIST, width=34),
        Column("wat je doet", "what", width=60),
        Column("schaal van", "scale.from", Kind.NUMBER, width=8, attribute="scale.from_"),
        Column("schaal tot", "scale.to", Kind.NUMBER, width=8),
        Column("cao", "pay.agreement", width=20),
        Column("inschaling", "pay.text", width=20),
        Column("loon van", "pay.from", Kind.NUMBER, width=8, attribute="pay.from_"),
        Column("loon tot", "pay.to", Kind.NUMBER, width=8),
        Column("loon geldig vanaf", "pay.valid_from", Kind.DAY, width=12),
        Column("bron van het loon", "pay.source", width=30),
        _EDUCATION,
        Column("digitaal inzicht (0–4)", "digital_level.insight", Kind.NUMBER, width=9),
        Column("digitaal maken (0–4)", "digital_level.create", Kind.NUMBER, width=9),
        _CONTACT,
        _CREATIVITY,
        Column("contact met publiek", "conditions.public_contact", choices=Amount, width=11),
        Column("lichamelijk zwaar", "conditions.physical", choices=Amount, width=11),
        Column("onregelmatige uren", "conditions.irregular_hours", choices=Frequency, width=11),
        Column("buiten werken", "conditions.outdoors", choices=Frequency, width=11),
        Column("thuis werken", "conditions.from_home", choices=FromHome, width=11),
        Column("rijden", "conditions.driving", choices=Driving, width=11),
        Column("wettelijke eisen", "requires", Kind.LIST, width=24),
        Column("screening", "screening", Kind.LIST, width=24),
        Column("route", "route", width=24),
        Column("vooral routine", "routine", Kind.FLAG, width=9),
        Column("nieuwe functie", "target", Kind.FLAG, width=9),
        Column("werk ter overbrugging", "bridge", Kind.FLAG, width=12),
        Column("eis geldt voor een deel", "partly_required", Kind.FLAG, width=12),
        Column("onderbouwing", "judgement", width=50),
    ),
    lambda catalogue: (("", function) for function in _functions(catalogue)),
)
TASKS = Table(
    "Taken",
    (
        _OWN_FUNCTION,
        Column("taak", "text", width=60),
        Column("soort", "kind", choices=TaskKind, width=14),
        Column("verwachting", "outlook", choices=Outlook, width=12),
        Column("waardoor", "because", width=50),
        Column("techniek", "technology", Kind.LIST, width=24),
        Column("wanneer", "term", choices=Term, width=16),
        _CONTACT,
        _CREATIVITY,
        Column(_SAYS, "also", Kind.LIST, width=40),
        Column("vaardigheden", "skills", Kind.LIST, width=30),
        Column("eerst meekijken", "watch_first", Kind.FLAG, width=10),
    ),
    lambda catalogue: ((function.id, task) for function in _functions(catalogue) for task in function.tasks),
    FUNCTIONS.title, "tasks",
)
FUNCTION_SKILLS = Table(
    "Vaardigheden per functie",
    (
        _OWN_FUNCTION,
        Column("vaardigheid", "id", width=34, attribute="skill_id"),
        Column("belang", "importance", choices=Importance, width=10),
        Column("niveau (1–4)", "level", Kind.NUMBER, width=9),
    ),
    lambda catalogue: ((function.id, skill) for function in _functions(catalogue) for skill in function.skills),
    FUNCTIONS.title, "skills",
)
SKILLS = Table(
    "Vaardigheden",
    (
        _ID,
        Column("thema", "theme", width=20),
        Column("naam", "label", width=34),
        Column("soort", "category", choices=SkillCategory, width=18),
        Column("vraag", "demand", choices=Demand, width=13),
        Column("andere namen", "synonyms", Kind.LIST, width=34),
        Column(_SAYS, "says", Kind.LIST, width=40),
        Column("hulpmiddel", "support", width=50),
    ),
    lambda catalogue: (("", skill) for skill in _skills(catalogue)),
)
LEARNING = Table(
    "Leerstappen",
    (
        Column("vaardigheid", "", Kind.OWNER, width=34),
        Column("aandeel (70, 20, 10)", "share", Kind.NUMBER, width=10),
        Column("stap", "text", width=80),
        Column("duur", "time", width=30),
    ),
    lambda catalogue: ((skill.id, step) for skill in _skills(catalogue) for step in skill.learning),
    SKILLS.title, "learning",
)
QUALIFICATIONS = Table(
    "Wettelijke eisen",
    (_ID, Column("naam", "label", width=50), Column("wet", "law", width=50), _EDUCATION, _SOURCE, Column("screening door", "screening", choices=Screening, width=12)),
    lambda catalogue: (("", item) for item in catalogue.qualifications.values()),
)
ROUTES = Table(
    "Routes",
    (
        _ID,
        Column("naam", "title", width=40),
        Column("wat je doet", "what", width=60),
        Column("maanden van", "months.from", Kind.NUMBER, width=9, attribute="months_from"),
        Column("maanden tot", "months.to", Kind.NUMBER, width=9, attribute="months_to"),
        Column("vorm", "form", width=40),
        Column("voorwaarden", "conditions", Kind.LIST, width=60),
        _SOURCE,
    ),
    lambda catalogue: (("", item) for item in catalogue.routes.values()),
)
ABBREVIATIONS = Table(
    "Afkortingen",
    (Column("kort", "short", width=14), Column("voluit", "long", width=60)),
    lambda catalogue: (("", Abbreviation(short, long)) for short, long in catalogue.abbreviations.items()),
)
TABLES = (FUNCTIONS, TASKS, FUNCTION_SKILLS, SKILLS, LEARNING, QUALIFICATIONS, ROUTES, ABBREVIATIONS)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A row of the abbreviations."""

    short: str
    long: str
