"""Nobody waits for Rasa: the buttons take over at once, nothing is lost or done twice, and Rasa answers again when it is back."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.advising import Advising
from bot.conversation import Conversation
from bot.engines.buttons import ButtonsEngine, meaning
from bot.engines.engine import EngineName
from bot.front_door import build_conversation
from bot.interview import Interview
from bot.replies import Turn
from bot.served import Served
from bot.talk import Heard
from rules.knowledge import Knowledge
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import OWNER, Make, agreed, hearing, rasa_at

QUESTION = "Bedoel je administratief medewerker?"
PATIENCE = 20.0  # seconds until something counts as not happening


def functions_given(store: SqliteStore) -> int:
    return [given.question for given in store.load(OWNER, actor="employee", action="read").answers_given].count("function")


async def rasa_again(conversation: Conversation) -> None:
    async with asyncio.timeout(PATIENCE):
        while conversation.answering is not EngineName.RASA:
            await asyncio.sleep(0.05)


async def test_while_rasa_is_down_a_message_is_answered_and_rasa_answers_again_when_it_is_back(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make()
    await agreed(conversation)
    assert conversation.answering is EngineName.RASA
    turn = await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
    assert QUESTION in turn.messages[-1].text and conversation.answering is EngineName.BUTTONS
    heard: list[str] = []

    def reply(body: dict[str, Any]) -> Any:
        heard.append(body["message"])
        return hearing(conversation, "affirm")(body)

    async with rasa_at(port, reply):
        await rasa_again(conversation)
        answer = await conversation.turn(OWNER, "ja die", message_id="m-3")
    assert heard == ["ja die"] and answer.progress.question == "region" and functions_given(store) == 1
    assert (await conversation.turn(OWNER, "ja die", message_id="m-3")) == answer
    await conversation.close()


async def test_what_rasa_does_not_answer_in_time_is_heard_once_however_late_it_comes(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make(patience=0.2)
    await agreed(conversation)
    release = asyncio.Event()
    late: list[Any] = []

    async def slow(body: dict[str, Any]) -> Any:
        await release.wait()
        late.append(await hearing(conversation)(body))
        return late[-1]

    async with rasa_at(port, slow):
        turn = await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
        before = store.load(OWNER, actor="employee", action="read")
        release.set()
        async with asyncio.timeout(PATIENCE):
            while not late:
                await asyncio.sleep(0.05)
    assert QUESTION in turn.messages[-1].text and conversation.answering is EngineName.BUTTONS
    assert late == [[]] and store.load(OWNER, actor="employee", action="read") == before
    await conversation.close()


@pytest.mark.parametrize("how", ["late", "broken"])
async def test_a_turn_that_rasa_had_run_before_it_failed_is_not_taken_again(make: Make, store: SqliteStore, port: int, how: str) -> None:
    conversation = make(patience=1.0)
    await agreed(conversation)

    async def reply(body: dict[str, Any]) -> Any:
        answer = await hearing(conversation)(body)
        if how == "late":
            await asyncio.sleep(5)
        return answer if how == "late" else []

    async with rasa_at(port, reply):
        turn = await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
    assert QUESTION in turn.messages[-1].text and functions_given(store) == 1
    kept = store.load(OWNER, actor="employee", action="read")
    assert [line.text for line in kept.talk].count("administratie medewerker") == 1
    await conversation.close()


async def test_a_turn_that_rasa_runs_twice_counts_once(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make()
    await agreed(conversation)

    async def twice(body: dict[str, Any]) -> Any:
        first = await hearing(conversation)(body)
        assert await hearing(conversation)(body) == []
        return first

    async with rasa_at(port, twice):
        assert QUESTION in (await conversation.turn(OWNER, "administratie medewerker")).messages[-1].text
    assert functions_given(store) == 1


@pytest.mark.parametrize("elsewhere", [True, False])
async def test_an_advice_that_takes_longer_than_rasa_may_is_said_once(
    make: Make, store: SqliteStore, port: int, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    """What was told is stored before the reasoning; who sends it again meanwhile, also to a process without that lock, gets the same and nothing stands there twice."""
    conversation, other = make(patience=0.2), make(patience=0.2)
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("administratief medewerker", "answer"), message_id="m-1")
    release, reasoning, really = threading.Event(), threading.Semaphore(0), Advising.advise

    def late(*given: Any) -> Turn:
        reasoning.release()
        release.wait(PATIENCE)
        return really(*given)

    monkeypatch.setattr(Advising, "advise", late)
    async with rasa_at(port, hearing(conversation, "ask_advice")):
        asked = [asyncio.create_task(conversation.turn(OWNER, "geef advies", message_id="m-2"))]
        assert await asyncio.to_thread(reasoning.acquire, timeout=PATIENCE)
        asked.append(asyncio.create_task((other if elsewhere else conversation).turn(OWNER, "geef advies", message_id="m-2")))
        assert not elsewhere or await asyncio.to_thread(reasoning.acquire, timeout=PATIENCE)
        release.set()
        first, second = await asyncio.gather(*asked)
    assert first.messages == second.messages == (await other.turn(OWNER, "geef advies", message_id="m-2")).messages
    kept = store.load(OWNER, actor="employee", action="read")
    assert [line.text for line in kept.talk].count("geef advies") == 1
    assert len([line for line in kept.talk if line.card]) == len([message for message in first.messages if message.card]) > 0
    await conversation.close()
    await other.close()


async def test_two_talks_that_meet_a_rasa_that_is_down_both_go_on(make: Make, store: SqliteStore) -> None:
    conversation = make()
    others = [f"m-other-{number}" for number in range(3)]
    await asyncio.gather(*(conversation.open(each) for each in others))
    turns = await asyncio.gather(*(conversation.turn(each, "hallo") for each in others))
    assert all(turn.messages for turn in turns) and conversation.answering is EngineName.BUTTONS
    await conversation.close()


async def test_before_consent_nothing_of_what_the_buttons_hear_is_kept(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await conversation.open(OWNER)
    turn = await conversation.turn(OWNER, "ik werk bij de balie")
    assert turn.progress.question == "consent"
    assert "balie" not in str(store.load(OWNER, actor="employee", action="read"))
    await conversation.close()


async def test_without_rasa_nothing_of_what_it_remembered_stays(store: SqliteStore, interview: Interview, knowledge: Knowledge, tmp_path: Path) -> None:
    tracker = tmp_path / "tracker.sqlite"
    for name in ("tracker.sqlite", "tracker.sqlite-journal", "passports.txt"):
        (tmp_path / name).write_text("wat iemand zei", encoding="utf-8")
    served = Served(knowledge, interview)
    conversation = build_conversation(store, lambda: served, rasa_url="http://127.0.0.1:9", patience=1.0, tracker=tracker, engine=EngineName.BUTTONS)
    assert (conversation.answering, await conversation.is_up()) == (EngineName.BUTTONS, True)
    assert [path.name for path in tmp_path.glob("*tracker*")] == [] and (tmp_path / "passports.txt").exists()
    conversation.forget(OWNER)
    await conversation.close()


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("ja hoor prima", "affirm"), ("nee liever niet", "deny"), ("weet ik echt niet", "dont_know"), ("waarom wil je dat weten", "why"),
        ("ik wil even stoppen", "stop"), ("terug naar de vorige vraag", "go_back"), ("ik wil opnieuw beginnen", "start_over"), ("help", "help"),
        ("sla maar over", "skip"), ("wat weet je allemaal van mij", "what_do_you_know"), ("ziet mijn leidinggevende dit", "faq_manager"),
        ("wis alles", "delete_me"), ("geef me nu maar advies", "ask_advice"), ("ik wil er niet meer zijn", "distress"),
        ("ik hou de planning bij van de buitendienst", "answer"), ("qxzw vkpl", "nlu_fallback"), ("", "nlu_fallback"),
    ],
)
def test_the_most_needed_meanings_are_found_by_their_words(interview: Interview, words: str, meant: str) -> None:
    assert meaning(words, interview.script.examples)[0] == meant


def test_the_engine_says_what_it_is() -> None:
    assert ButtonsEngine().answering == "buttons" and EngineName("rasa") is EngineName.RASA
