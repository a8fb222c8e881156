"""A passport as a coach sees it: without whose it is, without the talk and what was taken back, and without what is between others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from skills_passport.casework.messages import CaseMessage
from skills_passport.casework.phase import CasePhase
from skills_passport.casework.shares import Party, Share
from skills_passport.casework.taken_back import without_taken_back
from skills_passport.errors import CaseNotFound
from skills_passport.model import Interview, SkillsPassport


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An open case. `passport.owner` is the case number; it holds the present answers, the last advice and those that were judged, and of
    the casework what is of this case, all verdicts and the whole plan.

    `version` is what a page passes back as `expected_version`. `unread`: what the employee wrote since a coach last looked.
    """

    number: str
    share: Share
    passport: SkillsPassport
    phase: CasePhase
    unread: tuple[CaseMessage, ...]

    @property
    def version(self) -> int:
        return self.passport.casework.version

    @property
    def messages(self) -> tuple[CaseMessage, ...]:
        """Both sides, oldest first."""
        return self.passport.casework.messages


def seen_by_coach(passport: SkillsPassport, case: str) -> Case:
    """What a coach may see of a passport under this case number. Raises CaseNotFound when the share is not there or has ended."""
    work = passport.casework
    share = work.share(case)
    if share is None or not share.is_open:
        raise CaseNotFound(case)
    judged = {verdict.advice_id for verdict in work.verdicts}
    messages = tuple(message for message in work.messages if message.case == case)
    person = passport.person()
    advices = (advice for advice in passport.advices if advice.id in judged or advice is passport.advices[-1])
    shown = replace(
        passport,
        owner=case,
        interview=Interview(),
        answers_given=tuple(passport.answers.values()),
        advices=tuple(without_taken_back(advice, person) for advice in advices),
        talk=(),
        exchanges=(),
        casework=replace(work, shares=(share,), messages=messages, follow_ups=tuple(each for each in work.follow_ups if each.case == case)),
    )
    unread = tuple(message for message in messages if message.unread_by(Party.COACH))
    return Case(number=case, share=share, passport=shown, phase=work.progress(share).phase, unread=unread)


def who_looked(actor: str, names: Iterable[tuple[str, str]]) -> str:
    """The coach behind an actor of the audit trail, by name; "een coach" when the name is not known, "" when it is no coach.

    >>> who_looked("coach:c1", [("c1", "Sanne Bos")]), who_looked("coach:c2", ()), who_looked("employee", ())
    ('Sanne Bos', 'een coach', '')
    """
    role, _, coach = actor.partition(":")
    return dict(names).get(coach, "een coach") if role == "coach" else ""
