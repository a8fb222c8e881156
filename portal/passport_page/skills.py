"""Skills by category: what somebody says, what follows from it and what others stand for, kept apart. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal import wording
from portal.documents.dossier import LEVELS, confirmed_in
from portal.passport_view import BELONGS, PassportView
from rules.knowledge import Knowledge
from skills_passport.answers import ConfirmedSkill, Proof
from skills_passport.model import SkillsPassport

STANDINGS: Mapping[Proof, str] = {Proof.COACH: "Bevestigd door je coach", Proof.CERTIFICATE: "Staat op een diploma of certificaat"}


@dataclass(frozen=True, slots=True)
class ProofShown:
    """Who stands for a skill, in words, with the level that they told, if any."""

    standing: str
    level: str
    by: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill with its evidence. `said`: whether it rests on the own words in `quote`; `standing`: how we know, in words, empty when only
    others stand for it; `asked`: the level that the present function asks, in words; `proofs`: of coach or certificate, oldest first.
    `guessed`: the id of a skill that only goes with the function, so that somebody can say not to have it.
    """

    label: str
    quote: str
    standing: str
    asked: str
    proofs: tuple[ProofShown, ...] = ()
    guessed: str = ""

    @property
    def said(self) -> bool:
        return bool(self.quote)


def skill_rows(passport: SkillsPassport, view: PassportView, knowledge: Knowledge) -> Mapping[str, tuple[SkillRow, ...]]:
    """Per category in words; what others confirmed and own words first, what only belongs to the function last."""
    function = knowledge.catalogue.functions.get(passport.person().function_id or "")
    asked = {needed.skill_id: LEVELS[needed.level] for needed in function.skills} if function else {}
    proofs: dict[str, tuple[ProofShown, ...]] = {}
    for proof in sorted(confirmed_in(passport), key=lambda each: each.on):
        proofs[proof.skill_id] = (*proofs.get(proof.skill_id, ()), _proof(proof))
    rows: dict[str, list[SkillRow]] = {category: [] for category in wording.CATEGORIES.values()}
    for category, shown in view.skills.items():
        for skill in shown:
            rows[category].append(SkillRow(skill.label, skill.quote, skill.standing, asked.get(skill.skill_id, ""), proofs.pop(skill.skill_id, ()), skill.skill_id if skill.standing == BELONGS else ""))
    for skill_id, confirmed in proofs.items():
        known = knowledge.catalogue.skills.get(skill_id)
        if known is not None:
            rows[wording.CATEGORIES[known.category]].append(SkillRow(known.label, "", "", asked.get(skill_id, ""), confirmed))
    return {category: tuple(sorted(found, key=_weight)) for category, found in rows.items() if found}


def denied_skills(passport: SkillsPassport, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Ids and labels of what somebody says not to have, and would have by their function."""
    function = knowledge.catalogue.functions.get(passport.person().function_id or "")
    goes_with = {needed.skill_id for needed in function.skills} if function else set()
    return tuple((each, knowledge.catalogue.skills[each].label) for each in passport.person().denied if each in goes_with and each in knowledge.catalogue.skills)


def _proof(proof: ConfirmedSkill) -> ProofShown:
    level = f"niveau {proof.level} van 4, {LEVELS[proof.level]}" if proof.level else ""
    return ProofShown(STANDINGS[proof.proof], level, proof.by, proof.on, proof.words)


def _weight(row: SkillRow) -> tuple[bool, bool, bool]:
    return not row.proofs, not row.said, row.standing == BELONGS
