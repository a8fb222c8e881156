"""Why a function is not among the three, for any function of the catalogue, and what would help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rules.answer import FiredRule, FitPart, SkillGap
from rules.contrast.changes import Learned, changed
from rules.contrast.obstacles import Hindrance, Obstacle, obstacles
from rules.errors import UnknownName
from rules.explanation import in_sentence, join, lowered
from rules.knowledge import Knowledge
from rules.person import Person
from rules.reasoning import Reasoning, reason
from rules.suggestion import fired_rules
from rules.weighing.judged import Judged

MOST_LEARNED = 3
"""So many skills at most are tried, to see whether they would bring a function in."""
FAR_BEHIND = 3
"""From so many points on a part is told to lag behind."""


@dataclass(frozen=True, slots=True)
class Lag:
    """A part of the fit in which the function has fewer points than the last of the three (`other`, 0 when there is none)."""

    part: FitPart
    other: int

    @property
    def points(self) -> int:
        """How many points fewer."""
        return self.other - self.part.points


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """A function beside a person. `obstacles` and `lags` have the heaviest first; both are empty when it is `shown`.

    `against` are the rules that took points off, `missing` the skills that did not show (essential first), and `enough`
    those of them that would bring it in when they were learned. `as_wish` is what would still keep it out when the criteria that
    it breaks were wishes: empty when it would then be shown, None when it breaks none. Both are worked out anew.
    """

    function_id: str
    title: str
    shown: bool
    fit: int
    beside: str
    obstacles: tuple[Obstacle, ...]
    lags: tuple[Lag, ...]
    against: tuple[FiredRule, ...]
    missing: tuple[SkillGap, ...]
    enough: tuple[SkillGap, ...]
    as_wish: tuple[Obstacle, ...] | None


def why_not(person: Person, function_id: str, knowledge: Knowledge, today: date) -> WhyNot:
    """Judge this function like a candidate, and say what keeps it out. Raises UnknownName."""
    if function_id not in knowledge.catalogue.functions:
        raise UnknownName("functie", function_id)
    reasoning = reason(person, knowledge, today)
    chosen = reasoning.chosen(function_id)
    item = chosen or reasoning.of(function_id)
    found = () if chosen else obstacles(reasoning, item)
    last = reasoning.choice.picked[-1] if reasoning.choice.picked else None
    facts = reasoning.judge.facts[function_id]
    taken_off = {gained.rule.id for gained in item.fit.gained if gained.points < 0}
    return WhyNot(
        function_id=function_id,
        title=item.case.function.title,
        shown=chosen is not None,
        fit=item.fit.total,
        beside=last.case.function.title if last else "",
        obstacles=found,
        lags=() if chosen else _lags(item, last),
        against=tuple(rule for rule in fired_rules(item, (), facts, knowledge.rulebook.version) if rule.rule_id in taken_off),
        missing=item.case.missing,
        enough=_enough(reasoning, item, found, today),
        as_wish=_as_wish(reasoning, item, found, today),
    )


def in_sentences(found: WhyNot) -> list[str]:
    """What is told, in Dutch: the heaviest obstacle, where it lags most, and what would help; no blame and no promise."""
    if found.shown or not found.obstacles:
        return [f"{found.title} staat er juist wel bij."]
    first = found.obstacles[0]
    told = [f"{found.title} staat er niet bij: {lowered(first.text)}"]
    if first.kind.in_points or first.kind is Hindrance.NOT_LOOKED_AT:
        told += [_helps(found)] if found.missing else []
        told += [_lagging(found)] if found.lags and found.beside else []
    elif found.as_wish:
        told.append(f"Ook als dat een wens was, stond het er nu niet: {lowered(found.as_wish[0].text)}")
    elif found.as_wish is not None:
        told.append("Was dat een wens en geen eis, dan zou ik het wel laten zien.")
    return told


def _lagging(found: WhyNot) -> str:
    lag = found.lags[0]
    return f"Het meeste scheelt het bij {lag.part.label}: {lag.part.points} van de {lag.part.maximum} punten, en {lag.other} bij {in_sentence(found.beside)}."


def _helps(found: WhyNot) -> str:
    if found.enough:
        return f"Met {_labels(found.enough)} erbij zou ik het wel laten zien."
    return f"Wat zou helpen: {_labels(found.missing[:2])}."


def _labels(gaps: tuple[SkillGap, ...]) -> str:
    return join([f"“{gap.label}”" for gap in gaps])


def _lags(item: Judged, last: Judged | None) -> tuple[Lag, ...]:
    other = {part.name: part.points for part in last.fit.parts} if last else {}
    found = (Lag(part, other.get(part.name, 0)) for part in item.fit.parts)
    return tuple(sorted((lag for lag in found if lag.points >= FAR_BEHIND), key=lambda lag: -lag.points))


def _as_wish(reasoning: Reasoning, item: Judged, found: tuple[Obstacle, ...], today: date) -> tuple[Obstacle, ...] | None:
    if not any(each.kind is Hindrance.CRITERION for each in found):
        return None
    broken = {check.words for check in item.case.checks if check.hard and check.met is False}
    person = reasoning.person
    softened = tuple(replace(each, hard=False) if each.words in broken else each for each in person.criteria)
    other = reason(replace(person, criteria=softened), reasoning.knowledge, today)
    return () if other.chosen(item.function_id) else obstacles(other, other.of(item.function_id))


def _enough(reasoning: Reasoning, item: Judged, found: tuple[Obstacle, ...], today: date) -> tuple[SkillGap, ...]:
    """The fewest of the first missing skills that bring it in; tried out, for points alone do not tell."""
    if not found or not all(each.kind.in_points for each in found):
        return ()
    person = reasoning.person
    for count, gap in enumerate(item.case.missing[:MOST_LEARNED], start=1):
        person = changed(person, Learned(gap.skill_id), reasoning.knowledge)
        if reason(person, reasoning.knowledge, today).chosen(item.function_id):
            return item.case.missing[:count]
    return ()
