"""A coach stands for a skill: others' words stay, earlier ones go to the history, and who comes second is shown the first."""

from __future__ import annotations

import pytest

from skills_passport.answers import CONFIRMED, parsed
from skills_passport.casework import coach as coaching
from skills_passport.errors import AnswerInvalid, CaseNotFound, PassportChanged, TextRefused
from tests.skills_passport.casework.casework_world import World


def standing(world: World) -> list[tuple[str, str, int | None]]:
    answer = world.passport("m1").answer(CONFIRMED)
    return [(each.by, each.skill_id, each.level) for each in parsed(CONFIRMED, answer.value or {}).skills] if answer else []


def test_each_coach_has_one_word_on_a_skill(world: World) -> None:
    case, at = world.share("m1", None), world.at
    coaching.confirm_skill(world.store, case, "c1", skill_id="plannen", by="Sanne", level=2, words="zag\r\nhet\u202e", at=at, seen=None)
    coaching.confirm_skill(world.store, case, "c2", skill_id="plannen", by="Bo", at=at, seen=at)
    coaching.confirm_skill(world.store, case, "c1", skill_id="plannen", by="Sanne", level=3, at=at, seen=at)
    assert standing(world) == [("Bo", "plannen", None), ("Sanne", "plannen", 3)]
    (first, _) = world.passport("m1").history(CONFIRMED)
    assert parsed(CONFIRMED, first.value or {}).skills[0].words == "zag\nhet"
    coaching.take_back_skill(world.store, case, "c2", skill_id="plannen", at=at, seen=at)
    assert standing(world) == [("Sanne", "plannen", 3)]
    assert [entry.action for entry in world.store.accesses("m1", actor="employee") if entry.actor == "coach:c2"] == ["confirm-skill", "take-back-skill"]


def test_two_coaches_of_one_name_do_not_touch_each_others_word(world: World) -> None:
    case, at = world.share("m1", None), world.at
    coaching.confirm_skill(world.store, case, "c1", skill_id="plannen", by="Sanne", level=2, at=at, seen=None)
    coaching.take_back_skill(world.store, case, "c2", skill_id="plannen", at=at, seen=at)
    coaching.confirm_skill(world.store, case, "c2", skill_id="plannen", by="Sanne", level=3, at=at, seen=at)
    assert standing(world) == [("Sanne", "plannen", 2), ("Sanne", "plannen", 3)]
    coaching.confirm_skill(world.store, case, "c1", skill_id="plannen", by="Sanne Bos", level=4, at=at, seen=at)
    assert standing(world) == [("Sanne", "plannen", 3), ("Sanne Bos", "plannen", 4)], "who has another name now still has one word"


def test_it_spoils_no_verdict_and_tells_the_rules_nothing(world: World) -> None:
    case, before = world.share("m1", "c1"), world.passport("m1")
    found = coaching.confirm_skill(world.store, case, "c1", skill_id="plannen", by="Sanne", at=world.at, seen=None)
    assert found.version == before.casework.version and found.passport.person() == before.person()


def test_who_comes_second_is_shown_the_first_and_not_whose_it_is(world: World) -> None:
    case = world.share("m1", None)
    coaching.confirm_skill(world.store, case, "c1", skill_id="plannen", by="Sanne", at=world.at, seen=None)
    with pytest.raises(PassportChanged) as raised:
        coaching.confirm_skill(world.store, case, "c2", skill_id="bellen", by="Bo", at=world.at, seen=None)
    assert raised.value.now is not None and raised.value.now.owner == case
    assert standing(world) == [("Sanne", "plannen", None)]


@pytest.mark.parametrize(("wrong", "error"), [({"words": "a" * 2_001}, TextRefused), ({"level": 5}, AnswerInvalid)])
def test_what_cannot_be_kept_is_not(world: World, wrong: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        coaching.confirm_skill(world.store, world.share("m1", "c1"), "c1", skill_id="plannen", by="Sanne", at=world.at, seen=None, **wrong)  # type: ignore[arg-type]
    assert standing(world) == []


def test_only_in_a_case_that_is_open_to_this_coach(world: World) -> None:
    with pytest.raises(CaseNotFound):
        coaching.confirm_skill(world.store, world.share("m1", "c1"), "c2", skill_id="plannen", by="Bo", at=world.at, seen=None)
    assert standing(world) == []
