"""What someone told: the only thing about a person that the expert system sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """How a mention is meant. Only what someone does, did or does elsewhere counts as evidence."""

    NOW = "now"
    BEFORE = "before"
    OUTSIDE_WORK = "outside-work"
    WANTED = "wanted"
    UNWANTED = "unwanted"
    SOMEONE_ELSE = "someone-else"

    @property
    def is_evidence(self) -> bool:
        """Whether the mention shows what the person can do (a wish is no skill)."""
        return self in {Meaning.NOW, Meaning.BEFORE, Meaning.OUTSIDE_WORK}


class MentionKind(StrEnum):
    TASK = "task"
    SKILL = "skill"


class Trend(StrEnum):
    """What the person sees happening to one of their own tasks (M2)."""

    GROWS = "grows"
    SHRINKS = "shrinks"
    SAME = "same"


class Direction(StrEnum):
    """Wil en kan ik mee? (M5): the three routes as the employee chooses between them."""

    GROW_ALONG = "grow-along"
    ADD_ROLE = "add-role"
    CHANGE_OCCUPATION = "change-occupation"


class CriterionKind(StrEnum):
    """Criteria that can be checked against a profile; OTHER is kept for the talk with the coach, and so is FACT: what is so
    whatever somebody wants ('ik heb geen diploma'), neither a must nor a wish."""

    NO_IRREGULAR_HOURS = "no-irregular-hours"
    NO_NIGHTS = "no-nights"
    NO_WEEKENDS = "no-weekends"
    NO_HEAVY_WORK = "no-heavy-work"
    LITTLE_PUBLIC_CONTACT = "little-public-contact"
    MUCH_PUBLIC_CONTACT = "much-public-contact"
    WORK_FROM_HOME = "work-from-home"
    OUTDOORS = "outdoors"
    INDOORS = "indoors"
    NO_DRIVING = "no-driving"
    KEEP_PAY = "keep-pay"
    STAY_WITH_MUNICIPALITY = "stay-with-municipality"
    NO_LONG_SCHOOLING = "no-long-schooling"
    LITTLE_COMPUTER_WORK = "little-computer-work"
    OTHER = "other"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Mention:
    """A task or skill recognised in somebody's own words.

    `quote` is the exact part of what was said; `concept_id` is a skill id for a skill and a task id
    (`Task.id`) or None (a task that no profile knows) for a task; `confidence` lies in 0–1.
    """

    kind: MentionKind
    quote: str
    concept_id: str | None
    label: str
    meaning: Meaning
    confidence: float


@dataclass(frozen=True, slots=True)
class TaskTrend:
    """One of the person's own tasks, in their words, and whether it grows or shrinks."""

    quote: str
    trend: Trend


@dataclass(frozen=True, slots=True)
class Criterion:
    """'Wanneer is het goed?' (M14): in the person's words; a hard one filters, a soft one ranks."""

    words: str
    kind: CriterionKind
    hard: bool


@dataclass(frozen=True, slots=True)
class DigitalLevel:
    """Self-assessment on table 3.10 (M9): both dimensions 0–4."""

    insight: int
    create: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Everything the advice may rest on; empty means: not told, never guessed.

    `learned` are skills as if they were learned already: only a question 'what if' fills it, never what somebody told.
    `denied` are skills that go with the present function and that somebody says not to have.
    """

    function_id: str | None = None
    function_words: str = ""
    region_id: str | None = None
    mentions: tuple[Mention, ...] = ()
    task_trends: tuple[TaskTrend, ...] = ()
    wish_words: tuple[str, ...] = ()
    wish_sectors: tuple[str, ...] = ()
    refused_sectors: tuple[str, ...] = ()
    digital_level: DigitalLevel | None = None
    direction: Direction | None = None
    criteria: tuple[Criterion, ...] = ()
    qualifications: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
