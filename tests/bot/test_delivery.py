"""What an earlier release kept waiting for Rasa is heard first, in order and once; and words are those that were sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.delivery import AGAIN
from bot.talk import Heard, Notes
from skills_passport.model import Button, SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import OWNER, Make, agreed, hearing, rasa_at

TOLD = ("ik scan dossiers en archiveer stukken", "ik maak roosters", "waarom vraag je dat?")


async def at_tasks(conversation: Conversation) -> None:
    await agreed(conversation)
    for number in range(2):
        await conversation.hear(OWNER, Heard("sla over", "skip"), message_id=f"m-skip-{number}")


def leave(store: SqliteStore, *words: str) -> None:
    """As an earlier release left them: each under its own number, with a button to try again."""
    kept = [{"id": f"m-told-{number}", "words": each, "payload": "", "note": ""} for number, each in enumerate(words)]

    def change(passport: SkillsPassport) -> SkillsPassport:
        notes = Notes.from_json(passport.interview.notes)
        notes = replace(notes, waiting=tuple(kept), offered=(*notes.offered, Button("Probeer opnieuw", AGAIN)))
        return passport.with_interview(replace(passport.interview, notes=notes.to_json()))

    store.change(OWNER, change, actor="employee", action="test")


def waiting(store: SqliteStore) -> Sequence[str]:
    return [one["words"] for one in store.load(OWNER, actor="employee", action="read").interview.notes["waiting"]]


@pytest.mark.parametrize("rasa_is_up", [True, False])
async def test_what_waits_is_heard_one_by_one_in_order(make: Make, store: SqliteStore, port: int, rasa_is_up: bool) -> None:
    await at_tasks(make())
    leave(store, *TOLD)
    conversation = make()
    heard: list[str] = []

    def reply(body: dict[str, Any]) -> Any:
        heard.append(body["message"])
        return hearing(conversation, "why" if body["message"].endswith("?") else "answer")(body)

    async with rasa_at(port if rasa_is_up else 0, reply):
        answer = await conversation.turn(OWNER, AGAIN)
    assert heard == (list(TOLD) if rasa_is_up else [])
    value = store.load(OWNER, actor="employee", action="read").answers["tasks"].value
    assert value is not None
    quotes = {mention["quote"] for mention in value["mentions"]}
    assert any("scan" in quote for quote in quotes) and any("roosters" in quote for quote in quotes)
    assert waiting(store) == [] and len(answer.messages) >= len(TOLD)
    # Each has its own answer under its own number.
    replies = [await conversation.turn(OWNER, "x", message_id=f"m-told-{number}") for number in range(len(TOLD))]
    assert len({turn.messages for turn in replies}) == len(TOLD)


async def test_a_new_message_does_not_overtake_one_that_waits(make: Make, store: SqliteStore, port: int) -> None:
    await agreed(make())
    leave(store, "administratie medewerker")
    conversation = make()
    heard: list[str] = []

    def reply(body: dict[str, Any]) -> Any:
        heard.append(body["message"])
        return hearing(conversation)(body)

    async with rasa_at(port, reply):
        answer = await conversation.turn(OWNER, "ja die", message_id="m-3")
    assert heard == ["administratie medewerker", "ja die"]
    assert "Bedoel je administratief medewerker?" in str(answer.messages) and waiting(store) == []


async def test_other_words_under_the_number_of_what_waits_are_a_message_of_their_own(make: Make, store: SqliteStore) -> None:
    await at_tasks(make())
    leave(store, "ik scan dossiers")
    await make().turn(OWNER, "ik geef rondleidingen", message_id="m-told-0")
    kept = store.load(OWNER, actor="employee", action="read").answers["tasks"].value
    assert kept is not None and waiting(store) == []
    quotes = " ".join(mention["quote"] for mention in kept["mentions"])
    assert "scan" in quotes and "rondleidingen" in quotes


@pytest.mark.parametrize("words", ["Probeer opnieuw", "probeer opnieuw", "administratie medewerker"])
async def test_sent_once_more_it_counts_once(make: Make, store: SqliteStore, words: str) -> None:
    await agreed(make())
    leave(store, "administratie medewerker")
    answer = await make().turn(OWNER, words, message_id="m-4")
    assert "Bedoel je administratief medewerker?" in answer.messages[-1].text and waiting(store) == []
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.answers["function"].words == "administratie medewerker"
    assert [given.question for given in kept.answers_given].count("function") == 1


async def test_one_message_as_a_still_earlier_release_left_it_is_heard(make: Make, store: SqliteStore) -> None:
    await agreed(make())
    old = {"id": "m-old", "words": "administratie medewerker", "payload": "", "note": ""}
    store.change(
        OWNER, lambda passport: passport.with_interview(replace(passport.interview, notes={**passport.interview.notes, "waiting": old})),
        actor="employee", action="test",
    )
    answer = await make().turn(OWNER, "ja die", message_id="m-new")
    assert "Bedoel je administratief medewerker?" in str(answer.messages) and waiting(store) == []
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
