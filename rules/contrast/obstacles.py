"""What keeps a function out of the three, in order of weight, and how many points it is short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rules.explanation import fill, in_sentence
from rules.reasoning import Reasoning
from rules.rulebook import Exclude, LongWay, concluded
from rules.shortfall import too_little
from rules.weighing.bars import MOST, Beside, beside, least_beside, least_fit, nearly_same, too_far
from rules.weighing.choice import order_points, preference_points
from rules.weighing.judged import Judged


class Hindrance(StrEnum):
    """The heaviest first: what no points can make good comes before what lies in points, and that before the company it is in."""

    TOO_LITTLE_TOLD = "too-little-told"
    CRITERION = "criterion"
    EXCLUDED = "excluded"
    TOO_FAR = "too-far"
    WEAK = "weak"
    SAME_WORK = "same-work"
    BARE = "bare"
    SAME_AREA = "same-area"
    LONG_WAY = "long-way"
    OUTDONE = "outdone"
    NOT_LOOKED_AT = "not-looked-at"

    @property
    def is_barred(self) -> bool:
        """Whether more points would not help."""
        return self in {Hindrance.EXCLUDED, Hindrance.CRITERION}

    @property
    def in_points(self) -> bool:
        """Whether more points would help."""
        return self in {Hindrance.TOO_FAR, Hindrance.WEAK, Hindrance.OUTDONE}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that keeps a function out. `short` are the points that it lacks, 0 where points are not what counts;
    `rule_id` and `source` are of the rule that says so, if one does."""

    kind: Hindrance
    text: str
    short: int = 0
    rule_id: str = ""
    source: str = ""


def obstacles(reasoning: Reasoning, item: Judged) -> tuple[Obstacle, ...]:
    """All that keeps it out, heaviest first; never empty for a function that is not among the three."""
    if not reasoning.told.enough:
        return (Obstacle(Hindrance.TOO_LITTLE_TOLD, too_little(reasoning.person)),)
    found = [*_barred(reasoning, item), *_far(reasoning, item), *_in_company(reasoning, item)]
    return tuple(found) or (Obstacle(Hindrance.NOT_LOOKED_AT, "Dit kwam niet in beeld, want niets van wat je vertelde wees ernaar."),)


def points_short(reasoning: Reasoning, item: Judged) -> int | None:
    """How many points it lacks to be shown, at least 1; None when points are not what it lacks."""
    found = obstacles(reasoning, item)
    return max(each.short for each in found) if all(each.kind.in_points for each in found) else None


def _barred(reasoning: Reasoning, item: Judged) -> Iterator[Obstacle]:
    facts = reasoning.judge.facts[item.function_id]
    ruled = {fill(each.reason, facts): rule for rule, each in concluded(item.fired, Exclude)}
    for check in item.case.checks:
        if check.hard and check.met is False:
            text = f"Past niet bij je eis “{check.words}”. {check.because}"
            rule = ruled.pop(text, None)  # the rule about hard criteria says the same
            yield Obstacle(Hindrance.CRITERION, text, rule_id=rule.id if rule else "", source=rule.source if rule else "")
    for text, rule in ruled.items():
        yield Obstacle(Hindrance.EXCLUDED, text, rule_id=rule.id, source=rule.source)


def _far(reasoning: Reasoning, item: Judged) -> Iterator[Obstacle]:
    if not too_far(item, alone=reasoning.alone):
        return
    least = least_fit(item, alone=reasoning.alone)
    if item.fit.total >= least:  # points enough, but for hours, pay and shortage alone
        yield Obstacle(Hindrance.TOO_FAR, "In wat je vertelde, wijst nog niets naar dit werk.")
        return
    long_way = next((rule for rule, _ in concluded(item.fired, LongWay)), None)
    why = ", want dit vraagt een langere weg" if long_way else ""
    text = f"Dit past nu voor {item.fit.total} van de 100, en ik laat het zien vanaf {least}{why}."
    yield Obstacle(
        Hindrance.TOO_FAR, text, least - item.fit.total, long_way.id if long_way else "", long_way.source if long_way else ""
    )


def _in_company(reasoning: Reasoning, item: Judged) -> Iterator[Obstacle]:
    """What the chosen ones have to do with it: those before the last place, and then who took that."""
    picked = reasoning.choice.picked
    before = picked[: MOST - 1]
    alike = reasoning.alike(item.function_id)
    kept_apart = beside(item, before, alike)
    if kept_apart is not None:
        same = nearly_same(item, before, alike)
        yield _apart(kept_apart, item, before, in_sentence(same.case.function.title) if same else "")
    elif len(picked) == MOST:
        last = picked[-1]
        short = order_points(last, before, reasoning.person, alike) - order_points(item, before, reasoning.person, alike)
        is_candidate = any(other.function_id == item.function_id for other in reasoning.judged)
        if short > 0 or is_candidate:
            yield Obstacle(Hindrance.OUTDONE, _outdone(reasoning, item, last), max(1, short))


def _apart(why: Beside, item: Judged, before: tuple[Judged, ...], same: str) -> Obstacle:
    texts = {
        Beside.WEAK: f"Dit past voor {item.fit.total} van de 100, en dat is duidelijk minder dan wat er al staat.",
        Beside.SAME_WORK: f"Dit is bijna hetzelfde werk als {same}, en dat staat er al.",
        Beside.BARE: "Dit rust alleen op een wens, en zo staat er al een.",
        Beside.SAME_AREA: "Er staan er al twee uit dit vakgebied, en de derde is bij mij altijd iets anders.",
        Beside.LONG_WAY: "Dit vraagt een langere weg. Daarvan laat ik er hooguit één zien als je er niet om vroeg.",
    }
    short = max(0, least_beside(before) - item.fit.total) if why is Beside.WEAK else 0
    return Obstacle(Hindrance(why.value), texts[why], short)


def _outdone(reasoning: Reasoning, item: Judged, last: Judged) -> str:
    """Why the last of the three went before it: fit, what the person wants, or the company."""
    fit, other, title = item.fit.total, last.fit.total, in_sentence(last.case.function.title)
    if fit < other:
        return f"Dit past voor {fit} van de 100, en {title} past met {other} beter."
    if preference_points(item, reasoning.person) < preference_points(last, reasoning.person):
        return f"Dit past ook, met {fit} van de 100, maar {title} past beter bij wat je wilt."
    return f"Dit past ook, met {fit} van de 100, maar {title} verschilt meer van wat er al staat."
