"""The catalogue: function profiles, tasks, skills, legal requirements and routes (format: docs/CATALOGUE.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rules.answer import Outlook


class FunctionKind(StrEnum):
    MUNICIPAL = "gemeente"
    EXTERNAL = "extern"


class Education(StrEnum):
    """Levels of education, from low to high."""

    NONE = "geen"
    VMBO = "vmbo"
    MBO_2 = "mbo-2"
    MBO_3 = "mbo-3"
    MBO_4 = "mbo-4"
    HBO = "hbo"
    WO = "wo"

    @property
    def rank(self) -> int:
        """0 (none) to 6 (university)."""
        return list(Education).index(self)


class Sector(StrEnum):
    """Sectors of the labour-market figures."""

    GOVERNMENT = "overheid"
    CARE = "zorg"
    EDUCATION = "onderwijs"
    CHILDCARE = "kinderopvang"
    TECHNOLOGY = "techniek"
    CONSTRUCTION = "bouw"
    ENERGY_TRANSITION = "energietransitie"
    ICT = "ict"
    TRANSPORT = "transport-en-logistiek"
    SAFETY = "veiligheid"
    BUSINESS_SERVICES = "zakelijke-dienstverlening"
    ADMINISTRATION = "administratief"
    GREEN = "groen"
    HOSPITALITY = "horeca"
    SELF_EMPLOYED = "zelfstandig-ondernemen"


class TaskKind(StrEnum):
    """M3: types of tasks in a function."""

    EXECUTING = "uitvoerend"
    CRITICAL = "kritiek"
    PREPARING = "voorbereidend"
    ORGANISING = "organiserend"
    SUPPORTING = "ondersteunend"


class Term(StrEnum):
    """M4: when technology reaches a task (0–3, 3–7, more than 7 years)."""

    IMMEDIATE = "immediate"
    COMING = "coming"
    SLOW = "slow"


class Amount(StrEnum):
    LOW = "low"
    SOME = "some"
    HIGH = "high"


class Frequency(StrEnum):
    NO = "no"
    SOMETIMES = "sometimes"
    YES = "yes"


class FromHome(StrEnum):
    NO = "no"
    SOMETIMES = "sometimes"
    OFTEN = "often"


class Driving(StrEnum):
    NO = "no"
    LICENCE_B = "licence-b"
    LICENCE_C = "licence-c"
    LICENCE_D = "licence-d"


class Importance(StrEnum):
    ESSENTIAL = "essential"
    USEFUL = "useful"


class SkillCategory(StrEnum):
    """M10: the three kinds of skills."""

    PROFESSIONAL = "vakinhoudelijk"
    SOFT = "soft"
    DIGITAL = "technisch-digitaal"


class Screening(StrEnum):
    """Who asks that somebody's reliability is looked into: the law, or most employers."""

    LAW = "wet"
    USUAL = "vaak"


class Demand(StrEnum):
    """Whether municipal work asks more or less of a skill in the coming years."""

    GROWS = "grows"
    STABLE = "stable"
    SHRINKS = "shrinks"


@dataclass(frozen=True, slots=True)
class Axes:
    """M1: social interaction (`contact`) and creativity/strategy (`creativity`), both 0–1."""

    contact: float
    creativity: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Municipal salary scales, 1–18; `to` is included."""

    from_: int
    to: int


@dataclass(frozen=True, slots=True)
class Pay:
    """What an external function pays: euros a month, full time, with the date and source of the figure."""

    agreement: str
    text: str
    from_: int
    to: int
    valid_from: date
    source: str


@dataclass(frozen=True, slots=True)
class RequiredDigital:
    """M9: the digital level a function asks, both 0–4."""

    insight: int
    create: int


@dataclass(frozen=True, slots=True)
class Conditions:
    """Working conditions that criteria ask about (M14)."""

    public_contact: Amount
    physical: Amount
    irregular_hours: Frequency
    outdoors: Frequency
    from_home: FromHome
    driving: Driving


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a function; `id` stays the same as long as its function and text do."""

    id: str
    function_id: str
    text: str
    kind: TaskKind
    outlook: Outlook
    because: str
    technology: tuple[str, ...]
    term: Term | None
    axes: Axes
    also: tuple[str, ...]
    skills: tuple[str, ...]
    watch_first: bool = False  # an outsider may watch and help, and not do it: a legal power, or danger to somebody


