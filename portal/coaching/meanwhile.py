"""What others changed in a case while a coach had its page open: shown to who came second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from portal.coaching.judging import title_of
from portal.coaching.planned import who_changed
from rules.catalogue import Catalogue
from skills_passport.answers import ConfirmedSkill
from skills_passport.casework.follow_ups import FollowUpState
from skills_passport.casework.plan import STATE_WORDS
from skills_passport.casework.record import Casework
from skills_passport.casework.verdicts import OUTCOME_WORDS

_FOLLOW_UP = {FollowUpState.PLANNED: "plande een afspraak", FollowUpState.DONE: "zette een afspraak op gedaan"}


def changes_since(work: Casework, version: int, person: str, names: Mapping[str, str], catalogue: Catalogue) -> tuple[str, ...]:
    """The changes after this version in sentences, oldest first: each counted change is one entry more in one of the lists."""
    entries = sorted(_entries(work, person, names, catalogue), key=lambda entry: entry[0])
    many = max(0, work.version - version)
    return tuple(said for _, said in entries[-many:]) if many else ()


def confirmed_sentences(skills: Iterable[ConfirmedSkill], catalogue: Catalogue) -> tuple[str, ...]:
    """Who stands for what now, coaches only."""
    return tuple(
        f"{each.by} bevestigde {known.label if (known := catalogue.skills.get(each.skill_id)) else each.skill_id}."
        for each in skills if each.coach
    )


def _entries(work: Casework, person: str, names: Mapping[str, str], catalogue: Catalogue) -> Iterator[tuple[datetime, str]]:
    for verdict in work.verdicts:
        who = names.get(verdict.coach, "Een coach")
        yield verdict.at, f"{who} beoordeelde {title_of(verdict.function_id, catalogue)}: {OUTCOME_WORDS[verdict.outcome]}."
    for change in work.plan_changes:
        yield change.at, f"{who_changed(change, person, names)} veranderde het plan: “{change.text}” is {STATE_WORDS[change.state]}."
    for follow_up in work.follow_ups:
        who = names.get(follow_up.coach, "Een coach")
        yield follow_up.at, f"{who} {_FOLLOW_UP.get(follow_up.state, 'haalde een afspraak weg')}."
