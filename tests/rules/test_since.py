"""What an employee would see otherwise with other rules or figures: named when it is something, and silent when it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.advice import advise
from rules.answer import Advice, Outlook
from rules.contrast.since import since
from rules.knowledge import Knowledge
from rules.labour_market import Tightness
from tests.rules.other_knowledge import renamed, with_figures, with_rules, without_function
from tests.rules.people import RIA
from tests.rules.small_rulebook import rule

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def before(knowledge: Knowledge) -> Advice:
    return advise(RIA, knowledge, TODAY)


def test_another_version_alone_and_another_day_are_no_change(knowledge: Knowledge, before: Advice) -> None:
    assert not since(before, advise(RIA, renamed(knowledge), date(2026, 12, 20)))
    harmless = rule("morgen-stil", "{match: {task_percent: {at_least: 101}}}")
    after = advise(RIA, with_rules(knowledge, harmless), TODAY)
    assert after.versions != before.versions and not since(before, after)


def test_work_that_a_new_rule_shuts_out_is_gone_and_another_is_new(knowledge: Knowledge, before: Advice) -> None:
    seen = since(before, advise(RIA, without_function(knowledge, before.suggestions[0].function_id), TODAY))
    assert seen.gone[0] == before.suggestions[0].title and seen.new and before.suggestions[0].title not in (*seen.new, *seen.same)
    assert set(seen.same) <= {each.title for each in before.suggestions}


def test_other_figures_are_other_figures(knowledge: Knowledge, before: Advice) -> None:
    cards = tuple(replace(each, labour_market=replace(each.labour_market, tightness=Tightness.LOOSE, text="Anders.")) for each in before.suggestions)
    seen = since(before, replace(before, suggestions=cards))
    assert seen.figures and not seen.cards and not seen.new and not seen.gone
    assert since(before, advise(RIA, with_figures(knowledge, Tightness.LOOSE), TODAY))


def test_a_figure_that_only_grew_older_is_the_same(before: Advice) -> None:
    cards = tuple(replace(each, labour_market=replace(each.labour_market, text=f"{each.labour_market.text} Al een maand ouder.")) for each in before.suggestions)
    assert not since(before, replace(before, suggestions=cards))


def test_what_else_stands_on_a_card_and_what_is_expected_of_tasks_is_told_apart(before: Advice) -> None:
    first, *others = before.suggestions
    assert since(before, replace(before, suggestions=(replace(first, opening="Anders."), *others))).cards
    task, *rest = before.own_work.tasks
    other = Outlook.STAYS if task.outlook is not Outlook.STAYS else Outlook.CHANGES
    seen = since(before, replace(before, own_work=replace(before.own_work, tasks=(replace(task, outlook=other), *rest))))
    assert seen.tasks and not seen.cards


def test_what_later_releases_keep_of_a_card_is_no_change(before: Advice) -> None:
    older = replace(before, suggestions=tuple(replace(each, pay=None, learning_route="", for_coach=()) for each in before.suggestions))
    assert not since(older, before)
