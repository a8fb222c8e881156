"""The plan for one suggested function (M10, M11): what comes first, what beside and after it, what is learned now and later, and what
to arrange. All of it stands in the suggestion already: nothing is worked out anew, so that a stored advice always gives the same plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.answer import Step, Suggestion
from rules.catalogue import SkillCategory
from rules.explanation import sentences_of
from rules.learning import SHARES

_WHEN = {70: "Begin hiermee", 20: "Daarnaast", 10: "Daarna"}
"""Doing comes first, so that no plan is a course alone (the 'opleidingsreflex')."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step in its place: `when` in a few words, and the step as it stands on the card."""

    when: str
    step: Step


@dataclass(frozen=True, slots=True)
class ToLearn:
    """A row of the self-direction grid (M10): the skills of one category that come first (they are essential, or a step is about them), and those
    that can come later."""

    category: str
    now: tuple[str, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToArrange:
    """Something to arrange or to ask; `helps` is what makes it easier, `source` is empty for what follows from what somebody told."""

    text: str
    helps: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """`first` is what can be done this week; it is empty when the suggestion has no steps."""

    function_id: str
    title: str
    first: str
    steps: tuple[PlannedStep, ...]
    learn: tuple[ToLearn, ...]
    way: str
    arrange: tuple[ToArrange, ...]


def plan_of(suggestion: Suggestion) -> Plan:
    """The plan, in the order in which it is done."""
    by_share = {step.share: step for step in suggestion.steps}
    steps = tuple(PlannedStep(_WHEN[share], by_share[share]) for share in SHARES if share in by_share)
    return Plan(
        function_id=suggestion.function_id,
        title=suggestion.title,
        first=sentences_of(steps[0].step.text)[0] if steps else "",
        steps=steps,
        learn=tuple(_learn(suggestion)),
        way=suggestion.route_text,
        arrange=tuple(_arrange(suggestion)),
    )


def _learn(suggestion: Suggestion) -> Iterator[ToLearn]:
    begun = {step.skill_label for step in suggestion.steps}
    for category in SkillCategory:
        gaps = [gap for gap in suggestion.missing if gap.category == category]
        if gaps:
            now = [gap for gap in gaps if gap.essential or gap.label in begun]
            yield ToLearn(category, tuple(gap.label for gap in now), tuple(gap.label for gap in gaps if gap not in now))


def _arrange(suggestion: Suggestion) -> Iterator[ToArrange]:
    for barrier in suggestion.barriers:
        yield ToArrange(barrier.text, barrier.softened_by, barrier.source)
    for arrangement in suggestion.arrangements:
        yield ToArrange(arrangement.text, source=arrangement.source)
    for check in suggestion.criteria:
        if check.met is None:
            yield ToArrange(f"Vraag na of dit klopt: “{check.words}”.", check.because)
    for question in suggestion.questions:
        yield ToArrange(question)
