"""The whole product on PostgreSQL: a talk to its advice, a database that goes away in the middle, and the same advice as on SQLite."""

from __future__ import annotations

import signal
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psycopg
import pytest

from rules.files.knowledge_files import load_knowledge
from skills_passport.guidance import advise_and_store
from skills_passport.postgres_store import PostgresStore
from skills_passport.sqlite_store import SqliteStore
from tests.cluster.postgres_server import PostgresServer
from tests.dialogue.talks import walk
from tests.forms import mark_in
from tests.server import Server

pytestmark = [pytest.mark.cluster, pytest.mark.rasa]
ONCE = "a-message-that-comes-twice"
FOUND_AGAIN = 10.0  # seconds after which a database that is back is in use everywhere


def test_a_talk_goes_on_after_the_database_was_away_and_nothing_is_in_files(
    own_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = own_server.make()
    monkeypatch.setenv("WIJZER_STORE", place.url)
    monkeypatch.setenv("WIJZER_TRACKER_URL", place.url)
    server = Server(tmp_path / "var")
    server.start()
    try:
        ria = server.employee("ria")
        list(walk(ria, until="wishes"))
        own_server.stop(signal.SIGQUIT)
        answer = ria.client.post("/api/chat", json={"message": "bij de gemeente lijkt me prima", "message_id": ONCE})
        assert answer.status_code == 503 and "Probeer het over een minuut nog eens." in answer.json()["detail"]
        assert ria.client.get("/health").json()["store"] == "down"
        own_server.start()
        with httpx.Client(timeout=60.0, trust_env=False) as client:
            while client.get(f"{server.url}/health").status_code != httpx.codes.OK:
                pass
        ria.say("bij de gemeente lijkt me prima", ONCE)
        ria.say("bij de gemeente lijkt me prima", ONCE)
        with psycopg.connect(place.url) as connection:
            said = "SELECT count(*) FROM skills_passport.talk WHERE who = 'employee' AND text = 'bij de gemeente lijkt me prima'"
            assert connection.execute(said).fetchone() == (1,)
        list(walk(ria))
        assert ria.cards()
        with closing(PostgresStore(place)) as store:
            assert store.verify_audit().whole and store.check() == 1
        began = time.monotonic()
        erasing = mark_in(ria.client.get("/paspoort/wissen").text)
        while (erased := ria.client.post("/paspoort/wissen", data=erasing)).status_code == httpx.codes.SERVICE_UNAVAILABLE and time.monotonic() - began < FOUND_AGAIN:
            assert "er is nog niets gewist" in erased.text  # the versions are found again by themselves, not at the same moment
        assert erased.headers.get("Location") == "/?gewist=true", erased.text
        with psycopg.connect(place.url) as connection:
            assert connection.execute("SELECT count(*) FROM skills_passport.talk").fetchone() == (0,)
    finally:
        server.stop()
    files = [file for file in server.var.rglob("*") if file.is_file()]
    assert [file.name for file in files if ".sqlite" in file.name] == []
    assert [file.name for file in files if own_server.password.encode() in file.read_bytes()] == []


def test_the_same_answers_get_the_same_advice_from_either_store(store: PostgresStore, tmp_path: Path) -> None:
    from tests.passports import told_passport

    knowledge = load_knowledge(Path(__file__).parents[2] / "data")
    told = told_passport()
    at = datetime(2026, 12, 1, tzinfo=UTC)
    with closing(SqliteStore(tmp_path / "passports.sqlite")) as other:
        stored = []
        for each in (store, other):
            for answer in told.answers_given:
                each.change(told.owner, lambda passport, answer=answer: passport.with_answer(answer.question, answer.value, words=answer.words, at=at), actor="bot", action="answer")
            advise_and_store(each, told.owner, knowledge, at.date(), "bot")
            stored.append(each.load(told.owner, actor="bot", action="show").advices[-1])
    assert (stored[0].advice, stored[0].person, stored[0].versions) == (stored[1].advice, stored[1].person, stored[1].versions)
