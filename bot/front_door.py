"""Puts the bot together for the portal: first what is read from files, then the talk on top of an opened store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot.conversation import Conversation
from bot.engines.buttons import ButtonsEngine
from bot.engines.engine import DialogueEngine, EngineName
from bot.engines.rasa import RasaEngine
from bot.engines.standing_in import StandingIn
from bot.hearing import Hearing, hearing_of
from bot.interview import Interview
from bot.locks import TalkLocks
from bot.order import ByEffect, FixedOrder
from bot.rasa_server.client import RasaClient
from bot.rasa_server.in_flight import TurnsInFlight
from bot.rasa_server.tracker import forget_all
from bot.served import Served
from bot.texts.dialogue_examples import read_examples
from bot.texts.script import AskingOrder, Script
from bot.texts.script_file import read_script, script_of
from publishing.content import Content
from publishing.reading import Parsed, knowledge_of
from rules.files.labour_market_files import load_regions
from rules.knowledge import Knowledge
from rules.matching.regions import Region
from skills_passport.sql import Place
from skills_passport.store import PassportStore


def _now() -> datetime:
    return datetime.now(UTC)


def read_interview(
    knowledge: Knowledge, data: Path, clock: Callable[[], datetime] = _now, *, second_opinion: bool = False, order: AskingOrder | None = None
) -> Interview:
    """The interview over this knowledge, with the questions and texts of the data folder; `order` in place of the one that stands there.

    Raises ScriptError or LabourMarketError with everything that is wrong in the files, and SecondOpinionMissing.
    """
    return _interview(knowledge, read_script(data), load_regions(data), clock, second_opinion=second_opinion, order=order)


def serve(
    content: Content, parsed: Parsed, data: Path, known: Sequence[Served] = (), clock: Callable[[], datetime] = _now, *, second_opinion: bool = False
) -> Served:
    """Knowledge and interview of a content; what is the same as in one of `known` is shared with it, which takes most of the time away.

    `data` has the sentences that Rasa was trained on, which are no part of a content. Raises ScriptError, and SecondOpinionMissing.
    """
    knowledge = knowledge_of(parsed, [served.knowledge for served in known])
    script = script_of(content.files, read_examples(data))
    ears = [served.interview.ears for served in known]
    return Served(knowledge, _interview(
        knowledge, script, parsed.regions, clock, second_opinion=second_opinion, known=[each for each in ears if isinstance(each, Hearing)],
    ))


def check_talk(content: Content, data: Path) -> None:
    """Whether the talk can be read from a content, without building anything. Raises ScriptError with everything that is wrong."""
    script = script_of(content.files, read_examples(data))
    if script.order is AskingOrder.BY_EFFECT:
        ByEffect.check(script)


def build_conversation(
    store: PassportStore, served: Callable[[], Served], *, rasa_url: str, patience: float, tracker: Place, clock: Callable[[], datetime] = _now,
    engine: EngineName = EngineName.RASA, locks: TalkLocks | None = None, mark: Callable[[str], str] = lambda number: number,
) -> Conversation:
    """A conversation that keeps passports in the store; `served` gives what is live, `patience` is how many seconds a turn may wait for Rasa.

    With `engine` Rasa the buttons stand in while it is away; without Rasa nothing stays of what it remembered.
    `locks` and `mark` are for where other processes talk over the same store (bot/locks.py, bot/rasa_server/in_flight.py).
    """
    in_flight = TurnsInFlight(mark)
    chosen: DialogueEngine = ButtonsEngine()
    if engine is EngineName.RASA:
        rasa = RasaClient(rasa_url, patience)
        chosen = StandingIn(RasaEngine(rasa, in_flight, tracker), chosen, has_another=rasa.has_another)
    else:
        forget_all(tracker)
    return Conversation(store, served, chosen, in_flight, clock=clock, locks=locks)


def _interview(
    knowledge: Knowledge, script: Script, regions: Sequence[Region], clock: Callable[[], datetime], *, second_opinion: bool,
    order: AskingOrder | None = None, known: Sequence[Hearing] = (),
) -> Interview:
    def today() -> date:
        return clock().date()

    by_effect = (order or script.order) is AskingOrder.BY_EFFECT
    return Interview(
        script, hearing_of(knowledge, regions, today, second_opinion=second_opinion, known=known),
        ByEffect(script, knowledge, today) if by_effect else FixedOrder(script),
    )
