"""From judged functions to at most three that differ from each other (M15), and why the others are not among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rules.answer import Considered, LabourMarketNote, Route
from rules.explanation import in_sentence
from rules.person import Direction, Person
from rules.rulebook import Part, Rule
from rules.weighing.case import Case
from rules.weighing.fit import Fit
from rules.weighing.outlook import round_half_up

MOST = 3
CONSIDERED = 20
SHUT_OUT = 5
"""So many of CONSIDERED are kept for what a rule or a criterion shuts out, so that its reason can be asked for."""
LEAST_FIT = 30
LEAST_LONG_WAY_FIT = 45
NEAR = 60
LEAST_NEAR_FIT = 22
LEAST_NEAR_LONG_WAY_FIT = 36
LEAST_WISHED_FIT = 20
"""Below this a function says too little about the person to be shown. A long way must be worth it. A function
near the present one (`near_percent` from NEAR on) may fit less: who told little gets the work next door rather than nothing.
So may one in a sector that was wished for.
What was asked for may lie further away."""
LEAST_NAMED_FIT = 15
"""What was asked for by name beside other wishes is not shown below this: then one of the others is the better answer.
Who asks for nothing else hears how far it is, and the way there."""
LEAST_OWN = 4
"""With no more points than this for tasks and skills together, a suggestion rests on a wish alone: it may stand there, but not
before work that rests on what somebody does, and not beside another of the kind unless that is asked for by name."""
NEXT_DOOR = 40
"""When nothing else fits, work this near to the present function may be shown with as little fit as work that is near; for
work that is NEAR, LEAST_FIT is then enough for a long way too. Better the work next door, called what it is, than nothing."""
FARTHEST_BEHIND = 15
ENOUGH_BESIDE = 36
"""A function with less fit than the second must not lie further than the first behind the best of the three: two good
suggestions say more than two and a weak one (judgement of this project)."""
DIRECTION_BONUS = 8
"""How much the chosen direction (M5) weighs in the order, in points of fit; the fit itself does not change."""
NAMED_BONUS = 30
WISH_BONUS = 16
SECTOR_BONUS = 8
"""The same for a function they asked for by name, for work that is like a wish (less when it is less like it)
and for a sector they named (M12)."""
SAME_AREA = 8
SAME_SECTOR = 3
SAME_WORK = 6
"""What likeness to one already chosen costs in the order, so that the three differ."""
ALIKE = 0.35
TOO_ALIKE = 0.45
"""From these closenesses by skills and tasks on, two functions are work of one kind, and nearly the same work: two that are
nearly the same are one choice, whatever they are called and whoever the employer is."""
LIKED_BONUS = 6
"""The most for work that is like a wish in general words, or a little like another one: it only tells apart what fits as well."""
SURELY_WISHED = 85
"""From this percentage on a wish alone, without any task or skill, is enough: one word in common is not."""
HALF_WISHED = 40
WISHED = 60
"""From this percentage on a wish text is about this function; at HALF_WISHED it would weigh nothing."""

_TOWARDS: Mapping[Direction, frozenset[Route]] = {
    Direction.GROW_ALONG: frozenset({Route.GROW_ALONG, Route.ADD_ROLE}),
    Direction.ADD_ROLE: frozenset({Route.ADD_ROLE}),
    Direction.CHANGE_OCCUPATION: frozenset({Route.CHANGE_OCCUPATION}),
}


Closeness = Callable[[str, Sequence[str]], Mapping[str, float]]
"""How near others are to a function by skills and tasks, each 0–1, seen from the function."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A case after the rules: what fired, the fit, and what the rules concluded about the way there."""

    case: Case
    fired: tuple[Rule, ...]
    fit: Fit
    route: Route
    excluded: str
    long_way: bool
    market: LabourMarketNote

    @property
    def wished(self) -> bool:
        """Whether the person asked for this kind of work."""
        return self.case.named or self.case.wish_percent >= WISHED

    @property
    def bare(self) -> bool:
        """Whether it rests on a wish alone: next to nothing of what the person does comes back in it."""
        return sum(part.points for part in self.fit.parts if part.name in {Part.TASKS.value, Part.SKILLS.value}) <= LEAST_OWN


