"""What others changed in a case while a coach had its page open: shown to who came second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.coaching.judging import title_of
from portal.coaching.planned import who_changed
from rules.catalogue import Catalogue
from skills_passport.answers import ConfirmedSkill
from skills_passport.casework.follow_ups import FollowUpState
from skills_passport.casework.plan import STATE_WORDS, PlanChange
from skills_passport.casework.record import Entry
from skills_passport.casework.verdicts import OUTCOME_WORDS, Verdict
from skills_passport.errors import PassportChanged

_FOLLOW_UP = {FollowUpState.PLANNED: "plande een afspraak", FollowUpState.DONE: "zette een afspraak op gedaan"}


def changes_since(since: Iterable[Entry], person: str, names: Mapping[str, str], catalogue: Catalogue) -> tuple[str, ...]:
    """These changes in sentences, oldest first."""
    return tuple(_said(entry, person, names, catalogue) for entry in since)


def are_own(error: PassportChanged, coach: str) -> bool:
    """Whether all that was changed this coach did, in another window; what was added to another case counts as somebody else's."""
    return len(error.since) == error.found - error.expected and all(entry.coach == coach for entry in error.since)


def confirmed_sentences(skills: Iterable[ConfirmedSkill], catalogue: Catalogue) -> tuple[str, ...]:
    """Who stands for what now, coaches only."""
    return tuple(
        f"{each.by} bevestigde {known.label if (known := catalogue.skills.get(each.skill_id)) else each.skill_id}."
        for each in skills if each.coach
    )


def _said(entry: Entry, person: str, names: Mapping[str, str], catalogue: Catalogue) -> str:
    if isinstance(entry, PlanChange):
        return f"{who_changed(entry, person, names)} veranderde het plan: “{entry.text}” is {STATE_WORDS[entry.state]}."
    who = names.get(entry.coach, "Een coach")
    if isinstance(entry, Verdict):
        return f"{who} beoordeelde {title_of(entry.function_id, catalogue)}: {OUTCOME_WORDS[entry.outcome]}."
    return f"{who} {_FOLLOW_UP.get(entry.state, 'haalde een afspraak weg')}."
