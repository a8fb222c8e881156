"""A store of each kind, a clock that the test moves, and a passport with something in every place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rules.answer import Versions
from skills_passport import sqlite_engine
from skills_passport.casework.follow_ups import FollowUp, FollowUpKind, FollowUpState
from skills_passport.casework.messages import CaseMessage
from skills_passport.casework.plan import PlanChange, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party, Share
from skills_passport.casework.verdicts import Outcome, Reason, Signal, Verdict
from skills_passport.export import compact
from skills_passport.model import (
    AnswerStatus,
    Button,
    Interview,
    Purpose,
    SkillsPassport,
    Speaker,
    StoredAdvice,
    TalkLine,
)
from skills_passport.opening import open_passports
from skills_passport.sql import Place
from skills_passport.sql_store import SqlStore

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Every look at it is a second later."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def at() -> datetime:
    return NOON


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks into the file itself, is asked of a file only."""
    items[:] = [item for item in items if not (_in_postgres(item) and "path" in getattr(item, "fixturenames", ()))]


def _in_postgres(item: pytest.Item) -> bool:
    return any(mark.name == "cluster" for mark in item.iter_markers()) and "journal" in getattr(item, "fixturenames", ())


@pytest.fixture(params=["wal", "delete", pytest.param("postgres", marks=pytest.mark.cluster)])
def journal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """SQLite with both journals for real (the rollback journal is what an engine older than the safe one gets), and PostgreSQL."""
    if request.param == "delete":
        monkeypatch.setattr(sqlite_engine, "FIRST_SAFE_WAL", (99, 0, 0))
    return str(request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "passports.sqlite"


@pytest.fixture
def home(request: pytest.FixtureRequest, journal: str) -> Place:
    """Where the store of a test is."""
    found: Place = request.getfixturevalue("database" if journal == "postgres" else "path")
    return found


@pytest.fixture
def store(home: Place, clock: Clock) -> Iterator[SqlStore]:
    opened = open_passports(home, clock=clock)
    yield opened
    opened.close()


def _filled(passport: SkillsPassport, mark: str) -> SkillsPassport:
    """Every text place of a passport filled, each with its own word that begins with `mark`."""
    mention = {
        "kind": "task",
        "quote": f"{mark}-quote",
        "concept_id": None,
        "label": f"{mark}-label",
        "meaning": "now",
        "confidence": 0.8,
    }
    return (
        passport.with_consent(Purpose.TALK, given=True, at=NOON, text_version=f"{mark}-consenttext")
        .with_answer(
            "function",
            {"function_id": None, "words": f"{mark}-functionvalue"},
            words=f"{mark}-functiontyped",
            at=NOON,
        )
        .with_answer("region", {"region_id": "twente", "words": f"{mark}-oldtown"}, words=f"{mark}-oldtyped", at=NOON)
        .with_answer("region", {"region_id": "midden-utrecht", "words": f"{mark}-newtown"}, words="nee", at=NOON)
        .with_answer(
            "tasks",
            {"messages": [f"{mark}-message bestellen ’s ochtends"], "mentions": [mention]},
            words=f"{mark}-taskstyped",
            at=NOON,
            status=AnswerStatus.OPEN,
        )
        .with_interview(Interview("trends", ("welcomed", f"{mark}-flag"), {"offered": [f"{mark}-note"]}))
        .with_lines(
            TalkLine(Speaker.EMPLOYEE, f"{mark}-said 😀", NOON),
            TalkLine(
                Speaker.BOT,
                f"{mark}-replied",
                NOON,
                (Button(f"{mark}-button", f"knop:{mark}-payload"),),
                {"title": f"{mark}-card"},
            ),
        )
        .with_message(f"{mark}-m1", at=NOON)
        .with_reply(f"{mark}-m1", {"messages": [{"text": f"{mark}-reply"}]}, at=NOON)
        .with_advice(
            StoredAdvice(
                f"{mark}-adviceid",
                NOON,
                Versions("0.1.0", f"{mark}-catalogue", "rulebook", "labour"),
                compact({"function_words": f"{mark}-person"}),
                compact({
                    "versions": {"product": "0.1.0", "catalogue": f"{mark}-catalogue", "rulebook": "rulebook", "labour_market": "labour"},
                    "today": "2026-12-01", "own_work": {"function_id": None, "title": "", "quadrant": None, "text": "", "tasks": []},
                    "suggestions": [], "note": f"{mark}-advice", "considered": [],
                }),
            )
        )
    )


@pytest.fixture
def filled() -> Callable[[SkillsPassport, str], SkillsPassport]:
    return _filled


def _worked(passport: SkillsPassport, mark: str) -> SkillsPassport:
    """Every text place of the casework filled, too; an ended share and one with a coach."""
    ended = Share(case=f"{mark}-case0", coach=None, since=NOON, ended=NOON, seen_at=NOON)
    share = Share(
        case=f"{mark}-case", coach=f"{mark}-coach", since=NOON, name=f"{mark}-name", reach=f"{mark}-reach", taken_by=None, seen_at=NOON, closed_at=NOON,
    )
    step = PlanChange(
        step=f"{mark}-step", kind=70, text=f"{mark}-steptext", origin=Party.ADVICE, state=StepState.AGREED, by=Party.COACH, at=NOON,
        due=NOON.date(), coach=f"{mark}-planner",
    )
    verdict = Verdict(
        case=share.case, coach=f"{mark}-judge", at=NOON, advice_id=f"{mark}-adviceid", versions=Versions("0.1.0", f"{mark}-judged", "rulebook", "labour"),
        function_id=f"{mark}-function", outcome=Outcome.REJECT, reason=Reason.CRITERION, signal=Signal.MISSING_RULE, words=f"{mark}-reason",
    )
    messages = (
        CaseMessage(id=f"{mark}-message1", case=share.case, by=Party.COACH, text=f"{mark}-written", at=NOON, coach=f"{mark}-writer", read_at=NOON),
        CaseMessage(id=f"{mark}-message2", case=share.case, by=Party.EMPLOYEE, text=f"{mark}-answered", at=NOON),
    )
    follow_up = FollowUp(
        id=f"{mark}-followup", case=share.case, kind=FollowUpKind.CHECK, day=NOON.date(), state=FollowUpState.PLANNED, at=NOON,
        coach=f"{mark}-follower", step=f"{mark}-stepofit", text=f"{mark}-agreed",
    )
    work = Casework(
        version=passport.casework.version, shares=(ended, share), verdicts=(verdict,), plan_changes=(replace(step, state=StepState.PROPOSED, due=None), step),
        messages=messages, follow_ups=(follow_up,),
    )
    return replace(passport, casework=work).with_decision(Purpose.COACH, given=True, at=NOON, text_version=f"{mark}-coachtext")


@pytest.fixture
def worked() -> Callable[[SkillsPassport, str], SkillsPassport]:
    return _worked


@pytest.fixture
def passport() -> SkillsPassport:
    return SkillsPassport(owner="m1", created_at=NOON, updated_at=NOON)
