"""Portal and Rasa fall over and are started again while somebody stands at each question: the scripts with a `herstart`."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.dialogue.playing import QUESTIONS, Playing
from tests.dialogue.script_format import read_folder
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


def test_a_message_is_kept_when_rasa_is_down_and_the_talk_goes_on(own: Server) -> None:
    ria = own.employee("ria")
    for text in ("hallo", "ja", "administratief medewerker", "ja"):
        ria.say(text)
    for child in own.children():
        child.kill()
    answer_text = ria.say("ik woon in Breda")
    assert "bewaard" in answer_text
    limit = time.monotonic() + 60
    while httpx.get(f"{own.url}/health", trust_env=False, verify=False).status_code != httpx.codes.OK:
        assert time.monotonic() < limit, "Rasa was not started again"
        time.sleep(0.2)
    after = ria.press("Probeer opnieuw")
    assert "West-Brabant" in after
