"""Why a function stands differently in one reasoning than in another: only what really differs between the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rules.answer import CriterionCheck
from rules.contrast.obstacles import Hindrance, obstacles
from rules.explanation import fill, in_sentence, join, lowered, shorten
from rules.reasoning import Reasoning
from rules.rulebook import Exclude, Part, Rule, concluded
from rules.weighing.choice import preference_points
from rules.weighing.fit import base_points
from rules.weighing.judged import Judged


class Kind(StrEnum):
    """What differs, the heaviest first."""

    CRITERION = "criterion"
    EXCLUSION = "exclusion"
    REQUIREMENT = "requirement"
    SKILL = "skill"
    RULE = "rule"
    PREFERENCE = "preference"
    LABOUR_MARKET = "labour-market"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Why:
    """One difference. `holds` is true for what counts now and did not before, false for what counted before and no more;
    `points` is what it does to the fit (or, for a preference, to the order). A rule has its title, id and source."""

    kind: Kind
    text: str
    holds: bool = True
    points: int = 0
    title: str = ""
    rule_id: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One function in both reasonings."""

    was: Reasoning
    now: Reasoning
    before: Judged
    after: Judged


def whys(was: Reasoning, now: Reasoning, function_id: str) -> tuple[Why, ...]:
    """All that differs for this function, heaviest first; never empty when it is among the three in one of the two only."""
    pair = Pair(was, now, was.of(function_id), now.of(function_id))
    found = [*_criteria(pair), *_requirements(pair), *_skills(pair), *_rules(pair), *_preference(pair), *_market(pair)]
    found.sort(key=lambda why: (list(Kind).index(why.kind), -abs(why.points)))
    return tuple([*found, *_place(pair)])


def _criteria(pair: Pair) -> Iterator[Why]:
    before = {check.words: check for check in pair.before.case.checks}
    after = {check.words: check for check in pair.after.case.checks}
    points = base_points(Part.CRITERIA, pair.after.case, pair.now.told) - base_points(Part.CRITERIA, pair.before.case, pair.was.told)
    for words in dict.fromkeys([*before, *after]):
        old, new = before.get(words), after.get(words)
        if (old and (old.hard, old.met)) != (new and (new.hard, new.met)):
            text = _about(old, new)
            if text:
                yield Why(Kind.CRITERION, text, new is not None, points)
                points = 0  # all criteria together moved the fit this much: told once


def _about(old: CriterionCheck | None, new: CriterionCheck | None) -> str:
    """What became of one criterion; empty when the catalogue cannot tell whether it is met."""
    if new is None and old is not None:
        bars = "houdt dit dan niet meer tegen" if old.hard else "telt dan niet meer mee, en daar paste dit niet bij"
        gone = {True: "telt dan niet meer mee, en dit voldeed eraan", False: bars}
        return f"“{shorten(old.words)}” {gone[old.met]}." if old.met is not None else ""
    if new is None or new.met is None:
        return ""
    named = f"“{shorten(new.words)}”"
    if old is not None and old.met == new.met is False:
        return f"{named} is dan een {'eis, en die past hier niet' if new.hard else 'wens, en houdt dit niet meer tegen'}."
    if old is not None and old.met == new.met:
        return f"{named} telt dan {'zwaarder' if new.hard else 'minder zwaar'}, en dit voldoet eraan."
    return f"{named} past {'hier' if new.met else 'hier niet'}. {new.because}"


def _requirements(pair: Pair) -> Iterator[Why]:
    known = pair.now.knowledge.catalogue.qualifications
    for identity in pair.after.case.function.requires:
        was, now = identity in pair.before.case.held, identity in pair.after.case.held
        if was != now:
            item = known[identity]
            yield Why(Kind.REQUIREMENT, f"Je {'hebt dan' if now else 'mist dan'} wat de wet hier vraagt: {item.label}.", now, source=item.law)


