"""All that coach and employee keep together in one passport."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from skills_passport.answers import Strict
from skills_passport.casework.follow_ups import FollowUp, FollowUpKind, FollowUpState, present_follow_ups
from skills_passport.casework.messages import CaseMessage
from skills_passport.casework.phase import Progress
from skills_passport.casework.plan import PlanChange, PlanStep, StepState, steps_of
from skills_passport.casework.shares import Party, Share
from skills_passport.casework.verdicts import Verdict, present_verdicts

Entry = Verdict | PlanChange | FollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework(Strict):
    """Lists that only grow, oldest first: what counts now is the last entry about a thing.

    `version` counts the changes of verdicts, plan and follow-up, and is apart from the version of the passport: a coach
    who judges does not spoil the form that the employee has open, and a message spoils nobody's.
    """

    version: int = 0
    shares: tuple[Share, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    plan_changes: tuple[PlanChange, ...] = ()
    messages: tuple[CaseMessage, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def open_shares(self) -> tuple[Share, ...]:
        return tuple(share for share in self.shares if share.is_open)

    def share(self, case: str) -> Share | None:
        return next((share for share in self.shares if share.case == case), None)

    @property
    def verdicts_now(self) -> dict[tuple[str, str], Verdict]:
        """The verdict that counts, per (advice id, function id)."""
        return present_verdicts(self.verdicts)

    @property
    def steps(self) -> tuple[PlanStep, ...]:
        return steps_of(self.plan_changes)

    def step(self, step: str) -> PlanStep | None:
        return next((known for known in self.steps if known.id == step), None)

    @property
    def follow_ups_now(self) -> tuple[FollowUp, ...]:
        return present_follow_ups(self.follow_ups)

    def added_since(self, version: int) -> tuple[Entry, ...]:
        """What was added to verdicts, plan and follow-up after this version, oldest first: each counted change is one entry more."""
        entries: list[Entry] = sorted((*self.verdicts, *self.plan_changes, *self.follow_ups), key=lambda entry: entry.at)
        return tuple(entries[max(0, len(entries) - max(0, self.version - version)):])

    def unread_by(self, reader: Party) -> tuple[CaseMessage, ...]:
        return tuple(message for message in self.messages if message.unread_by(reader))

    def progress(self, share: Share) -> Progress:
        """What was done in this case. The plan belongs to the passport: of it counts what was agreed since this case began."""
        return Progress(
            seen=share.seen_at is not None,
            judged=any(verdict.case == share.case for verdict in self.verdicts),
            planned=any(
                each.case == share.case and each.kind is FollowUpKind.CONVERSATION and each.state is FollowUpState.PLANNED
                for each in self.follow_ups_now
            ),
            agreed=any(step.now.state in (StepState.AGREED, StepState.DONE) and step.now.at >= share.since for step in self.steps),
            closed=share.closed_at is not None,
        )

    def with_more(self, **lists: Any) -> Casework:
        """With one more entry per named list."""
        longer: dict[str, Any] = {name: (*getattr(self, name), entry) for name, entry in lists.items()}
        return replace(self, **longer)