Likeness = Callable[[Judged, Judged], float]
"""The same of two judged functions, whichever way it is more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The three at most, in order, and the next ones with the main reason why they are not among them."""

    chosen: tuple[Judged, ...]
    considered: tuple[Considered, ...]


def choose(judged: Sequence[Judged], person: Person, closeness: Closeness, *, alone: bool = False) -> Choice:
    """The three with the next ones beside them. `alone`: nothing was chosen before, so what lies next door may be."""
    alike = _likeness([item.case.function.id for item in judged], closeness)
    chosen = _pick(judged, person, alike, alone)
    taken = {item.case.function.id for item in chosen}
    others = sorted((item for item in judged if item.case.function.id not in taken), key=_by_fit)
    shut = [item for item in others if _by_fit(item)[0]]
    beside = others[: len(others) - len(shut)][: CONSIDERED - min(SHUT_OUT, len(shut))]
    return Choice(tuple(chosen), tuple(_considered(item, chosen, alike) for item in [*beside, *shut][:CONSIDERED]))


def pick(judged: Sequence[Judged], person: Person, closeness: Closeness, *, alone: bool = False) -> tuple[Judged, ...]:
    """What `choose` would choose, in order: where nobody asks why the others are not among them."""
    alike = _likeness([item.case.function.id for item in judged], closeness)
    return tuple(_pick(judged, person, alike, alone))


def _likeness(ids: Sequence[str], closeness: Closeness) -> Likeness:
    near: dict[str, Mapping[str, float]] = {}

    def alike(one: Judged, other: Judged) -> float:
        # As seen from the one that is chosen: what lies near is worked out once for each of the three, not for all that are judged.
        chosen_id = other.case.function.id
        if chosen_id not in near:
            near[chosen_id] = closeness(chosen_id, ids)
        return near[chosen_id][one.case.function.id]

    return alike


def _pick(judged: Sequence[Judged], person: Person, alike: Likeness, alone: bool) -> list[Judged]:
    """Choose one by one, each time the best that differs enough; ties go by id."""
    open_ = [item for item in judged if not _shut_out(item, alone)]
    chosen: list[Judged] = []
    while open_ and len(chosen) < MOST:
        fitting = [item for item in open_ if _may_join(item, chosen, alike)]
        if not fitting:
            break
        best = min(fitting, key=lambda item: (-_order_points(item, chosen, person, alike), item.case.function.id))
        chosen.append(best)
        open_.remove(best)
    return sorted(chosen, key=lambda item: _place(item, person))


def _shut_out(item: Judged, alone: bool) -> bool:
    """Excluded by a rule, against a hard criterion (whatever the rulebook says), or too far away."""
    return bool(item.excluded) or item.case.breaks_hard or _too_far(item, alone)


def _too_far(item: Judged, alone: bool = False) -> bool:
    if item.case.named and (item.case.only_named or item.fit.total >= LEAST_NAMED_FIT):
        return False
    if item.case.same_function:
        return False  # nobody is far from the own work
    if item.wished and (not item.bare or item.case.wish_percent >= SURELY_WISHED):
        return item.fit.total < LEAST_WISHED_FIT
    if alone and item.case.near_percent >= NEXT_DOOR and (not item.long_way or item.case.near_percent >= NEAR):
        return item.fit.total < (LEAST_FIT if item.long_way else LEAST_NEAR_FIT)
    if item.case.near_percent >= NEAR or (item.case.wish_sector and not item.bare):
        return item.fit.total < (LEAST_NEAR_LONG_WAY_FIT if item.long_way else LEAST_NEAR_FIT)
    return item.fit.total < (LEAST_LONG_WAY_FIT if item.long_way else LEAST_FIT)


