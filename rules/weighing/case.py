"""One case: a person beside one function, with all that the rules, the choice and the explanation need of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.answer import CriterionCheck, SkillGap
from rules.catalogue import Catalogue, Demand, FunctionProfile, Importance, RequiredSkill
from rules.knowledge import Knowledge
from rules.matching.task_matching import FunctionMatch
from rules.pay import PayComparison, compare_pay
from rules.person import CriterionKind, Person
from rules.weighing.criteria import Candidate, check_criteria, schooling_months
from rules.weighing.outlook import round_half_up
from rules.weighing.proposals import Link, Proposals, Resemblance
from rules.weighing.told import UNSURE, ShownSkill, Told, is_part, strength_by_task

REFUSED_LINK = 0.5
"""From this likeness on a refusal is about a task of the function."""
ENOUGH_TASKS = 3
FULL_SCORE = 0.45
COVERAGE_WEIGHT = 60
"""A whole task match: so many tasks clearly come back (nobody tells all of their work), and all words together
resemble the function this much. The first weighs so many percent, the second the rest."""
ENOUGH_SKILLS = 60
"""This percentage of the asked skills counts as whole: the rest is learned at work (M11: 85% informal)."""
FULL_NEAR = 0.5
"""A neighbour of the present function this near is work of the same kind; the closeness of two functions seldom gets higher."""
FEW_TOLD = 3
NEAR_WEIGHT = 70
NEAR_WEIGHT_BESIDE = 40
"""Percent that nearness to the present function weighs in the tasks: most when fewer than FEW_TOLD things were told."""
SHOWS = 40
"""From this strength on a skill counts as shown."""
ASSUMED_WEIGHT = 80
"""Percent that tasks of the present function weigh when nobody told own tasks."""

_NOT_WEIGHED = frozenset({CriterionKind.OTHER, CriterionKind.FACT})
"""No profile can tell whether these are met."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Own words against something, and what that is in this function."""

    quote: str
    what: str


@dataclass(frozen=True, slots=True)
class Case:
    """All percentages are whole numbers 0–100; `weighed` are the checks that the catalogue can tell about; `named` is for a wish that names the function, `only_named` when nothing else was wished for; `wish_sector` for a sector that was wished for; `links` are those that may be shown, heaviest first; `unsure` are asked skills of which own words seem to tell: neither had nor missing; `near_percent` is how near the
    present function is, and `by_function` whether the tasks rest on that more than on what was told."""

    function: FunctionProfile
    own: FunctionProfile | None
    links: tuple[Link, ...]
    task_percent: int
    near_percent: int
    by_function: bool
    skill_percent: int
    wish_percent: int
    wish_quote: str
    named: bool
    only_named: bool
    wish_sector: bool
    has: tuple[SkillGap, ...]
    shown: Mapping[str, ShownSkill]
    missing: tuple[SkillGap, ...]
    unsure: tuple[SkillGap, ...]
    refusals: tuple[Refusal, ...]
    checks: tuple[CriterionCheck, ...]
    weighed: tuple[CriterionCheck, ...]
    pay: PayComparison
    education_step: int | None
    held: frozenset[str]
    """Legal demands that are met: as told, and those that everybody in the present function meets."""

    @property
    def same_function(self) -> bool:
        """Whether this is the present function."""
        return self.own is not None and self.own.id == self.function.id

    @property
    def essential_by_function(self) -> int:
        """How many essential skills are not missing only because the present function asks them: own words do not show them."""
        said = {gap.skill_id for gap in self.has if not self.shown[gap.skill_id].from_function}
        lacking = {gap.skill_id for gap in (*self.missing, *self.unsure)}
        asked = (required.skill_id for required in self.function.skills if required.importance is Importance.ESSENTIAL)
        return sum(skill_id not in said | lacking for skill_id in asked)

    @property
    def breaks_hard(self) -> bool:
        """Whether a hard criterion is certainly not met."""
        return any(check.hard and check.met is False for check in self.checks)


def build_case(person: Person, told: Told, function: FunctionProfile, proposals: Proposals, knowledge: Knowledge) -> Case:
    """Lay one function beside what the person told."""
    catalogue = knowledge.catalogue
    own = catalogue.functions.get(person.function_id or "")
    match = proposals.evidence.get(function.id)
    links = match.links if match else ()
    wish = proposals.wishes.get(function.id)
    pay = compare_pay(own, function, knowledge.scales)
    education_step = function.education.rank - own.education.rank if own else None
    held = frozenset(person.qualifications) | _held_by(own, function)
    months = schooling_months(function, catalogue, held)
    shown = _shown(function, told, links)
    has, missing, unsure = _skills(function, shown, told, knowledge, own)
    by_words = _task_percent(match, told.assumed)
    near = _near_percent(function, person, knowledge)
    by_nearness = round_half_up(near * (NEAR_WEIGHT if told.assumed or len(told.evidence) < FEW_TOLD else NEAR_WEIGHT_BESIDE), 100)
    candidate = Candidate(function, months, education_step, pay)
    return Case(
        function=function,
        own=own,
        links=shrinking_last([link for link in links if link.shown], told),
        task_percent=max(by_words, by_nearness),
        near_percent=near,
        by_function=by_nearness > by_words,
        skill_percent=_skill_percent(function.skills, shown),
        wish_percent=wish.percent if wish else 0,
        wish_quote=wish.quote if wish else "",
        named=function.id in proposals.named,
        only_named=proposals.only_named and not person.wish_sectors,
        wish_sector=str(function.sector) in person.wish_sectors,
        has=has,
        shown={required.skill_id: shown[required.skill_id] for required in function.skills if required.skill_id in shown},
        missing=missing,
        unsure=unsure,
        refusals=_refusals(function, told, proposals.refused.get(function.id), catalogue),
        checks=check_criteria([criterion for criterion in person.criteria if criterion.kind is not CriterionKind.FACT], candidate),
        weighed=check_criteria([criterion for criterion in person.criteria if criterion.kind not in _NOT_WEIGHED], candidate),
        pay=pay,
        education_step=education_step,
        held=held,
    )


