"""Who uses what: nothing that names a thing is left out, so that HR sees what a change touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from rules.editing.saving import Ground, save_new
from rules.editing.used_by import How, Thing, Use, used_by
from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Knowledge
from rules.review.rule_cases import RuleCase
from tests.rules.case_reader import read_cases
from tests.rules.editing.test_tip_from_a_form import GROUP, TIP


def test_a_skill_is_used_by_the_functions_that_ask_it_and_the_tasks_that_show_it(knowledge: Knowledge) -> None:
    catalogue = knowledge.catalogue
    found = used_by(Thing.SKILL, "spreadsheets-gebruiken", catalogue, knowledge.rulebook, read_cases())
    assert {use.id for use in found.functions} == {each.id for each in catalogue.functions.values() if "spreadsheets-gebruiken" in {asked.skill_id for asked in each.skills}}
    assert {use.id for use in found.tasks} == {task.id for each in catalogue.functions.values() for task in each.tasks if "spreadsheets-gebruiken" in task.skills}
    assert found.functions and found.tasks and {use.how for use in found.functions} == {How.ASKS}


def test_every_route_and_diploma_that_the_check_calls_used_is_used(knowledge: Knowledge) -> None:
    catalogue = knowledge.catalogue
    for route in catalogue.routes:
        led = [use.id for use in used_by(Thing.ROUTE, route, catalogue, knowledge.rulebook).functions]
        assert led == [each.id for each in catalogue.functions.values() if each.route == route]
    for diploma in catalogue.qualifications:
        found = used_by(Thing.QUALIFICATION, diploma, catalogue, knowledge.rulebook)
        assert [use.id for use in found.functions] == [each.id for each in catalogue.functions.values() if diploma in (*each.requires, *each.screening)]
    nurse = used_by(Thing.QUALIFICATION, next(each for each in catalogue.functions.values() if each.requires).requires[0], catalogue, knowledge.rulebook)
    assert {use.how for use in nurse.routes} == {How.LEADS}


def test_a_rule_names_a_function_a_skill_and_a_route_in_its_conditions(files: Mapping[str, str], ground: Ground, knowledge: Knowledge) -> None:
    rulebook = parse_rulebook(save_new(files, TIP, GROUP, ground), "")
    tip = Use("van-excel-naar-data-analist", TIP.title, How.CONDITION)
    for thing, identity in ((Thing.FUNCTION, "data-analist"), (Thing.SKILL, "spreadsheets-gebruiken"), (Thing.ROUTE, "leer-werkweg-data-analyse")):
        assert tip in used_by(thing, identity, knowledge.catalogue, rulebook).rules
    said = parse_rulebook(save_new(files, replace(TIP, when=TIP.when[:2], title="Kijk naar data", then=TIP.then[:1], because="Kijk eens bij een data-analist."), GROUP, ground), "")
    assert Use("kijk-naar-data", "Kijk naar data", How.TEXT) in used_by(Thing.FUNCTION, "data-analist", knowledge.catalogue, said).rules
    assert not used_by(Thing.FUNCTION, "datasteward", knowledge.catalogue, said).rules


def test_a_case_is_found_by_id_and_by_name(knowledge: Knowledge) -> None:
    cases = [RuleCase("een", {"function": {"id": "data-analist"}}, True), RuleCase("twee", {"own": {"title": "data-analist"}}, True), RuleCase("drie", {"own": {"title": "iets"}}, True)]
    found = used_by(Thing.FUNCTION, "data-analist", knowledge.catalogue, knowledge.rulebook, cases)
    assert [use.id for use in found.cases] == ["een", "twee"]
    skilled = [RuleCase("vier", {"person": {"skills": frozenset({"plannen", "spreadsheets-gebruiken"})}}, False)]
    assert [use.id for use in used_by(Thing.SKILL, "spreadsheets-gebruiken", knowledge.catalogue, knowledge.rulebook, skilled).cases] == ["vier"]
    assert used_by(Thing.FUNCTION, "jobcoach", knowledge.catalogue, knowledge.rulebook, read_cases()).cases


def test_a_task_is_used_by_its_function_and_by_tasks_with_the_same_words(knowledge: Knowledge) -> None:
    function = knowledge.catalogue.functions["data-analist"]
    found = used_by(Thing.TASK, function.tasks[0].id, knowledge.catalogue, knowledge.rulebook)
    assert found.functions == (Use("data-analist", "Data-analist", How.HAS),) and not found.tasks
    twin = replace(knowledge.catalogue.functions["datasteward"].tasks[0], also=(function.tasks[0].also[0].upper(),))
    steward = replace(knowledge.catalogue.functions["datasteward"], tasks=(twin,))
    other = replace(knowledge.catalogue, functions={**knowledge.catalogue.functions, "datasteward": steward})
    assert [(use.id, use.how) for use in used_by(Thing.TASK, function.tasks[0].id, other, knowledge.rulebook).tasks] == [(twin.id, How.WORDS)]


@pytest.mark.parametrize("thing", Thing)
def test_what_does_not_exist_is_said(thing: Thing, knowledge: Knowledge) -> None:
    with pytest.raises(KeyError):
        used_by(thing, "bestaat-niet", knowledge.catalogue, knowledge.rulebook)
