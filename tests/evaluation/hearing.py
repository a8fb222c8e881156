"""A message as the trained Rasa model hears it, and a talk in which it is said; for every evaluation that needs the whole bot."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

from bot.interview import Interview
from bot.rasa_server.training import RasaPlace, is_trained, train
from bot.talk import Given, Heard, Talk
from tests.evaluation.measures import SETS

ROOT = SETS.parent.parent
PLACE = RasaPlace(ROOT, ROOT / ".venv-rasa" / "bin" / "python")


def parse(said: Sequence[str]) -> list[Heard]:
    """What the model makes of each message; trained first when its sources changed, and run in its own environment."""
    if not is_trained(PLACE):
        train(PLACE)
    answer = subprocess.run(
        [str(PLACE.python), "-W", "ignore", "-m", "tests.evaluation.rasa_parse", str(PLACE.model)],
        input=json.dumps(list(said)), capture_output=True, text=True, check=True, cwd=ROOT,
    )
    parsed = json.loads(answer.stdout[answer.stdout.index("[{") :])
    return [Heard(words, str(found["intent"]), float(found["confidence"])) for words, found in zip(said, parsed, strict=True)]


def talk_at(interview: Interview, question: str) -> Talk:
    """A talk with this question open, asked before; `done` is after the advice."""
    consent = {} if question == "consent" else {"consent": Given({"agreed": True}, "ja")}
    if question == "done":
        return Talk(None, consent).noting(advised=True, seen=True)
    if question == "trends":
        told = interview.turn(Talk("tasks", consent).noting(asked=("consent", "tasks")), Heard("ik typ brieven en bestel spullen")).talk
        consent = {**consent, "tasks": told.given["tasks"]}
    return Talk(question, consent).noting(asked=("consent", question))
