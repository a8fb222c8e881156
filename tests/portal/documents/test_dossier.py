"""What documents show: own words, what they rest on, and no level that nobody told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.documents.dossier import Dossier, Standing
from rules.knowledge import Knowledge
from skills_passport.errors import AnswerInvalid
from skills_passport.model import SkillsPassport
from tests.portal.conftest import AT, whole_passport
from tests.portal.documents.conftest import CONFIRMED, advised, empty_passport


def test_what_is_said_what_follows_and_what_others_confirm_are_kept_apart(rich: Dossier) -> None:
    standing = {skill.skill_id: skill.standing for skill in rich.skills}
    assert standing["bestellen-en-voorraad-bijhouden"] is Standing.SAID
    assert standing["nauwkeurig-werken"] is Standing.BELONGS
    assert standing["plannen-en-organiseren"] is Standing.COACH
    assert standing["facturen-verwerken"] is Standing.CERTIFICATE, "also when nothing else tells of it"
    assert [skill.skill_id for skill in rich.confirmed] == ["facturen-verwerken", "plannen-en-organiseren"]


def test_a_level_is_only_what_a_coach_told(rich: Dossier) -> None:
    levels = {skill.skill_id: skill.level for skill in rich.skills if skill.level}
    assert levels == {"plannen-en-organiseren": 3}
    ordered = next(skill for skill in rich.skills if skill.skill_id == "bestellen-en-voorraad-bijhouden")
    assert ordered.level_words.startswith("Mijn functie vraagt: "), "what a function asks says so"


def test_the_target_is_what_was_chosen_or_else_the_first(
    rich: Dossier, knowledge: Knowledge, make_dossier: Callable[[SkillsPassport], Dossier]
) -> None:
    suggestions = rich.advices[0].advice.suggestions
    assert rich.target == suggestions[1] and rich.chosen
    unchosen = make_dossier(advised(whole_passport(empty_passport()), knowledge).without_answers("choice"))
    assert unchosen.target == suggestions[0] and not unchosen.chosen


def test_signs_that_nobody_sees_are_left_out(odd: Dossier) -> None:
    words = " ".join(done.words for done in odd.done)
    assert "مرحبا" in words and "\U0001f600" in words
    assert not any(sign in words for sign in "\x00\x07\u202e\u202c")


def test_an_empty_passport_has_nothing(empty: Dossier) -> None:
    assert not (empty.done or empty.skills or empty.outlook or empty.plan or empty.target or empty.confirmed)


@pytest.mark.parametrize("wrong", [{"level": 5}, {"proof": "employee"}, {"on": "gisteren"}, {"mark": 8}])
def test_a_confirmation_has_an_agreed_shape(wrong: dict[str, object]) -> None:
    with pytest.raises(AnswerInvalid):
        empty_passport().with_answer("confirmed", {"skills": [CONFIRMED["skills"][0] | wrong]}, words="", at=AT)
