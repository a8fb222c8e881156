"""From what is missing to the first three steps: one of 70 (doing), one of 20 (with others), one of 10 (formal) (M11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rules.answer import SkillGap, Step
from rules.catalogue import Demand, FunctionProfile, LearningStep, Skill, SkillCategory
from rules.explanation import in_sentence

SHARES = (70, 20, 10)

FURTHER = "verder in: "
"""Before the name of a skill that somebody has and deepens: it is not told as something to begin with."""

Fits = Callable[[str], bool]
"""Whether the text of a step belongs with the function, and on this card."""


def first_steps(
    missing: Sequence[SkillGap],
    has: Sequence[SkillGap],
    skills: Mapping[str, Skill],
    target: FunctionProfile | None = None,
    fits: Fits = lambda text: True,
) -> tuple[Step, ...]:
    """One step of each share; doing comes first, so that no advice is a course alone (the 'opleidingsreflex').

    The three most important gaps are spread over the shares: the first is learned by doing; of the other two, one of
    knowledge or technique gets the formal step, as soft skills are learned at work. Without gaps, a skill that grows
    in demand is deepened. A step that does not fit the function gives way to one about its own task.
    """
    order = [skills[gap.skill_id] for gap in missing] or _to_deepen(has, skills)
    if not order:
        return ()
    chosen = dict(zip(SHARES, _spread(order), strict=True))
    others = [skill for skill in order if skill not in chosen.values()]
    steps = tuple(_step(share, chosen[share], others, target, fits) for share in SHARES)
    return steps if missing else tuple(replace(step, skill_label=f"{FURTHER}{step.skill_label}") for step in steps)


def _spread(order: Sequence[Skill]) -> tuple[Skill, Skill, Skill]:
    """The skills to learn by doing, with others and formally."""
    if len(order) < len(SHARES):
        formal = next((skill for skill in order if skill.category is not SkillCategory.SOFT), order[0])
        return order[0], order[-1], formal
    first, second, third = order[: len(SHARES)]
    if third.category is SkillCategory.SOFT and second.category is not SkillCategory.SOFT:
        return first, third, second
    return first, second, third


def _step(share: int, skill: Skill, others: Sequence[Skill], target: FunctionProfile | None, fits: Fits) -> Step:
    written = _fitting(share, skill, fits)
    if written is not None:
        return Step(share, skill.label, written.text, written.time, skill.support if share == 70 else "")
    if target is not None and share != 10:
        return _own_step(share, skill, target)
    instead = next((other for other in others if _fitting(share, other, fits)), skill)
    step = _fitting(share, instead, fits) or next(step for step in instead.learning if step.share == share)
    return Step(share, instead.label, step.text, step.time)


def _fitting(share: int, skill: Skill, fits: Fits) -> LearningStep | None:
    return next((step for step in skill.learning if step.share == share and fits(step.text)), None)


def _own_step(share: int, skill: Skill, target: FunctionProfile) -> Step:
    """A step about the work of the function itself, where those of the skill are about other work."""
    task = next((task for task in target.tasks if skill.id in task.skills), target.tasks[0])
    if share == 70:
        text = f"Doe vier weken lang een deel van dit werk mee: {task.text}. Schrijf elke week op wat al lukt, en kies daarna wat je nog eens wilt doen."
        return Step(share, skill.label, text, "ongeveer 4 weken, 2 uur per week")
    text = f"Kijk een dagdeel mee bij iemand die werkt als {in_sentence(target.title)}. Let op deze taak: {task.text}. Vraag wat jij als eerste zou moeten oefenen."
    return Step(share, skill.label, text, "1 dagdeel")


def _to_deepen(has: Sequence[SkillGap], skills: Mapping[str, Skill]) -> list[Skill]:
    known = [skills[gap.skill_id] for gap in has]
    return sorted(known, key=lambda skill: (skill.demand is not Demand.GROWS, skill.demand is Demand.SHRINKS))
