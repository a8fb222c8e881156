"""What the expert system answers: an `Advice` with at most three explained suggestions (M15).

Every text in it is Dutch at B1, ready to show. `to_json`/`from_json` are each other's inverse and
the same advice always gives the same bytes. A field with a default came later: an older advice reads without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Route(StrEnum):
    """M5: upskilling, multi-skilling, reskilling."""

    GROW_ALONG = "grow-along"
    ADD_ROLE = "add-role"
    CHANGE_OCCUPATION = "change-occupation"


ROUTE_WORDS: Mapping[Route, str] = {
    Route.GROW_ALONG: "Meegroeien in je eigen werk",
    Route.ADD_ROLE: "Een rol erbij",
    Route.CHANGE_OCCUPATION: "Ander werk",
}


class Quadrant(StrEnum):
    """M1, after Kai-Fu Lee."""

    DANGER_ZONE = "danger-zone"
    HUMAN_VENEER = "human-veneer"
    SLOW_CREEP = "slow-creep"
    SAFE_ZONE = "safe-zone"


class Outlook(StrEnum):
    """M2: what happens to a task."""

    DISAPPEARS = "verdwijnt"
    CHANGES = "verandert"
    STAYS = "blijft"
    APPEARS = "verschijnt"


class Phase(StrEnum):
    """M21: where somebody is on the way."""

    AWARENESS = "bewustwording"
    PROFESSIONALISATION = "professionalisering"
    MOBILITY = "mobiliteit"


@dataclass(frozen=True, slots=True)
class Versions:
    """What the advice was made with, so that it can be replayed."""

    product: str
    catalogue: str
    rulebook: str
    labour_market: str


@dataclass(frozen=True, slots=True)
class FitPart:
    """One part of the fit: `tasks`, `skills`, `interests` or `criteria`.

    `points` is a whole number from 0 to `maximum`; the parts of a suggestion add up to its fit exactly.
    """

    name: str
    label: str
    points: int
    maximum: int
    because: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An own sentence that led to the function: `quote` matches `matched`, a task or skill of the profile.

    With kind `function` nobody said it: it follows from the present function.
    """

    quote: str
    matched: str
    kind: str  # "task" | "skill" | "interest" | "function"
    strength: float  # 0–1


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill the function asks; `level` 1–4. `essential` ones weigh more."""

    skill_id: str
    label: str
    category: str
    essential: bool
    level: int


@dataclass(frozen=True, slots=True)
class Step:
    """A first step to learn: `share` is 70 (doing), 20 (with others) or 10 (formal) (M11)."""

    share: int
    skill_label: str
    text: str
    time: str
    support: str = ""


@dataclass(frozen=True, slots=True)
class LabourMarketNote:
    """How short of people the region is (M16). `national` when the region has no figure, and the text says so."""

    text: str
    tightness: str
    region: str
    sector: str
    period: str
    source: str
    address: str
    national: bool


@dataclass(frozen=True, slots=True)
class PayNote:
    """How the pay compares with that of the present function (M18): a `rules.pay.PayVerdict`, and in one sentence on what that rests."""

    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way (diploma, pay …) and what softens it (M8, M18)."""

    text: str
    softened_by: str
    source: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What can make the step safer (M18); HR decides."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class CoachNote:
    """M20: an instrument of HR for the eyes of coach and HR, with the rule that it comes from."""

    instrument: str
    text: str
    because: str
    rule_id: str
    source: str
    version: str


@dataclass(frozen=True, slots=True)
class CriterionCheck:
    """One criterion in the person's words; `met` is None when the catalogue cannot tell."""

    words: str
    hard: bool
    met: bool | None
    because: str


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fired for this function, shown under 'Waarom?'."""

    rule_id: str
    title: str
    because: str
    source: str
    version: str
    effect: str  # in words: "+4 punten bij taken", "drempel", "route: leer-werkweg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    function_id: str
    title: str
    what: str
    route: Route
    route_text: str
    fit: int  # 0–100, the sum of the parts
    fit_words: str
    parts: tuple[FitPart, ...]
    opening: str  # one or two sentences that start with what the person can do
    evidence: tuple[Evidence, ...]
    has: tuple[SkillGap, ...]
    missing: tuple[SkillGap, ...]
    steps: tuple[Step, ...]  # one of 70, one of 20, one of 10
    labour_market: LabourMarketNote
    barriers: tuple[Barrier, ...]
    criteria: tuple[CriterionCheck, ...]
    fired: tuple[FiredRule, ...]
    arrangements: tuple[Arrangement, ...] = ()
    questions: tuple[str, ...] = ()  # what is not known yet and matters here
    for_coach: tuple[CoachNote, ...] = ()
    pay: PayNote | None = None  # None for the present function
    learning_route: str = ""  # the route of learning and working with its duration, where there is one


@dataclass(frozen=True, slots=True)
class Considered:
    """A function that is not among the three, and the main reason why."""

    function_id: str
    title: str
    fit: int
    excluded: bool
    because: str


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of the person or of their present function in the red-and-green picture (M2)."""

    text: str
    outlook: Outlook
    because: str
    technology: tuple[str, ...]
    term: str
    from_person: bool


@dataclass(frozen=True, slots=True)
class OwnWork:
    """The present function: its quadrant (M1) and the outlook of its tasks."""

    function_id: str | None
    title: str
    quadrant: Quadrant | None
    text: str
    tasks: tuple[OwnTask, ...]
    fired: tuple[FiredRule, ...] = ()
    phase: Phase | None = None
    offer: str = ""  # what could come next in that phase
    for_coach: tuple[CoachNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    versions: Versions
    today: date
    own_work: OwnWork
    suggestions: tuple[Suggestion, ...]  # at most three, all different
    note: str  # why there are fewer than three, else ""
    considered: tuple[Considered, ...]  # the next twenty
