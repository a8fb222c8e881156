"""All that the page *Mijn paspoort* shows, gathered from the passport and what is known beside it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.documents.dossier import dossier_of
from portal.documents.pictures.drawing import Picture
from portal.documents.pictures.gallery import pictures_of
from portal.passport_page.advices import AdviceShown, advices_shown
from portal.passport_page.skills import SkillRow, denied_skills, skill_rows
from portal.passport_page.together import Together, together_of
from portal.passport_view import PassportView, view_of
from rules.answer import Step
from rules.knowledge import Knowledge
from skills_passport.audit import AuditEntry
from skills_passport.casework.queue import Coach
from skills_passport.casework.shares import Party
from skills_passport.model import SkillsPassport
from skills_passport.retention import reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportPage:
    """`view` is what was told; `kept_until` is the last day when that comes near; `to_take_over` are steps of the advice that the plan has not."""

    view: PassportView
    skills: Mapping[str, tuple[SkillRow, ...]]
    denied: tuple[tuple[str, str], ...]  # ids and labels
    advices: tuple[AdviceShown, ...]  # newest first
    together: Together
    pictures: Mapping[str, Picture]
    kept_until: date | None
    to_take_over: tuple[Step, ...]


def page_of(
    passport: SkillsPassport, accesses: Sequence[AuditEntry], knowledge: Knowledge, coaches: Sequence[Coach], recipients: Sequence[Coach],
    *, months: int, today: date, not_before: date | None = None,
) -> PassportPage:
    """`months`: how long a passport is kept that nobody changes, and `not_before` which day none goes; `recipients`: the coaches to choose from."""
    names = {coach.id: coach.name for coach in coaches}
    view = view_of(passport, accesses, knowledge, today, tuple(names.items()))
    taken = {(change.kind, change.text) for change in passport.casework.plan_changes if change.origin is Party.ADVICE}
    steps = [planned.step for planned in view.plan.steps] if view.plan else []
    return PassportPage(
        view=view,
        skills=skill_rows(passport, view, knowledge),
        denied=denied_skills(passport, knowledge),
        advices=advices_shown(passport, view.advices, knowledge, names),
        together=together_of(passport.casework, names, today, recipients),
        pictures=pictures_of(dossier_of(passport, view, knowledge, today, names)),
        kept_until=None if passport.is_new else reminder(passport.updated_at, months, today, not_before),
        to_take_over=tuple(step for step in steps if (step.share, " ".join(step.text.split())) not in taken),
    )
