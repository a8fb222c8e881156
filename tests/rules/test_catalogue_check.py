"""Each finding is made by a catalogue that has it, and absent from one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.catalogue import Catalogue, FunctionProfile
from rules.knowledge import Knowledge
from rules.review.catalogue_check import CatalogueCheck, Finding, Severity, Subject, check_catalogue
from tests.rules.catalogue_subset import small

BUYER, MANAGER = "inkoopmedewerker", "contractmanager"
_, CATALOGUE = small(BUYER, MANAGER)
LONG = "Dit is een zin met een, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, dertien, veertien en nog veel meer woorden."
HARD = "verantwoordingsdocumentatie informatievoorzieningsprocessen administratieverwerkingsovereenkomsten " * 4


def with_functions(*functions: FunctionProfile) -> Catalogue:
    return replace(CATALOGUE, functions={**CATALOGUE.functions, **{function.id: function for function in functions}})


def found(catalogue: Catalogue, subject: Subject) -> list[Finding]:
    return [finding for finding in check_catalogue(catalogue).findings if finding.subject is subject]


def test_the_published_catalogue_has_no_errors(knowledge: Knowledge) -> None:
    check = check_catalogue(knowledge.catalogue)
    assert [finding for finding in check.findings if finding.severity is Severity.ERROR] == []
    assert sum(area.functions for area in check.coverage) == len(knowledge.catalogue.functions)
    assert sum(area.tasks for area in check.coverage) == sum(len(item.tasks) for item in knowledge.catalogue.functions.values())


def test_the_same_name_of_two_functions_is_an_error_whatever_its_accents() -> None:
    manager = replace(CATALOGUE.functions[MANAGER], title="INKOOPMEDEWÉRKER")
    check: CatalogueCheck = check_catalogue(with_functions(manager))
    (finding,) = [item for item in check.findings if item.subject is Subject.SAME_TITLE]
    assert set(finding.places) == {BUYER, MANAGER} and finding.severity is Severity.ERROR and check.errors == 1
    assert found(CATALOGUE, Subject.SAME_TITLE) == []


@pytest.mark.parametrize("name", ["Inkoopmedewerker", "inkoopster"])
def test_another_functions_name_among_the_aliases_is_noted(name: str) -> None:
    manager = replace(CATALOGUE.functions[MANAGER], aliases=(name, *CATALOGUE.functions[MANAGER].aliases))
    (finding,) = found(with_functions(manager), Subject.SAME_ALIAS)
    assert set(finding.places) == {BUYER, MANAGER} and finding.severity is Severity.NOTE


def test_words_of_a_task_that_two_functions_have_are_noted_but_not_within_one() -> None:
    task, other, *rest = CATALOGUE.functions[MANAGER].tasks
    buyer = CATALOGUE.functions[BUYER].tasks[0]
    before = len(found(CATALOGUE, Subject.SAME_WORDS))
    twice = replace(CATALOGUE.functions[MANAGER], tasks=(task, replace(other, also=(task.also[0], *other.also)), *rest))
    assert len(found(with_functions(twice), Subject.SAME_WORDS)) == before
    shared = replace(CATALOGUE.functions[MANAGER], tasks=(replace(task, also=(buyer.also[0],)), other, *rest))
    assert buyer.also[0] in "".join(finding.text for finding in found(with_functions(shared), Subject.SAME_WORDS))


def test_the_same_task_is_an_error_and_nearly_the_same_one_is_noted_once() -> None:
    task, *rest = CATALOGUE.functions[MANAGER].tasks
    words = CATALOGUE.functions[BUYER].tasks[0].text
    same = with_functions(replace(CATALOGUE.functions[MANAGER], tasks=(replace(task, text=words.upper()), *rest)))
    assert len(found(same, Subject.SAME_TASK)) == 1 and found(same, Subject.NEAR_TASK) == []
    near = with_functions(replace(CATALOGUE.functions[MANAGER], tasks=(replace(task, text=f"{words} en betaald is"), *rest)))
    (finding,) = found(near, Subject.NEAR_TASK)
    assert found(near, Subject.SAME_TASK) == [] and words in finding.text
    assert found(CATALOGUE, Subject.NEAR_TASK) == []


def test_nearly_the_same_tasks_of_one_function_are_its_own_affair() -> None:
    first, second, *rest = CATALOGUE.functions[MANAGER].tasks
    own = replace(CATALOGUE.functions[MANAGER], tasks=(first, replace(second, text=f"{first.text} ook"), *rest))
    assert found(with_functions(own), Subject.NEAR_TASK) == []


def test_a_skill_that_nothing_asks_or_shows_is_noted() -> None:
    asked = {required.skill_id for function in CATALOGUE.functions.values() for required in function.skills}
    lonely = next(iter(CATALOGUE.skills))
    without = [
        replace(
            function, skills=tuple(item for item in function.skills if item.skill_id != lonely),
            tasks=tuple(replace(task, skills=tuple(item for item in task.skills if item != lonely)) for task in function.tasks),
        )
        for function in CATALOGUE.functions.values()
    ]
    assert lonely in asked
    assert [finding.places for finding in found(with_functions(*without), Subject.NOT_ASKED)] == [(lonely,)]
    unseen = [replace(function, skills=CATALOGUE.functions[function.id].skills) for function in without]
    assert (lonely,) in [finding.places for finding in found(with_functions(*unseen), Subject.NOT_SHOWN)]


def test_a_route_or_requirement_that_nobody_names_is_noted() -> None:
    named = {name for function in CATALOGUE.functions.values() for name in (*function.requires, function.route)}
    expected = (CATALOGUE.routes.keys() | CATALOGUE.qualifications.keys()) - named
    assert {finding.places[0] for finding in found(CATALOGUE, Subject.NOT_USED)} == expected != set()


def test_two_skills_of_one_name_are_an_error() -> None:
    first, second, *_ = CATALOGUE.skills.values()
    twins = replace(CATALOGUE, skills={**CATALOGUE.skills, first.id: replace(first, label=second.label)})
    assert [set(finding.places) for finding in found(twins, Subject.SAME_SKILL)] == [{first.id, second.id}]


@pytest.mark.parametrize(("text", "subject"), [(LONG, Subject.LONG_SENTENCE), (HARD, Subject.HARD_TEXT)])
def test_hard_texts_and_long_sentences_are_noted_where_they_stand(text: str, subject: Subject) -> None:
    skill, route, manager = next(iter(CATALOGUE.skills.values())), next(iter(CATALOGUE.routes.values())), CATALOGUE.functions[MANAGER]
    task = manager.tasks[0]
    changed = replace(
        with_functions(replace(manager, what=text, tasks=(replace(task, because=text), *manager.tasks[1:]))),
        skills={**CATALOGUE.skills, skill.id: replace(skill, learning=(replace(skill.learning[0], text=text), *skill.learning[1:]))},
        routes={**CATALOGUE.routes, route.id: replace(route, conditions=(text,))},
    )
    new = {finding.places[0] for finding in found(changed, subject) if text in finding.text}
    assert new == {MANAGER, task.id, skill.id, route.id}


def test_a_text_out_of_tone_is_an_error_where_it_stands() -> None:
    manager = CATALOGUE.functions[MANAGER]
    (one,) = found(with_functions(replace(manager, what="Je bent niet handig genoeg.")), Subject.TONE)
    assert one.places == (MANAGER,) and one.severity is Severity.ERROR and "maakt iemand klein" in one.text


def test_coverage_counts_per_area() -> None:
    (area,) = check_catalogue(CATALOGUE).coverage
    buyer, manager = CATALOGUE.functions[BUYER], CATALOGUE.functions[MANAGER]
    assert (area.area, area.functions, area.with_pay, area.with_route) == ("inkoop", 2, 2, 0)
    assert sum(area.outlooks.values()) == area.tasks == len(buyer.tasks) + len(manager.tasks)
    assert area.aliases == len(buyer.aliases) + len(manager.aliases)
    assert 0 < area.ease < 100