def _held_by(own: FunctionProfile | None, function: FunctionProfile) -> frozenset[str]:
    """What the present function says somebody holds; in that function itself nothing more is asked of who does it already."""
    if own is None:
        return frozenset()
    return frozenset(own.requires if own.id == function.id else own.held_by_all)


def shrinking_last(links: Sequence[Link], told: Told) -> tuple[Link, ...]:
    """The links in their order, but what shrinks leads last."""
    return tuple(sorted(links, key=lambda link: is_part(link.quote, told.shrinks)))


def _task_percent(match: Resemblance | None, assumed: bool) -> int:
    """How strongly the own tasks come back: each task once by its best sentence, and all words together."""
    if match is None:
        return 0
    best: dict[str, int] = {}
    for link in match.links:
        best[link.task_id] = max(best.get(link.task_id, 0), link.weight)
    coverage = round_half_up(min(100 * ENOUGH_TASKS, sum(best.values())), ENOUGH_TASKS)
    together = min(100, round(100 * match.score / FULL_SCORE))
    whole = COVERAGE_WEIGHT * coverage + (100 - COVERAGE_WEIGHT) * together
    return round_half_up(whole * (ASSUMED_WEIGHT if assumed else 100), 10_000)


def _near_percent(function: FunctionProfile, person: Person, knowledge: Knowledge) -> int:
    """How near the present function is, in whole percent of near enough."""
    closeness = knowledge.neighbours.of(person.function_id).get(function.id, 0.0)
    return min(100, round(100 * closeness / FULL_NEAR))


def _shown(function: FunctionProfile, told: Told, links: Sequence[Link]) -> dict[str, ShownSkill]:
    """The skills someone shows, which are those told whatever the function; own work that is a little like a task of it counts a little."""
    shown = dict(told.skills)
    by_id = {task.id: task for task in function.tasks}
    for link in links if not told.assumed else ():
        for place, skill_id in enumerate(by_id[link.task_id].skills):
            strength = min(strength_by_task(place, link.weight), UNSURE)
            if skill_id not in shown or shown[skill_id].strength < strength:
                shown[skill_id] = ShownSkill(strength, link.quote)
    return shown


def _skill_percent(required: Sequence[RequiredSkill], shown: Mapping[str, ShownSkill]) -> int:
    """How much of what is asked someone shows; essential skills weigh double."""
    weights = [(2 if skill.importance is Importance.ESSENTIAL else 1, skill.skill_id) for skill in required]
    got = sum(weight * shown[skill_id].strength for weight, skill_id in weights if skill_id in shown)
    return round_half_up(got, sum(weight for weight, _ in weights)) if weights else 0


def _skills(
    function: FunctionProfile, shown: Mapping[str, ShownSkill], told: Told, knowledge: Knowledge, own: FunctionProfile | None
) -> tuple[tuple[SkillGap, ...], tuple[SkillGap, ...], tuple[SkillGap, ...]]:
    """What someone shows (surest first), what did not show yet (essential first, then what belongs to this craft, then what grows), and
    what own words may show.

    What the present function asks too is in other work never told as missing: nobody needs to learn what belongs to the own work.
    """
    used = {each.skill_id for each in own.skills} if own is not None and own.id != function.id else frozenset[str]()
    has: list[tuple[tuple[object, ...], SkillGap]] = []
    missing: list[tuple[tuple[object, ...], SkillGap]] = []
    unsure: list[SkillGap] = []
    for place, required in enumerate(function.skills):
        skill = knowledge.catalogue.skills[required.skill_id]
        essential = required.importance is Importance.ESSENTIAL
        gap = SkillGap(skill.id, skill.label, skill.category, essential, required.level)
        strength = shown[skill.id].strength if skill.id in shown else 0
        if strength >= SHOWS:
            has.append(((not essential, -strength, place), gap))
        elif skill.id in told.perhaps:
            unsure.append(gap)
        elif skill.id not in used:
            missing.append(((not essential, knowledge.crafts.general(skill.id), skill.demand is not Demand.GROWS, -required.level, place), gap))
    has.sort(key=lambda item: item[0])
    missing.sort(key=lambda item: item[0])
    return tuple(gap for _, gap in has), tuple(gap for _, gap in missing), tuple(unsure)


def _refusals(function: FunctionProfile, told: Told, match: FunctionMatch | None, catalogue: Catalogue) -> tuple[Refusal, ...]:
    """What the person does not want (any more) and the function asks: by id, or by likeness to a task."""
    found: dict[str, str] = {}
    for task in function.tasks:
        if task.id in told.refused_ids:
            found.setdefault(told.refused_ids[task.id], task.text)
    for required in function.skills:
        if required.importance is Importance.ESSENTIAL and required.skill_id in told.refused_ids:
            found.setdefault(told.refused_ids[required.skill_id], catalogue.skills[required.skill_id].label)
    for link in match.links if match else ():
        if link.strength >= REFUSED_LINK:
            found.setdefault(link.quote, link.task)
    return tuple(Refusal(quote, what) for quote, what in sorted(found.items()))
