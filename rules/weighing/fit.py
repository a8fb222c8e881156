"""The fit: whole points 0–100, the exact sum of four parts; what rules add stays within bounds.

A part starts from what was told (its base) and has room for the rulebook: tasks 30 + 5, skills 26 + 4,
interests 9 + 6, criteria 16 + 4. So rules can tip a choice but never make one out of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rules.answer import FitPart
from rules.explanation import in_sentence, quoted
from rules.rulebook import Part, Points, Rule, concluded
from rules.weighing.case import ENOUGH_SKILLS, Case
from rules.weighing.likings import likings
from rules.weighing.outlook import round_half_up
from rules.weighing.own_words import done, first_of, skills_by_source
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
PARTLY = 28
"""From this fit on it fits in part; below, it is a bigger step."""
_WORDS = ((70, "past heel goed"), (55, "past goed"), (FITTING, "past redelijk"), (PARTLY, "past voor een deel"), (0, "is een grotere stap"))


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
    base = all_base_points(case, told)
    points, gained = add_up(base, fired)
    parts = tuple(
        FitPart(part.value, PARTS[part].label, points[part], PARTS[part].maximum, _because(part, case, told, base[part], gained)) for part in Part
    )
    return Fit(parts, tuple(gained))


def all_base_points(case: Case, told: Told) -> Mapping[Part, int]:
    """The points of every part by what was told, before any rule."""
    return {part: base_points(part, case, told) for part in Part}


def add_up(base: Mapping[Part, int], fired: Sequence[Rule]) -> tuple[Mapping[Part, int], list[Gained]]:
    """The points of every part after the rules, and what each of them put in."""
    points = dict(base)
    gained: list[Gained] = []
    for rule, conclusion in concluded(fired, Points):
        before = points[conclusion.part]
        points[conclusion.part] = _add(before, conclusion)
        gained.append(Gained(rule, conclusion.part, points[conclusion.part] - before))
    return points, gained


def base_points(part: Part, case: Case, told: Told) -> int:
    """The points of a part by what was told, before any rule."""
    spec = PARTS[part]
    if part is Part.TASKS:
        return round_half_up(spec.from_told * case.task_percent, 100)
    if part is Part.SKILLS:
        return round_half_up(spec.from_told * min(case.skill_percent, ENOUGH_SKILLS), ENOUGH_SKILLS)
    if part is Part.INTERESTS:
        return round_half_up(spec.from_told * case.wish_percent, 100) if told.wishes else spec.neutral
    if not case.weighed:  # what no profile can tell makes no function better or worse
        return spec.neutral
    weights = [(2 if check.hard else 1, {True: 2, None: 1, False: 0}[check.met]) for check in case.weighed]
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


def _because(part: Part, case: Case, told: Told, base: int, gained: Sequence[Gained]) -> str:
    """Where the points of a part come from: what was told (`base`), then what the rules added or took off."""
    text = {Part.TASKS: _tasks, Part.SKILLS: _skills, Part.INTERESTS: _interests, Part.CRITERIA: _criteria}[part](case, told, base)
    here = [item for item in gained if item.part is part]
    return " ".join([text, *_by_rules([item for item in here if item.points > 0], "erbij"), *_by_rules([item for item in here if item.points < 0], "eraf")])


def _by_rules(gained: Sequence[Gained], way: str) -> list[str]:
    if not gained:
        return []
    points = sum(abs(item.points) for item in gained)
    reasons = "; ".join(unique(item.rule.title for item in gained))
    return [f"Er {'ging' if points == 1 else 'gingen'} {points} {'punt' if points == 1 else 'punten'} af door: {reasons}."] if way == "eraf" else [
        f"Er {'kwam' if points == 1 else 'kwamen'} {points} {'punt' if points == 1 else 'punten'} bij door: {reasons}."
    ]


def _tasks(case: Case, told: Told, base: int) -> str:
    if told.assumed:
        return "Ik ging uit van de taken van je functie. Vertel je eigen taken, dan klopt dit beter."
    sentences = done(case, told, beside=True)
    if case.by_function and case.own is not None:
        sentences.append(f"Dit werk ligt dicht bij je werk als {in_sentence(case.own.title)}; daar komen de meeste punten vandaan.")
    elif not sentences:
        like = "Al je woorden samen lijken een beetje op dit werk, maar ik zag geen taak die duidelijk hetzelfde is."
        sentences.append(like if base else "Je eigen taken komen hier niet terug.")
    return " ".join(sentences)


def _skills(case: Case, told: Told, base: int) -> str:
    asked = len(case.has) + len(case.missing)
    own, by_function = skills_by_source(case)
    sentences = [f"Uit wat je vertelde, blijken {len(own)} van de {asked} gevraagde vaardigheden: {first_of(own)}."] if len(own) > 1 else []
    if len(own) == 1:
        sentences = [f"Uit wat je vertelde, blijkt 1 van de {asked} gevraagde vaardigheden: {own[0].label}."]
    if by_function and case.own is not None:
        sentences.append(f"Bij je werk als {in_sentence(case.own.title)} {'horen' if len(by_function) > 1 else 'hoort'} ook: {first_of(by_function)}.")
    if sentences:
        return " ".join(sentences)
    if base:
        return f"Wat je vertelde, raakt een beetje aan de {asked} gevraagde vaardigheden. Zeker is het niet."
    return f"Van de {asked} gevraagde vaardigheden weet ik nog niet of je ze hebt."


def _interests(case: Case, told: Told, base: int) -> str:
    if not told.wishes:
        return "Je vertelde nog niet in eigen woorden wat je graag zou doen. Daarom krijgt dit deel een vast aantal punten."
    if case.wish_percent >= 50 and likings(case.wish_quote) is not None:
        return f"Je noemde {quoted([case.wish_quote])}. Dit werk heeft daar iets van."
    if case.wish_percent >= 50:
        return f"Het past bij wat je graag wilt: {quoted([case.wish_quote])}."
    return "Het raakt je wensen een beetje." if base else "Wat je in eigen woorden wenste, gaat over ander werk."


def _criteria(case: Case, told: Told, base: int) -> str:
    """Only what was checked counts as met or not met."""
    if not case.checks:
        return "Je noemde nog geen eisen. Dit deel staat daarom in het midden."
    met = sum(check.met is True for check in case.checks)
    unknown = sum(check.met is None for check in case.checks)
    if unknown == len(case.checks):
        return "Wat jij belangrijk vindt, kan ik hier niet nagaan." if unknown == 1 else f"De {unknown} dingen die jij belangrijk vindt, kan ik hier niet nagaan."
    text = f"Van de {len(case.checks)} dingen die jij belangrijk vindt, {'klopt' if met == 1 else 'kloppen'} er {met}"
    if len(case.checks) == 1:
        text = "Wat jij belangrijk vindt, klopt hier" if met else "Wat jij belangrijk vindt, klopt hier niet"
    return f"{text}, en {unknown} kan ik niet nagaan." if unknown else f"{text}."


def unique(texts: Iterable[str]) -> list[str]:
    """Each text once, in order."""
    return list(dict.fromkeys(texts))
