"""Which skill, and which legal requirement, somebody names; none when it is not clear."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.matching.requirement_names import RequirementNames
from rules.matching.skill_names import SkillNames


@pytest.mark.parametrize(
    ("words", "skill"),
    [("excel", "spreadsheets-gebruiken"), ("exel", "spreadsheets-gebruiken"), ("beter notuleren", "notuleren"), ("plannen", "plannen-en-organiseren"), ("SQL", "databases-bevragen"),
     ("omgaan met agressie", "omgaan-met-boosheid"), ("engels", None), ("lassen", None), ("het niet", None), ("", None), ("?!", None), ("x" * 5000, None)],
)
def test_a_skill_is_found_by_name_or_not_at_all(knowledge: Knowledge, words: str, skill: str | None) -> None:
    assert SkillNames(knowledge.catalogue).named(words) == skill


def test_every_skill_is_found_by_its_own_label(knowledge: Knowledge) -> None:
    names = SkillNames(knowledge.catalogue)
    assert all(names.named(skill.label) == skill.id for skill in knowledge.catalogue.skills.values())


@pytest.mark.parametrize(
    ("words", "requirement"),
    [("BIG-registratie", "big-verpleegkundige"), ("rijbewijs C", "rijbewijs-c-code-95"), ("pabo", "bevoegdheid-basisonderwijs"), ("boa", "boa-akte"), ("boa leerplicht", "boa-akte-onderwijs"), ("onderwijs", None), ("diploma", None), ("rijbewijs", None), ("", None)],
)
def test_a_requirement_is_found_by_what_tells_it_apart(knowledge: Knowledge, words: str, requirement: str | None) -> None:
    assert RequirementNames(knowledge.catalogue).named(words) == requirement
