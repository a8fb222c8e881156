"""Puts the bot together: one call for the portal and the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.client import RasaClient
from bot.conversation import Conversation
from bot.hearing import read_hearing
from bot.interview import Interview
from bot.script_file import read_script
from rules.knowledge import Knowledge
from skills_passport.store import PassportStore


def build_conversation(
    store: PassportStore, knowledge: Knowledge, data: Path, *, rasa_url: str, patience: float, tracker: Path,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Conversation:
    """A conversation over this knowledge, with the questions and texts of the data folder.

    `patience` is how many seconds a turn may wait for Rasa; `tracker` is Rasa's tracker file.
    Raises ScriptError or LabourMarketError with everything that is wrong in the files.
    """
    ears = read_hearing(knowledge, data, lambda: clock().date())
    interview = Interview(read_script(data), ears)
    return Conversation(store, interview, lambda: knowledge, RasaClient(rasa_url, patience), tracker, clock=clock)
