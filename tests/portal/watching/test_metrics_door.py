"""What the monitoring reads: on a door of its own, with every number that is promised and nobody's words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import ValidationError

from bot.rasa_server.process import free_port
from portal.errors import PortalDidNotStart
from portal.settings import Settings
from portal.watching.metrics import Now, door, exposition
from skills_passport.casework.employee import share
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.command_line import ROOT

TOKEN = "a-token-of-the-monitoring-0123456789"
Keep = Callable[[Callable[[SkillsPassport], SkillsPassport]], SkillsPassport]


@pytest.fixture
def now(store: SqliteStore) -> Now:
    return Now(store, lambda: False, lambda: 7)


def value(now: Now, name: str, **labels: str) -> float:
    samples = [sample for family in text_string_to_metric_families(exposition(now).decode()) for sample in family.samples]
    return sum(sample.value for sample in samples if sample.name == name and labels.items() <= sample.labels.items())


def test_the_address_of_browsers_has_no_metrics(visitor: TestClient) -> None:
    assert visitor.get("/metrics").status_code == 404


@pytest.mark.parametrize("token", ["", TOKEN])
def test_the_door_opens_for_the_monitoring_only(now: Now, token: str) -> None:
    port = free_port()
    settings = Settings(metrics_port=port, metrics_token=token)
    with door(settings, now), httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        right = {"Authorization": f"Bearer {token}"} if token else {}
        assert "wijzer_turns_total" in client.get("/metrics", headers=right).text
        assert client.get("/", headers=right).status_code == 404
        assert client.post("/metrics", headers=right).status_code == 501
        if token:
            for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": TOKEN}):
                refused = client.get("/metrics", headers=wrong)
                assert (refused.status_code, refused.content) == (401, b"")
        with pytest.raises(PortalDidNotStart, match="WIJZER_METRICS_PORT"), door(settings, now):
            pass
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False)


def test_outside_this_machine_it_needs_a_token_and_none_is_short() -> None:
    for token in ("", "short"):
        with pytest.raises(ValidationError, match="WIJZER_METRICS_TOKEN"):
            Settings(metrics_port=9101, metrics_host="10.1.2.3", metrics_token=token)
    assert Settings(metrics_port=9101, metrics_host="10.1.2.3", metrics_token=TOKEN).metrics_host == "10.1.2.3"


def test_requests_count_by_their_route_and_by_nothing_that_was_typed(ria: TestClient, now: Now) -> None:
    before = value(now, "wijzer_requests_total", route="/paspoort", status="200", method="GET")
    for address in ("/paspoort?gelukt=kwispelzwaluw", "/kwispelzwaluw", "/api/shares/kwispelzwaluw/messages", "/static/kwispelzwaluw"):
        ria.get(address, headers={"User-Agent": "kwispelzwaluw"})
    ria.request("KWISPELZWALUW", "/paspoort")
    assert value(now, "wijzer_requests_total", route="/paspoort", status="200", method="GET") == before + 1
    assert value(now, "wijzer_requests_total", route="none") >= 1 and value(now, "wijzer_requests_total", method="OTHER") >= 1
    assert value(now, "wijzer_requests_total", route="/api/shares/{case}/messages") >= 1
    assert "kwispel" not in exposition(now).decode().lower()


def test_a_message_that_rasa_did_not_take_is_counted_with_its_time(ria: TestClient, now: Now, keep: Keep) -> None:
    keep(lambda passport: passport)
    names = (("wijzer_turns_total", {"engine": "buttons"}), ("wijzer_rasa_failures_total", {"kind": "RasaDown"}), ("wijzer_turn_seconds_count", {}))
    before = [value(now, name, **labels) for name, labels in names]
    assert ria.post("/api/chat", json={"message": "hallo daar"}).status_code == 200
    assert [value(now, name, **labels) for name, labels in names] == [number + 1 for number in before]


def test_an_advice_and_what_a_change_waited_are_timed(ria: TestClient, now: Now, told: SkillsPassport) -> None:
    before = value(now, "wijzer_advice_seconds_count"), value(now, "wijzer_store_wait_seconds_count", store="passports")
    assert ria.post("/paspoort/advies").status_code == 303
    assert value(now, "wijzer_advice_seconds_count") == before[0] + 1
    assert value(now, "wijzer_store_wait_seconds_count", store="passports") > before[1]


def test_the_oldest_case_for_the_team_is_told_until_somebody_takes_it(store: SqliteStore, now: Now, told: SkillsPassport, owner: str) -> None:
    assert value(now, "wijzer_coach_cases_waiting") == value(now, "wijzer_coach_case_oldest_seconds") == 0
    at = datetime.now(UTC) - timedelta(days=3)
    share(store, owner, coach=None, name="Ria", at=at, text_version="1")
    assert value(now, "wijzer_coach_cases_waiting") == 1
    assert 3 * 86400 <= value(now, "wijzer_coach_case_oldest_seconds") < 3 * 86400 + 600


def test_parts_that_do_not_work_are_told(store: SqliteStore, now: Now) -> None:
    assert [value(now, "wijzer_part_up", part=part) for part in ("store", "rasa")] == [1, 0]
    assert value(now, "wijzer_live_version") == 7
    errors = value(now, "wijzer_store_errors_total")
    store.close()
    assert value(now, "wijzer_part_up", part="store") == 0
    assert value(now, "wijzer_store_errors_total") > errors


def test_processes_that_share_a_folder_are_told_of_together(tmp_path: Path) -> None:
    program = (
        "import sys; from bot.measures import TURNS, TURN_SECONDS; from portal.watching.metrics import exposition\n"
        "class Nothing:\n def collect(self): return iter(())\n def describe(self): return iter(())\n"
        "TURNS.labels('rasa').inc(3); TURN_SECONDS.observe(0.2); sys.stdout.write(exposition(Nothing()).decode())"
    )
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    told = [subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert 'wijzer_turns_total{engine="rasa"} 3.0' in told[0] and 'wijzer_turns_total{engine="rasa"} 6.0' in told[1]
    assert "wijzer_turn_seconds_count 2.0" in told[1]
