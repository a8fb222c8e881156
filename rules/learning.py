"""From what is missing to the first three steps: one of 70 (doing), one of 20 (with others), one of 10 (formal) (M11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from rules.answer import SkillGap, Step
from rules.catalogue import Amount, Demand, Driving, FunctionProfile, LearningStep, Skill, SkillCategory, Task
from rules.explanation import in_sentence

SHARES = (70, 20, 10)

FURTHER = "verder in: "
"""Before the name of a skill that somebody has and deepens: it is not told as something to begin with."""

Fits = Callable[[str], bool]
"""Whether the text of a step belongs with the function, and on this card."""

_LORRY_OR_BUS = frozenset({Driving.LICENCE_C, Driving.LICENCE_D})


def first_steps(
    missing: Sequence[SkillGap],
    has: Sequence[SkillGap],
    skills: Mapping[str, Skill],
    target: FunctionProfile | None = None,
    fits: Fits = lambda text: True,
    *,
    outsider: bool = True,
) -> tuple[Step, ...]:
    """One step of each share; doing comes first, so that no advice is a course alone (the 'opleidingsreflex').

    The three most important gaps are spread over the shares: the first is learned by doing; of the other two, one of
    knowledge or technique gets the formal step, as soft skills are learned at work. Without gaps, a skill that grows
    in demand is deepened. A step that does not fit the function gives way to one about its own task; an `outsider`, who
    does not do this work now, is only told to do what anybody may do.
    """
    order = [skills[gap.skill_id] for gap in missing] or _to_deepen(has, skills)
    if not order:
        return ()
    chosen = dict(zip(SHARES, _spread(order), strict=True))
    others = [skill for skill in order if skill not in chosen.values()]
    about_task = partial(_own_step, target, outsider) if target is not None else None
    steps = tuple(_step(share, chosen[share], others, fits, about_task) for share in SHARES)
    return steps if missing else tuple(replace(step, skill_label=f"{FURTHER}{step.skill_label}") for step in steps)


def watched_first(task: Task, function: FunctionProfile) -> bool:
    """Whether an outsider may only watch and help with this task: the law asks something of who does it, or it can harm somebody."""
    heavy = function.conditions.physical is Amount.HIGH or function.conditions.driving in _LORRY_OR_BUS
    return task.watch_first or function.regulated or heavy


def _spread(order: Sequence[Skill]) -> tuple[Skill, Skill, Skill]:
    """The skills to learn by doing, with others and formally."""
    if len(order) < len(SHARES):
        formal = next((skill for skill in order if skill.category is not SkillCategory.SOFT), order[0])
        return order[0], order[-1], formal
    first, second, third = order[: len(SHARES)]
    if third.category is SkillCategory.SOFT and second.category is not SkillCategory.SOFT:
        return first, third, second
    return first, second, third


def _step(share: int, skill: Skill, others: Sequence[Skill], fits: Fits, about_task: Callable[[int, Skill], Step] | None) -> Step:
    written = _fitting(share, skill, fits)
    if written is not None:
        return Step(share, skill.label, written.text, written.time, skill.support if share == 70 else "")
    if about_task is not None and share != 10:
        return about_task(share, skill)
    instead = next((other for other in others if _fitting(share, other, fits)), skill)
    step = _fitting(share, instead, fits) or next(step for step in instead.learning if step.share == share)
    return Step(share, instead.label, step.text, step.time)


def _fitting(share: int, skill: Skill, fits: Fits) -> LearningStep | None:
    return next((step for step in skill.learning if step.share == share and fits(step.text)), None)


def _own_step(target: FunctionProfile, outsider: bool, share: int, skill: Skill) -> Step:
    """A step about the work of the function itself, where those of the skill are about other work."""
    task = next((task for task in target.tasks if skill.id in task.skills), target.tasks[0])
    watch = outsider and watched_first(task, target)
    if share == 70 and watch:
        text = (
            f"Loop vier weken lang mee bij dit werk: {task.text}. Kijk eerst, en help alleen met wat je begeleider veilig vindt. "
            "Schrijf elke week op wat je zag, en vraag wat je onder toezicht mag oefenen."
        )
        return Step(share, skill.label, text, "ongeveer 4 weken, 1 dagdeel per week")
    if share == 70:
        text = f"Doe vier weken lang een deel van dit werk mee: {task.text}. Schrijf elke week op wat al lukt, en kies daarna wat je nog eens wilt doen."
        return Step(share, skill.label, text, "ongeveer 4 weken, 2 uur per week")
    if watch:  # who walks along already, learns more from a talk than from a second look
        text = (
            f"Praat een uur met iemand die werkt als {in_sentence(target.title)}. Vraag hoe die dit leerde: {task.text}. "
            "Vraag ook wat er mis kan gaan, en wat jij als eerste zou moeten oefenen."
        )
        return Step(share, skill.label, text, "1 gesprek")
    text = f"Kijk een dagdeel mee bij iemand die werkt als {in_sentence(target.title)}. Let op deze taak: {task.text}. Vraag wat jij als eerste zou moeten oefenen."
    return Step(share, skill.label, text, "1 dagdeel")


def _to_deepen(has: Sequence[SkillGap], skills: Mapping[str, Skill]) -> list[Skill]:
    known = [skills[gap.skill_id] for gap in has]
    return sorted(known, key=lambda skill: (skill.demand is not Demand.GROWS, skill.demand is Demand.SHRINKS))
