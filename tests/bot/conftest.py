"""The real interview over the real catalogue, and a talker who plays the part of Rasa: words with what is meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.front_door import build_conversation, read_interview
from bot.interview import Interview
from bot.rasa_server.process import free_port
from bot.replies import MOST_SENTENCES
from bot.served import Served
from bot.talk import Heard, Outcome, Talk
from bot.texts.script import AskingOrder
from bot.wonder import answer
from rules.advice import advise
from rules.answer import Advice
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge
from rules.person import Person
from skills_passport.answers import JsonObject, person_from
from skills_passport.casework.queue import Coach
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, Make, agreed
from tests.bot.sharing_talk import CARLA, Sharing, share_with_carla

TODAY = date(2026, 11, 23)
DATA = Path(__file__).resolve().parent.parent.parent / "data"
PAY = {"words": "niet minder verdienen", "kind": "keep-pay", "hard": True}


class Talker:
    """Talks with the interview without Rasa and without a passport; keeps the state."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.talk = Talk()
        self.early = ""
        self.outcome = self._keep(interview.open(self.talk, away=False))

    def say(self, words: str, intent: str = "answer", confidence: float = 0.9) -> str:
        return self._turn(Heard(words, intent, confidence))

    def press(self, title: str) -> str:
        found = [button for button in self.talk.notes.offered if title.casefold() in button.title.casefold()]
        assert found, f"no button {title!r} among {[button.title for button in self.talk.notes.offered]}"
        return self._turn(Heard(found[0].title, "button", 1.0, found[0].payload))

    def until(self, question: str) -> Talker:
        """Agrees, and skips on until this question is open."""
        if self.talk.question == "consent":
            self.say("ja", "affirm")
        while self.talk.question != question:
            assert self.talk.question is not None, f"the question {question} was never asked"
            self.say("sla over", "skip")
        return self

    @property
    def text(self) -> str:
        outcome = self.outcome
        before_cards = [self.interview.script.phrases[outcome.introduction].format(number="drie")] if outcome.introduction else []
        texts = (message.text for message in outcome.messages), before_cards, (message.text for message in outcome.afterwards)
        return " ".join(text for part in texts for text in part)

    @property
    def titles(self) -> list[str]:
        return [button.title for button in self.talk.notes.offered]

    def value(self, question: str) -> JsonObject:
        return self.talk.value(question)

    def quotes(self, question: str) -> list[str]:
        return list(dict.fromkeys(mention["quote"] for mention in self.value(question).get("mentions", ())))

    def _turn(self, heard: Heard) -> str:
        self._keep(self.interview.turn(self.talk, heard, early=self.early))
        return self.text

    def _keep(self, outcome: Outcome) -> Outcome:
        self.outcome, self.talk = outcome, outcome.talk
        self.early = outcome.early_words or self.early
        return outcome


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(DATA)


@pytest.fixture(scope="session")
def interview(knowledge: Knowledge) -> Interview:
    """Every question in the order of the file, so that a test can walk to any of them; tests/bot/test_order.py has the order by effect."""
    return read_interview(knowledge, DATA, order=AskingOrder.FIXED)


@pytest.fixture
def talker(interview: Interview) -> Talker:
    return Talker(interview)


def advice_for(talker: Talker, knowledge: Knowledge) -> Advice:
    return advise(person_for(talker), knowledge, TODAY)


def person_for(talker: Talker) -> Person:
    return person_from({question: given.value for question, given in talker.talk.given.items() if given.value and question != "consent"})


def asked(talker: Talker, knowledge: Knowledge, words: str, intent: str = "answer", confidence: float = 0.7) -> str:
    """What is said to these words, with the last advice at hand and the expert system to answer what only that can."""
    advice = advice_for(talker, knowledge)
    outcome = talker.interview.turn(talker.talk, Heard(words, intent, confidence), last_advice=lambda: advice)
    if outcome.wonder is not None:
        most = MOST_SENTENCES - (outcome.talk.question is not None)
        found = answer(outcome.wonder, person_for(talker), knowledge, TODAY, talker.interview.script.phrases, most=most)
        outcome = talker.interview.answered(outcome.talk, outcome.wonder, found)
    talker._keep(outcome)
    return talker.text


@pytest.fixture
def done(talker: Talker) -> Talker:
    for words, intent in (
        ("ja", "affirm"), ("administratief medewerker", "answer"), ("ja klopt", "affirm"), ("Zwolle", "answer"),
        ("ik bestel spullen, plan vergaderingen en hou alles bij in excel", "answer"), ("verder", "done"),
        ("de rest blijft gelijk", "answer"), ("verder", "done"), ("iets in de zorg", "answer"), ("verder", "done"), ("ja", "affirm"),
        ("ik red me met excel", "answer"), ("iets anders", "answer"), ("verder", "done"),
    ):
        talker.say(words, intent)
    assert talker.talk.question is None
    return talker


@pytest.fixture
def advised(talker: Talker) -> Talker:
    """An administratief medewerker after the advice: inkoopmedewerker is the first card, projectondersteuner the second."""
    talker.until("function").say("administratief medewerker")
    talker.until("tasks").say("ik bestel spullen, bel leveranciers en hou lijsten bij in excel")
    talker.press("Verder")
    while talker.talk.question is not None:
        talker.say("sla over", "skip")
    return talker


@pytest.fixture
def done_with_pay(talker: Talker) -> Talker:
    """At the end of a talk, with PAY as the only condition."""
    talker.until("function").say("administratief medewerker")
    talker.say("ja", "affirm")
    talker.until("tasks").say("ik bestel spullen, plan vergaderingen en hou alles bij in excel")
    talker.until("criteria").say("niet minder verdienen")
    talker.say("moet echt")
    talker.say("verder", "done")
    assert talker.talk.question is None and talker.value("criteria")["criteria"] == [PAY]
    return talker


def conditions(talker: Talker) -> list[tuple[str, bool]]:
    return [(each["words"], each["hard"]) for each in talker.value("criteria").get("criteria", ())]


@pytest.fixture
def early(talker: Talker) -> Talker:
    """Told a condition while the tasks were asked."""
    talker.until("tasks").say("ik doe de balie maar ik wil geen avonddiensten meer")
    return talker


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

    served = Served(knowledge, interview)

    def conversation(patience: float = 2.0) -> Conversation:
        return build_conversation(
            store, lambda: served, rasa_url=f"http://127.0.0.1:{port}", patience=patience,
            tracker=tmp_path / "tracker.sqlite", clock=lambda: NOW,
        )

    return conversation


@pytest.fixture
async def alone(make: Make, store: SqliteStore) -> Sharing:
    store.note_coach(Coach(CARLA, "Carla", NOW))
    conversation = make()
    await agreed(conversation)
    return Sharing(conversation, store)


@pytest.fixture
def sharing(alone: Sharing, store: SqliteStore) -> Sharing:
    share_with_carla(store)
    return alone
