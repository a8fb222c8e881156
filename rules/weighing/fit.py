"""The fit: whole points 0–100, the exact sum of four parts; what rules add stays within bounds.

A part starts from what was told (its base) and has room for the rulebook: tasks 30 + 5, skills 26 + 4,
interests 9 + 6, criteria 16 + 4. So rules can tip a choice but never make one out of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rules.answer import FitPart
from rules.explanation import join, quoted
from rules.rulebook import Part, Points, Rule
from rules.weighing.case import ENOUGH_SKILLS, Case
from rules.weighing.outlook import round_half_up
from rules.weighing.told import Told


@dataclass(frozen=True, slots=True)
class PartSpec:
    """The most points of a part, and how many of them come from what was told."""

    label: str
    maximum: int
    from_told: int
    neutral: int = 0
    """Points when nothing was told about it: neither a merit nor a fault."""


PARTS: Mapping[Part, PartSpec] = {
    Part.TASKS: PartSpec("taken", 35, 30),
    Part.SKILLS: PartSpec("vaardigheden", 30, 26),
    Part.INTERESTS: PartSpec("interesses", 15, 9, neutral=4),
    Part.CRITERIA: PartSpec("eisen en haalbaarheid", 20, 16, neutral=10),
}

FITTING = 40
"""From this fit on a function is said to fit."""
_WORDS = ((70, "past heel goed"), (55, "past goed"), (FITTING, "past redelijk"), (0, "is een grotere stap"))


@dataclass(frozen=True, slots=True)
class Gained:
    """What one rule really added to a part, after its bounds."""

    rule: Rule
    part: Part
    points: int


@dataclass(frozen=True, slots=True)
class Fit:
    """The parts, whose points add up to `total`, and what each rule put in."""

    parts: tuple[FitPart, ...]
    gained: tuple[Gained, ...]

    @property
    def total(self) -> int:
        """0–100."""
        return sum(part.points for part in self.parts)


def measure(case: Case, told: Told, fired: Sequence[Rule]) -> Fit:
    """Base points of each part, then the points of the rules in the order in which they fired."""
    points = {part: base_points(part, case, told) for part in Part}
    gained: list[Gained] = []
    for rule in fired:
        for conclusion in rule.conclusions:
            if isinstance(conclusion, Points):
                before = points[conclusion.part]
                points[conclusion.part] = _add(before, conclusion)
                gained.append(Gained(rule, conclusion.part, points[conclusion.part] - before))
    parts = tuple(FitPart(part.value, PARTS[part].label, points[part], PARTS[part].maximum, _because(part, case, told)) for part in Part)
    return Fit(parts, tuple(gained))


def base_points(part: Part, case: Case, told: Told) -> int:
    """The points of a part by what was told, before any rule."""
    spec = PARTS[part]
    if part is Part.TASKS:
        return round_half_up(spec.from_told * case.task_percent, 100)
    if part is Part.SKILLS:
        return round_half_up(spec.from_told * min(case.skill_percent, ENOUGH_SKILLS), ENOUGH_SKILLS)
    if part is Part.INTERESTS:
        return round_half_up(spec.from_told * case.wish_percent, 100) if told.wishes else spec.neutral
    if not case.checks:
        return spec.neutral
    weights = [(2 if check.hard else 1, {True: 2, None: 1, False: 0}[check.met]) for check in case.checks]
    return round_half_up(spec.from_told * sum(weight * got for weight, got in weights), 2 * sum(weight for weight, _ in weights))


def fit_words(total: int) -> str:
    """The fit in words."""
    return next(words for least, words in _WORDS if total >= least)


def _add(before: int, points: Points) -> int:
    """Move towards the rule's bound and no further; a part already past the bound stays where it is."""
    ceiling = min(points.ceiling, PARTS[points.part].maximum)
    if points.by > 0:
        return max(before, min(before + points.by, ceiling))
    return min(before, max(before + points.by, points.floor))


def _because(part: Part, case: Case, told: Told) -> str:
    return {Part.TASKS: _tasks, Part.SKILLS: _skills, Part.INTERESTS: _interests, Part.CRITERIA: _criteria}[part](case, told)


def _tasks(case: Case, told: Told) -> str:
    if not case.links:
        return "Je eigen taken komen hier niet duidelijk terug."
    if told.assumed:
        return "Ik ging uit van de taken van je functie. Vertel je eigen taken, dan klopt dit beter."
    return f"Dit doe je al: {quoted(unique(link.quote for link in case.links)[:3])}."


def _skills(case: Case, told: Told) -> str:
    asked = len(case.has) + len(case.missing)
    if not case.has:
        return f"Van de {asked} gevraagde vaardigheden weet ik nog niet of je ze hebt."
    return f"Je laat {len(case.has)} van de {asked} gevraagde vaardigheden zien: {join([gap.label for gap in case.has[:3]])}."


def _interests(case: Case, told: Told) -> str:
    if not told.wishes:
        return "Je vertelde nog niet in eigen woorden wat je graag zou doen. Dit deel staat daarom in het midden."
    if case.wish_percent >= 50:
        return f"Het past bij wat je graag wilt: {quoted(told.wishes[:2])}."
    return "Het raakt je wensen een beetje." if case.wish_percent >= 20 else "Het lijkt niet op wat je als wens noemde."


def _criteria(case: Case, told: Told) -> str:
    if not case.checks:
        return "Je noemde nog geen eisen. Dit deel staat daarom in het midden."
    met = sum(check.met is True for check in case.checks)
    return f"Van wat jij belangrijk vindt, klopt {met} van de {len(case.checks)}."


def unique(texts: Iterable[str]) -> list[str]:
    """Each text once, in order."""
    return list(dict.fromkeys(texts))
