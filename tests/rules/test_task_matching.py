"""Own sentences → functions of the published catalogue, with the task behind each of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.knowledge import Knowledge
from rules.matching import TaskMatcher

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tasks(knowledge: Knowledge) -> TaskMatcher:
    return knowledge.matcher


def test_who_plans_orders_keeps_lists_and_calls_suppliers_finds_inkoop(tasks: TaskMatcher) -> None:
    ranked = tasks.rank(["ik plan afspraken", "bestel spullen", "bel leveranciers", "hou lijsten bij in excel"], 3)
    assert "inkoopmedewerker" in [match.function_id for match in ranked]


def test_one_message_is_read_clause_by_clause(tasks: TaskMatcher) -> None:
    best = tasks.rank(["ik bestel spullen bel leveranciers en hou alles bij in excel"], 1)[0]
    quotes = [link.quote for link in best.links]
    assert quotes[:2] == ["ik bestel spullen", "bel leveranciers"]


def test_links_name_real_tasks_and_exact_words(tasks: TaskMatcher, knowledge: Knowledge) -> None:
    said = "Ik geef paspoorten uit, en schrijf geboortes in."
    for match in tasks.rank([said], 10):
        for link in match.links:
            task = knowledge.catalogue.task(link.task_id)
            assert task is not None
            assert task.function_id == match.function_id
            assert link.task == task.text
            assert link.quote in said
            assert 0 < link.strength <= 1.000001


def test_spelling_mistakes_do_not_hide_the_work(tasks: TaskMatcher) -> None:
    assert (
        tasks.rank(["facturn inboken en betalingn controlern"], 3)[0].function_id
        == "financieel-administratief-medewerker"
    )


def test_every_function_finds_itself_by_its_own_tasks(tasks: TaskMatcher, knowledge: Knowledge) -> None:
    for profile in knowledge.catalogue.functions.values():
        ranked = tasks.rank([task.text for task in profile.tasks], 1)
        assert ranked[0].function_id == profile.id


@pytest.mark.parametrize("said", [[], [""], ["en dan ook nog"], ["🙂🙂"], ["\x00"]])
def test_nothing_said_matches_nothing(tasks: TaskMatcher, said: list[str]) -> None:
    assert tasks.rank(said, 5) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=80), max_size=5), st.integers(0, 8))
def test_any_sentences_give_a_bounded_sorted_answer(tasks: TaskMatcher, sentences: list[str], limit: int) -> None:
    ranked = tasks.rank(sentences, limit)
    assert len(ranked) <= limit
    assert [match.score for match in ranked] == sorted((match.score for match in ranked), reverse=True)
    assert all(0 < match.score <= 1.000001 for match in ranked)


@pytest.mark.parametrize(
    ("words", "other"),
    [("post rondbrengen", "helpende-zorg"), ("post rondbrengen", "uitvoerder-bouw"), ("bonnen schrijven", "medewerker-milieustraat"), ("uitkeringen beoordelen", "adresonderzoeker")],
)
def test_a_verb_alone_leads_to_no_work(tasks: TaskMatcher, words: str, other: str) -> None:
    assert other not in [match.function_id for match in tasks.rank([words], 3)]


@pytest.mark.parametrize(
    ("words", "right"),
    [("post rondbrengen", "medewerker-postregistratie"), ("koffie rondbrengen", "kantinemedewerker"), ("uitkeringen beoordelen", "inkomensconsulent")],
)
def test_the_thing_and_the_verb_together_do(tasks: TaskMatcher, words: str, right: str) -> None:
    assert tasks.rank([words], 1)[0].function_id == right
