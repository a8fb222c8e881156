"""A store in both journals, a clock that the test moves, and a passport with something in every place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rules.answer import Versions
from skills_passport import sqlite_engine
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
from skills_passport.sqlite_store import SqliteStore

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


@pytest.fixture(params=["wal", "delete"])
def journal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both journals for real: the rollback journal is what an engine older than the safe one gets."""
    if request.param == "delete":
        monkeypatch.setattr(sqlite_engine, "FIRST_SAFE_WAL", (99, 0, 0))
    return str(request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "passports.sqlite"


@pytest.fixture
def store(path: Path, clock: Clock, journal: str) -> Iterator[SqliteStore]:
    opened = SqliteStore(path, clock=clock)
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
                compact({"note": f"{mark}-advice", "suggestions": []}),
            )
        )
    )


@pytest.fixture
def filled() -> Callable[[SkillsPassport, str], SkillsPassport]:
    return _filled


@pytest.fixture
def passport() -> SkillsPassport:
    return SkillsPassport(owner="m1", created_at=NOON, updated_at=NOON)
