"""What was changed last in what coach and employee share, for who came second. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from portal.pages import calendar_day
from rules.knowledge import Knowledge
from skills_passport.casework.plan import STATE_WORDS
from skills_passport.casework.shares import Party
from skills_passport.casework.verdicts import OUTCOME_WORDS
from skills_passport.model import SkillsPassport


def last_change(passport: SkillsPassport, coaches: Mapping[str, str], knowledge: Knowledge) -> str:
    """One sentence about the last change of plan, verdicts or appointments; empty when there is none (any more)."""
    return max(_changes(passport, coaches, knowledge), key=lambda change: change[0], default=(None, ""))[1]


def _changes(passport: SkillsPassport, coaches: Mapping[str, str], knowledge: Knowledge) -> Iterator[tuple[datetime, str]]:
    work = passport.casework
    for step in work.plan_changes:
        who = "Jij" if step.by is Party.EMPLOYEE else coaches.get(step.coach, "Je coach")
        yield step.at, f"{who} zette een stap in het plan op ‘{STATE_WORDS[step.state]}’: {step.text}"
    for verdict in work.verdicts:
        function = knowledge.catalogue.functions.get(verdict.function_id)
        title = function.title if function else verdict.function_id
        yield verdict.at, f"{coaches.get(verdict.coach, 'Je coach')} beoordeelde {title}: {OUTCOME_WORDS[verdict.outcome]}."
    for planned in work.follow_ups:
        yield planned.at, f"{coaches.get(planned.coach, 'Je coach')} zette een afspraak op {calendar_day(planned.day)}."
