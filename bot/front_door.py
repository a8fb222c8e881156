"""Puts the bot together for the portal: first what is read from files, then the talk on top of an opened store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.conversation import Conversation
from bot.hearing import read_hearing
from bot.interview import Interview
from bot.rasa_server.client import RasaClient
from bot.script_file import read_script
from rules.knowledge import Knowledge
from skills_passport.store import PassportStore


def _now() -> datetime:
    return datetime.now(UTC)


def read_interview(
    knowledge: Knowledge, data: Path, clock: Callable[[], datetime] = _now, *, second_opinion: bool = False
) -> Interview:
    """The interview over this knowledge, with the questions and texts of the data folder.

    Raises ScriptError or LabourMarketError with everything that is wrong in the files, and SecondOpinionMissing.
    """
    script = read_script(data)
    return Interview(script, read_hearing(knowledge, data, lambda: clock().date(), second_opinion=second_opinion))


def build_conversation(
    store: PassportStore, interview: Interview, knowledge: Knowledge, *, rasa_url: str, patience: float, tracker: Path,
    clock: Callable[[], datetime] = _now,
) -> Conversation:
    """A conversation that keeps passports in the store; `patience` is how many seconds a turn may wait for Rasa."""
    return Conversation(store, interview, lambda: knowledge, RasaClient(rasa_url, patience), tracker, clock=clock)
