"""What lies near a function, and why."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.language.dutch import DutchText
from rules.occupation import Occupation, occupations_of, skills_of
from rules.transitions import Neighbour, Transitions


@pytest.fixture(scope="module")
def transitions(knowledge: Knowledge) -> Transitions:
    return Transitions(occupations_of(knowledge.catalogue), skills_of(knowledge.catalogue), knowledge.language)


def small(*occupations: Occupation) -> Transitions:
    return Transitions(occupations, {"a": ("bellen",), "b": ("bestellen",), "c": ("plannen",)}, DutchText())


def occupation(identity: str, skills: dict[str, float], **others: object) -> Occupation:
    values: dict[str, object] = {"groups": {"g": 1.0}, "tasks": (), "step": 2, "regulated": False} | others
    return Occupation(id=identity, title=identity, labels=(identity,), text=f"werk {identity}", skills=skills, **values)  # type: ignore[arg-type]


def ids(found: tuple[Neighbour, ...]) -> list[str]:
    return [neighbour.id for neighbour in found]


def test_a_clerk_lies_near_a_buyer_with_reasons_that_can_be_read(transitions: Transitions) -> None:
    near = transitions.near("administratief-medewerker")
    assert "inkoopmedewerker" in ids(near)
    buyer = next(neighbour for neighbour in near if neighbour.id == "inkoopmedewerker")
    assert any("leveranciers te woord staan" in reason for reason in buyer.reasons)
    assert "offertes vergelijken" in buyer.missing
    assert all(reason.endswith(".") for reason in buyer.reasons)


def test_every_function_has_neighbours_and_is_none_of_its_own(transitions: Transitions, knowledge: Knowledge) -> None:
    for function_id in knowledge.catalogue.functions:
        near = transitions.near(function_id, 5)
        assert len(near) == 5 and function_id not in ids(near)
        assert all(0 < neighbour.closeness <= 1 for neighbour in near)
        assert [neighbour.closeness for neighbour in near] == sorted((neighbour.closeness for neighbour in near), reverse=True)


def test_nearness_has_a_direction() -> None:
    both = small(occupation("smal", {"a": 1.0}), occupation("breed", {"a": 1.0, "b": 1.0, "c": 1.0}), occupation("ander", {"c": 1.0}))
    (there,) = (n for n in both.near("breed") if n.id == "smal")
    (back,) = (n for n in both.near("smal") if n.id == "breed")
    assert there.parts["covered"] == 1.0 > back.parts["covered"]
    assert set(back.missing) == {"bestellen", "plannen"}


def test_a_diploma_more_and_a_legal_demand_lie_further_away() -> None:
    same = {"a": 1.0, "b": 1.0}
    near = small(
        occupation("hier", same), occupation("gelijk", same), occupation("hoger", same, step=5), occupation("wettelijk", same, regulated=True)
    ).near("hier")
    assert ids(near)[0] == "gelijk"
    closeness = {neighbour.id: neighbour.closeness for neighbour in near}
    assert closeness["gelijk"] > closeness["wettelijk"] > closeness["hoger"]


def test_a_skill_without_a_dutch_name_counts_but_is_not_told() -> None:
    near = small(occupation("hier", {"zonder-naam": 1.0}), occupation("daar", {"zonder-naam": 1.0, "a": 1.0})).near("hier")
    assert near[0].parts["covered"] > 0
    assert "zonder-naam" not in " ".join((*near[0].reasons, *near[0].missing))


def test_an_unknown_function_and_an_empty_set_are_refused(transitions: Transitions) -> None:
    assert "bestaat-niet" not in transitions
    with pytest.raises(KeyError):
        transitions.near("bestaat-niet")
    assert transitions.near("administratief-medewerker", 0) == ()
