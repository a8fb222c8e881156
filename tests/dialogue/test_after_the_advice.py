"""The advice as a talk, over HTTP with the running portal and Rasa: seen side by side, chosen, planned, and a coach."""

from __future__ import annotations

import pytest

from tests.server import Employee

pytestmark = pytest.mark.rasa


def kinds(employee: Employee) -> list[str]:
    return [card["kind"] for card in employee.cards()]


def offered(employee: Employee) -> list[str]:
    return [button["title"] for line in employee.heard for button in line["buttons"]]


def test_what_can_be_looked_at_is_offered_and_heard_in_words(advised: Employee) -> None:
    titles = [card["title"] for card in advised.cards()]
    assert offered(advised)[:2] == ["Zet ze naast elkaar", "Mijn taken, rood en groen"]
    advised.press("Zet ze naast elkaar")
    assert kinds(advised) == ["comparison"] and advised.cards()[0]["titles"] == titles
    advised.press("Mijn taken")
    assert kinds(advised) == ["tasks"]
    for words, kind in (
        ("vergelijk ze", "comparison"), ("wat is het verschil", "comparison"), ("wat is het verschil tussen de eerste en de tweede?", "comparison"), ("welke verdient het meest?", "comparison"),
        ("kun je ze naast elkaar zetten", "comparison"), ("wat gebeurt er met mijn taken", "tasks"), ("welke taken verdwijnen?", "tasks"),
    ):
        advised.say(words)
        assert kinds(advised) == [kind], words


def test_a_choice_leads_to_a_plan_and_to_the_question_for_a_coach(advised: Employee) -> None:
    advised.say("en nu?")
    assert "Met welk werk wil je verder?" in advised.heard[-1]["text"]
    said = advised.say("de eerste")
    assert "staat nu als jouw keuze" in said and "Zal ik een transfercoach laten meekijken?" in said and kinds(advised) == ["plan"]
    assert "het coachteam mag nu meekijken" in advised.say("ja graag")
    kept = advised.passport()["passport"]
    assert [(each["purpose"], each["given"]) for each in kept["consents"]][-1] == ("meekijken", True)
    for words in ("wat is mijn plan", "hoe begin ik", "en nu?"):
        advised.say(words)
        assert kinds(advised) == ["plan"], words
    assert "staat al" in advised.say("kan een coach meekijken?")
    assert "er kijkt niemand mee" in advised.press("Toch geen coach")
    page = advised.client.get("/paspoort").text
    assert "Jouw plan: " in page and "Een transfercoach laten meekijken" in page
    assert advised.client.get("/gesprek").status_code == 200


def test_none_of_them_twice_asks_for_a_coach_once(advised: Employee) -> None:
    asked = ["Zal ik een transfercoach laten meekijken?" in advised.say(words) for words in ("geen van deze", "geen van deze drie", "ik wil geen van deze")]
    assert asked == [False, True, False]
