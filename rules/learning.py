"""From what is missing to the first three steps: one of 70 (doing), one of 20 (with others), one of 10 (formal) (M11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rules.answer import SkillGap, Step
from rules.catalogue import Demand, Skill, SkillCategory

SHARES = (70, 20, 10)


def first_steps(missing: Sequence[SkillGap], has: Sequence[SkillGap], skills: Mapping[str, Skill]) -> tuple[Step, ...]:
    """One step of each share; doing comes first, so that no advice is a course alone (the 'opleidingsreflex').

    The most important gap is learned by doing, the next with others. The formal step is kept for a gap of
    knowledge or technique where there is one: soft skills are learned at work. Without gaps, a skill that
    grows in demand is deepened.
    """
    order = [skills[gap.skill_id] for gap in missing] or _to_deepen(has, skills)
    if not order:
        return ()
    formal = next((skill for skill in order if skill.category is not SkillCategory.SOFT), order[0])
    chosen = {70: order[0], 20: order[1] if len(order) > 1 else order[0], 10: formal}
    return tuple(_step(share, chosen[share]) for share in SHARES)


def _step(share: int, skill: Skill) -> Step:
    step = next(step for step in skill.learning if step.share == share)
    return Step(share, skill.label, step.text, step.time, skill.support if share == 70 else "")


def _to_deepen(has: Sequence[SkillGap], skills: Mapping[str, Skill]) -> list[Skill]:
    known = [skills[gap.skill_id] for gap in has]
    return sorted(known, key=lambda skill: (skill.demand is not Demand.GROWS, skill.demand is Demand.SHRINKS))
