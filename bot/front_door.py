"""Puts the bot together for the portal: first what is read from files, then the talk on top of an opened store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.conversation import Conversation
from bot.hearing import read_hearing
from bot.interview import Interview
from bot.order import ByEffect, FixedOrder
from bot.rasa_server.client import RasaClient
from bot.texts.script import AskingOrder
from bot.texts.script_file import read_script
from rules.knowledge import Knowledge
from skills_passport.store import PassportStore


def _now() -> datetime:
    return datetime.now(UTC)


def read_interview(
    knowledge: Knowledge, data: Path, clock: Callable[[], datetime] = _now, *, second_opinion: bool = False, order: AskingOrder | None = None
) -> Interview:
    """The interview over this knowledge, with the questions and texts of the data folder; `order` in place of the one that stands there.

    Raises ScriptError or LabourMarketError with everything that is wrong in the files, and SecondOpinionMissing.
    """
    script = read_script(data)

    def today() -> date:
        return clock().date()

    by_effect = (order or script.order) is AskingOrder.BY_EFFECT
    return Interview(
        script, read_hearing(knowledge, data, today, second_opinion=second_opinion),
        ByEffect(script, knowledge, today) if by_effect else FixedOrder(script),
    )


def build_conversation(
    store: PassportStore, interview: Interview, knowledge: Knowledge, *, rasa_url: str, patience: float, tracker: Path,
    clock: Callable[[], datetime] = _now,
) -> Conversation:
    """A conversation that keeps passports in the store; `patience` is how many seconds a turn may wait for Rasa."""
    return Conversation(store, interview, lambda: knowledge, RasaClient(rasa_url, patience), tracker, clock=clock)
