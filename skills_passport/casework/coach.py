"""What a coach does in a case. Every call takes the store, the case number and the pseudonymous id of the coach.

All raise CaseNotFound when the case is not open to this coach at that moment, and PassportChanged when verdicts, plan or follow-up
are no longer as in `expected_version`; its `now` is then the passport as this coach may see it, and nothing was written. What the same coach sends a
second time and stands there already gives the case as it stands.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from pydantic import TypeAdapter

from skills_passport.answers import CONFIRMED, ConfirmedSkill, Proof, parsed
from skills_passport.casework import planning
from skills_passport.casework.case import Case, seen_by_coach
from skills_passport.casework.days import within_reach
from skills_passport.casework.follow_ups import FollowUp, FollowUpKind, FollowUpState
from skills_passport.casework.plan import Kind, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.sent_twice import is_done_already
from skills_passport.casework.shares import Party, Share, with_changed
from skills_passport.casework.texts import STEP, WORDS, several_lines
from skills_passport.casework.verdicts import Outcome, Reason, Signal, Verdict
from skills_passport.casework.writing import with_message
from skills_passport.errors import CaseTaken, NotThere, PassportChanged
from skills_passport.model import SkillsPassport, StoredAdvice
from skills_passport.store import PassportStore

DAY = "De dag"
Work = Callable[[Casework], Casework]
_SKILL = TypeAdapter(ConfirmedSkill)


def open_case(store: PassportStore, case: str, coach: str, *, action: str = "show-case") -> Case:
    """The case before a coach's eyes. The look stands in the audit trail as `coach:<id>`; with `show-case` what the employee wrote counts as read."""
    return seen_by_coach(store.look_at_case(case, coach=coach, action=action), case)


def take_case(store: PassportStore, case: str, coach: str) -> Case:
    """Takes a case of the team, so that it is in no other coach's list. Raises CaseTaken when another was first."""

    def take(share: Share) -> Share:
        if share.taken_by not in (None, coach):
            raise CaseTaken(case)
        return replace(share, taken_by=coach) if share.with_team else share

    return _with_share(store, case, coach, "take-case", take, taking=True)


def give_back(store: PassportStore, case: str, coach: str) -> None:
    """Puts a case of the team back in the queue; a case that was shared with this coach stays as it is."""
    _with_share(store, case, coach, "give-back-case", lambda share: replace(share, taken_by=None))


def close_case(store: PassportStore, case: str, coach: str, *, at: datetime) -> Case:
    """Done: it goes to the end of the list. Only the employee ends the share; who shares once more opens the case again."""
    return _with_share(store, case, coach, "close-case", lambda share: replace(share, closed_at=share.closed_at or at))


def reopen_case(store: PassportStore, case: str, coach: str) -> Case:
    return _with_share(store, case, coach, "reopen-case", lambda share: replace(share, closed_at=None))


def judge(
    store: PassportStore, case: str, coach: str, *, advice_id: str, function_id: str, outcome: Outcome, reason: Reason,
    signal: Signal | None = None, words: str = "", at: datetime, expected_version: int,
) -> Case:
    """A verdict on a suggestion of an advice, or with Outcome.ADD another function beside its suggestions; an earlier one stays as history.

    Whether `function_id` was suggested is checked here; for ADD that it is in the catalogue is for who calls. `words`: at most 2,000 characters.
    Raises NotThere, TextRefused.
    """
    said = several_lines(words, WORDS, "De toelichting")

    def judged(passport: SkillsPassport) -> SkillsPassport:
        advice = _advice(passport, advice_id)
        if (function_id in planning.suggested_in(advice)) == (outcome is Outcome.ADD):
            raise NotThere("Deze functie hoort niet bij dit advies." if outcome is not Outcome.ADD else "Deze functie staat al in het advies.")
        verdict = Verdict(
            case=case, coach=coach, at=at, advice_id=advice_id, versions=advice.versions, function_id=function_id,
            outcome=outcome, reason=reason, signal=signal, words=said,
        )
        return replace(passport, casework=passport.casework.with_more(verdicts=verdict))

    return _changed(store, case, coach, f"judge:{outcome.value}", judged, expected=expected_version)


def propose_step(
    store: PassportStore, case: str, coach: str, *, kind: Kind, text: str, due: date | None = None, origin: Party = Party.COACH, at: datetime, expected_version: int,
) -> Case:
    """A step for the plan; `origin` is Party.ADVICE for one taken over from a suggestion. Raises TextRefused."""
    step = planning.new_step(kind=kind, text=text, due=due, origin=origin, by=Party.COACH, coach=coach, at=at)
    return _worked(store, case, coach, "propose-step", lambda work: work.with_more(plan_changes=step), expected=expected_version)


def change_step(
    store: PassportStore, case: str, coach: str, step: str, *, state: StepState, text: str | None = None, due: date | None = None, at: datetime, expected_version: int,
) -> Case:
    """A step agreed, done, dropped or put otherwise (`text` None: as it was; `due` is always as given). Raises NotThere, TextRefused."""
    return _worked(
        store, case, coach, f"step:{state.value}",
        lambda work: planning.with_changed_step(work, step, state=state, text=text, due=due, by=Party.COACH, coach=coach, at=at), expected=expected_version,
    )


def confirm_skill(
    store: PassportStore, case: str, coach: str, *, skill_id: str, by: str, words: str = "", level: int | None = None, on_paper: bool = False,
    at: datetime, seen: datetime | None,
) -> Case:
    """That this coach, `by` name, stands for a skill; what others stand for stays, and what they said of it before goes to the history.

    `on_paper`: the coach saw a diploma or certificate that says so. `words`: what was seen, at most 2,000 characters; `level` 1–4 when it is known. `seen`: when the confirmations on the page were
    given, None for a page without any. That the skill is in the catalogue is for who calls. Raises TextRefused, AnswerInvalid.
    """
    said = several_lines(words, WORDS, "Wat je zag")
    made = ConfirmedSkill(skill_id, Proof.CERTIFICATE if on_paper else Proof.COACH, by, at.date(), said, level, coach)
    return _confirming(store, case, coach, "confirm-skill", lambda others: (*_without_word_of(others, skill_id, coach), made), at=at, seen=seen)


