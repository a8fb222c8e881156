"""kill -9 of the portal in the middle of a real talk; restarts of both: test_resuming.py."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from bot.rasa_server.process import RasaProcess
from portal.settings import Settings, with_secrets
from tests.dialogue.talks import ANSWERS, answer, open_question
from tests.server import Employee, Server

pytestmark = pytest.mark.rasa


@pytest.fixture(scope="module")
def portal_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal beside a Rasa that stays up, so that many kills take seconds and not minutes."""
    settings = with_secrets(Settings(var=tmp_path_factory.mktemp("own")))
    server = Server(settings.var)
    rasa = RasaProcess(settings.rasa_place, f"{server.url}/rasa/actions", settings.action_token, settings.var)
    rasa.start()
    server.rasa_url = rasa.url
    server.start()
    yield server
    server.kill()
    rasa.stop()


def kept(employee: Employee) -> list[tuple[str, str]]:
    return [(entry["question"], entry["words"]) for entry in employee.passport()["passport"]["answers_given"]]


def test_a_kill_between_two_messages_loses_no_acknowledged_answer(portal_only: Server) -> None:
    """At three questions; a restart of both processes at every question: test_resuming.py."""
    own = portal_only
    ria = own.employee("ria")
    ria.start_anew()
    ria.say("hallo")
    said = dict(ANSWERS)
    killed: set[str] = set()
    for _ in range(40):
        question = open_question(ria)
        if question is None:
            break
        answer(ria, question, said)
        before = kept(ria)
        if question in killed or question not in {"function", "tasks", "criteria"}:
            continue
        waiting = open_question(ria)
        own.kill()
        own.start()
        killed.add(question)
        assert kept(ria) == before
        assert ria.passport()["passport"]["interview"]["question"] == waiting
    assert open_question(ria) is None
    assert killed == {"function", "tasks", "criteria"}


def test_a_kill_in_the_middle_of_a_turn_leaves_it_whole_or_absent_and_sending_again_counts_once(portal_only: Server) -> None:
    own = portal_only
    ria = own.employee("ria")
    ria.start_anew()
    for text in ("hallo", "ja", "administratief medewerker"):
        ria.say(text)
    words = "burgerzaken eigenlijk"

    def send() -> None:
        with contextlib.suppress(httpx.HTTPError):
            ria.client.post("/api/chat", json={"message": words, "message_id": "onderweg-1"})

    sender = threading.Thread(target=send)
    sender.start()
    time.sleep(0.03)  # somewhere inside the turn
    own.kill()
    sender.join()
    own.start()
    ria.say(words, message_id="onderweg-1")
    talk = [line["text"] for line in ria.passport()["passport"]["talk"] if line["who"] == "employee"]
    assert talk.count(words) == 1
