"""What a trial run shows: never fewer than ten people, nor by what is left when two numbers are laid side by side; nor by two runs."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.hr.totals.disclosure import BASE, FEWEST, rounded
from portal.hr.trial.earlier import Earlier
from portal.hr.trial.outcome import Outcome, mark_of, outcome
from portal.hr.trial.shown import Impact, impact_of

AREAS = ("zorg", "ict", "")
PAIRS = (("kok", "gids"), ("kok", "tolk"), ("bode", ""))
outcomes = st.builds(
    lambda area, pairs, lost: Outcome(area, tuple(sorted(pairs)), bool(pairs) and lost), st.sampled_from(AREAS), st.sets(st.sampled_from(PAIRS), max_size=2), st.booleans(),
)
crowds = st.dictionaries(outcomes, st.integers(1, 45), max_size=10)
Crowd = dict[Outcome, int]


def size(crowd: Crowd, group: set[Outcome]) -> int:
    return sum(crowd[each] for each in group)


def shown_groups(crowd: Crowd, impact: Impact) -> list[tuple[set[Outcome], int]]:
    """Every number on the page with the people it is about."""
    found = [(set(crowd), impact.people)]
    if impact.changed is not None:
        found.append(({each for each in crowd if each.pairs}, impact.changed))
    if impact.lost_first is not None:
        found.append(({each for each in crowd if each.lost_first}, impact.lost_first))
    for area, (changed, lost) in (impact.areas or {}).items():
        found.append(({each for each in crowd if each.area == area and each.pairs}, changed))
        if lost is not None:
            found.append(({each for each in crowd if each.area == area and each.lost_first}, lost))
    return found + [({each for each in crowd if pair in each.pairs}, count) for pair, count in impact.pairs]


@settings(max_examples=400, deadline=None)
@given(crowds)
@example({Outcome("zorg", (PAIRS[0],), True): 14, Outcome("zorg"): 198})
@example({Outcome("zorg", (PAIRS[0],)): 12, Outcome("zorg", (PAIRS[0], PAIRS[1])): 1, Outcome("ict"): 40})
@example({Outcome("zorg", (PAIRS[0],)): 9, Outcome("zorg"): 60})
def test_each_number_is_of_ten_people_or_more_and_rounded(crowd: Crowd) -> None:
    impact = impact_of(crowd)
    if sum(crowd.values()) < FEWEST:
        assert impact == Impact(0)
        return
    for group, count in shown_groups(crowd, impact):
        assert size(crowd, group) >= FEWEST and count == rounded(size(crowd, group)) and count % BASE == 0


@settings(max_examples=400, deadline=None)
@given(crowds)
@example({Outcome("zorg", (PAIRS[0],)): 12, Outcome("zorg", (PAIRS[0], PAIRS[1])): 10, Outcome("ict", (PAIRS[2],)): 3, Outcome("ict"): 40})
def test_of_a_group_within_another_nobody_or_ten_are_left(crowd: Crowd) -> None:
    groups = [group for group, _ in shown_groups(crowd, impact_of(crowd))] if sum(crowd.values()) >= FEWEST else []
    for one, other in combinations(groups, 2):
        for part, whole in ((one, other), (other, one)):
            if part <= whole:
                assert size(crowd, whole - part) == 0 or size(crowd, whole - part) >= FEWEST


@settings(max_examples=400, deadline=None)
@given(crowds)
def test_what_is_hidden_of_areas_and_pairs_is_nobody_or_ten(crowd: Crowd) -> None:
    impact = impact_of(crowd)
    changed = {each for each in crowd if each.pairs}
    if impact.areas:
        hidden = {each for each in changed if each.area not in impact.areas}
        assert size(crowd, hidden) == 0 or (size(crowd, hidden) >= FEWEST and len({each.area for each in hidden}) >= 2)
    if impact.pairs:
        shown = {pair for pair, _ in impact.pairs}
        left = {each for each in changed if not shown & set(each.pairs)}
        assert size(crowd, left) == 0 or size(crowd, left) >= FEWEST


def test_the_pairs_and_areas_of_enough_people_are_shown() -> None:
    crowd = {Outcome("zorg", (PAIRS[0],), True): 32, Outcome("ict", (PAIRS[1],)): 21, Outcome("zorg"): 100, Outcome("ict"): 59}
    impact = impact_of(crowd)
    assert impact == Impact(210, 55, 30, {"zorg": (30, 30), "ict": (20, None)}, ((PAIRS[0], 30), (PAIRS[1], 20)))


def test_fourteen_of_212_are_told_and_the_three_who_lose_their_first_are_not() -> None:
    impact = impact_of({Outcome("zorg", (PAIRS[0],), True): 3, Outcome("zorg", (PAIRS[0],)): 11, Outcome("zorg"): 198})
    assert (impact.people, impact.changed, impact.lost_first, impact.pairs) == (210, 15, None, ((PAIRS[0], 15),))


def test_another_order_of_the_same_three_is_no_change() -> None:
    assert outcome("zorg", ("kok", "gids", "tolk"), ("tolk", "kok", "gids")) == Outcome("zorg")
    assert outcome("zorg", ("kok",), ()) == Outcome("zorg", (("kok", ""),), True)


# -- two runs


def marks(earlier: Earlier, people: dict[str, Outcome]) -> frozenset[str]:
    return frozenset(mark_of(owner, what, earlier.key) for owner, what in people.items())


def run(earlier: Earlier, people: dict[str, Outcome]) -> tuple[Impact, bool]:
    return earlier.shown(marks(earlier, people), impact_of(Counter(people.values())))


def test_two_drafts_that_differ_for_one_colleague_show_the_same() -> None:
    """The attack: HR writes a rule that hits twelve people, and one that hits these and the colleague if they told something: 10 or 15."""
    earlier = Earlier()
    everybody = {f"m{number}": Outcome("zorg") for number in range(60)}
    twelve = everybody | {f"m{number}": Outcome("zorg", (PAIRS[0],)) for number in range(12)}
    first = run(earlier, twelve)
    assert first == (Impact(60, 10, None, {"zorg": (10, None)}, ((PAIRS[0], 10),)), False)
    for number in range(12, 21):  # one more, and up to nine
        assert run(earlier, twelve | {f"m{each}": Outcome("zorg", (PAIRS[0],)) for each in range(12, number + 1)}) == (first[0], True)
    other, as_before = run(earlier, twelve | {f"m{each}": Outcome("zorg", (PAIRS[0],)) for each in range(12, 22)})
    assert not as_before and other.changed == 20


def test_a_run_is_laid_beside_every_earlier_one() -> None:
    """Three runs, of which the last is near the first: it may not be told apart from that either."""
    earlier = Earlier()
    nobody = {f"m{number}": Outcome("zorg") for number in range(60)}
    first = run(earlier, nobody)
    run(earlier, {owner: Outcome("zorg", (PAIRS[0],)) for owner in nobody})
    assert run(earlier, nobody | {"m3": Outcome("zorg", (PAIRS[1],))}) == (first[0], True)


def test_who_came_or_left_in_between_cannot_be_told() -> None:
    earlier = Earlier()
    people = {f"m{number}": Outcome("zorg", (PAIRS[0],)) for number in range(12)} | {f"n{number}": Outcome("ict") for number in range(30)}
    first, _ = run(earlier, people)
    assert run(earlier, people | {"new": Outcome("zorg", (PAIRS[0],))}) == (first, True)
    assert run(earlier, {owner: what for owner, what in people.items() if owner != "m3"}) == (first, True)


def test_a_mark_leads_back_to_nobody_without_the_key() -> None:
    one, other = Earlier(), Earlier()
    assert mark_of("m1", Outcome("zorg"), one.key) != mark_of("m1", Outcome("zorg"), other.key)
    assert mark_of("m1", Outcome("zorg"), one.key) != mark_of("m1", Outcome("ict"), one.key)
