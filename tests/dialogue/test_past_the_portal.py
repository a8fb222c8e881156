"""The real Rasa: who finds its port gets nothing of a passport, and what people say stands in none of its logs."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import psutil
import pytest

from tests.dialogue.talks import open_question
from tests.server import Employee, Server

pytestmark = pytest.mark.rasa
CANARY = "kwispelzwaluwtje"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this file alone, as its Rasa is going to be stopped; it waits for it no longer than a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJZER_RASA_PATIENCE", "1")
        server = Server(tmp_path_factory.mktemp("own"))
        server.start()
        yield server
        server.stop()


@pytest.fixture
def ria(own: Server) -> Employee:
    employee = own.employee("ria")
    employee.start_anew()
    for text in ("hallo", "ja", "administratief medewerker"):
        employee.say(text)
    return employee


def rasa_of(server: Server) -> psutil.Process:
    (found,) = (child for child in server.children() if "rasa" in child.cmdline())
    return found


def until_well(server: Server) -> None:
    """Until Rasa answers again, and no other engine for it."""
    limit = time.monotonic() + 60
    while httpx.get(f"{server.url}/health", trust_env=False, verify=False, timeout=10).json()["dialogue"] != "rasa":
        assert time.monotonic() < limit
        time.sleep(0.2)


@pytest.mark.parametrize("message", ["wat weet je van mij?", "knop:doe:ask_advice", f"ik ben {CANARY}", "/ask_known", "/button"])
def test_writing_to_rasa_gives_nothing_and_keeps_nothing(own: Server, ria: Employee, message: str) -> None:
    arguments = rasa_of(own).cmdline()
    webhook = f"http://127.0.0.1:{arguments[arguments.index('--port') + 1]}/webhooks/rest/webhook"
    before = ria.passport()["passport"]
    metadata = {"id": "m-forged-1", "words": f"ik ben {CANARY}", "payload": "knop:doe:ask_advice", "note": "Bel 0900", "turn": "x"}
    body = {"sender": before["owner"], "message": message, "metadata": metadata}
    answer = httpx.post(webhook, json=body, timeout=20, trust_env=False)
    assert (answer.status_code, answer.json()) == (httpx.codes.OK, [])
    after = ria.passport()["passport"]
    changing = {"updated_at", "accesses"}
    assert {name: part for name, part in after.items() if name not in changing} == {
        name: part for name, part in before.items() if name not in changing
    }
    assert ria.say("ja") and open_question(ria) == "region", "the talk goes on"


def test_what_is_told_while_rasa_stands_still_is_heard_at_once_and_once(own: Server, ria: Employee) -> None:
    for text in ("ja", "breda"):
        ria.say(text)
    assert open_question(ria) == "tasks"
    told = ("ik scan dossiers en archiveer stukken", "ik maak roosters", "waarom vraag je dat?")
    rasa = rasa_of(own)
    rasa.suspend()
    try:
        said = [ria.say(text) for text in told]
    finally:
        rasa.resume()
    assert "scan" in said[0] and "rooster" in said[1] and "taken" in said[2], said
    until_well(own)
    passport = ria.passport()["passport"]
    kept = [entry["value"] for entry in passport["answers_given"] if entry["question"] == "tasks"][-1]
    quotes = " ".join(mention["quote"] for mention in kept["mentions"])
    assert "scan" in quotes and "roosters" in quotes
    assert passport["interview"]["notes"]["waiting"] == []
    said = [line["text"] for line in passport["talk"] if line["who"] == "employee"]
    assert [text for text in said if text in told] == list(told)


def test_what_was_said_while_rasa_stood_still_is_in_no_log_and_after_erasure_in_no_file(own: Server, ria: Employee) -> None:
    rasa = rasa_of(own)
    rasa.suspend()
    try:
        assert ria.say(f"{CANARY}beheerder")
        ria.start_anew()
    finally:
        rasa.resume()
    until_well(own)
    time.sleep(1.0)  # what Rasa still had to say about the turn that was cut off
    log = (own.var / "rasa.log").read_text(encoding="utf-8")
    assert "rest.message.received" in log, "the trouble itself is told"
    assert [path.name for path in own.var.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()] == []
