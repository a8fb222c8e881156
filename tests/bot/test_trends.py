"""Which tasks grow and which shrink, one at a time or several in a sentence."""

from __future__ import annotations

import pytest

from bot.talk import Given
from tests.bot.conftest import Talker


def test_the_rest_that_stays_the_same_can_be_typed(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen, bel leveranciers en maak notulen")
    talker.say("verder", "done")
    talker.say("notulen wordt minder, de rest blijft gelijk")
    trends = {trend["quote"]: trend["trend"] for trend in talker.value("trends")["trends"]}
    assert trends == {"bestel spullen": "same", "bel leveranciers": "same", "maak notulen": "shrinks"}
    assert talker.talk.settled("trends")


def test_a_trend_of_another_task_than_asked_is_read_back(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen en ik archiveer dossiers")
    talker.until("trends")
    assert "*archiveer dossiers* wordt minder" in talker.say("archiveren wordt minder")
    assert talker.say("de robot doet dat nu").count("wordt dat meer") == 0
    assert {trend["quote"]: trend["trend"] for trend in talker.value("trends")["trends"]} == {"archiveer dossiers": "shrinks", "bestel spullen": "shrinks"}


SCANS = "scan en registreer post"


@pytest.fixture
def trending(talker: Talker) -> Talker:
    """Asked about the first of two tasks."""
    talker.until("tasks")
    tasks = [{"kind": "task", "quote": quote, "concept_id": None, "label": "", "meaning": "now", "confidence": 0.9} for quote in (SCANS, "bestel spullen")]
    talker.talk = talker.talk.with_given("tasks", Given({"messages": ["x"], "mentions": tasks}, "x")).at("trends")
    return talker


@pytest.mark.parametrize("intent", ["answer", "done", "dont_know"])
@pytest.mark.parametrize(
    ("words", "trends"),
    [
        ("postkamer bestaat niet meer, de rest scannen wordt minder en wob juist meer", {"postkamer": "shrinks", SCANS: "shrinks", "wob": "grows"}),
        ("scannen wordt niet minder maar meer", {SCANS: "grows"}),
        ("terugmeldingen meer", {"terugmeldingen": "grows"}),
        ("bestellen blijft", {"bestel spullen": "same"}),
        ("bestellen minder, de rest meer", {"bestel spullen": "shrinks", SCANS: "grows"}),
    ],
)
def test_each_work_that_is_named_gets_its_own_trend(trending: Talker, words: str, trends: dict[str, str], intent: str) -> None:
    trending.say(words, intent)
    assert {trend["quote"]: trend["trend"] for trend in trending.value("trends")["trends"]} == trends


@pytest.mark.parametrize(
    ("words", "trend"),
    [
        ("wordt niet minder", "same"), ("niet meer of minder", "same"), ("dat doen we niet meer", "shrinks"), ("steeds meer", "grows"),
        ("geen idee wordt denk ik meer", "grows"), ("wordt drukker door de nieuwe wet", "grows"),
    ],
)
def test_what_names_no_work_is_about_the_task_that_was_asked(trending: Talker, words: str, trend: str) -> None:
    trending.say(words)
    assert trending.value("trends")["trends"] == [{"quote": SCANS, "trend": trend}]


def test_trends_are_not_asked_without_tasks(talker: Talker) -> None:
    talker.until("outside")
    assert "trends" not in talker.talk.notes.asked


def test_each_task_gets_its_trend_and_the_rest_stays_the_same(talker: Talker) -> None:
    talker.until("tasks").say("ik bestel spullen, bel leveranciers, maak notulen en archiveer dossiers")
    talker.say("verder", "done")
    talker.press("Wordt minder")
    talker.press("De rest")
    trends = [trend["trend"] for trend in talker.value("trends")["trends"]]
    assert trends == ["shrinks", "same", "same", "same"]


def test_a_trend_is_not_given_to_a_task_that_shares_only_small_words(talker: Talker) -> None:
    talker.until("tasks").say("ik bel klanten en hou alles bij in excel")
    talker.say("verder", "done")
    talker.say("bellen wordt minder alles gaat via de mail")
    assert [(trend["quote"], trend["trend"]) for trend in talker.value("trends")["trends"]] == [("bel klanten", "shrinks")]
