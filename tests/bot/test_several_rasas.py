"""Several Rasa servers: each takes messages in turn, and what one does not take another does."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.engines.engine import EngineName
from bot.errors import RasaConfused, RasaDown, RasaSlow
from bot.front_door import build_conversation
from bot.interview import Interview
from bot.rasa_server.choice import LONGEST_REST, RasaChoice
from bot.rasa_server.client import RasaClient, answers
from bot.rasa_server.process import free_port
from bot.served import Served
from rules.knowledge import Knowledge
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, OWNER, agreed, hearing, rasa_at

SAID = ("mria", "hallo", {"turn": "1"})


def _named(name: str) -> Any:
    return lambda body: [{"custom": {"by": name}}]


async def test_messages_go_to_each_in_turn_and_all_to_one_when_the_other_is_gone() -> None:
    first, second = free_port(), free_port()
    client = RasaClient(f"http://127.0.0.1:{first} http://127.0.0.1:{second}/", patience=5.0)
    async with rasa_at(second, _named("second")):
        async with rasa_at(first, _named("first")):
            assert [(await client.send(*SAID))[0]["by"] for _ in range(4)] == ["first", "second"] * 2
        assert [(await client.send(*SAID))[0]["by"] for _ in range(3)] == ["second"] * 3
        assert await asyncio.to_thread(answers, f"http://127.0.0.1:{first} http://127.0.0.1:{second}")
        async with rasa_at(first, _named("first")):
            while (await client.send(*SAID))[0]["by"] != "first":  # it rests a second, and then is asked again
                await asyncio.sleep(0.05)
    with pytest.raises(RasaDown):
        await client.send(*SAID)
    assert not await client.is_up()
    await client.close()


async def test_one_that_runs_no_action_is_followed_by_another() -> None:
    first, second = free_port(), free_port()
    client = RasaClient(f"http://127.0.0.1:{first} http://127.0.0.1:{second}", patience=5.0)
    async with rasa_at(first, lambda body: []):
        async with rasa_at(second, _named("second")):
            assert (await client.send(*SAID))[0]["by"] == "second"
        with pytest.raises(RasaConfused):
            await RasaClient(f"http://127.0.0.1:{first}", patience=5.0).send(*SAID)
    await client.close()


async def test_who_waited_for_a_silent_one_does_not_wait_for_another_and_the_next_goes_past_it() -> None:
    first, second = free_port(), free_port()
    asked: list[str] = []

    async def silent(body: dict[str, Any]) -> list[Any]:
        asked.append("first")
        await asyncio.sleep(30)
        return []

    client = RasaClient(f"http://127.0.0.1:{first} http://127.0.0.1:{second}", patience=0.5)
    async with rasa_at(first, silent), rasa_at(second, _named("second")):
        with pytest.raises(RasaSlow):
            await client.send(*SAID)
        assert [(await client.send(*SAID))[0]["by"] for _ in range(3)] == ["second"] * 3
    assert asked == ["first"]
    await client.close()


def test_one_that_keeps_failing_rests_ever_longer_and_is_asked_again() -> None:
    now = [0.0]
    choice = RasaChoice(("a", "b"), lambda: now[0])
    for rest in (1, 2, 4, 8, 16, LONGEST_REST, LONGEST_REST):
        choice.failed("a", silent=False)
        now[0] += rest - 0.5
        assert {next(choice.order()) for _ in range(2)} == {"b"}
        now[0] += 0.5
        assert {next(choice.order()) for _ in range(2)} == {"a", "b"}
    choice.answered("a")
    choice.failed("a", silent=True)
    now[0] += LONGEST_REST - 0.5
    assert next(choice.order()) == "b" and next(choice.order()) == "b"


async def test_of_a_silent_one_the_buttons_take_the_message_and_another_rasa_the_next(
    store: SqliteStore, interview: Interview, knowledge: Knowledge, tmp_path: Path
) -> None:
    first, second = free_port(), free_port()
    served = Served(knowledge, interview)
    conversation = build_conversation(
        store, lambda: served, rasa_url=f"http://127.0.0.1:{first} http://127.0.0.1:{second}", patience=0.3, tracker=tmp_path / "tracker.sqlite", clock=lambda: NOW,
    )
    asked: list[str] = []

    async def silent(body: dict[str, Any]) -> list[Any]:
        asked.append(f"first {body['message']}")
        await asyncio.sleep(30)
        return []

    def heard(body: dict[str, Any]) -> Any:
        asked.append(f"second {body['message']}")
        return hearing(conversation, "affirm")(body)

    await agreed(conversation)
    async with rasa_at(first, silent), rasa_at(second, heard):
        turn = await conversation.turn(OWNER, "administratie medewerker", message_id="m-1")
        assert "Bedoel je administratief medewerker?" in turn.messages[-1].text
        assert conversation.answering is EngineName.RASA
        assert (await conversation.turn(OWNER, "ja die", message_id="m-2")).progress.question == "region"
    assert asked == ["first administratie medewerker", "second ja die"]
    await conversation.close()
