"""Who comes back after the last question hears once what changed meanwhile; nothing when nothing that is seen did."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.advised.meanwhile import told
from bot.conversation import Conversation
from bot.front_door import build_conversation
from bot.interview import Interview
from bot.replies import Turn, count_sentences
from bot.served import Served
from bot.talk import Heard
from rules.advice import advise
from rules.knowledge import Knowledge
from rules.labour_market import Tightness
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, OWNER, agreed
from tests.passports import told_passport
from tests.rules.other_knowledge import renamed, with_figures, without_function

BACK = "Welkom terug, we hadden alle vragen gehad."


class Talks:
    """The same passport with other knowledge and at other times; nobody listens where Rasa should be."""

    def __init__(self, store: SqliteStore, interview: Interview, tracker: Path) -> None:
        self._store, self._interview, self._tracker = store, interview, tracker

    def at(self, knowledge: Knowledge, when: datetime) -> Conversation:
        served = Served(knowledge, self._interview)
        return build_conversation(self._store, lambda: served, rasa_url="http://127.0.0.1:9", patience=1.0, tracker=self._tracker, clock=lambda: when)

    async def back(self, knowledge: Knowledge, days: int = 1) -> Turn:
        return await self.at(knowledge, NOW + timedelta(days=days)).open(OWNER)


@pytest.fixture
def talks(store: SqliteStore, interview: Interview, tmp_path: Path) -> Talks:
    return Talks(store, interview, tmp_path / "tracker.sqlite")


@pytest.fixture
async def finished(talks: Talks, knowledge: Knowledge, store: SqliteStore) -> Talks:
    conversation = talks.at(knowledge, NOW)
    await agreed(conversation)
    said = [("administratief medewerker", "answer"), ("ja", "affirm"), ("sla over", "skip"), ("ik bestel spullen, bel leveranciers en hou lijsten bij in excel", "answer"), ("verder", "done")]
    number = 0
    while number < len(said) or store.load(OWNER, actor="employee", action="read").interview.question:
        words, intent = said[number] if number < len(said) else ("sla over", "skip")
        await conversation.hear(OWNER, Heard(words, intent), message_id=f"f-{number}")
        number += 1
    assert len(store.load(OWNER, actor="employee", action="read").advices) == 1
    return talks


async def test_nothing_is_said_when_nothing_changed(finished: Talks, knowledge: Knowledge, store: SqliteStore) -> None:
    turn = await finished.back(knowledge)
    assert [message.text for message in turn.messages] == [BACK]
    assert "Bekijk opnieuw" in [button.title for button in turn.buttons]
    assert len(store.load(OWNER, actor="employee", action="read").advices) == 1, "nothing is reasoned when no version differs"


async def test_another_version_that_shows_the_same_says_nothing_either(finished: Talks, knowledge: Knowledge, store: SqliteStore) -> None:
    assert [message.text for message in (await finished.back(renamed(knowledge))).messages] == [BACK]
    kept = store.load(OWNER, actor="employee", action="read")
    assert [each.versions.product for each in kept.advices] == [knowledge.product, "0.1.0+morgen"]


async def test_other_work_is_named_once_and_can_be_looked_at(finished: Talks, knowledge: Knowledge, store: SqliteStore) -> None:
    other = without_function(knowledge, "inkoopmedewerker")
    turn = await finished.back(other)
    text = turn.messages[-1].text
    assert text.startswith(BACK) and "Er is intussen iets bijgewerkt" in text and "*Inkoopmedewerker*" in text and "Nog steeds past: *Projectondersteuner*" in text
    assert count_sentences(text) <= 3 and len(turn.messages) == 1
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.talk[-1].text == text and len(kept.advices) == 2
    assert [message.text for message in (await finished.back(other, days=2)).messages] == [BACK], "said once"
    again = next(button for button in turn.buttons if button.title == "Bekijk opnieuw")
    shown = await finished.at(other, NOW + timedelta(days=2)).hear(OWNER, Heard("", payload=again.payload), message_id="again")
    assert "inkoopmedewerker" not in [message.card["function_id"] for message in shown.messages if message.card]


async def test_new_figures_are_new_figures(finished: Talks, knowledge: Knowledge) -> None:
    cards = (await finished.at(knowledge, NOW + timedelta(hours=1)).hear(OWNER, Heard("bekijk opnieuw", "ask_advice"), message_id="cards")).messages
    now = {message.card["labour_market"]["tightness"] for message in cards if message.card}
    market = replace(knowledge.labour_market, version="morgen", figures={
        key: tuple(replace(figure, source=f"{figure.source}, nieuw") for figure in many) for key, many in knowledge.labour_market.figures.items()
    })
    text = (await finished.back(replace(knowledge, labour_market=market), days=2)).messages[-1].text
    assert text == f"{BACK} Er zijn nieuwe cijfers over krapte op de arbeidsmarkt, en die staan nu op je kaarten." and now


async def test_figures_that_lead_to_other_work_name_the_work(finished: Talks, knowledge: Knowledge) -> None:
    text = (await finished.back(with_figures(knowledge, Tightness.LOOSE))).messages[-1].text
    assert text != BACK and count_sentences(text) <= 3


async def test_whose_own_answers_changed_hears_nothing_of_versions(finished: Talks, knowledge: Knowledge, store: SqliteStore) -> None:
    change = {"region_id": "twente", "words": "Twente"}
    store.change(OWNER, lambda p: p.with_answer("region", change, words="Twente", at=NOW), actor="employee", action="correct")
    assert [message.text for message in (await finished.back(without_function(knowledge, "inkoopmedewerker"))).messages] == [BACK]


def test_what_came_and_what_went_is_named_in_at_most_two_sentences(interview: Interview, knowledge: Knowledge) -> None:
    before = advise(told_passport().person(), knowledge, NOW.date())
    first, second, third = before.suggestions
    phrases = interview.script.phrases
    fewer, one, none = (replace(before, suggestions=shown) for shown in ((first, second), (first,), ()))
    assert told(before, fewer, phrases) == f"Er is intussen iets bijgewerkt, en daardoor staat er niet meer bij: *{third.title}*. Nog steeds past: *{first.title}* en *{second.title}*."
    assert told(one, fewer, phrases).startswith(f"Er is intussen iets bijgewerkt, en daardoor past nu ook: *{second.title}*.")
    assert told(replace(before, suggestions=(third,)), one, phrases) == f"Er is intussen iets bijgewerkt: nieuw is *{first.title}*, en weg valt *{third.title}*."
    assert told(before, none, phrases) == "Er is intussen iets bijgewerkt, en daardoor heb ik nu geen voorstel meer."
    assert told(before, before, phrases) == ""


async def test_in_the_middle_of_the_interview_only_the_open_question_is_asked(talks: Talks, knowledge: Knowledge, store: SqliteStore) -> None:
    conversation = talks.at(knowledge, NOW)
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("administratief medewerker"), message_id="m-1")
    await conversation.hear(OWNER, Heard("ik bestel spullen en bel leveranciers"), message_id="m-2")
    await conversation.hear(OWNER, Heard("geef advies", "ask_advice"), message_id="m-3")
    before = len(store.load(OWNER, actor="employee", action="read").advices)
    text = " ".join(message.text for message in (await talks.back(without_function(knowledge, "inkoopmedewerker"))).messages)
    assert "Welkom terug, we waren bij" in text and "bijgewerkt" not in text
    assert len(store.load(OWNER, actor="employee", action="read").advices) == before
