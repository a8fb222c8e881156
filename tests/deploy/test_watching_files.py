"""The dashboard and the alerts ask for what is really measured, the alerts come when they must, and each says what to do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

from bot import measures as _talk  # noqa: F401 - loaded, as a portal has their metrics
from portal.watching import requests as _requests  # noqa: F401
from portal.watching.metrics import Now
from skills_passport.sqlite_store import SqliteStore
from tests.server import ROOT

HERE = Path(__file__).parent
WATCHING = ROOT / "deploy" / "watching"
DASHBOARD = json.loads((WATCHING / "dashboard.json").read_text(encoding="utf-8"))
ALERTS = [rule for group in yaml.safe_load((WATCHING / "alerts.yml").read_text(encoding="utf-8"))["groups"] for rule in group["rules"]]
OPERATIONS = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
OF_PROMETHEUS = {"job", "instance", "le"}
_SELECTOR = re.compile(r"(wijzer_\w+)(?:{([^}]*)})?")


def queries() -> list[tuple[str, str]]:
    """(where it stands, what it asks)."""
    shown = [(panel["title"], target["expr"]) for panel in DASHBOARD["panels"] for target in panel["targets"]]
    return shown + [(rule["alert"], rule["expr"]) for rule in ALERTS]


@pytest.fixture
def labels(tmp_path: Path) -> Iterator[dict[str, set[str]]]:
    """Which labels every name has under which Prometheus knows it."""
    store = SqliteStore(tmp_path / "passports.sqlite")
    found: dict[str, set[str]] = {}
    for collector in list(REGISTRY._collector_to_names):
        if isinstance(collector, MetricWrapperBase) and collector._name.startswith("wijzer_"):
            for name in REGISTRY._collector_to_names[collector]:
                found[name] = set(collector._labelnames)
    for family in Now(store, lambda: True, lambda: 1).collect():
        found[family.name] = {label for sample in family.samples for label in sample.labels}
    yield found
    store.close()


def test_every_query_asks_for_what_is_measured_and_nothing_is_measured_in_vain(labels: dict[str, set[str]]) -> None:
    asked = set()
    for place, query in queries():
        known: set[str] = set(OF_PROMETHEUS)
        for name, within in _SELECTOR.findall(query):
            assert name in labels, f"{place}: nothing measures {name}"
            asked.add(name)
            known |= labels[name]
            assert {part.split("=")[0].strip(" !~") for part in within.split(",") if part} <= labels[name] | OF_PROMETHEUS, place
        for group in re.findall(r"by \(([^)]*)\)", query):
            assert {label.strip() for label in group.split(",")} <= known, place
    families = {re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in labels}
    assert {re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in asked} == families


def test_the_dashboard_can_be_read_by_grafana() -> None:
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(set(ids)) == len(ids) >= 12 and DASHBOARD["uid"] and DASHBOARD["schemaVersion"]
    places = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in DASHBOARD["panels"]}
    assert len(places) == len(ids)
    for panel in DASHBOARD["panels"]:
        assert panel["datasource"]["uid"] == "${source}" and panel["title"] and all(target["expr"] for target in panel["targets"])


def test_every_alert_says_what_to_do_and_stands_in_the_docs() -> None:
    for rule in ALERTS:
        assert rule["labels"]["severity"] in {"now", "today"}
        assert len(rule["annotations"]["do"]) > 60 and rule["annotations"]["summary"].endswith(".")
        assert f"`{rule['alert']}`" in OPERATIONS, rule["alert"]


def test_every_metric_stands_in_the_docs(labels: dict[str, set[str]]) -> None:
    missing = {name for name in labels if not name.endswith(("_bucket", "_count", "_sum", "_created")) and f"`{name}`" not in OPERATIONS}
    assert not {name for name in missing if f"{name}_total" not in labels}


def test_prometheus_takes_the_files_and_the_queries_of_the_dashboard(tmp_path: Path) -> None:
    shutil.copy(WATCHING / "alerts.yml", tmp_path)
    shutil.copy(WATCHING / "prometheus.yml", tmp_path)
    _promtool("check", "config", "prometheus.yml", folder=tmp_path)
    rules = [{"record": f"panel:{number}", "expr": query.replace("$__rate_interval", "1m")} for number, (_, query) in enumerate(queries())]
    (tmp_path / "panels.yml").write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}), encoding="utf-8")
    _promtool("check", "rules", "panels.yml", folder=tmp_path)


def test_the_alerts_come_when_they_must_and_only_then(tmp_path: Path) -> None:
    shutil.copy(WATCHING / "alerts.yml", tmp_path)
    shutil.copy(HERE / "alerts_test.yml", tmp_path)
    given: dict[str, Any] = yaml.safe_load((tmp_path / "alerts_test.yml").read_text(encoding="utf-8"))
    quiet, loud = given["tests"]
    names = {rule["alert"] for rule in ALERTS}
    assert {each["alertname"] for each in quiet["alert_rule_test"]} == names
    assert len(loud["promql_expr_test"][0]["exp_samples"]) == len(names)
    _promtool("test", "rules", "alerts_test.yml", folder=tmp_path)


def _promtool(*arguments: str, folder: Path) -> None:
    program = shutil.which("promtool")
    assert program, "Needs promtool: apt install prometheus."
    answer = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
