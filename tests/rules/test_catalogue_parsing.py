"""Broken catalogue files: every mistake is named with file, line and field, all of them at once."""

from __future__ import annotations

import pytest

from rules.catalogue import FunctionKind, slug, task_id
from rules.errors import CatalogueError, Problem
from rules.files.catalogue_parsing import parse_catalogue
from rules.knowledge import Knowledge
from tests.rules.conftest import DATA

FILES = {
    path.relative_to(DATA / "catalogue").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((DATA / "catalogue").rglob("*.yml"))
}
AREA = "functions/inkoop.yml"


def broken(file: str, old: str, new: str) -> tuple[Problem, ...]:
    """The problems after one replacement in one real file."""
    assert old in FILES[file], f"{old!r} is no longer in {file}"
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue({**FILES, file: FILES[file].replace(old, new, 1)}, "test")
    return caught.value.problems


def test_the_published_catalogue_is_whole() -> None:
    catalogue = parse_catalogue(FILES, "test")
    assert len(catalogue.functions) >= 45
    assert catalogue.functions["inkoopmedewerker"].kind is FunctionKind.MUNICIPAL


@pytest.mark.parametrize(
    ("old", "new", "field", "told"),
    [
        ("kind: gemeente", "kind: gemeentee", "kind", "Bedoel je 'gemeente'?"),
        ("title: Inkoopmedewerker", "titel: Inkoopmedewerker", "titel", "Bedoel je 'title'?"),
        ("outlook: verdwijnt", "outlook: weg", "outlook", "verdwijnt, verandert, blijft, verschijnt"),
        ("importance: essential", "importance: nodig", "importance", "essential, useful"),
        ("public_contact: low", "public_contact: none", "public_contact", "low, some, high"),
        ("sector: overheid", "sector: gemeente", "sector", "overheid"),
        ("education: mbo-4", "education: mbo4", "education", "Bedoel je 'mbo-4'?"),
        ("insight: 2", "insight: 7", "insight", "van 0 tot en met 4"),
        ("insight: 2", "insight: 5", "insight", "van 0 tot en met 4"),
        ("create: 2", "create: -1", "create", "van 0 tot en met 4"),
        ("scale: {from: 7", "scale: {from: 0", "from", "van 1 tot en met 18"),
        ("to: 8}", "to: 19}", "to", "van 1 tot en met 18"),
        ("scale: {from: 7", "scale: {from: 19", "from", "van 1 tot en met 18"),
        ("contact: 0.5", "contact: 1.1", "contact", "van 0 tot en met 1"),
        ("creativity: 0.35", "creativity: -0.1", "creativity", "van 0 tot en met 1"),
        ("area: inkoop", "area: ../inkoop", "area", "kleine letters, cijfers en streepjes"),
        ("aliases: [inkoper", 'aliases: ["in\\nkoper"', "aliases", "meer dan één regel"),
    ],
)
def test_a_wrong_value_is_named_with_what_can_stand_there(old: str, new: str, field: str, told: str) -> None:
    line = FILES[AREA][: FILES[AREA].index(old)].count("\n") + 1
    found = [problem for problem in broken(AREA, old, new) if problem.field.endswith(field)]
    assert [(problem.file, problem.line) for problem in found] == [(AREA, line)]
    assert told in found[0].message


def test_a_reference_that_leads_nowhere_is_named() -> None:
    (problem, *_) = [item for item in broken(AREA, "{id: onderhandelen", "{id: onderhandelenn") if "onderhandelenn" in item.message]
    assert problem.field.endswith("].id")
    assert "onderhandelenn" in FILES[AREA].replace("{id: onderhandelen", "{id: onderhandelenn", 1).splitlines()[problem.line - 1]
    assert "bestaat niet" in problem.message


def test_all_mistakes_come_at_once_in_order_of_place() -> None:
    text = FILES[AREA].replace("kind: gemeente", "kind: x").replace("sector: overheid", "sector: y")
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue({**FILES, AREA: text}, "test")
    assert len(caught.value.problems) >= 2 * len([line for line in text.splitlines() if line.startswith("- id:")])
    assert list(caught.value.problems) == sorted(caught.value.problems)
    assert f"{AREA}, regel" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- id: x\n  tasks: [a, b\n", "niet te lezen als YAML"),
        ("", "is leeg"),
        ("id: x\n", "moet een lijst zijn"),
        ("- alleen tekst\n", "geen onderdeel met naam en waarde"),
        ("- {id: x, id: y}\n", "staat er twee keer"),
        ("- id: Twee Woorden\n", "kan geen id zijn"),
        ("[" * 5000, "niet te lezen als YAML"),
    ],
)
def test_what_is_no_list_of_entries_gets_a_clear_line(text: str, told: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue({**FILES, "routes.yml": text}, "test")
    assert any(told in problem.message and problem.file == "routes.yml" for problem in caught.value.problems)


def test_the_same_id_in_two_files_names_both_places() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue({**FILES, "functions/zz.yml": FILES[AREA]}, "test")
    message = next(problem.message for problem in caught.value.problems if "inkoopmedewerker" in problem.message)
    assert AREA in message


def test_a_regulated_function_needs_a_route() -> None:
    catalogue = parse_catalogue(FILES, "test")
    nurse = catalogue.functions["verpleegkundige"]
    problems = broken("functions/zorg.yml", f"route: {nurse.route}", "route: null")
    assert any(problem.field == "verpleegkundige.route" and "leerroute" in problem.message for problem in problems)


def test_a_task_keeps_its_id_as_long_as_its_words(knowledge: Knowledge) -> None:
    assert task_id("f", "Één reële taak!") == "f/een-reele-taak"
    assert slug("  --  ") == ""
    for function in knowledge.catalogue.functions.values():
        for task in function.tasks:
            assert knowledge.catalogue.task(task.id) is task
    assert knowledge.catalogue.task("bestaat/niet") is None
