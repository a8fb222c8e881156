"""A form that is sent twice: the second time its work is done already, by the same person, and nothing has to be written. Pure.

The same as for a save of HR that comes again (publishing/drafts.py). A second press is no change of somebody else's, and what it asked stands there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from skills_passport.casework.follow_ups import FollowUp
from skills_passport.casework.plan import PlanChange
from skills_passport.casework.record import Casework, Entry
from skills_passport.errors import PassportError
from skills_passport.model import SkillsPassport


def is_done_already(now: SkillsPassport, change: Callable[[SkillsPassport], SkillsPassport], expected: int) -> bool:
    """Whether what `change` would add to the casework was added since version `expected`, word for word and by whom it is for now, and still counts."""
    work = now.casework
    try:
        asked = change(now).casework
    except PassportError:  # what cannot be done (any more) was not done by this
        return False
    made: tuple[Entry, ...] = (*asked.verdicts[len(work.verdicts):], *asked.plan_changes[len(work.plan_changes):], *asked.follow_ups[len(work.follow_ups):])
    return len(made) == 1 and any(_same(entry, made[0], work) for entry in work.added_since(expected) if _counts(entry, work))


def _counts(entry: Entry, work: Casework) -> bool:
    """Whether it is still the last word about its thing."""
    return any(entry is last for last in (*work.verdicts_now.values(), *(step.now for step in work.steps), *work.follow_ups_now))


def _same(there: Entry, made: Entry, work: Casework) -> bool:
    """Equal but for the moment, and for the random number of what would be new."""
    if isinstance(there, PlanChange) and isinstance(made, PlanChange) and work.step(made.step) is None:
        there = replace(there, step=made.step)
    if isinstance(there, FollowUp) and isinstance(made, FollowUp) and all(made.id != known.id for known in work.follow_ups):
        there = replace(there, id=made.id)
    return replace(there, at=made.at) == made
