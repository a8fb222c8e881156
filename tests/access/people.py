"""People who stand in every way towards one another's passports, in the real application.

Ria shares with Carla and ended sharing with Dennis; Joyce shares with Stefan; Mehmet's case waits for the team; Stefan took Nora's;
Wil shared with Carla and had everything erased. Els is a coach and an employee: Nora shares with her, and her own case waits for the team.
Hans is HR and Bea administrator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from portal.login.cookies import SESSION
from portal.login.form_mark import FIELD, form_mark
from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.shares import new_case
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.guidance import advice_in, advise_and_store
from skills_passport.model import Purpose, SkillsPassport, Speaker, TalkLine
from skills_passport.pseudonym import coach_id, owner_id
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import SECRET, whole_passport

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EMPLOYEES = ("ria", "joyce", "mehmet", "nora", "wil", "els")
COACHES = ("carla", "stefan", "dennis", "els")

ASKERS = {
    "nobody": "nobody", "ria": "employee", "joyce": "another employee", "wil": "employee who erased everything", "carla": "coach with share",
    "stefan": "coach without share", "dennis": "coach whose share was ended", "els": "coach who is an employee, too", "hans": "hr", "bea": "administrator",
}
"""Who asks, and as what towards Ria's passport."""

ROLES = {
    "ria": {"employee"}, "joyce": {"employee"}, "carla": {"coach"}, "stefan": {"coach"}, "dennis": {"coach"}, "els": {"employee", "coach"},
    "hans": {"hr"}, "bea": {"administrator"},
}
"""The roles of who is signed in; Wil's session went with the passport."""

OF_ENDED = "dennis-en-ria"
"""Marks what was said between those two, in a share that ended."""

SEES = {
    ("ria", "employee"): {"ria", "ended"}, ("joyce", "employee"): {"joyce"}, ("els", "employee"): {"els"},
    ("carla", "coach"): {"ria", "team", "els"}, ("stefan", "coach"): {"joyce", "taken", "team", "els"}, ("dennis", "coach"): {"team", "els"},
    ("els", "coach"): {"nora", "team"},
}
"""Which cases somebody may see in a role: as an employee one's own, as a coach what is open to them, and never one's own."""


