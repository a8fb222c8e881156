"""The order by effect: what comes first, what is passed over, going back, and that the three stay those of somebody who answered everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.front_door import read_interview
from bot.hearing import Hearing
from bot.interview import Interview
from bot.order import ByEffect, person_of
from bot.talk import Given, Talk
from bot.texts.script import AskingOrder
from bot.texts.script_file import read_script
from bot.words import wording
from bot.words.wording import words_of
from rules.advice import advise
from rules.knowledge import Knowledge
from rules.person import Meaning, Person
from tests.bot.conftest import DATA, Talker

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def by_effect(knowledge: Knowledge) -> Interview:
    return read_interview(knowledge, DATA, order=AskingOrder.BY_EFFECT)


@pytest.fixture
def talker(by_effect: Interview) -> Talker:
    return Talker(by_effect)


def three(person: Person, knowledge: Knowledge) -> list[str]:
    return [suggestion.function_id for suggestion in advise(person, knowledge, TODAY).suggestions]


def asked(talker: Talker) -> list[str]:
    """Skips on to the advice and returns what was asked on the way, each once."""
    found: list[str] = []
    while talker.talk.question is not None:
        found.append(talker.talk.question)
        talker.say("sla over", "skip")
    return list(dict.fromkeys(found))


def ria(talker: Talker) -> Talker:
    talker.say("ja", "affirm")
    talker.say("administratief medewerker")
    talker.say("breda")
    talker.say("ik bestel spullen, bel leveranciers en hou alles bij in excel")
    while talker.talk.question == "tasks":
        talker.say("verder", "done")
    return talker


def test_the_file_says_by_effect() -> None:
    assert read_script(DATA).order is AskingOrder.BY_EFFECT


def test_own_words_come_first_and_contact_follows_the_wishes(talker: Talker) -> None:
    order = asked(ria(talker))
    assert order[:4] == ["outside", "wishes", "contact", "criteria"]
    assert set(order[4:]) <= {"trends", "digital", "direction"}
    assert talker.outcome.wants_advice


def test_who_tells_nothing_is_asked_nothing_that_cannot_matter(talker: Talker) -> None:
    """Without function, tasks or anything else there is nothing to suggest, whatever is chosen."""
    assert asked(talker.until("function")) == ["function", "region", "tasks", "outside", "wishes", "contact", "criteria"]
    assert talker.outcome.wants_advice


def test_what_was_passed_over_would_have_given_the_same_three(talker: Talker, knowledge: Knowledge) -> None:
    asked(ria(talker))
    person = person_of(talker.talk)
    for option in talker.interview.script.question("digital").options:
        if "digital" not in talker.talk.given:
            assert three(replace(person, digital_level=None), knowledge) == three(person_of(talker.talk.with_given("digital", Given(option.value, ""))), knowledge)


def test_back_goes_to_what_was_answered_last_and_on_to_where_they_were(talker: Talker) -> None:
    ria(talker).say("ik ben penningmeester van de voetbalclub")
    while talker.talk.question == "outside":
        talker.say("verder", "done")
    assert talker.talk.question == "wishes"
    talker.say("terug", "go_back")
    assert talker.talk.question == "outside"
    talker.say("terug", "go_back")
    assert talker.talk.question == "tasks"
    talker.press("Nee, laat zo")
    assert talker.talk.question == "wishes"


def test_progress_only_goes_up_and_ends_full(talker: Talker) -> None:
    ria(talker)
    steps = []
    while talker.talk.question is not None:
        steps.append(talker.interview.progress(talker.talk).step)
        talker.say("sla over", "skip")
    assert steps == sorted(steps) and steps[0] == 5
    end = talker.interview.progress(talker.talk)
    assert end.step == end.of == 11 and end.question == ""


def test_the_same_passport_gives_the_same_question(talker: Talker, by_effect: Interview, knowledge: Knowledge) -> None:
    """After a restart nothing but the answers is there to go by."""
    ria(talker)
    for question in ("outside", "wishes", "contact"):
        assert talker.talk.question == question
        talker.say("sla over", "skip")
    fresh = Talker(read_interview(knowledge, DATA, order=AskingOrder.BY_EFFECT))
    fresh.talk, fresh.outcome = talker.talk, talker.outcome
    talker.say("geen avonden")
    fresh.say("geen avonden")
    assert asked(talker) == asked(fresh)


def test_after_the_advice_nothing_is_asked_that_was_passed_over(talker: Talker) -> None:
    passed = {"trends", "digital", "direction"} - set(asked(talker.until("function")))
    assert passed
    talker.say("ik wil geen avonddiensten")
    while talker.talk.question is not None:
        assert talker.talk.question not in passed
        talker.press("Moet echt")
    assert talker.outcome.wants_advice


def test_own_tasks_that_make_no_difference_are_not_asked_about(talker: Talker) -> None:
    ria(talker)
    while talker.talk.question not in {"trends", None}:
        talker.say("sla over", "skip")
    if talker.talk.question == "trends":
        told = [mention["quote"] for mention in talker.value("tasks")["mentions"]]
        assert set(talker.talk.notes.memory.get("passed", ())) < set(told)


def test_nothing_that_was_told_stays_in_memory_when_somebody_is_forgotten(by_effect: Interview, knowledge: Knowledge) -> None:
    order = ByEffect(by_effect.script, knowledge, lambda: TODAY)
    talk = Talk(given={"tasks": Given({"messages": [], "mentions": []}, "")})
    assert order.next(talk, ["digital", "direction"]) is None
    assert order._standing.cache_info().currsize == 1
    order.forget()
    assert order._standing.cache_info().currsize == 0


def test_nothing_that_was_heard_stays_in_memory_either(by_effect: Interview) -> None:
    hearing = by_effect.ears
    assert isinstance(hearing, Hearing)
    assert hearing.mentions("ik plan de vergaderingen", Meaning.NOW) and hearing.functions("bode") and words_of("ik plan")
    held = (hearing._extract, hearing._rank, wording._words)
    assert all(cache.cache_info().currsize for cache in held)
    by_effect.forget()
    assert not any(cache.cache_info().currsize for cache in held)
