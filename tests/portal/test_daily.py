"""What the portal does by itself once a day."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal import daily
from skills_passport.model import SkillsPassport
from skills_passport.retention import REMINDED_DAYS
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import HERE


def runs(store: SqliteStore) -> int:
    with store._engine.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM audit WHERE action = 'retention-run'").fetchone()[0])


@pytest.mark.parametrize("switched_on", [True, False])
def test_the_portal_takes_the_turn_by_itself_unless_told_not_to(app: FastAPI, monkeypatch: pytest.MonkeyPatch, switched_on: bool) -> None:
    monkeypatch.setattr(daily, "AFTER_START", 0.0)
    monkeypatch.setattr(daily, "EVERY", 0.01)
    before = app.state.settings
    app.state.settings = before.model_copy(update={"retention_daily": switched_on})
    with TestClient(app, base_url="http://127.0.0.1", client=HERE) as client:
        began = time.monotonic()
        while not runs(app.state.store) and time.monotonic() - began < (30 if switched_on else 0.3):
            client.get("/static/nothing")
        assert runs(app.state.store) == switched_on
    app.state.settings = before


def test_what_nobody_touched_goes_after_its_reminder_and_the_page_told_the_day(ria: TestClient, told: SkillsPassport, store: SqliteStore, app: FastAPI) -> None:
    settings, today = app.state.settings, datetime.now(UTC).date()
    with store._engine.writing() as connection:
        connection.execute("UPDATE passports SET updated_at = ?", (datetime(2020, 1, 1, tzinfo=UTC).isoformat(),))
    assert daily.take_turn(store, settings, today) == 0
    last = today + timedelta(days=REMINDED_DAYS)
    page = ria.get("/paspoort").text
    assert "Je paspoort wordt bewaard tot" in page and f"{last.day} " in page and str(last.year) in page
    for days in range(20, REMINDED_DAYS + 1, 20):
        assert daily.take_turn(store, settings, today + timedelta(days=days)) == 0
    assert daily.take_turn(store, settings, last + timedelta(days=1)) == 1
    assert store.load(told.owner, actor="employee", action="show").is_new and store.verify_audit().whole
