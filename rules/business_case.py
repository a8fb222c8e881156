"""What it costs not to act, and what arrangements cost and bring (M23).

The source reckons per person of full time at the top of a scale with more than twenty years of service: two years of salary, benefits and guidance
(table 5.1), against the average of its arrangements (table 5.2). Amounts are whole euros; nothing here is rounded but at the end, halves up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

SUCCESS = (100, 90, 75, 50, 25)
"""Percent of arrangements that end in other work, in the table of what if."""
DEARER = (50, 100, 150, 200)
"""What the arrangements cost there, in percent of what was filled in."""
SWING = 25
"""Percent that each amount goes down and up in the other table."""


@dataclass(frozen=True, slots=True)
class ScaleCosts:
    """What one person of full time in a scale costs when nobody acts: euros for two years of `salary`, for benefits (`ww`) and for `guidance`."""

    scale: int
    salary: int
    ww: int
    guidance: int

    @property
    def total(self) -> int:
        """
        >>> ScaleCosts(7, 157_800, 179_460, 7_500).total, ScaleCosts(8, 172_600, 202_509, 7_500).total
        (344760, 382609)
        """
        return self.salary + self.ww + self.guidance


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A way to other work, with what it costs per person in euros (table 5.2)."""

    id: str
    name: str
    cost: int


@dataclass(frozen=True, slots=True)
class CostFigures:
    """The defaults of one version of the data; `as_of` is the month of the oldest amount, such as 2018-12, and `until` that of the newest."""

    scales: tuple[ScaleCosts, ...]
    arrangements: tuple[Arrangement, ...]
    as_of: str
    until: str
    sources: tuple[str, ...]

    @property
    def dated(self) -> str:
        """From when the amounts are, in Dutch."""
        return f"peil {self.as_of}" if self.as_of == self.until else f"peil {self.as_of} tot en met {self.until}"


@dataclass(frozen=True, slots=True)
class Group:
    """So many people of full time in one scale."""

    costs: ScaleCosts
    people: int


@dataclass(frozen=True, slots=True)
class Share:
    """An arrangement, and how many parts of the mix it is: the same for all of them is the source's own average."""

    arrangement: Arrangement
    parts: int


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All that the sum rests on. `succeed`: percent of arrangements that end in other work; the source reckons with 100."""

    groups: tuple[Group, ...]
    mix: tuple[Share, ...]
    succeed: int = 100

    @property
    def average(self) -> Fraction:
        """Euros that the mix costs per person. Raises ValueError when the mix has no parts."""
        parts = sum(share.parts for share in self.mix)
        if not parts:
            raise ValueError("the mix is empty")
        return Fraction(sum(share.parts * share.arrangement.cost for share in self.mix), parts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one group or of all, in euros: `waiting` when nobody acts, `invested` in arrangements, `remaining` for whom they did not work."""

    people: int
    waiting: int
    invested: int
    remaining: int

    @property
    def benefit(self) -> int:
        """What acting saves; below zero when it costs more than it saves."""
        return self.waiting - self.invested - self.remaining

    @property
    def each(self) -> int:
        """The same per person; 0 for nobody."""
        return rounded(Fraction(self.benefit, self.people)) if self.people else 0


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """The outcome per group in the order given, of all together, the average arrangement, and from which percent of success on acting pays (None: never)."""

    groups: tuple[tuple[Group, Outcome], ...]
    total: Outcome
    average: int
    pays_from: int | None


@dataclass(frozen=True, slots=True)
class Swing:
    """The benefit when one thing is `SWING` percent less and more than filled in."""

    what: str
    less: int
    more: int


def business_case(assumptions: Assumptions) -> BusinessCase:
    """The sum. Raises ValueError when the mix is empty, or a number is below zero.

    >>> mix = tuple(Share(Arrangement(str(cost), "", cost), 1) for cost in (0, 15_000, 22_500, 50_000, 70_000, 70_000, 90_000))
    >>> seven = business_case(Assumptions((Group(ScaleCosts(7, 157_800, 179_460, 7_500), 600),), mix))
    >>> seven.average, seven.total.each, seven.total.benefit
    (45357, 299403, 179641714)
    """
    average = assumptions.average
    if not 0 <= assumptions.succeed <= 100 or any(group.people < 0 for group in assumptions.groups) or any(share.parts < 0 for share in assumptions.mix):
        raise ValueError("a number is out of range")
    groups = tuple((group, _outcome(group, average, assumptions.succeed)) for group in assumptions.groups)
    outcomes = [outcome for _, outcome in groups]
    total = Outcome(
        sum(each.people for each in outcomes), sum(each.waiting for each in outcomes), sum(each.invested for each in outcomes),
        sum(each.remaining for each in outcomes),
    )
    return BusinessCase(groups, total, rounded(average), _pays_from(assumptions, average))


def success_table(assumptions: Assumptions) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """For each of `SUCCESS` the benefit with each of `DEARER`, shape (n_success, n_dearer)."""
    return tuple(
        (percent, tuple(business_case(replace(_dearer(assumptions, dearer), succeed=percent)).total.benefit for dearer in DEARER)) for percent in SUCCESS
    )


def swings(assumptions: Assumptions) -> tuple[Swing, ...]:
    """What the benefit becomes when one thing differs and all else stays, the one that matters most first."""
    found = (
        Swing("salary", *(_benefit(_scaled(assumptions, salary=percent)) for percent in _AROUND)),
        Swing("ww", *(_benefit(_scaled(assumptions, ww=percent)) for percent in _AROUND)),
        Swing("guidance", *(_benefit(_scaled(assumptions, guidance=percent)) for percent in _AROUND)),
        Swing("arrangements", *(_benefit(_dearer(assumptions, percent)) for percent in _AROUND)),
    )
    return tuple(sorted(found, key=lambda swing: (-abs(swing.more - swing.less), swing.what)))


def rounded(amount: Fraction) -> int:
    """To whole euros, halves up.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(-5, 2))
    (3, -2)
    """
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


_AROUND = (100 - SWING, 100 + SWING)


def _outcome(group: Group, average: Fraction, succeed: int) -> Outcome:
    waiting = group.people * group.costs.total
    return Outcome(group.people, waiting, rounded(group.people * average), rounded(Fraction(waiting * (100 - succeed), 100)))


def _pays_from(assumptions: Assumptions, average: Fraction) -> int | None:
    people, waiting = sum(group.people for group in assumptions.groups), sum(group.people * group.costs.total for group in assumptions.groups)
    if not waiting:
        return None
    percent = -((-100 * people * average) // waiting)  # up: below it, acting costs more
    return int(percent) if percent <= 100 else None


def _benefit(assumptions: Assumptions) -> int:
    return business_case(assumptions).total.benefit


def _dearer(assumptions: Assumptions, percent: int) -> Assumptions:
    return replace(assumptions, mix=tuple(
        replace(share, arrangement=replace(share.arrangement, cost=_of(share.arrangement.cost, percent))) for share in assumptions.mix
    ))


def _scaled(assumptions: Assumptions, *, salary: int = 100, ww: int = 100, guidance: int = 100) -> Assumptions:
    def scaled(costs: ScaleCosts) -> ScaleCosts:
        return replace(costs, salary=_of(costs.salary, salary), ww=_of(costs.ww, ww), guidance=_of(costs.guidance, guidance))

    return replace(assumptions, groups=tuple(replace(group, costs=scaled(group.costs)) for group in assumptions.groups))


def _of(amount: int, percent: int) -> int:
    return rounded(Fraction(amount * percent, 100))
