"""Near duplicates: the same thing in fewer words is found, and what the catalogue has is mostly not called double."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from rules.catalogue import Catalogue
from rules.editing.near_duplicates import LEAST, STEP, NearDuplicates
from rules.editing.used_by import Thing
from rules.knowledge import Knowledge

FEWEST_FOUND: Mapping[str, float] = {Thing.FUNCTION: 0.85, Thing.SKILL: 0.9, Thing.TASK: 0.97, STEP: 0.97, Thing.ROUTE: 0.85, Thing.QUALIFICATION: 0.9}
MOST_ALARMS: Mapping[str, float] = {Thing.FUNCTION: 0.13, Thing.SKILL: 0.05, Thing.TASK: 0.06, STEP: 0.02, Thing.ROUTE: 0.05, Thing.QUALIFICATION: 0.25}


@pytest.fixture(scope="module")
def near(knowledge: Knowledge) -> NearDuplicates:
    return NearDuplicates(knowledge.catalogue, knowledge.matcher)


def wordings(thing: str, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Id and text of what there is, of the many every so many."""
    found = {
        Thing.FUNCTION: [(each.id, each.title) for each in catalogue.functions.values()],
        Thing.SKILL: [(each.id, each.label) for each in catalogue.skills.values()],
        Thing.TASK: [(task.id, task.text) for each in catalogue.functions.values() for task in each.tasks][::6],
        STEP: [(each.id, step.text) for each in catalogue.skills.values() for step in each.learning][::4],
        Thing.ROUTE: [(each.id, each.title) for each in catalogue.routes.values()],
        Thing.QUALIFICATION: [(each.id, each.label) for each in catalogue.qualifications.values()],
    }
    return found[thing]  # type: ignore[index]


def fewer_words(text: str, dice: random.Random) -> str:
    """A quarter of the words left out; of one or two words a letter, in the other order."""
    words = text.split()
    if len(words) > 2:
        gone = set(dice.sample(range(len(words)), max(1, len(words) // 4)))
        return " ".join(word for place, word in enumerate(words) if place not in gone)
    letter = dice.randrange(1, len(text))
    return " ".join(reversed(f"{text[:letter]}{text[letter + 1:]}".split()))


@pytest.mark.parametrize("thing", list(LEAST))
def test_the_same_thing_in_fewer_words_is_found(thing: str, near: NearDuplicates, knowledge: Knowledge) -> None:
    dice = random.Random(5)
    known = wordings(thing, knowledge.catalogue)
    first = [near.of(thing, fewer_words(text, dice))[:1] for _, text in known]
    right = sum(bool(found) and found[0].id == identity for found, (identity, _) in zip(first, known, strict=True))
    warned = sum(map(bool, first))
    print(thing, len(known), f"found {right / len(known):.2f}, right {right / warned:.2f}")
    assert right / len(known) >= FEWEST_FOUND[thing] and right / warned >= 0.93


@pytest.mark.parametrize("thing", list(LEAST))
def test_what_the_catalogue_has_is_seldom_called_double(thing: str, near: NearDuplicates, knowledge: Knowledge) -> None:
    known = wordings(thing, knowledge.catalogue)
    alarms = [near.of(thing, text, but=identity) for identity, text in known]
    print(thing, len(known), f"alarms {sum(map(bool, alarms)) / len(known):.2f}")
    assert sum(map(bool, alarms)) / len(known) <= MOST_ALARMS[thing]
    assert all(identity not in {found.id for found in told} for (identity, _), told in zip(known, alarms, strict=True))


@pytest.mark.parametrize("half", [0, 1])
def test_other_words_for_the_same_are_found_less_often(half: int, knowledge: Knowledge) -> None:
    """Half of the other names of functions and skills are taken out and looked for: most are not found, and of a skill often another is named."""
    catalogue = knowledge.catalogue

    def kept(names: tuple[str, ...], identity: str) -> tuple[str, ...]:
        return tuple(name for place, name in enumerate(names) if (place + len(identity)) % 2 != half)

    fewer = replace(
        catalogue,
        functions={each.id: replace(each, aliases=kept(each.aliases, each.id)) for each in catalogue.functions.values()},
        skills={each.id: replace(each, synonyms=kept(each.synonyms, each.id)) for each in catalogue.skills.values()},
    )
    near = NearDuplicates(fewer, knowledge.matcher)
    named = {
        Thing.FUNCTION: [(each.id, name) for each in catalogue.functions.values() for name in each.aliases if name not in fewer.functions[each.id].aliases],
        Thing.SKILL: [(each.id, name) for each in catalogue.skills.values() for name in each.synonyms if name not in fewer.skills[each.id].synonyms],
    }
    right: dict[Thing, float] = {}
    for thing, names in named.items():
        warned = [(identity, found[0].id) for identity, name in names if (found := near.of(thing, name))]
        right[thing] = sum(one == other for one, other in warned) / len(warned)
        print(thing, len(names), f"warned {len(warned) / len(names):.2f}, right {right[thing]:.2f}")
    assert right[Thing.FUNCTION] >= 0.6 and right[Thing.SKILL] >= 0.2


def test_a_warning_says_what_is_there_and_unknown_things_are_refused(near: NearDuplicates) -> None:
    first, *_ = near.of(Thing.FUNCTION, "data analist")
    assert first.id == "data-analist" and first.score > 0.9 and first.words.casefold() == "data analist"
    assert near.of(Thing.FUNCTION, "ruimtevaarder op mars") == () and near.of(Thing.TASK, "") == ()
    with pytest.raises(KeyError):
        near.of("iets", "tekst")
