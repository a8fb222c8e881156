"""`rasa data validate` and Rasa's test stories, with the trained model."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bot.rasa_server.training import QUIET
from portal.settings import ROOT, Settings

pytestmark = pytest.mark.rasa


def test_rasa_finds_its_data_sound_and_every_digression_leads_to_the_interview(tmp_path: Path) -> None:
    """Guards what our own tests do not see, as they start where Rasa has decided.

    An intent that is used in no rule, or in a rule and not in the domain; an example under two intents; rules that contradict each
    other; a form or action that does not exist. And that whatever is typed aside is handed to the interview, which stays open.
    """
    place = Settings().rasa_place
    nowhere = {"WIJZER_ACTION_URL": "http://127.0.0.1:1/", "WIJZER_ACTION_TOKEN": "none", "WIJZER_TRACKER_URL": f"sqlite:///{tmp_path / 'tracker.sqlite'}"}
    done = subprocess.run(
        [str(place.python), "-W", "ignore", "tests/dialogue/rasa_checks.py", str(place.model), str(tmp_path)],
        cwd=ROOT, env={**os.environ, **QUIET, **nowhere, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, f"{done.stdout or done.stderr[-3000:]}"