def take_back_skill(store: PassportStore, case: str, coach: str, *, skill_id: str, at: datetime, seen: datetime | None) -> Case:
    """That this coach no longer stands for a skill; what others stand for stays. `seen` as for `confirm_skill`."""
    return _confirming(store, case, coach, "take-back-skill", lambda others: _without_word_of(others, skill_id, coach), at=at, seen=seen)


def write_to_employee(store: PassportStore, case: str, coach: str, text: str, *, at: datetime, message_id: str = "") -> Case:
    """A message, at most 4,000 characters; it is added whatever else happens meanwhile, and once per `message_id`. Raises TextRefused."""
    return _worked(store, case, coach, "send-message", with_message(case, Party.COACH, text, at, coach, message_id=message_id))


def plan_follow_up(
    store: PassportStore, case: str, coach: str, *, kind: FollowUpKind, day: date, step: str = "", text: str = "", at: datetime, expected_version: int,
) -> Case:
    """A conversation, or a look whether a step came off, on a day; `store.reminders` shows it from that day on. Raises NotThere, TextRefused."""
    said = several_lines(text, STEP, "De afspraak")

    def planned(work: Casework) -> Casework:
        if step and work.step(step) is None:
            raise NotThere("Deze stap staat niet (meer) in het plan.")
        within_reach(day, at.date(), DAY)
        made = FollowUp(id=secrets.token_hex(8), case=case, kind=kind, day=day, state=FollowUpState.PLANNED, at=at, coach=coach, step=step, text=said)
        return work.with_more(follow_ups=made)

    return _worked(store, case, coach, "plan-follow-up", planned, expected=expected_version)


def settle_follow_up(
    store: PassportStore, case: str, coach: str, follow_up: str, *, state: FollowUpState, day: date | None = None, at: datetime, expected_version: int,
) -> Case:
    """A follow-up done, dropped, or planned for another `day` (None: as it was). Raises NotThere, TextRefused."""

    def settled(work: Casework) -> Casework:
        now = next((each for each in work.follow_ups_now if (each.id, each.case) == (follow_up, case)), None)
        if now is None:
            raise NotThere("Deze afspraak staat hier niet (meer).")
        within_reach(day, at.date(), DAY)
        return work.with_more(follow_ups=replace(now, state=state, day=day or now.day, at=at, coach=coach))

    return _worked(store, case, coach, f"follow-up:{state.value}", settled, expected=expected_version)


def _without_word_of(skills: tuple[ConfirmedSkill, ...], skill_id: str, coach: str) -> tuple[ConfirmedSkill, ...]:
    return tuple(each for each in skills if (each.skill_id, each.coach) != (skill_id, coach))


def _confirming(
    store: PassportStore, case: str, coach: str, action: str, change: Callable[[tuple[ConfirmedSkill, ...]], tuple[ConfirmedSkill, ...]],
    *, at: datetime, seen: datetime | None,
) -> Case:
    def confirmed(passport: SkillsPassport) -> SkillsPassport:
        answer = passport.answer(CONFIRMED)
        stand = parsed(CONFIRMED, answer.value).skills if answer and answer.value else ()
        skills = change(stand)
        if (answer.given_at if answer else None) != seen:
            if len(skills) == len(stand) and all(each in stand for each in skills):
                return passport  # their own word, sent a second time
            raise PassportChanged(case, passport.version, passport.version, passport)
        return passport.with_answer(CONFIRMED, {"skills": [_SKILL.dump_python(each, mode="json") for each in skills]}, words="", at=at)

    return _changed(store, case, coach, action, confirmed, expected=None)


def _advice(passport: SkillsPassport, advice_id: str) -> StoredAdvice:
    found = next((advice for advice in passport.advices if advice.id == advice_id), None)
    if found is None:
        raise NotThere("Dit advies staat niet (meer) in het paspoort. Bekijk het dossier opnieuw.")
    return found


def _with_share(store: PassportStore, case: str, coach: str, action: str, change: Callable[[Share], Share], *, taking: bool = False) -> Case:
    def changed(work: Casework) -> Casework:
        share = work.share(case)
        return work if share is None else replace(work, shares=with_changed(work.shares, change(share)))

    return _worked(store, case, coach, action, changed, taking=taking)


def _worked(store: PassportStore, case: str, coach: str, action: str, work: Work, *, expected: int | None = None, taking: bool = False) -> Case:
    return _changed(store, case, coach, action, lambda passport: replace(passport, casework=work(passport.casework)), expected=expected, taking=taking)


def _changed(
    store: PassportStore, case: str, coach: str, action: str, change: Callable[[SkillsPassport], SkillsPassport], *, expected: int | None, taking: bool = False
) -> Case:
    try:
        passport = store.change_case(case, change, coach=coach, action=action, expected_version=expected, taking=taking)
    except PassportChanged as error:
        if error.now is not None and expected is not None and is_done_already(error.now, change, expected):
            return seen_by_coach(error.now, case)
        now = seen_by_coach(error.now, case).passport if error.now else None  # never whose it is
        added = error.now.casework.added_since(error.expected) if error.now and expected is not None else ()
        since = tuple(entry for entry in added if not isinstance(entry, FollowUp) or entry.case == case)
        raise PassportChanged(case, error.expected, error.found, now, since) from None
    return seen_by_coach(passport, case)
