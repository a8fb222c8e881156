"""What can be seen of an advice beside its cards: side by side, the plan, the own tasks; said in words, and drawn by the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.advised.looking import looks
from bot.replies import count_sentences
from bot.talk import LOOK, Heard
from rules.knowledge import Knowledge
from tests.bot.conftest import Talker, advice_for, asked


def card(talker: Talker, kind: str) -> dict[str, Any]:
    found = [message.card for message in talker.outcome.messages if message.card]
    assert len(found) == 1 and found[0]["kind"] == kind, found
    return dict(found[0])


@pytest.mark.parametrize(("words", "intent"), [("zet ze naast elkaar", "answer"), ("wat is het verschil", "unknown_question"), ("kun je ze vergelijken?", "out_of_scope"), ("vergelijk ze", "faq_learning")])
def test_the_cards_are_laid_side_by_side_whatever_rasa_makes_of_it(advised: Talker, knowledge: Knowledge, words: str, intent: str) -> None:
    before = advised.talk.given
    said = asked(advised, knowledge, words, intent)
    shown = advice_for(advised, knowledge).suggestions
    assert card(advised, "comparison")["titles"] == [each.title for each in shown]
    assert f"*{shown[0].title}* ({shown[0].fit} van de 100)" in said and count_sentences(said) <= 3
    assert advised.talk.given == before and "Bekijk opnieuw" in advised.titles


def test_what_was_asked_about_is_said_first(advised: Talker, knowledge: Knowledge) -> None:
    assert asked(advised, knowledge, "welke verdient het meest?").startswith("Loon vergeleken met nu:")
    assert asked(advised, knowledge, "welke duurt het kortst").startswith("Hoe lang leren duurt:")
    assert asked(advised, knowledge, "welke past het best").startswith("Het best past")


def test_two_that_are_named_are_compared_and_other_work_is_not(advised: Talker, knowledge: Knowledge) -> None:
    first, second, *_ = advice_for(advised, knowledge).suggestions
    asked(advised, knowledge, f"vergelijk {first.title} met {second.title}")
    assert card(advised, "comparison")["function_ids"] == [first.function_id, second.function_id]
    assert "school" in asked(advised, knowledge, "wat is het verschil tussen bol en bbl", "unknown_question")
    assert not [message.card for message in advised.outcome.messages if message.card]


def test_before_there_is_an_advice_nothing_is_compared(talker: Talker) -> None:
    talker.until("tasks").say("vergelijk ze", "unknown_question")
    assert not any(message.card for message in talker.outcome.messages) and talker.talk.question == "tasks"


def test_with_a_question_open_it_stands_under_the_table(talker: Talker, knowledge: Knowledge) -> None:
    talker.until("function").say("administratief medewerker")
    talker.until("tasks").say("ik bestel spullen, bel leveranciers en hou lijsten bij in excel")
    talker.press("Verder")
    question = talker.talk.question
    said = asked(talker, knowledge, "zet ze naast elkaar")
    assert card(talker, "comparison") and talker.talk.question == question is not None
    assert talker.outcome.messages[0].card and not talker.outcome.messages[-1].card and count_sentences(said) <= 3


def test_choosing_shows_the_plan_and_asks_for_a_coach(advised: Talker, knowledge: Knowledge) -> None:
    said = asked(advised, knowledge, "de eerste")
    chosen = advice_for(advised, knowledge).suggestions[0]
    plan = card(advised, "plan")
    assert [each["step"]["text"] for each in plan["steps"]] == [step.text for step in chosen.steps]
    assert plan["first"] in said and said.endswith("Zal ik een transfercoach laten meekijken?") and count_sentences(said) <= 3
    assert advised.titles == ["Ja, graag", "Nee, liever niet", "Toch niet"]


@pytest.mark.parametrize("words", ["wat is mijn plan", "hoe begin ik", "en nu?"])
def test_the_plan_can_be_asked_again(advised: Talker, knowledge: Knowledge, words: str) -> None:
    asked(advised, knowledge, "de eerste")
    said = asked(advised, knowledge, words, "unknown_question")
    assert said.startswith("Dit is je plan voor *Inkoopmedewerker*") and card(advised, "plan")["title"] == "Inkoopmedewerker"
    assert "Mijn plan" in advised.titles


def test_without_a_choice_the_plan_asks_which_work_and_a_button_chooses(advised: Talker, knowledge: Knowledge) -> None:
    assert "Met welk werk wil je verder?" in asked(advised, knowledge, "en nu?")
    assert advised.titles == [each.title for each in advice_for(advised, knowledge).suggestions]
    asked(advised, knowledge, "Projectondersteuner")
    assert advised.value("choice")["words"] == "Projectondersteuner" and card(advised, "plan")
    assert "Met welk werk wil je verder?" in asked(advised, knowledge, "hier wil ik mee verder")


def test_a_choice_that_is_not_suggested_any_more_is_said(advised: Talker, knowledge: Knowledge) -> None:
    asked(advised, knowledge, "de eerste")
    asked(advised, knowledge, "inkoopmedewerker is toch niks voor mij")
    assert "*Inkoopmedewerker* staat niet meer bij je voorstellen." in asked(advised, knowledge, "wat is mijn plan")


@pytest.mark.parametrize(("words", "intent"), [("wat gebeurt er met mijn taken", "faq_job_loss"), ("welke taken verdwijnen?", "unknown_question"), ("mijn taken rood en groen", "answer")])
def test_the_own_tasks_are_counted_in_words_and_drawn(advised: Talker, knowledge: Knowledge, words: str, intent: str) -> None:
    said = asked(advised, knowledge, words, intent)
    tasks = card(advised, "tasks")["tasks"]
    outlooks = [task["outlook"] for task in tasks]
    assert f"bij {outlooks.count('verdwijnt')} wordt het minder" in said and f"bij {outlooks.count('blijft')} blijft het zo" in said
    first = next(task["text"] for task in tasks if task["outlook"] == "verdwijnt" and task["term"] == "binnen drie jaar")
    assert first in said and count_sentences(said) <= 3


def test_who_told_of_no_work_has_no_picture(talker: Talker, knowledge: Knowledge) -> None:
    talker.until("tasks").say("ik bestel spullen, bel leveranciers en hou lijsten bij in excel")
    talker.press("Verder")
    while talker.talk.question is not None:
        talker.say("sla over", "skip")
    asked(talker, knowledge, "welke taken verdwijnen", "unknown_question")
    assert not any(message.card for message in talker.outcome.messages)


def test_only_what_can_be_looked_at_is_offered(advised: Talker, knowledge: Knowledge) -> None:
    advice = advice_for(advised, knowledge)
    assert looks(advice) == ("vergelijk", "taken")
    alone = replace(advice, suggestions=advice.suggestions[:1], own_work=replace(advice.own_work, tasks=()))
    assert looks(alone) == ()
    outcome = advised.interview.turn(advised.talk, Heard("bekijk opnieuw", "ask_advice"))
    first = advised.interview.advised(outcome, advice)
    assert [button.title for button in first.talk.notes.offered[:2]] == ["Zet ze naast elkaar", "Mijn taken, rood en groen"]
    assert first.afterwards[-1].buttons == first.talk.notes.offered
    later = advised.interview.advised(first, alone)
    assert not [button for button in later.talk.notes.offered if button.payload.startswith(LOOK)], "nothing of the advice before stays"
