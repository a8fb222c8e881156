"""Traces, to a real receiver of OTLP over HTTP in this process: which spans come, and that nobody's words are in them."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from skills_passport.model import Purpose, SkillsPassport
from tests.portal.conftest import AT, HERE, whole_passport

CANARY = "kwispelzwaluw"


class Receiver:
    """Takes spans as a collector does."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        bodies = self.bodies

        class Collector(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                bodies.append(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
                answer = ExportTraceServiceResponse().SerializeToString()
                self.send_response(200)
                self.send_header("Content-Type", "application/x-protobuf")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1/traces"

    @property
    def spans(self) -> list[Any]:
        parsed = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return [span for each in parsed for resource in each.resource_spans for scope in resource.scope_spans for span in scope.spans]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


def _told(passport: SkillsPassport) -> SkillsPassport:
    agreed = passport.with_consent(Purpose.TALK, given=True, at=AT, text_version="2026-12")
    return whole_passport(agreed.with_answer("consent", {"agreed": True}, words="ja", at=AT))


def test_the_spans_of_a_turn_hang_together_and_hold_no_words(app: FastAPI, receiver: Receiver, owner: str) -> None:
    app.state.settings = app.state.settings.model_copy(update={"traces_url": receiver.url})
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as ria:
        ria.post("/aanmelden", data={"persona": "ria"})
        app.state.store.change(owner, _told, actor="bot", action="answer")
        ria.post("/api/chat", json={"message": f"ik doe {CANARY}"}, headers={"User-Agent": CANARY})
        ria.get(f"/paspoort?gelukt={CANARY}")
        ria.post("/paspoort/advies")
    by_name = {span.name: span for span in receiver.spans}
    assert {"request", "turn", "rasa", "advice"} <= by_name.keys(), "what is left is sent when the portal stops"
    rasa, turn = by_name["rasa"], by_name["turn"]
    assert rasa.trace_id == turn.trace_id and rasa.parent_span_id == turn.span_id
    assert {attribute.key: attribute.value.string_value for attribute in rasa.attributes} == {"error.type": "RasaDown"}
    assert not turn.events and not rasa.events, "an error's text may hold what somebody typed"
    for body in receiver.bodies:
        for word in (CANARY, "demo:ria", "paspoort?"):
            assert word.encode() not in body, body[max(0, body.find(word.encode()) - 80) :][:160]


def test_the_framework_makes_no_spans_metrics_or_logs_of_its_own(app: FastAPI) -> None:
    """They hold addresses and searches, and the name of an environment variable is enough to send them off."""
    switches = ("tracing", "metrics", "logs", "operation_spans", "auto_configure")
    assert not [name for name in switches if app._telemetry[name]]  # type: ignore[literal-required]
    assert FastAPI()._telemetry["tracing"], "by itself it is on"


def test_without_a_place_to_send_them_no_traces_are_made(ria: TestClient) -> None:
    assert ria.get("/paspoort").status_code == 200
    assert not [thread for thread in threading.enumerate() if "BatchSpanProcessor" in thread.name]
