"""Employees who were advised, in a store, and what coach and employee do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rules.answer import Versions
from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.case import Case
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.export import compact
from skills_passport.model import Purpose, SkillsPassport, Speaker, StoredAdvice, TalkLine
from skills_passport.sqlite_store import SqliteStore

VERSIONS = Versions("0.1.0", "catalogue", "rulebook", "labour")


@dataclass
class World:
    """One store and one moment; owners and coaches are made by naming them."""

    store: SqliteStore
    at: datetime
    clock: Callable[[], datetime]
    cases: dict[tuple[str, str | None], str] = field(default_factory=dict)

    def tell(self, owner: str, region: str = "twente") -> None:
        """Somebody who agreed to the talk, told something, and was advised two functions."""

        def told(passport: SkillsPassport) -> SkillsPassport:
            suggestions = [{"function_id": name, "fired": [{"rule_id": "rule-one"}]} for name in ("inkoper", "kok")]
            return (
                passport.with_consent(Purpose.TALK, given=True, at=self.at, text_version="1")
                .with_answer("region", {"region_id": "twente", "words": "secret-taken-back"}, words="", at=self.at)
                .with_answer("region", {"region_id": region, "words": f"said-{region}"}, words="", at=self.at)
                .with_lines(TalkLine(Speaker.EMPLOYEE, "secret-talk", self.at))
                .with_advice(StoredAdvice(f"old-{owner}", self.at, VERSIONS, compact({"function_words": "secret-old-advice"}), compact({"suggestions": []})))
                .with_advice(StoredAdvice(f"advice-{owner}", self.at, VERSIONS, compact({}), compact({"suggestions": suggestions})))
            )

        self.store.change(owner, told, actor="bot", action="answer")

    def share(self, owner: str, coach: str | None = None, name: str = "Ria") -> str:
        """The case number of a share, made where it is not there yet."""
        passport = employee.share(self.store, owner, coach=coach, name=name, reach="toestel 12", at=self.clock(), text_version="1")
        return next(share.case for share in passport.casework.open_shares if share.coach == coach)

    def end(self, owner: str, case: str) -> SkillsPassport:
        return employee.end_share(self.store, owner, case, at=self.clock(), text_version="1")

    def open(self, case: str, coach: str) -> Case:
        return coaching.open_case(self.store, case, coach)

    def passport(self, owner: str) -> SkillsPassport:
        return self.store.load(owner, actor="employee", action="show")

    def judge(self, case: str, coach: str, version: int, **more: Any) -> Case:
        given = {"advice_id": "advice-m1", "function_id": "kok", "outcome": Outcome.REJECT, "reason": Reason.CRITERION, "words": "past niet", **more}
        return coaching.judge(self.store, case, coach, at=self.clock(), expected_version=version, **given)