def _skills(pair: Pair) -> Iterator[Why]:
    points = base_points(Part.SKILLS, pair.after.case, pair.now.told) - base_points(Part.SKILLS, pair.before.case, pair.was.told)
    # What the own work asks is neither had nor missing until it shows, so both lists are looked at.
    had, has = ({gap.skill_id: gap.label for gap in item.case.has} for item in (pair.before, pair.after))
    missed, misses = ({gap.skill_id: gap.label for gap in item.case.missing} for item in (pair.before, pair.after))
    gained = [label for identity, label in {**missed, **has}.items() if identity not in misses and identity not in had]
    lost = [label for identity, label in {**misses, **had}.items() if identity not in missed and identity not in has]
    for labels, holds in ((gained, True), (lost, False)):
        if labels:
            named = join([f"“{label}”" for label in labels])
            yield Why(Kind.SKILL, f"{named} {'heb je dan, en dat wordt hier gevraagd' if holds else 'mis je dan'}.", holds, points)
            points = 0


def _rules(pair: Pair) -> Iterator[Why]:
    before, after = {rule.id for rule in pair.before.fired}, {rule.id for rule in pair.after.fired}
    for reasoning, item, others, holds in ((pair.now, pair.after, before, True), (pair.was, pair.before, after, False)):
        facts = reasoning.judge.facts[item.function_id]
        for rule in item.fired:
            if rule.id not in others:
                points = sum(gained.points for gained in item.fit.gained if gained.rule is rule)
                because = fill(rule.because, facts)
                text = because if holds else f"Dit telt dan niet meer: {lowered(because)}"
                yield Why(_kind(rule), text, holds, points if holds else -points, rule.title, rule.id, rule.source)


def _kind(rule: Rule) -> Kind:
    return Kind.EXCLUSION if any(concluded([rule], Exclude)) else Kind.RULE


def _preference(pair: Pair) -> Iterator[Why]:
    points = preference_points(pair.after, pair.now.person) - preference_points(pair.before, pair.was.person)
    if points:
        text = "Dit past bij de kant die je dan op wilt." if points > 0 else "Dit past minder bij de kant die je dan op wilt."
        yield Why(Kind.PREFERENCE, text, points > 0, points)


def _market(pair: Pair) -> Iterator[Why]:
    if pair.was.person.region_id != pair.now.person.region_id and pair.before.market.text != pair.after.market.text:
        yield Why(Kind.LABOUR_MARKET, pair.after.market.text, source=pair.after.market.source)


def _place(pair: Pair) -> Iterator[Why]:
    """What kept it out before, or keeps it out now, where it lies in the company of others."""
    was, now = (reasoning.chosen(pair.after.function_id) is not None for reasoning in (pair.was, pair.now))
    if was and not now:
        yield from (Why(Kind.PLACE, each.text, False, -each.short, rule_id=each.rule_id, source=each.source) for each in obstacles(pair.now, pair.after)[:1])
    elif now and not was:
        first = obstacles(pair.was, pair.before)[0]
        yield Why(Kind.PLACE, _place_found(pair, first.kind), points=first.short)


def _place_found(pair: Pair, kept_out: Hindrance) -> str:
    gone = [in_sentence(item.case.function.title) for item in pair.was.choice.chosen if pair.now.chosen(item.function_id) is None]
    if kept_out.is_barred or kept_out in {Hindrance.TOO_FAR, Hindrance.TOO_LITTLE_TOLD}:
        return f"Het past voor {pair.after.fit.total} van de 100, en dat is dan genoeg om het te laten zien."
    if kept_out is Hindrance.NOT_LOOKED_AT:
        return "Nu komt het in beeld, en eerst niet."
    return f"Er komt plaats doordat {join(gone)} {'wegvallen' if len(gone) > 1 else 'wegvalt'}." if gone else "Het is dan het beste dat nog verschilt van wat er al staat."
