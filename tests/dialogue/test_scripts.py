"""Every script of tests/dialogue/scripts, over HTTP with the running portal and Rasa; what a script may hold: script_format.py."""

from __future__ import annotations

from itertools import cycle

import pytest

from tests.dialogue.playing import QUESTIONS, Playing
from tests.dialogue.script_format import TalkScript, read_folder
from tests.server import Server

pytestmark = pytest.mark.rasa

SCRIPTS = [script for script in read_folder(QUESTIONS) if not script.restarts]
PERSONAS = ("ria", "mehmet", "alfred", "joyce")
PLAYED_BY = [pytest.param(script, persona, id=script.name) for script, persona in zip(SCRIPTS, cycle(PERSONAS), strict=False)]


@pytest.mark.parametrize(("script", "persona"), PLAYED_BY)
def test_script(running: Server, script: TalkScript, persona: str) -> None:
    employee = running.employee(persona)
    employee.start_anew()
    assert Playing(script, employee).play() == ""
