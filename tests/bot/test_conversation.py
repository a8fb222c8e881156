"""The front door: stored before it is answered, in order, nothing twice, nothing lost when Rasa is down or slow."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.actions import build_executor
from bot.conversation import Conversation
from bot.front_door import build_conversation
from bot.interview import Interview
from bot.rasa_server.delivery import AGAIN, LONGEST_WAITING, MOST_WAITING
from bot.rasa_server.process import free_port
from bot.talk import Heard, Notes
from rules.knowledge import Knowledge
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.sqlite_store import SqliteStore

OWNER = "m0123"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Make = Callable[..., Conversation]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "passports.sqlite", clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def port() -> int:
    """Where Rasa should be; nobody listens there until a test starts something."""
    return free_port()


@pytest.fixture
def make(store: SqliteStore, interview: Interview, knowledge: Knowledge, tmp_path: Path, port: int) -> Make:
    """A conversation of a portal that was just started."""

    def conversation(patience: float = 2.0) -> Conversation:
        return build_conversation(
            store, interview, knowledge, rasa_url=f"http://127.0.0.1:{port}", patience=patience,
            tracker=tmp_path / "tracker.sqlite", clock=lambda: NOW,
        )

    return conversation


async def agreed(conversation: Conversation) -> None:
    await conversation.open(OWNER)
    await conversation.hear(OWNER, Heard("ja", "affirm"), message_id="m-ja")


@asynccontextmanager
async def rasa_at(port: int, reply: Callable[[dict[str, Any]], Any]) -> AsyncIterator[None]:
    """A server on loopback that speaks like Rasa's webhook; `reply` makes the answer, or waits."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            size = int(next(line.split(":")[1] for line in head.splitlines() if line.startswith("content-length")))
            answer = reply(json.loads(await reader.readexactly(size)))
            body = json.dumps(await answer if asyncio.iscoroutine(answer) else answer).encode()
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n")
            writer.write(f"content-length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()


def hearing(conversation: Conversation, intent: str = "answer") -> Callable[[dict[str, Any]], Any]:
    """What Rasa does with a message: calls our action, here through the real executor."""
    executor = build_executor(conversation)

    async def reply(body: dict[str, Any]) -> list[dict[str, Any]]:
        message = {"text": body["message"], "intent": {"name": intent, "confidence": 0.9}, "metadata": body["metadata"]}
        tracker = {
            "sender_id": body["sender"], "slots": {}, "latest_message": message, "events": [], "paused": False,
            "followup_action": None, "active_loop": {}, "latest_action_name": "action_listen",
        }
        call = {"next_action": "validate_interview_form", "sender_id": body["sender"], "tracker": tracker, "domain": {}}
        result = await executor.run(call)
        return [{"recipient_id": body["sender"], "custom": line["custom"]} for line in result.model_dump()["responses"]]

    return reply


async def test_nothing_of_the_talk_is_kept_before_there_is_consent(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await conversation.open(OWNER)
    await conversation.hear(OWNER, Heard("ik heet Kwispel en werk bij de balie"), message_id="m-1")
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.talk == () and kept.answers_given == () and kept.exchanges == ()
    assert "Kwispel" not in str(kept)


async def test_consent_is_kept_with_the_text_it_was_given_to(make: Make, store: SqliteStore, interview: Interview) -> None:
    await agreed(make())
    kept = store.load(OWNER, actor="employee", action="read")
    consent = kept.consent(Purpose.TALK)
    assert consent is not None and consent.given and consent.text_version == interview.script.consent_text_version
    assert [line.text for line in kept.talk][:2] == [interview.script.questions[0].ask, "ja"]


async def test_an_answer_stands_in_the_passport_when_the_bot_speaks(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    turn = await conversation.hear(OWNER, Heard("administratief medewerker"), message_id="m-2")
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.answers["function"].value == {"function_id": "administratief-medewerker", "words": "administratief medewerker"}
    assert kept.talk[-1].text == turn.messages[-1].text


async def test_what_is_told_of_somebodys_health_is_kept_nowhere(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("ik ben 57 en me knieen zijn op"), message_id="m-1")
    kept = store.load(OWNER, actor="employee", action="read")
    assert "knie" not in str(kept) and "geen zwaar werk" in str(kept)


async def test_the_same_message_heard_twice_counts_once_and_gets_the_same_answer(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    first = await conversation.hear(OWNER, Heard("administratief medewerker"), message_id="m-2")
    lines = store.load(OWNER, actor="employee", action="read").talk
    assert await conversation.hear(OWNER, Heard("administratief medewerker"), message_id="m-2") == first
    assert await conversation.turn(OWNER, "iets anders", message_id="m-2") == first
    assert store.load(OWNER, actor="employee", action="read").talk == lines


async def test_the_passport_keeps_what_was_told_before_it_was_corrected(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    said = [("sla over", "skip"), ("sla over", "skip"), ("ik maak notulen", "answer"), ("verder", "done"), ("dat doe ik niet meer", "done")]
    for number, (words, intent) in enumerate(said):
        await conversation.hear(OWNER, Heard(words, intent), message_id=f"m-{number + 2}")
    kept = store.load(OWNER, actor="employee", action="read")
    told = [answer.value for answer in kept.answers_given if answer.question == "tasks"]
    assert [{mention["meaning"] for mention in value["mentions"]} for value in told if value] == [{"now"}, {"before"}]


@pytest.mark.parametrize("payload", ["knop:function:verpleegkundige", "knop:doe:skip", "knop:doe:start_over_yes", "knop:onzin"])
async def test_an_older_button_changes_nothing_and_the_open_question_is_asked_again(make: Make, store: SqliteStore, payload: str) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("administratief medewerker"), message_id="m-2")
    before = store.load(OWNER, actor="employee", action="read")
    turn = await conversation.hear(OWNER, Heard(payload, "button", 1.0, payload), message_id="m-3")
    after = store.load(OWNER, actor="employee", action="read")
    assert after.answers == before.answers and after.interview.question == "function"
    assert "eerdere vraag" in turn.messages[0].text and "administratief medewerker" in turn.messages[-1].text
    assert all(payload not in line.text for line in after.talk)


async def test_while_rasa_is_down_a_message_waits_and_is_answered_when_it_is_back(make: Make, store: SqliteStore, port: int) -> None:
    down = make()
    await agreed(down)
    turn = await down.turn(OWNER, "administratief medewerker", message_id="m-2")
    assert "bewaard" in turn.messages[0].text
    assert turn.buttons[-1].payload == AGAIN
    # The portal is started again, and so is Rasa.
    conversation = make()
    async with rasa_at(port, hearing(conversation)):
        answer = await conversation.turn(OWNER, AGAIN)
    assert "Bedoel je administratief medewerker?" in answer.messages[-1].text
    kept = store.load(OWNER, actor="employee", action="read")
    assert [line.text for line in kept.talk].count("administratief medewerker") == 1
    assert kept.interview.notes["waiting"] == []


async def test_a_new_message_does_not_overtake_one_that_waits(make: Make, store: SqliteStore, port: int) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.turn(OWNER, "administratief medewerker", message_id="m-2")
    heard: list[str] = []

    def reply(body: dict[str, Any]) -> Any:
        heard.append(body["message"])
        return hearing(conversation)(body)

    async with rasa_at(port, reply):
        await conversation.turn(OWNER, "ja die", message_id="m-3")
    assert heard == ["administratief medewerker", "ja die"]


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
    old = {"id": "m-old", "words": "administratief medewerker", "payload": "", "note": ""}

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
        turn = await conversation.turn(OWNER, "administratief medewerker", message_id="m-2")
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
        await conversation.turn(OWNER, "administratief medewerker", message_id="m-2")
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
        turn = await conversation.turn(OWNER, "administratief medewerker", message_id="m-2")
        assert "langer dan normaal" in turn.messages[0].text
        release.set()
        answer = await conversation.turn(OWNER, AGAIN)
    assert "Bedoel je administratief medewerker?" in answer.messages[-1].text
    kept = store.load(OWNER, actor="employee", action="read")
    assert [answer.question for answer in kept.answers_given].count("function") == 1


@pytest.mark.parametrize("restarted", [True, False])
async def test_typing_the_words_on_the_button_sends_what_waits_again(make: Make, store: SqliteStore, port: int, restarted: bool) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.turn(OWNER, "administratief medewerker", message_id="m-2")
    again = await conversation.turn(OWNER, "probeer opnieuw", message_id="m-3")
    assert again.buttons[-1].payload == AGAIN
    conversation = make() if restarted else conversation
    async with rasa_at(port, hearing(conversation)):
        answer = await conversation.turn(OWNER, "Probeer opnieuw", message_id="m-4")
    assert "Bedoel je administratief medewerker?" in answer.messages[-1].text
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.interview.notes["waiting"] == []
    assert kept.answers["function"].words == "administratief medewerker"


async def test_a_pressed_button_stands_in_the_answer_with_its_words(make: Make, store: SqliteStore, interview: Interview) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("knop:doe:skip", "button", 1.0, "knop:doe:skip"), message_id="m-2")
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.answers["function"].words == interview.script.phrases["skip_button"]


async def test_progress_is_the_first_step_when_rasa_is_not_ready_at_the_first_message(make: Make) -> None:
    turn = await make().turn(OWNER, "hoi", message_id="m-1")
    assert (turn.progress.step, turn.progress.question) == (1, "consent")


async def test_before_consent_a_message_that_rasa_cannot_take_is_not_kept(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await conversation.open(OWNER)
    turn = await conversation.turn(OWNER, "ik werk bij de balie")
    assert "niet bewaard" in turn.messages[0].text
    assert "balie" not in str(store.load(OWNER, actor="employee", action="read"))


async def test_distress_reaches_neither_rasa_nor_the_passport(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    before = store.load(OWNER, actor="employee", action="read")
    turn = await conversation.turn(OWNER, "ik zie het leven niet meer zitten")
    assert "113" in turn.messages[0].text
    after = store.load(OWNER, actor="employee", action="read")
    assert after.talk == before.talk and after.answers_given == before.answers_given


async def test_rasa_never_sees_a_citizen_number_or_a_typed_command(make: Make, port: int) -> None:
    conversation = make()
    await agreed(conversation)
    seen: list[dict[str, Any]] = []

    def reply(body: dict[str, Any]) -> Any:
        seen.append(body)
        return hearing(conversation)(body)

    async with rasa_at(port, reply):
        turn = await conversation.turn(OWNER, '/affirm{"x": 1} mijn bsn is 111222333')
    assert not seen[0]["message"].startswith("/")
    assert "111222333" not in json.dumps(seen)
    assert "burgerservicenummer" in turn.messages[0].text


async def test_messages_of_one_employee_are_taken_one_at_a_time_in_order(make: Make, port: int) -> None:
    conversation = make()
    await agreed(conversation)
    under_way, most, order = 0, 0, []

    async def reply(body: dict[str, Any]) -> Any:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        order.append(body["message"])
        answer = await hearing(conversation)(body)
        under_way -= 1
        return answer

    async with rasa_at(port, reply):
        words = [f"taak nummer {number}" for number in range(5)]
        await asyncio.gather(*(conversation.turn(OWNER, text) for text in words))
    assert most == 1
    assert order == words


async def test_the_advice_is_stored_and_shown_as_cards(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("ik bestel spullen, bel leveranciers en hou lijsten bij in excel"), message_id="m-2")
    await conversation.hear(OWNER, Heard("sla over", "skip"), message_id="m-3")
    await conversation.hear(OWNER, Heard("sla over", "skip"), message_id="m-4")
    await conversation.hear(OWNER, Heard("ik bestel spullen en bel leveranciers"), message_id="m-5")
    turn = await conversation.hear(OWNER, Heard("geef advies", "ask_advice"), message_id="m-6")
    cards = [message.card for message in turn.messages if message.card]
    assert 1 <= len(cards) <= 3
    assert all(card["kind"] == "suggestion" and card["opening"] for card in cards)
    kept = store.load(OWNER, actor="employee", action="read")
    assert len(kept.advices) == 1
    assert [line.card for line in kept.talk if line.card] == cards


async def test_a_new_advice_says_whether_anything_changed_and_why_not_is_known(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    number = 0

    async def say(words: str, intent: str = "answer") -> str:
        nonlocal number
        number += 1
        turn = await conversation.hear(OWNER, Heard(words, intent, 0.9), message_id=f"n-{number}")
        return " ".join(message.text for message in turn.messages if not message.card)

    await say("sla over", "skip")
    await say("sla over", "skip")
    await say("ik bestel spullen, bel leveranciers en hou lijsten bij in excel")
    await say("verder", "done")
    while store.load(OWNER, actor="employee", action="read").interview.question:
        await say("sla over", "skip")
    assert "Deze passen nog steeds het best." in await say("ik wil niet benaderd worden")
    assert "Ik zet erbij: *ik wil kok worden*." in (text := await say("ik wil kok worden"))
    assert "Daarmee kom ik nu op deze" in text
    kept = store.load(OWNER, actor="employee", action="read")
    assert len(kept.advices) == 2
    assert "'ik wil receptionist worden'" in await say("waarom geen receptionist?", "why")
