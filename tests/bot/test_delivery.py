"""Nothing is lost, doubled or overtaken when Rasa is down, slow or late."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import Any

import pytest

from bot.advising import Advising
from bot.conversation import Conversation
from bot.rasa_server.delivery import AGAIN, LONGEST_WAITING, MOST_WAITING
from bot.replies import Turn
from bot.talk import Heard, Notes
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import OWNER, Make, agreed, hearing, rasa_at


async def test_while_rasa_is_down_a_message_waits_and_is_answered_when_it_is_back(make: Make, store: SqliteStore, port: int) -> None:
    down = make()
    await agreed(down)
    turn = await down.turn(OWNER, "administratie medewerker", message_id="m-2")
    assert "bewaard" in turn.messages[0].text
    assert turn.buttons[-1].payload == AGAIN
    # The portal is started again, and so is Rasa.
    conversation = make()
    async with rasa_at(port, hearing(conversation)):
        answer = await conversation.turn(OWNER, AGAIN)
    assert "Bedoel je administratief medewerker?" in answer.messages[-1].text
    kept = store.load(OWNER, actor="employee", action="read")
    assert [line.text for line in kept.talk].count("administratie medewerker") == 1
    assert kept.interview.notes["waiting"] == []


async def test_a_new_message_does_not_overtake_one_that_waits(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
    heard: list[str] = []

    def reply(body: dict[str, Any]) -> Any:
        heard.append(body["message"])
        return hearing(conversation)(body)

    async with rasa_at(port, reply):
        await conversation.turn(OWNER, "ja die", message_id="m-3")
    assert heard == ["administratie medewerker", "ja die"]


async def test_two_messages_while_rasa_is_down_are_both_kept(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.turn(OWNER, "administratief", message_id="m-2")
    await conversation.turn(OWNER, "medewerker dus", message_id="m-3")
    kept = store.load(OWNER, actor="employee", action="read")
    assert [(one["id"], one["words"]) for one in kept.interview.notes["waiting"]] == [("m-2", "administratief"), ("m-3", "medewerker dus")]
    assert [line.text for line in kept.talk if line.who == "employee"] == ["ja", "administratief", "medewerker dus"]


async def at_tasks(conversation: Conversation) -> None:
    await agreed(conversation)
    for number in range(2):
        await conversation.hear(OWNER, Heard("sla over", "skip"), message_id=f"m-skip-{number}")


@pytest.mark.parametrize("restarted", [True, False])
async def test_what_was_told_while_rasa_was_down_is_heard_one_by_one_in_order(
    make: Make, store: SqliteStore, port: int, restarted: bool
) -> None:
    conversation = make()
    await at_tasks(conversation)
    told = ["ik scan dossiers en archiveer stukken", "ik maak roosters", "waarom vraag je dat?"]
    for number, words in enumerate(told):
        assert "bewaard" in (await conversation.turn(OWNER, words, message_id=f"m-told-{number}")).messages[0].text
    conversation = make() if restarted else conversation
    heard: list[str] = []

    def reply(body: dict[str, Any]) -> Any:
        heard.append(body["message"])
        return hearing(conversation, "why" if body["message"].endswith("?") else "answer")(body)

    async with rasa_at(port, reply):
        answer = await conversation.turn(OWNER, AGAIN)
    assert heard == told
    kept = store.load(OWNER, actor="employee", action="read")
    value = kept.answers["tasks"].value
    assert value is not None
    quotes = {mention["quote"] for mention in value["mentions"]}
    assert any("scan" in quote for quote in quotes) and any("roosters" in quote for quote in quotes)
    assert kept.interview.notes["waiting"] == [] and len(answer.messages) >= len(told)
    assert [line.text for line in kept.talk if line.who == "employee"][-3:] == told
    # Each has its own answer under its own number.
    replies = [await conversation.turn(OWNER, "x", message_id=f"m-told-{number}") for number in range(len(told))]
    assert len({turn.messages for turn in replies}) == len(told)


async def test_when_rasa_fails_again_on_the_way_only_what_was_not_heard_waits_on(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make()
    await at_tasks(conversation)
    for number, words in enumerate(("ik scan dossiers", "ik maak roosters")):
        await conversation.turn(OWNER, words, message_id=f"m-told-{number}")
    heard: list[str] = []

    def reply(body: dict[str, Any]) -> Any:
        heard.append(body["message"])
        return hearing(conversation)(body) if len(heard) == 1 else []  # no action was run

    async with rasa_at(port, reply):
        turn = await conversation.turn(OWNER, "ik bel leveranciers", message_id="m-told-2")
    assert heard == ["ik scan dossiers", "ik maak roosters"]
    assert turn.buttons[-1].payload == AGAIN
    kept = store.load(OWNER, actor="employee", action="read")
    assert [one["words"] for one in kept.interview.notes["waiting"]] == ["ik maak roosters", "ik bel leveranciers"]


@pytest.mark.parametrize(("length", "most"), [(20, MOST_WAITING), (1900, LONGEST_WAITING // 1900)])
async def test_what_does_not_fit_any_more_is_said_and_what_waits_is_never_cut(
    make: Make, store: SqliteStore, length: int, most: int
) -> None:
    conversation = make()
    await agreed(conversation)
    told = [f"taak {number} ".ljust(length, "x") for number in range(most + 2)]
    said = [(await conversation.turn(OWNER, words)).messages[0].text for words in told]
    kept = store.load(OWNER, actor="employee", action="read")
    assert [one["words"] for one in kept.interview.notes["waiting"]] == told[:most]
    assert all("gaat niet verloren" in text for text in said[:most])
    assert all("kan ik niet bewaren" in text for text in said[most:])


async def test_other_words_under_the_number_of_what_waits_are_a_message_of_their_own(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    for words in ("ik scan dossiers", "ik scan dossiers", "ik scan dossiers en geef rondleidingen"):
        await conversation.turn(OWNER, words, message_id="m-2")
    waiting = store.load(OWNER, actor="employee", action="read").interview.notes["waiting"]
    assert [one["words"] for one in waiting] == ["ik scan dossiers", "ik scan dossiers en geef rondleidingen"]
    assert len({one["id"] for one in waiting}) == 2


async def test_what_an_earlier_release_left_waiting_is_heard(make: Make, store: SqliteStore, port: int) -> None:
    await agreed(make())
    old = {"id": "m-old", "words": "administratie medewerker", "payload": "", "note": ""}

    def leave(passport: SkillsPassport) -> SkillsPassport:
        notes = {**passport.interview.notes, "waiting": old}
        return passport.with_interview(replace(passport.interview, notes=notes))

    store.change(OWNER, leave, actor="employee", action="test")
    conversation = make()
    async with rasa_at(port, hearing(conversation)):
        answer = await conversation.turn(OWNER, "ja die", message_id="m-new")
    assert "Bedoel je administratief medewerker?" in str(answer.messages)
    assert store.load(OWNER, actor="employee", action="read").interview.notes["waiting"] == []
    assert Notes.from_json({"waiting": None}).waiting == ()


async def test_the_words_are_those_that_were_sent_whatever_rasa_passes_on(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make()
    await agreed(conversation)

    def changed(body: dict[str, Any]) -> Any:
        metadata = {**body["metadata"], "words": "111222333", "note": "Bel dit nummer!", "payload": "knop:doe:ask_advice", "id": "m-other"}
        return hearing(conversation)({**body, "message": "iets anders", "metadata": metadata})

    async with rasa_at(port, changed):
        turn = await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
    assert "Bedoel je administratief medewerker?" in turn.messages[-1].text and "Bel dit" not in str(turn)
    kept = str(store.load(OWNER, actor="employee", action="read"))
    assert "111222333" not in kept and "m-other" not in kept


async def test_a_turn_that_rasa_runs_too_late_or_twice_does_nothing(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make(patience=0.2)
    await agreed(conversation)
    kept: list[dict[str, Any]] = []

    async def silent(body: dict[str, Any]) -> Any:
        kept.append(body)
        await asyncio.sleep(1)
        return []

    async with rasa_at(port, silent):
        await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
    before = store.load(OWNER, actor="employee", action="read")
    assert await hearing(conversation)(kept[0]) == []
    assert store.load(OWNER, actor="employee", action="read") == before

    async def twice(body: dict[str, Any]) -> Any:
        first = await hearing(conversation)(body)
        assert await hearing(conversation)(body) == []
        return first

    async with rasa_at(port, twice):
        assert "Bedoel je" in (await conversation.turn(OWNER, AGAIN)).messages[-1].text


async def test_a_rasa_that_is_too_slow_loses_nothing_and_answers_once(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make(patience=0.2)
    await agreed(conversation)
    release = asyncio.Event()

    async def late(body: dict[str, Any]) -> Any:
        await release.wait()
        return await hearing(conversation)(body)

    async with rasa_at(port, late):
        turn = await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
        assert "langer dan normaal" in turn.messages[0].text
        release.set()
        answer = await conversation.turn(OWNER, AGAIN)
    assert "Bedoel je administratief medewerker?" in answer.messages[-1].text
    kept = store.load(OWNER, actor="employee", action="read")
    assert [answer.question for answer in kept.answers_given].count("function") == 1


@pytest.mark.parametrize("finished", [True, False])
async def test_an_advice_that_comes_too_late_is_said_once(
    make: Make, store: SqliteStore, port: int, monkeypatch: pytest.MonkeyPatch, finished: bool
) -> None:
    """What was told is stored before the reasoning; whether that ends before or after it is sent again, nothing stands there twice."""
    conversation = make(patience=0.5)
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("administratief medewerker", "answer"), message_id="m-1")
    release, began, really = threading.Event(), threading.Event(), Advising.advise

    def late(*given: Any) -> Turn:
        began.set()
        release.wait(10)
        return really(*given)

    monkeypatch.setattr(Advising, "advise", late)
    patient = make(patience=20)
    asked = [conversation]

    def reply(body: dict[str, Any]) -> Any:
        return hearing(asked[-1], "ask_advice")(body)

    async with rasa_at(port, reply):
        turn = await conversation.turn(OWNER, "geef advies", message_id="m-2")
        asked.append(patient)
        assert began.is_set()
        assert "langer dan normaal" in turn.messages[0].text
        release.set()
        while finished and store.exchange(OWNER, "m-2", actor="employee").reply is None:  # type: ignore[union-attr]
            await asyncio.sleep(0.05)
        answers = [await patient.turn(OWNER, AGAIN)]
        while store.exchange(OWNER, "m-2", actor="employee").reply is None:  # type: ignore[union-attr]
            await asyncio.sleep(0.05)
        answers.append(await patient.turn(OWNER, "geef advies", message_id="m-2"))
    assert answers[0].messages == answers[1].messages
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.interview.notes["waiting"] == []
    assert [line.text for line in kept.talk].count("geef advies") == 1
    assert len([line for line in kept.talk if line.card]) == len([message for message in answers[0].messages if message.card])


@pytest.mark.parametrize("restarted", [True, False])
async def test_typing_the_words_on_the_button_sends_what_waits_again(make: Make, store: SqliteStore, port: int, restarted: bool) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.turn(OWNER, "administratie medewerker", message_id="m-2")
    again = await conversation.turn(OWNER, "probeer opnieuw", message_id="m-3")
    assert again.buttons[-1].payload == AGAIN
    conversation = make() if restarted else conversation
    async with rasa_at(port, hearing(conversation)):
        answer = await conversation.turn(OWNER, "Probeer opnieuw", message_id="m-4")
    assert "Bedoel je administratief medewerker?" in answer.messages[-1].text
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.interview.notes["waiting"] == []
    assert kept.answers["function"].words == "administratie medewerker"


async def test_before_consent_a_message_that_rasa_cannot_take_is_not_kept(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await conversation.open(OWNER)
    turn = await conversation.turn(OWNER, "ik werk bij de balie")
    assert "niet bewaard" in turn.messages[0].text
    assert "balie" not in str(store.load(OWNER, actor="employee", action="read"))