def _may_join(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> bool:
    """Never a weak one far behind, never two of nearly the same work, never three of one area, and one long way at most; what was asked for may be."""
    area = item.case.function.area
    others = _beside_own(chosen)  # that the own work fits says nothing of what else is good enough
    best = max((other.fit.total for other in others), default=0)
    first_of_sector = item.case.wish_sector and not any(other.wished or other.case.wish_sector for other in others)
    if not item.wished and not first_of_sector and item.fit.total < min(ENOUGH_BESIDE, best - FARTHEST_BEHIND):
        return False
    if not item.case.named and not item.case.same_function and any(alike(item, other) >= TOO_ALIKE for other in others):
        return False
    if item.bare and not item.case.named and any(other.bare for other in others):
        return False
    if len(chosen) == MOST - 1 and all(other.case.function.area == area for other in chosen):
        return False
    return not item.long_way or item.wished or not any(other.long_way for other in chosen)


def _beside_own(chosen: Sequence[Judged]) -> list[Judged]:
    return [other for other in chosen if not other.case.same_function]


def _order_points(item: Judged, chosen: Sequence[Judged], person: Person, alike: Likeness) -> int:
    points = item.fit.total + _preference_points(item, person)
    # Beside growing along in the present function, a role close to it is a different kind of step.
    for other in _beside_own(chosen):
        points -= SAME_AREA if other.case.function.area == item.case.function.area else 0
        points -= SAME_SECTOR if other.case.function.sector == item.case.function.sector else 0
        points -= SAME_WORK if alike(item, other) >= ALIKE else 0
    return points


def _preference_points(item: Judged, person: Person) -> int:
    """What the person wants, in points of fit: it moves the order, never the fit itself."""
    points = DIRECTION_BONUS if person.direction is not None and item.route in _TOWARDS[person.direction] else 0
    if item.case.named:
        points += NAMED_BONUS
    elif item.wished:
        points += round_half_up(WISH_BONUS * (item.case.wish_percent - HALF_WISHED), 100 - HALF_WISHED)
    else:
        points += round_half_up(LIKED_BONUS * item.case.wish_percent, WISHED)
    return points + (SECTOR_BONUS if item.case.wish_sector else 0)


def _place(item: Judged, person: Person) -> tuple[bool, bool, bool, int, str]:
    """Growing along first for who chose it; what rests on a wish alone, and a long way that was not asked for, last; then by fit."""
    stays = person.direction is Direction.GROW_ALONG and item.case.same_function
    points = item.fit.total + _preference_points(item, person)
    return (not stays, item.bare and not item.case.same_function, item.long_way and not item.wished, -points, item.case.function.id)


def _by_fit(item: Judged) -> tuple[bool, int, str]:
    return (bool(item.excluded) or item.case.breaks_hard, -item.fit.total, item.case.function.id)


def _considered(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> Considered:
    function = item.case.function
    shut = bool(item.excluded) or item.case.breaks_hard
    return Considered(function.id, function.title, item.fit.total, shut, _why_not(item, chosen, alike))


def _why_not(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> str:
    if item.excluded:
        return item.excluded
    broken = next((check for check in item.case.checks if check.hard and check.met is False), None)
    if broken is not None:
        return f"Past niet bij je eis “{broken.words}”. {broken.because}"
    if _too_far(item):
        return "Dit ligt nog ver af van wat je vertelde."
    return _outdone(item, chosen, alike)


def _outdone(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> str:
    """Why others went before a function that fits too."""
    same = next((other for other in _beside_own(chosen) if alike(item, other) >= TOO_ALIKE), None)
    if same is not None:
        return f"Dit is bijna hetzelfde werk als {in_sentence(same.case.function.title)}, en dat staat er al."
    near = next((other for other in chosen if other.case.function.area == item.case.function.area), None)
    if near is not None and near.fit.total >= item.fit.total:
        return f"Dit lijkt op {in_sentence(near.case.function.title)}, en dat past beter."
    if item.long_way and not item.wished:
        return "Dit vraagt een langere weg. Daarvan laat ik er hooguit één zien als je er niet om vroeg."
    if any(item.fit.total > other.fit.total for other in chosen):
        return "Dit past ook. Ik koos functies die van elkaar verschillen en die passen bij wat je wilt."
    return "De functies hierboven passen iets beter."