@dataclass
class People:
    """The application with everybody in it; `cases` by what they are: ria, joyce, team, taken, nora, els, and ended, erased and never for nobody."""

    app: FastAPI
    client: TestClient
    cookies: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    at_first: SkillsPassport = field(init=False, repr=False)
    """Ria's passport before anybody asked anything."""

    @property
    def store(self) -> SqliteStore:
        found: SqliteStore = self.app.state.store
        return found

    def owner(self, person: str) -> str:
        return owner_id(f"demo:{person}", SECRET)

    def coach(self, person: str) -> str:
        return coach_id(self.owner(person), SECRET)

    def move_in(self) -> None:
        """Everybody signs in, tells, shares and works, through the store's own functions."""
        for person in dict.fromkeys((*EMPLOYEES, *COACHES, "hans", "bea")):
            self.client.cookies.clear()
            assert self.client.post("/aanmelden", data={"persona": person}).status_code == 303, person
            self.cookies[person] = self.client.cookies[SESSION]
        self.client.cookies.clear()
        for person in EMPLOYEES:
            self._tell(person)
        for case, person, coach in (
            ("ended", "ria", "dennis"), ("ria", "ria", "carla"), ("joyce", "joyce", "stefan"), ("erased", "wil", "carla"), ("team", "mehmet", None),
            ("taken", "nora", None), ("nora", "nora", "els"), ("els", "els", None),
        ):
            self.cases[case] = self._share(person, coach)
        self._write_and_judge("ended", "ria", "dennis")
        employee.end_share(self.store, self.owner("ria"), self.cases["ended"], at=AT, text_version="1")
        coaching.take_case(self.store, self.cases["taken"], self.coach("stefan"))
        for case, person, coach in (("ria", "ria", "carla"), ("joyce", "joyce", "stefan"), ("erased", "wil", "carla"), ("els", "els", "carla")):
            self._write_and_judge(case, person, coach)
        assert self.ask("wil", "POST", "/paspoort/wissen").status_code == 303
        self.cases["never"] = new_case()
        self.at_first = self.passport("ria")

    def ask(self, who: str, method: str, url: str, **more: Any) -> Response:
        """One request of this person (or of nobody), without what an earlier answer set."""
        if cookie := self.cookies.get(who):
            more.update(self._as_the_form_does(who, method, more))
        headers = {**({"Cookie": f"{SESSION}={cookie}"} if cookie else {}), **more.pop("headers", {})}
        answer: Response = self.client.request(method, url, headers=headers, **more)
        self.client.cookies.clear()
        return answer

    def _as_the_form_does(self, who: str, method: str, more: Mapping[str, Any]) -> dict[str, Any]:
        """A form of one's own page carries a mark of whose it is."""
        sent = more.get("data") or {}
        if method != "POST" or not isinstance(sent, dict) or {"json", "files", "content"} & set(more):
            return {}
        return {"data": {FIELD: form_mark(self.owner(who), SECRET), **sent}}

    def passport(self, person: str) -> SkillsPassport:
        return self.store.load(self.owner(person), actor="employee", action="test")

    def person_of(self, case: str) -> str:
        """Whose case it is; Ria's for who is nobody's any more, so that a form about it is as good as one can be."""
        return {"joyce": "joyce", "team": "mehmet", "taken": "nora", "nora": "nora", "els": "els"}.get(case, "ria")

    def words(self, person: str) -> dict[str, str]:
        """Words that stand in one place of this person's passport each, and nowhere else."""
        places = ("talk", "undone", "task", "name", "reach", "step", "to-coach", "from-coach", "verdict", "agreed")
        return {place: f"{person}-{place}-zeldzaam" for place in places}

    def hidden_from(self, who: str) -> set[str]:
        """Words and ids that may stand in no answer to this asker."""
        roles = ROLES.get(who, set())
        hidden = {self.owner(person) for person in EMPLOYEES if person != who}
        for person in EMPLOYEES:
            words = self.words(person)
            if "employee" in roles and person == who:
                continue
            open_to_them = any(self.person_of(case) == person for case in SEES.get((who, "coach"), ()))
            hidden |= {words["talk"], words["undone"]} if open_to_them else set(words.values())
        return hidden | (set() if who == "ria" else set(self.words(OF_ENDED).values()))

    # -- moving in

    def _tell(self, person: str) -> None:
        words = self.words(person)

        def told(passport: SkillsPassport) -> SkillsPassport:
            passport = passport.with_consent(Purpose.TALK, given=True, at=AT, text_version="2026-12").with_answer("consent", {"agreed": True}, words="ja", at=AT)
            passport = passport.with_answer("function", {"function_id": None, "words": words["undone"]}, words=words["undone"], at=AT)
            passport = whole_passport(passport).with_lines(TalkLine(Speaker.EMPLOYEE, words["talk"], AT))
            tasks = passport.answers["tasks"].value or {}
            own = {"kind": "task", "quote": words["task"], "concept_id": None, "label": words["task"], "meaning": "now", "confidence": 0.9}
            return passport.with_answer("tasks", {"messages": [words["task"]], "mentions": [*tasks["mentions"], own]}, words=words["task"], at=AT)

        self.store.change(self.owner(person), told, actor="bot", action="answer")
        advise_and_store(self.store, self.owner(person), self.app.state.live.now.knowledge, AT.date(), "bot")

    def _share(self, person: str, coach: str | None) -> str:
        words, recipient = self.words(person), self.coach(coach) if coach else None
        passport = employee.share(
            self.store, self.owner(person), coach=recipient, name=words["name"], reach=words["reach"], at=AT, text_version="1",
        )
        return next(share.case for share in passport.casework.open_shares if share.coach == recipient)

    def _write_and_judge(self, name: str, person: str, coach: str) -> None:
        """Messages both ways, a verdict, a step and an appointment; what was with a coach whose share ended has words of its own."""
        case, who, words = self.cases[name], self.coach(coach), self.words(person if name != "ended" else OF_ENDED)
        employee.answer_coach(self.store, self.owner(person), case, words["to-coach"], at=AT)
        coaching.write_to_employee(self.store, case, who, words["from-coach"], at=AT)
        if name == "ended":
            return
        passport = coaching.open_case(self.store, case, who).passport
        advice = passport.advices[-1]
        suggested = self.suggested(passport)
        now = coaching.judge(
            self.store, case, who, advice_id=advice.id, function_id=suggested, outcome=Outcome.ACCEPT, reason=Reason.FITS,
            words=words["verdict"], at=AT, expected_version=passport.casework.version,
        )
        now = coaching.propose_step(self.store, case, who, kind=70, text=words["step"], at=AT, expected_version=now.version)
        coaching.plan_follow_up(
            self.store, case, who, kind=FollowUpKind.CONVERSATION, day=date(2026, 12, 24), text=words["agreed"], at=AT, expected_version=now.version,
        )

    @staticmethod
    def suggested(passport: SkillsPassport) -> str:
        """The first function that the last advice suggests."""
        return advice_in(passport.advices[-1]).suggestions[0].function_id
