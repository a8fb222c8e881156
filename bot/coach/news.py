"""What coaches wrote, judged, proposed and planned since it was last told: told in the talk once, each thing in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from bot.coach.around import Around, day, open_places
from bot.ears import Ears
from bot.talk import Talk
from skills_passport.answers import JsonObject
from skills_passport.casework.follow_ups import FollowUp, FollowUpKind, FollowUpState, present_follow_ups
from skills_passport.casework.plan import PlanChange, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party
from skills_passport.casework.verdicts import Outcome, Reason, Verdict, present_verdicts
from skills_passport.casework.writing import read_by_employee
from skills_passport.model import SkillsPassport

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class News:
    """What is new, a line each; `who` is named in it, in the order in which they come; `places` are of the open shares it came through."""

    lines: tuple[str, ...]
    who: tuple[str, ...]
    places: tuple[int, ...]


def news(passport: SkillsPassport, talk: Talk, around: Around, ears: Ears, phrases: Mapping[str, str]) -> News:
    """What is to be told now; without lines when that is nothing."""
    work = passport.casework
    told = list(_told(work, talk.notes.told, around, ears, phrases))
    cases = {case for _, case, _ in told}
    places = tuple(place for place in open_places(passport) if work.shares[place].case in cases or "" in cases)
    return News(tuple(line for *_, line in told), tuple(dict.fromkeys(who for who, _, _ in told)), places)


def with_all_told(passport: SkillsPassport, talk: Talk, around: Around) -> tuple[SkillsPassport, Talk]:
    """The same with all that is there told, and every message read."""
    work = passport.casework
    names = dict.fromkeys([*_names_before(talk), *(around.name(coach, "") for coach in _coaches(work))])
    counts = {"verdicts": len(work.verdicts), "plan_changes": len(_by_coaches(work)), "follow_ups": len(work.follow_ups)}
    told = {**counts, "names": [name for name in names if name]}
    unread = work.unread_by(Party.EMPLOYEE)
    passport = replace(passport, casework=read_by_employee(work, around.at)) if unread else passport
    nothing_yet = not talk.notes.told and not any(told.values())
    return passport, talk if nothing_yet or told == talk.notes.told else talk.noting(told=told)


def _names_before(talk: Talk) -> tuple[str, ...]:
    return tuple(talk.notes.told.get("names", ()))


def _coaches(work: Casework) -> Iterator[str]:
    """Ids of the coaches that somebody has to do with now, the one they share with first."""
    yield from (share.coach or share.taken_by or "" for share in work.open_shares)
    yield from (message.coach for message in work.messages if message.by is Party.COACH)


def _told(work: Casework, told: JsonObject, around: Around, ears: Ears, phrases: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(who, case, line) of each thing that is new; the case is empty where it is no matter of one case."""
    for message in work.unread_by(Party.EMPLOYEE):
        who = around.name(message.coach, phrases["coach_unnamed"])
        yield who, message.case, phrases["coach_wrote"].format(coach=_first(who), text=message.text)
    for verdict in present_verdicts(_fresh(work.verdicts, told, "verdicts")).values():
        who = around.name(verdict.coach, phrases["coach_unnamed"])
        yield who, verdict.case, verdict_line(verdict, who, ears.function_title(verdict.function_id), phrases)
    now = {step.id: step.now for step in work.steps}
    for change in _fresh(_by_coaches(work), told, "plan_changes"):
        if now[change.step] is change:
            who = around.name(change.coach, phrases["coach_unnamed"])
            yield who, "", _step_line(change, who, phrases)
    for planned in present_follow_ups(_fresh(work.follow_ups, told, "follow_ups")):
        who = around.name(planned.coach, phrases["coach_unnamed"])
        line = _follow_up_line(planned, who, phrases, around.at.date())
        if line:
            yield who, planned.case, line


def _by_coaches(work: Casework) -> Sequence[PlanChange]:
    """Only these are counted: what the employee changed can be taken back, and then a count of all would pass over what a coach does next."""
    return [change for change in work.plan_changes if change.by is Party.COACH]


def _fresh(entries: Sequence[Each], told: JsonObject, name: str) -> Sequence[Each]:
    """What came since; a list that became shorter (a passport put back from a file) has nothing new."""
    return entries[int(told.get(name, 0)) :]


def verdict_line(verdict: Verdict, who: str, title: str, phrases: Mapping[str, str]) -> str:
    """'Carla vindt *Kok* bij je passen, omdat …', with the coach's own words behind it."""
    because = f", {phrases[f'because_{verdict.reason.value}']}" if verdict.reason is not Reason.OTHER else ""
    line = phrases[_VERDICTS[verdict.outcome]].format(coach=_first(who), title=title, because=because)
    return f"{line} {phrases['verdict_words'].format(text=verdict.words)}" if verdict.words else line


def _step_line(step: PlanChange, who: str, phrases: Mapping[str, str]) -> str:
    return phrases[_STEPS[step.state]].format(coach=_first(who), step=step.text)


def _follow_up_line(planned: FollowUp, who: str, phrases: Mapping[str, str], today: date) -> str:
    """Empty for what is over: who was there knows."""
    talks = planned.kind is FollowUpKind.CONVERSATION
    if planned.state is FollowUpState.DONE:
        return ""
    phrase = "coach_meeting_off" if planned.state is FollowUpState.DROPPED else "coach_meeting" if talks else "coach_check"
    line = phrases[phrase].format(coach=_first(who), day=day(planned.day, today))
    return f"{line} {phrases['verdict_words'].format(text=planned.text)}" if planned.text and planned.state is FollowUpState.PLANNED else line


def _first(who: str) -> str:
    """As a sentence begins."""
    return who[:1].upper() + who[1:]


_VERDICTS: Mapping[Outcome, str] = {
    Outcome.ACCEPT: "verdict_accept", Outcome.ADJUST: "verdict_adjust", Outcome.REJECT: "verdict_reject", Outcome.ADD: "verdict_add",
}
_STEPS: Mapping[StepState, str] = {
    StepState.PROPOSED: "coach_step", StepState.AGREED: "coach_step_agreed", StepState.DONE: "coach_step_done", StepState.DROPPED: "coach_step_dropped",
}
