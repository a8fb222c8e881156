"""What employee and coach do together, as the employee reads it: whom it is open to, messages, appointments and the plan. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from skills_passport.casework.follow_ups import FollowUp, FollowUpKind, FollowUpState
from skills_passport.casework.plan import STATE_WORDS, PlanChange, PlanStep, StepState, overdue
from skills_passport.casework.queue import Coach
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party, Share

TEAM, SOME_COACH = "het coachteam", "je coach"
_FOLLOW_UPS: Mapping[FollowUpKind, str] = {FollowUpKind.CONVERSATION: "Gesprek", FollowUpKind.CHECK: "Kijken hoe het gaat"}
_FOLLOW_UP_STATES: Mapping[FollowUpState, str] = {FollowUpState.PLANNED: "gepland", FollowUpState.DONE: "geweest", FollowUpState.DROPPED: "gaat niet door"}


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message; `who` is "Jij" or the coach's name. `fresh`: of a coach, and not read yet; `seen`: of the employee, and a coach had it before them."""

    who: str
    mine: bool
    text: str
    at: datetime
    fresh: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class FollowUpShown:
    kind: str
    day: date
    state: str
    planned: bool
    text: str
    coach: str
    step: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One share, open or ended, with what was said and agreed in it; `who` is the recipient in words, `taken_by` who of the team took it."""

    share: Share
    who: str
    taken_by: str
    messages: tuple[MessageShown, ...]
    follow_ups: tuple[FollowUpShown, ...]

    @property
    def fresh(self) -> int:
        return sum(message.fresh for message in self.messages)


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the plan as it stands now. `by`: who said it last; `source`: whose idea it was first, empty when that is the same."""

    id: str
    kind: int
    text: str
    state: StepState
    state_words: str
    by: str
    source: str
    at: datetime
    due: date | None
    late: bool
    asks_me: bool
    """Whether a coach proposed it, and the employee has not said anything of it."""
    asks_coach: bool
    history: tuple[tuple[datetime, str, str], ...]  # when, who, how it stood then; oldest first, without the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """All of it. `version` is what forms about the plan pass back."""

    version: int
    cases: tuple[CaseShown, ...]  # open ones first, each group newest first
    steps: tuple[StepShown, ...]
    fresh: int  # messages of coaches that were not read
    coaches: tuple[tuple[str, str], ...]  # id and name of whom it is not open to yet
    open_to_team: bool

    @property
    def open_cases(self) -> tuple[CaseShown, ...]:
        return tuple(case for case in self.cases if case.share.is_open)

    @property
    def ended_cases(self) -> tuple[CaseShown, ...]:
        return tuple(case for case in self.cases if not case.share.is_open)

    @property
    def going(self) -> tuple[StepShown, ...]:
        return tuple(step for step in self.steps if step.state in (StepState.PROPOSED, StepState.AGREED))

    @property
    def settled(self) -> tuple[StepShown, ...]:
        return tuple(step for step in self.steps if step.state in (StepState.DONE, StepState.DROPPED))

    @property
    def asked(self) -> int:
        """Steps of which a coach waits to hear something."""
        return sum(step.asks_me for step in self.steps)


def together_of(work: Casework, coaches: Mapping[str, str], today: date, choice: Iterable[Coach] = ()) -> Together:
    """`coaches`: names by id; `choice`: who may be shared with."""
    cases = sorted(work.shares, key=lambda share: (share.is_open, share.since), reverse=True)
    shared_with = {share.coach for share in work.open_shares}
    return Together(
        version=work.version,
        cases=tuple(_case(share, work, coaches) for share in cases),
        steps=tuple(_step(step, coaches, today) for step in work.steps),
        fresh=len(work.unread_by(Party.EMPLOYEE)),
        coaches=tuple((coach.id, coach.name) for coach in choice if coach.id not in shared_with),
        open_to_team=None in shared_with,
    )


def recipient(share: Share, coaches: Mapping[str, str]) -> str:
    return TEAM if share.coach is None else coaches.get(share.coach, "een coach")


def _case(share: Share, work: Casework, coaches: Mapping[str, str]) -> CaseShown:
    return CaseShown(
        share=share,
        who=recipient(share, coaches),
        taken_by=coaches.get(share.taken_by, "een coach") if share.with_team and share.taken_by else "",
        messages=tuple(
            MessageShown(
                who="Jij" if message.by is Party.EMPLOYEE else coaches.get(message.coach, SOME_COACH), mine=message.by is Party.EMPLOYEE,
                text=message.text, at=message.at, fresh=message.unread_by(Party.EMPLOYEE), seen=message.by is Party.EMPLOYEE and message.read_at is not None,
            )
            for message in work.messages if message.case == share.case
        ),
        follow_ups=tuple(_follow_ups(share, work, coaches)),
    )


def _follow_ups(share: Share, work: Casework, coaches: Mapping[str, str]) -> Iterator[FollowUpShown]:
    found = [each for each in work.follow_ups_now if each.case == share.case]
    for each in sorted(found, key=lambda one: (one.state is not FollowUpState.PLANNED, one.day)):
        yield _follow_up(each, work, coaches)


def _follow_up(each: FollowUp, work: Casework, coaches: Mapping[str, str]) -> FollowUpShown:
    step = work.step(each.step) if each.step else None
    return FollowUpShown(
        kind=_FOLLOW_UPS[each.kind], day=each.day, state=_FOLLOW_UP_STATES[each.state], planned=each.state is FollowUpState.PLANNED,
        text=each.text, coach=coaches.get(each.coach, SOME_COACH), step=step.now.text if step else "",
    )


def _step(step: PlanStep, coaches: Mapping[str, str], today: date) -> StepShown:
    now = step.now
    return StepShown(
        id=step.id, kind=now.kind, text=now.text, state=now.state, state_words=STATE_WORDS[now.state], by=who_said(now, coaches), source=source_of(step, coaches),
        at=now.at, due=now.due, late=overdue(now, today),
        asks_me=step.waits_for is Party.EMPLOYEE, asks_coach=step.waits_for is Party.COACH,
        history=tuple((each.at, who_said(each, coaches), f"{STATE_WORDS[each.state]}: {each.text}") for each in step.history[:-1]),
    )


def source_of(step: PlanStep, coaches: Mapping[str, str], me: str = "jou") -> str:
    """Whose idea a step was first; empty when that is who said it last. `me`: what the employee is called."""
    first = step.history[0]
    return "uit je advies" if step.now.origin is Party.ADVICE else "" if first.by is step.now.by else f"eerst van {who_said(first, coaches, me)}"


def who_said(change: PlanChange, coaches: Mapping[str, str], me: str = "jou") -> str:
    return me if change.by is Party.EMPLOYEE else coaches.get(change.coach, SOME_COACH)
