"""What an employee does with coaches: open the passport to one or to the team, end that, plan along, read and answer.

All take the store and the owner id. Those with `expected_casework` raise PassportChanged when verdicts, plan or follow-up are no longer as
on the page (`passport.casework.version`); its `now` is the passport as it stands, and nothing was written. What is sent a second time and stands
there already gives the passport as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from skills_passport.casework import planning
from skills_passport.casework.messages import CaseMessage
from skills_passport.casework.plan import Kind, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.sent_twice import is_done_already
from skills_passport.casework.shares import Party, Share, new_case, without
from skills_passport.casework.texts import NAME, REACH, one_line
from skills_passport.casework.writing import read_by_employee, with_message
from skills_passport.errors import CaseNotFound, PassportChanged, ShareEnded
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.store import PassportStore

ACTOR = "employee"
Check = Callable[[SkillsPassport], object]
"""Raises when the passport as it stands at the moment of writing may not be written: it may have been erased since it was looked at."""


def unchecked(passport: SkillsPassport) -> None:
    """For who holds off erasures by other means."""


def share(
    store: PassportStore, owner: str, *, coach: str | None, name: str, reach: str = "", at: datetime, text_version: str
) -> SkillsPassport:
    """Opens the passport to one coach (pseudonymous id), or with None to the coach team; that gives the consent, too.

    `name`: how the employee wants to be known to the coach; `reach`: how to reach them, perhaps empty. Who shares with the same recipient
    again keeps the case and changes these. That a coach with this id exists, and that the talk may be kept, is for who calls. Raises TextRefused.
    """
    opened = Share(
        case=new_case(), coach=coach, since=at,
        name=one_line(name, NAME, "De naam", needed=True), reach=one_line(reach, REACH, "Hoe je te bereiken bent"),
    )

    def change(passport: SkillsPassport) -> SkillsPassport:
        passport = passport.with_share(opened)
        return passport if passport.agrees_to(Purpose.COACH) else passport.with_decision(Purpose.COACH, given=True, at=at, text_version=text_version)

    return store.change(owner, change, actor=ACTOR, action="share")


def end_share(store: PassportStore, owner: str, case: str, *, at: datetime, text_version: str) -> SkillsPassport:
    """Ends one share; the coach is out from the next look on, and name and way to be reached are wiped from the files.

    With the last share the consent ends, too. Ending twice changes nothing. Raises CaseNotFound for a case of somebody else.
    """

    return store.change(
        owner, lambda passport: without_share(passport, case, at=at, text_version=text_version), actor=ACTOR, action="end-share",
    )


def without_share(passport: SkillsPassport, case: str, *, at: datetime, text_version: str) -> SkillsPassport:
    """The passport as `end_share` leaves it. Raises CaseNotFound."""
    work = passport.casework
    if work.share(case) is None:
        raise CaseNotFound(case)
    passport = replace(passport, casework=replace(work, shares=without(work.shares, at, case)))
    if passport.casework.open_shares or not passport.agrees_to(Purpose.COACH):
        return passport
    return passport.with_decision(Purpose.COACH, given=False, at=at, text_version=text_version)


def known_as(passport: SkillsPassport, case: str, name: str) -> SkillsPassport:
    """The passport with this name in an open share, how to be reached as it was. Raises CaseNotFound, TextRefused."""
    found = passport.casework.share(case)
    if found is None or not found.is_open:
        raise CaseNotFound(case)
    return passport.with_share(replace(found, name=one_line(name, NAME, "De naam", needed=True)))


def propose_step(
    store: PassportStore, owner: str, *, kind: Kind, text: str, due: date | None = None, origin: Party = Party.EMPLOYEE, at: datetime, expected_casework: int,
    check: Check = unchecked,
) -> SkillsPassport:
    """A step for the plan, also when nobody looks on; `origin` is Party.ADVICE for one taken over from a suggestion. Raises TextRefused."""
    step = planning.new_step(kind=kind, text=text, due=due, origin=origin, by=Party.EMPLOYEE, at=at)
    return _worked(store, owner, "propose-step", lambda work: work.with_more(plan_changes=step), expected_casework, check=check)


def change_step(
    store: PassportStore, owner: str, step: str, *, state: StepState, text: str | None = None, due: date | None = None, at: datetime, expected_casework: int,
    check: Check = unchecked,
) -> SkillsPassport:
    """A step agreed, done, dropped or put otherwise (`text` None: as it was; `due` is always as given). Raises NotThere, TextRefused."""
    return _worked(
        store, owner, f"step:{state.value}",
        lambda work: planning.with_changed_step(work, step, state=state, text=text, due=due, by=Party.EMPLOYEE, at=at), expected_casework, check=check,
    )


def take_back_step(store: PassportStore, owner: str, step: str, *, expected_casework: int, check: Check = unchecked) -> SkillsPassport:
    """Takes the employee's own last change of a step back, as if it was never made; a step that they just proposed goes.

    Whose word the step is must be as it was, so no change is added that would have the coach say it again. Raises NotThere.
    """
    return _worked(store, owner, "step:taken-back", lambda work: planning.without_last_change(work, step, by=Party.EMPLOYEE), expected_casework, check=check)


def answer_coach(store: PassportStore, owner: str, case: str, text: str, *, at: datetime, message_id: str = "") -> SkillsPassport:
    """A message in a case that is open, at most 4,000 characters, and once per `message_id`. Raises CaseNotFound, TextRefused."""
    return _worked(store, owner, "send-message", lambda work: answered(work, case, text, at=at, message_id=message_id), None)


def answered(work: Casework, case: str, text: str, *, at: datetime, message_id: str = "") -> Casework:
    """The casework as `answer_coach` leaves it. Raises CaseNotFound (ShareEnded for one's own that is over), TextRefused."""
    found = work.share(case)
    if found is None:
        raise CaseNotFound(case)
    if not found.is_open:
        raise ShareEnded(case)
    return with_message(case, Party.EMPLOYEE, text, at, message_id=message_id)(work)


def read_messages(store: PassportStore, owner: str, *, at: datetime) -> tuple[CaseMessage, ...]:
    """What coaches wrote and the employee had not read, oldest first; it counts as read from now on."""
    fresh: list[CaseMessage] = []

    def read(work: Casework) -> Casework:
        fresh[:] = work.unread_by(Party.EMPLOYEE)
        return read_by_employee(work, at) if fresh else work

    _worked(store, owner, "read-messages", read, None)
    return tuple(fresh)


def _worked(
    store: PassportStore, owner: str, action: str, work: Callable[[Casework], Casework], expected: int | None, *, check: Check = unchecked
) -> SkillsPassport:
    def worked(passport: SkillsPassport) -> SkillsPassport:
        return replace(passport, casework=work(passport.casework))

    def change(passport: SkillsPassport) -> SkillsPassport:
        check(passport)
        return worked(passport)

    try:
        return store.change(owner, change, actor=ACTOR, action=action, expected_casework=expected)
    except PassportChanged as error:
        if error.now is not None and is_done_already(error.now, worked, error.expected):
            return error.now
        raise