@dataclass(frozen=True, slots=True)
class RequiredSkill:
    """A skill a function asks: `level` 1 (with help), 2 (alone), 3 (well), 4 (others learn from it)."""

    skill_id: str
    importance: Importance
    level: int


@dataclass(frozen=True, slots=True)
class FunctionProfile:
    """A function as people in it would recognise it."""

    id: str
    title: str
    kind: FunctionKind
    area: str
    sector: Sector
    aliases: tuple[str, ...]
    what: str
    scale: Scale | None
    pay: Pay | None
    education: Education
    digital_level: RequiredDigital
    axes: Axes
    conditions: Conditions
    requires: tuple[str, ...]
    screening: tuple[str, ...]
    route: str | None
    routine: bool
    target: bool
    bridge: bool
    partly_required: bool
    judgement: str
    tasks: tuple[Task, ...]
    skills: tuple[RequiredSkill, ...]

    @property
    def regulated(self) -> bool:
        """Whether the law demands a diploma or registration (M8)."""
        return bool(self.requires)

    @property
    def held_by_all(self) -> tuple[str, ...]:
        """The legal demands that everybody in this function meets, as nobody may do it without."""
        return () if self.partly_required else self.requires

    @property
    def municipal(self) -> bool:
        """Whether it is a function inside the municipality."""
        return self.kind is FunctionKind.MUNICIPAL

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors somebody works in with this function: its own, and that of the employer where that is the municipality."""
        return tuple(dict.fromkeys((self.sector, Sector.GOVERNMENT))) if self.municipal else (self.sector,)


@dataclass(frozen=True, slots=True)
class LearningStep:
    """One way to learn a skill: `share` is 70 (doing), 20 (with others) or 10 (formal) (M11)."""

    share: int
    text: str
    time: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, what people call it, and how it is learned."""

    id: str
    label: str
    category: SkillCategory
    demand: Demand
    synonyms: tuple[str, ...]
    says: tuple[str, ...]
    learning: tuple[LearningStep, ...]
    support: str
    theme: str = ""  # the file it stands in: skills of one theme lie near each other


@dataclass(frozen=True, slots=True)
class Qualification:
    """A legal requirement (M8); with `screening` it is no diploma, but a look into somebody's reliability that others do (VOG)."""

    id: str
    label: str
    law: str
    education: Education
    source: str
    screening: Screening | None = None


@dataclass(frozen=True, slots=True)
class RouteTemplate:
    """M17: a way in by learning and working; it takes `months_from`–`months_to` months."""

    id: str
    title: str
    what: str
    months_from: int
    months_to: int
    form: str
    conditions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything by id, in order of id; `version` is the hash of the files it came from."""

    functions: Mapping[str, FunctionProfile]
    skills: Mapping[str, Skill]
    qualifications: Mapping[str, Qualification]
    routes: Mapping[str, RouteTemplate]
    version: str
    abbreviations: Mapping[str, str] = field(default_factory=dict)  # 'kcc' → 'klantcontactcentrum'
    _tasks: Mapping[str, Task] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tasks = {task.id: task for function in self.functions.values() for task in function.tasks}
        object.__setattr__(self, "_tasks", tasks)

    def task(self, task_id: str) -> Task | None:
        """The task with this id, or None when no profile has it (any more)."""
        return self._tasks.get(task_id)


def slug(text: str) -> str:
    """Lower case, no accents, hyphens between words: for ids.

    >>> slug("Één reële taak, met 'puntjes'")
    'een-reele-taak-met-puntjes'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def task_id(function_id: str, text: str) -> str:
    """The stable id of a task: its function and the words of its text."""
    return f"{function_id}/{slug(text)}"
