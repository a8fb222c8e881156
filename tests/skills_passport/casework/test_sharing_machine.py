"""Whatever is shared, ended, taken, given back, withdrawn and erased, in any order: a coach sees exactly what is shared with them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.errors import CaseNotFound, CaseTaken
from skills_passport.model import Purpose
from skills_passport.rights import erase_all, give_consent, withdraw_consent
from skills_passport.sqlite_store import SqliteStore

OWNERS, COACHES = ("m1", "m2"), ("c1", "c2", "c3")
AT = datetime(2026, 12, 1, tzinfo=UTC)
owners, coaches = st.sampled_from(OWNERS), st.sampled_from(COACHES)


@dataclass
class Known:
    """What should be so of a case."""

    owner: str
    coach: str | None
    taken_by: str | None = None
    open: bool = True

    def lets_in(self, coach: str) -> bool:
        return self.open and (self.coach or self.taken_by or coach) == coach


class Sharing(RuleBasedStateMachine):
    cases = Bundle("cases")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = SqliteStore(Path(self.folder.name) / "passports.sqlite")
        self.known: dict[str, Known] = {}
        for owner in OWNERS:
            self.tell(owner)

    def tell(self, owner: str) -> None:
        self.store.change(
            owner, lambda p: p.with_consent(Purpose.TALK, given=True, at=AT, text_version="1").with_answer("own", {"whose": owner}, words="", at=AT),
            actor="bot", action="answer",
        )

    def learn(self, owner: str) -> str:
        """The case that the last call opened, or an empty text when it opened none."""
        fresh = [s for s in self.store.load(owner, actor="employee", action="show").casework.open_shares if s.case not in self.known]
        assert len(fresh) <= 1
        for share in fresh:
            self.known[share.case] = Known(owner, share.coach)
        return fresh[0].case if fresh else ""

    def close_all(self, owner: str) -> None:
        for known in self.known.values():
            known.open = known.open and known.owner != owner

    @rule(target=cases, owner=owners, coach=st.one_of(st.none(), coaches))
    def share(self, owner: str, coach: str | None) -> str:
        was = any(known.open and (known.owner, known.coach) == (owner, coach) for known in self.known.values())
        if not self.store.load(owner, actor="employee", action="show").agrees_to(Purpose.TALK):
            self.tell(owner)
        employee.share(self.store, owner, coach=coach, name="Ria", at=AT, text_version="1")
        case = self.learn(owner)
        assert bool(case) != was
        return case

    @rule(target=cases, owner=owners)
    def agree(self, owner: str) -> str:
        give_consent(self.store, owner, Purpose.COACH, at=AT, text_version="1", actor="employee")
        return self.learn(owner)

    @rule(owner=owners, purpose=st.sampled_from((Purpose.COACH, Purpose.TALK)))
    def withdraw(self, owner: str, purpose: Purpose) -> None:
        withdraw_consent(self.store, owner, purpose, at=AT, text_version="1", actor="employee", forget_talk=lambda owner: None)
        self.close_all(owner)
        if purpose is Purpose.TALK:
            self.known = {case: known for case, known in self.known.items() if known.owner != owner}

    @rule(owner=owners)
    def erase(self, owner: str) -> None:
        erase_all(self.store, owner, actor="employee", forget_talk=lambda owner: None)
        self.known = {case: known for case, known in self.known.items() if known.owner != owner}
        self.tell(owner)

    @rule(owner=owners, case=cases)
    def end(self, owner: str, case: str) -> None:
        known = self.known.get(case)
        try:
            employee.end_share(self.store, owner, case, at=AT, text_version="1")
            assert known and known.owner == owner
            known.open = False
        except CaseNotFound:
            assert known is None or known.owner != owner

    @rule(coach=coaches, case=cases)
    def take(self, coach: str, case: str) -> None:
        known = self.known.get(case)
        try:
            coaching.take_case(self.store, case, coach)
            assert known and known.lets_in(coach)
            known.taken_by = coach if known.coach is None else None
        except CaseTaken:
            assert known and known.open and known.coach is None and known.taken_by not in (None, coach)
        except CaseNotFound:
            assert known is None or not known.open or known.coach not in (None, coach)

    @rule(coach=coaches, case=cases)
    def give_back(self, coach: str, case: str) -> None:
        known = self.known.get(case)
        try:
            coaching.give_back(self.store, case, coach)
            assert known and known.lets_in(coach)
            known.taken_by = None
        except CaseNotFound:
            assert known is None or not known.lets_in(coach)

    @rule(coach=coaches, case=cases)
    def look(self, coach: str, case: str) -> None:
        known = self.known.get(case)
        try:
            found = coaching.open_case(self.store, case, coach)
            assert known and known.lets_in(coach)
            answer = found.passport.answer("own")
            assert answer is None or answer.value == {"whose": known.owner}
        except CaseNotFound:
            assert known is None or not known.lets_in(coach)

    @invariant()
    def every_list_holds_what_may_be_opened(self) -> None:
        for coach in COACHES:
            listed = {each.case for each in self.store.cases_for(coach, closed=True)}
            assert listed == {case for case, known in self.known.items() if known.lets_in(coach)}

    @invariant()
    def consent_and_shares_tell_the_same(self) -> None:
        for owner in OWNERS:
            passport = self.store.load(owner, actor="employee", action="show")
            assert passport.agrees_to(Purpose.COACH) == bool(passport.casework.open_shares)
            assert {share.case for share in passport.casework.open_shares} == {c for c, known in self.known.items() if known.open and known.owner == owner}
            assert all(not (share.name or share.reach) for share in passport.casework.shares if not share.is_open)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestSharing = Sharing.TestCase
TestSharing.settings = settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
