"""Portal and Rasa fall over and are started again while somebody stands at each question: the scripts with a `herstart`."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.dialogue.playing import QUESTIONS, Playing
from tests.dialogue.script_format import read_folder
from tests.dialogue.talks import ANSWERS, answer, open_question
from tests.server import Server

pytestmark = pytest.mark.rasa

SCRIPTS = [script for script in read_folder(QUESTIONS) if script.restarts]
RESTARTS = ("kill", "stop")
"""All of them are started again together, as a start takes some fifteen seconds."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this file alone, as it is going to be killed, with a persona for each script and one more."""
    folder = tmp_path_factory.mktemp("own")
    personas = "".join(f"- {{id: {name}, name: {name}, about: An invented employee}}\n" for name in ("ria", *(script.name for script in SCRIPTS)))
    (folder / "personas.yml").write_text(personas, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJZER_PERSONAS", str(folder / "personas.yml"))
        server = Server(folder / "var")
        server.start()
        yield server
        server.kill()


def test_at_every_question_everybody_goes_on_where_they_were(own: Server) -> None:
    assert {script.restarts for script in SCRIPTS} == {RESTARTS}
    talks = [Playing(script, own.employee(script.name)) for script in SCRIPTS]
    stood: set[str] = set()
    for how in RESTARTS:
        for talk in talks:
            assert talk.play() == ""
            stood.add(talk.asked[-1])
        if how == "kill":
            own.kill()
        else:
            own.stop()
            (own.var / "tracker.sqlite").unlink()  # even Rasa's memory may be gone
        own.start()
    for talk in talks:
        assert talk.play() == ""
        assert talk.place == len(talk.script.lines)
    assert stood >= set(QUESTIONS)


def test_when_rasa_dies_in_mid_talk_the_buttons_go_on_and_rasa_takes_over_again(own: Server) -> None:
    """Every question is asked once, and everything that was told is there, whichever engine heard it."""
    ria = own.employee("ria")
    said = dict(ANSWERS)
    ria.say("hallo")
    asked = [open_question(ria)]
    engines = []
    while (question := open_question(ria)) is not None:
        if question == "region":
            for child in own.children():
                child.kill()
        if question == "wishes":
            until_answered_by(own, "rasa")
        answer(ria, question, said)
        engines.append(answered_by(own))
        asked.append(open_question(ria))
        assert len(asked) < 60, f"the talk does not end: {asked}"
    in_turn = [question for before, question in zip([None, *asked], asked, strict=False) if question != before]
    assert len(set(in_turn)) == len(in_turn), f"asked twice: {in_turn}"
    assert [engine for before, engine in zip([None, *engines], engines, strict=False) if engine != before] == ["rasa", "buttons", "rasa"]
    passport = ria.passport()["passport"]
    told = [line["text"] for line in passport["talk"] if line["who"] == "employee"]
    assert all(told.count(words) == 1 for question, words in ANSWERS if question not in said)
    given = {entry["question"] for entry in passport["answers_given"]}
    assert given >= {"function", "region", "tasks", "wishes"} and ria.cards()


def answered_by(server: Server) -> str:
    return str(httpx.get(f"{server.url}/health", trust_env=False, verify=False, timeout=10).json()["dialogue"])


def until_answered_by(server: Server, engine: str) -> None:
    limit = time.monotonic() + 60
    while answered_by(server) != engine:
        assert time.monotonic() < limit, f"{engine} does not answer"
        time.sleep(0.2)
