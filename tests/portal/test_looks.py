"""What can be looked at of an advice, as the page draws it: a real table, steps in order, tasks by more than their colour."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from markupsafe import escape

from bot.advised.cards import comparison_card, plan_card, tasks_card
from rules.advice import advise
from rules.answer import Advice
from rules.contrast.side_by_side import side_by_side
from skills_passport.model import SkillsPassport, Speaker, TalkLine
from tests.rules.people import RIA

Keep = Callable[[Callable[[SkillsPassport], SkillsPassport]], SkillsPassport]
NOW = datetime.now(UTC)


@pytest.fixture
def advice(app: FastAPI, ria: TestClient) -> Advice:
    return advise(RIA, app.state.live.now.knowledge, NOW.date())


def page_with(ria: TestClient, keep: Keep, card: dict[str, Any]) -> str:
    """The talk with this card under a line of the bot."""
    keep(lambda passport: passport.with_lines(TalkLine(Speaker.BOT, "Zo staat het *ervoor*.", NOW, (), json.loads(json.dumps(card)))))
    return str(ria.get("/gesprek").text)


def test_a_comparison_is_a_table_with_headers_of_rows_and_columns(ria: TestClient, keep: Keep, advice: Advice) -> None:
    page = page_with(ria, keep, dict(comparison_card(side_by_side(advice.suggestions))))
    assert "Zo staat het <em>ervoor</em>." in page, "what is said of it stands above"
    table = page[page.index("<table"):page.index("</table>")]
    for each in advice.suggestions:
        assert f'<th role="columnheader" scope="col">{escape(each.title)}</th>' in table
    rows = re.findall(r'<th role="rowheader" scope="row">([^<]+?)(?: <span[^>]*>overal gelijk</span>)?</th>', table)
    assert {"Hoe goed het past", "Wat je doet", "Wat je nog leert", "Loon vergeleken met nu", "Werk in jouw regio", "Wat in de weg kan staan"} <= set(rows)
    assert len(rows) == table.count('<tr role="row"') - 1
    assert re.search(r'aria-labelledby="(naast-\w+)"', table)[1] in re.findall(r'id="([^"]+)"', page)  # type: ignore[index]
    assert "<article" not in page, "a comparison is no card"


def test_a_row_that_is_the_same_is_said_once_over_all_columns(ria: TestClient, keep: Keep, advice: Advice) -> None:
    first, second, *_ = advice.suggestions
    page = page_with(ria, keep, dict(comparison_card(side_by_side([first, first, second]))))
    shared = [row for row in side_by_side([first, first, second]).rows if row.same]
    assert page.count('colspan="3"') == page.count("overal gelijk") == len(shared)


def test_a_plan_has_steps_in_order_and_what_to_arrange(ria: TestClient, keep: Keep, advice: Advice) -> None:
    chosen = max(advice.suggestions, key=lambda each: len(each.barriers))
    page = page_with(ria, keep, dict(plan_card(chosen)))
    assert f"Jouw plan: {escape(chosen.title)}" in page and "Deze week:" in page
    places = [page.index(str(escape(step.text))) for step in chosen.steps]
    assert places == sorted(places) and page.index("Begin hiermee") < page.index("Daarnaast") < page.index("Daarna:")
    assert all(str(escape(barrier.softened_by)) in page for barrier in chosen.barriers)


def test_tasks_are_told_by_words_and_signs_and_not_by_colour_alone(ria: TestClient, keep: Keep, advice: Advice) -> None:
    page = page_with(ria, keep, dict(tasks_card(advice.own_work)))
    for words, sign in (("Wordt minder", "−"), ("Verandert", "↻"), ("Blijft", "✓"), ("Komt erbij", "+")):
        assert re.search(rf'aria-hidden="true">{re.escape(sign)}</span> {words}', page), words
    assert all(str(escape(task.text)) in page for task in advice.own_work.tasks)


def test_who_listens_hears_what_is_said_of_a_card_and_of_a_suggestion_the_score(app: FastAPI, ria: TestClient, advice: Advice) -> None:
    look = {"bot": True, "text": "Het best past *Inkoop*.", "card": comparison_card(side_by_side(advice.suggestions))}
    environment = app.state.pages._environment
    news = environment.get_template("parts/news.html").module.news([look], ())
    assert "Het best past <em>Inkoop</em>." in news


def test_a_card_of_a_later_release_is_only_told(ria: TestClient, keep: Keep) -> None:
    assert "Zo staat het" in page_with(ria, keep, {"kind": "iets-nieuws"})


def test_words_of_a_coach_keep_their_lines_and_are_no_markup(ria: TestClient, keep: Keep) -> None:
    page = page_with(ria, keep, {"kind": "coach", "lines": ["Carla schreef: “Dag!\nKom <b>donderdag</b>.”", "Carla plant een gesprek."]})
    card = page[page.rindex('<div class="kaart">'):]
    assert '<p class="ballon__tekst">Carla schreef: “Dag!\nKom &lt;b&gt;donderdag&lt;/b&gt;.”</p>' in card
    assert '<p class="ballon__tekst">Carla plant een gesprek.</p>' in card
