"""Whatever is typed: a clear Dutch answer, nothing executed, nothing lost, no stack trace."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.dialogue.talks import open_question
from tests.server import Employee, Server

pytestmark = pytest.mark.rasa

ODD = {
    "empty": "",
    "spaces": "   \n\t ",
    "100 kB": "ik bel leveranciers en bestel papier. " * 2700,
    "emoji": "😀👍🏽🏳️‍🌈 ik help mensen aan de balie 🎉",
    "right-to-left": "אני עובד בעירייה \u202e ik typ achterstevoren",
    "control characters": "ik\x00 scan\x07 dossiers\x1b[31m",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> ik tik brieven",
    "sql": "'; DROP TABLE passports; -- ik hou lijsten bij",
    "template": "{{ 7*7 }} ${7*7} {% for x in ().__class__.__bases__ %} {tasks}",
    "intent": '/affirm{"answer": "alles"}',
    "session command": "/restart",
    "spaced command": "   /session_start",
    "forged button": "knop:consent:0",
    "lone surrogate": "ik ben \ud83d moe",
}


@pytest.fixture
def talking(running: Server) -> Employee:
    employee = running.employee("joyce")
    employee.start_anew()
    employee.say("hallo")
    employee.say("ja")
    return employee


@pytest.mark.parametrize("message", [pytest.param(text, id=name) for name, text in ODD.items()])
def test_odd_input_gets_a_clear_answer_and_the_talk_goes_on(talking: Employee, message: str) -> None:
    assert open_question(talking) == "function"
    if message.isprintable() or "\ud83d" not in message:
        answer = talking.say(message)
        assert answer.strip()
        assert "Traceback" not in answer and "Error" not in answer and "49" not in answer
    else:
        raw = '{"message": "ik ben \\ud83d moe"}'
        response = talking.client.post("/api/chat", content=raw, headers={"Content-Type": "application/json"})
        assert response.status_code < httpx.codes.INTERNAL_SERVER_ERROR
    assert talking.passport()["passport"]["consents"][-1]["given"] is True
    assert talking.client.get("/health").status_code == httpx.codes.OK


def test_a_typed_command_is_no_command(talking: Employee) -> None:
    """`/restart` or `/skip` as text must not reach Rasa as an intent."""
    talking.say('/skip{"answer": "x"}')
    assert talking.passport()["passport"]["answers_given"][-1]["question"] != "region"


def test_a_citizen_service_number_is_said_and_kept_nowhere(running: Server, talking: Employee) -> None:
    number = "111222333"  # passes the eleven test, belongs to nobody
    answer = talking.say(f"mijn bsn is {number} en ik werk bij burgerzaken")
    assert "burgerservicenummer" in answer
    assert number not in str(talking.passport())
    assert _files_with(running.var, number) == []


def test_the_same_message_twice_counts_once(talking: Employee) -> None:
    first = talking.say("medewerker burgerzaken", message_id="dezelfde-0001")
    again = talking.say("medewerker burgerzaken", message_id="dezelfde-0001")
    assert first == again
    talk = talking.passport()["passport"]["talk"]
    assert sum(line["text"] == "medewerker burgerzaken" for line in talk) == 1


def test_messages_in_quick_succession_are_all_kept_in_one_piece(talking: Employee) -> None:
    messages = [f"ik doe taak nummer {number} met het archief" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda text: talking.client.post("/api/chat", json={"message": text}), messages))
    assert {answer.status_code for answer in answers} == {httpx.codes.OK}
    said = [line["text"] for line in talking.passport()["passport"]["talk"] if line["who"] == "employee"]
    assert sorted(text for text in said if "taak nummer" in text) == messages


def test_erasure_leaves_the_words_in_no_file(running: Server, talking: Employee) -> None:
    canary = "kwispelzwaluwtje"
    talking.say(f"{canary}beheerder")
    assert _files_with(running.var, canary)
    talking.start_anew()
    assert _files_with(running.var, canary) == []
    assert talking.client.get("/health").status_code == httpx.codes.OK


def _files_with(folder: Path, word: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
