"""From judged functions to at most three that differ from each other (M15), and why the others are not among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.answer import Considered, Route
from rules.explanation import in_sentence
from rules.person import Direction, Person
from rules.weighing.bars import MOST, beside, beside_own, nearly_same, too_far
from rules.weighing.judged import HALF_WISHED, WISHED, Closeness, Judged, Likeness, likeness
from rules.weighing.outlook import round_half_up

CONSIDERED = 20
SHUT_OUT = 5
"""So many of CONSIDERED are kept for what a rule or a criterion shuts out, so that its reason can be asked for."""
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
"""From this closeness by skills and tasks on, two functions are work of one kind."""
LIKED_BONUS = 6
"""The most for work that is like a wish in general words, or a little like another one: it only tells apart what fits as well."""

_TOWARDS: Mapping[Direction, frozenset[Route]] = {
    Direction.GROW_ALONG: frozenset({Route.GROW_ALONG, Route.ADD_ROLE}),
    Direction.ADD_ROLE: frozenset({Route.ADD_ROLE}),
    Direction.CHANGE_OCCUPATION: frozenset({Route.CHANGE_OCCUPATION}),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The three at most, in order, and the next ones with the main reason why they are not among them.

    `picked` are the chosen ones in the order in which they were picked: each differs enough from those before it.
    """

    chosen: tuple[Judged, ...]
    considered: tuple[Considered, ...]
    picked: tuple[Judged, ...] = ()


def choose(judged: Sequence[Judged], person: Person, closeness: Closeness, *, alone: bool = False) -> Choice:
    """The three with the next ones beside them. `alone`: nothing was chosen before, so what lies next door may be."""
    alike = likeness(closeness, [item.function_id for item in judged])
    picked = _picked(judged, person, alike, alone)
    chosen = _in_order(picked, person)
    taken = {item.function_id for item in chosen}
    others = sorted((item for item in judged if item.function_id not in taken), key=_by_fit)
    shut = [item for item in others if _by_fit(item)[0]]
    open_others = others[: len(others) - len(shut)][: CONSIDERED - min(SHUT_OUT, len(shut))]
    considered = tuple(_considered(item, chosen, alike) for item in [*open_others, *shut][:CONSIDERED])
    return Choice(tuple(chosen), considered, tuple(picked))


def pick(judged: Sequence[Judged], person: Person, closeness: Closeness, *, alone: bool = False) -> tuple[Judged, ...]:
    """What `choose` would choose, in order: where nobody asks why the others are not among them."""
    alike = likeness(closeness, [item.function_id for item in judged])
    return tuple(_in_order(_picked(judged, person, alike, alone), person))


def _picked(judged: Sequence[Judged], person: Person, alike: Likeness, alone: bool) -> list[Judged]:
    """Picked one by one, each time the best that differs enough; ties go by id."""
    open_ = [item for item in judged if not item.barred and not too_far(item, alone=alone)]
    # Who chose to grow along gets that first, however near other work lies: staying must not read as moving over.
    picked = [item for item in open_ if item.case.same_function and person.direction is Direction.GROW_ALONG]
    open_ = [item for item in open_ if item not in picked]
    while open_ and len(picked) < MOST:
        fitting = [item for item in open_ if beside(item, picked, alike) is None]
        if not fitting:
            break
        best = min(fitting, key=lambda item: (-order_points(item, picked, person, alike), item.function_id))
        picked.append(best)
        open_.remove(best)
    return picked


def _in_order(picked: Sequence[Judged], person: Person) -> list[Judged]:
    """The order in which they are shown."""
    return sorted(picked, key=lambda item: _place(item, person))


def order_points(item: Judged, chosen: Sequence[Judged], person: Person, alike: Likeness) -> int:
    """What decides who is picked next, in points of fit: the fit, what the person wants, less what it has in common with these."""
    points = item.fit.total + preference_points(item, person)
    # Beside growing along in the present function, a role close to it is a different kind of step.
    for other in beside_own(chosen):
        points -= SAME_AREA if other.case.function.area == item.case.function.area else 0
        points -= SAME_SECTOR if other.case.function.sector == item.case.function.sector else 0
        points -= SAME_WORK if alike(item, other) >= ALIKE else 0
    return points


def preference_points(item: Judged, person: Person) -> int:
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
    points = item.fit.total + preference_points(item, person)
    return (not stays, item.bare and not item.case.same_function, item.long_way and not item.wished, -points, item.function_id)


def _by_fit(item: Judged) -> tuple[bool, int, str]:
    return (item.barred, -item.fit.total, item.function_id)


def _considered(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> Considered:
    function = item.case.function
    return Considered(function.id, function.title, item.fit.total, item.barred, _why_not(item, chosen, alike))


def _why_not(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> str:
    if item.excluded:
        return item.excluded
    broken = next((check for check in item.case.checks if check.hard and check.met is False), None)
    if broken is not None:
        return f"Past niet bij je eis “{broken.words}”. {broken.because}"
    if too_far(item):
        return "Dit ligt nog ver af van wat je vertelde."
    return _outdone(item, chosen, alike)


def _outdone(item: Judged, chosen: Sequence[Judged], alike: Likeness) -> str:
    """Why others went before a function that fits too."""
    same = nearly_same(item, chosen, alike)
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
