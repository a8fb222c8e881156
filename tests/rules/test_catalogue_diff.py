"""What differs is told per entry and field, old → new; tasks are followed when they are rewritten."""

from __future__ import annotations

from dataclasses import replace

from rules.catalogue import Axes, Catalogue, FunctionProfile, task_id
from rules.review.catalogue_diff import EntryChange, FieldChange, Happened, catalogue_changes
from tests.rules.catalogue_subset import small

BUYER = "inkoopmedewerker"
_, CATALOGUE = small(BUYER, "contractmanager")


def changed(**fields: object) -> tuple[EntryChange, ...]:
    """The changes after these fields of one function have changed."""
    return catalogue_changes(CATALOGUE, with_function(replace(CATALOGUE.functions[BUYER], **fields)))  # type: ignore[arg-type]


def with_function(function: FunctionProfile) -> Catalogue:
    return replace(CATALOGUE, functions={**CATALOGUE.functions, function.id: function})


def test_equal_catalogues_of_two_versions_do_not_differ() -> None:
    assert catalogue_changes(CATALOGUE, replace(CATALOGUE, version="other")) == ()


def test_a_field_is_told_from_old_to_new() -> None:
    buyer = CATALOGUE.functions[BUYER]
    (change,) = changed(title="Inkoper", axes=Axes(0.75, buyer.axes.creativity), routine=True, scale=None)
    assert (change.table, change.id, change.happened) == ("Functies", BUYER, Happened.CHANGED)
    assert [str(field) for field in change.fields] == [
        "naam: Inkoopmedewerker → Inkoper", "schaal van: 7 → (leeg)", "schaal tot: 8 → (leeg)", "contact (0–1): 0,5 → 0,75", "vooral routine: nee → ja",
    ]


def test_a_list_tells_what_came_and_went_and_when_only_the_order_changed() -> None:
    first, second, *rest = CATALOGUE.functions[BUYER].aliases
    (change,) = changed(aliases=(first, "nieuw", *rest))
    assert str(change.fields[0]) == f"ook bekend als: erbij nieuw | weg {second}"
    (change,) = changed(aliases=(second, first, *rest))
    assert str(change.fields[0]).startswith(f"ook bekend als: andere volgorde: {first}; {second}")


def test_a_rewritten_task_is_followed_and_another_one_is_not() -> None:
    first, second, *rest = CATALOGUE.functions[BUYER].tasks
    text = f"{first.text}, ook op vrijdag"
    (change,) = changed(tasks=(replace(first, text=text, id=task_id(BUYER, text)), second, *rest))
    assert change.fields == (FieldChange(f"taak '{first.text}'", "taak", first.text, text),)
    (change,) = changed(tasks=(replace(first, text="iets heel anders", id="x"), second, *rest))
    assert [str(field) for field in change.fields] == [f"taak weg: {first.text}", "taak erbij: iets heel anders"]


def test_a_task_that_kept_its_words_is_not_given_away_to_a_likely_one() -> None:
    """A copy with nearly the same words before it: the task itself is matched by id, the copy is new."""
    first, *rest = CATALOGUE.functions[BUYER].tasks
    copy = replace(first, text=f"{first.text} snel", id="copy")
    (change,) = changed(tasks=(copy, first, *rest))
    assert [str(field) for field in change.fields] == [f"taak erbij: {copy.text}"]


def test_another_order_of_tasks_is_told() -> None:
    first, second, *rest = CATALOGUE.functions[BUYER].tasks
    (change,) = changed(tasks=(second, first, *rest))
    assert [field.field for field in change.fields] == ["volgorde (taak)"]


def test_skills_of_a_function_go_by_id() -> None:
    first, *rest = CATALOGUE.functions[BUYER].skills
    (change,) = changed(skills=(replace(first, level=4), *rest[1:]))
    assert [str(field) for field in change.fields] == [f"vaardigheid weg: {rest[0].skill_id}", f"vaardigheid '{first.skill_id}', niveau (1–4): {first.level} → 4"]


def test_entries_come_and_go_in_every_table() -> None:
    emptied = Catalogue(functions={}, skills={}, qualifications={}, routes={}, version="")
    gone, come = catalogue_changes(CATALOGUE, emptied), catalogue_changes(emptied, CATALOGUE)
    assert {change.happened for change in gone} == {Happened.REMOVED} and {change.happened for change in come} == {Happened.ADDED}
    assert [change.id for change in gone] == [change.id for change in come]
    assert {change.table for change in gone} == {"Functies", "Vaardigheden", "Wettelijke eisen", "Routes", "Afkortingen"}
    assert len(gone) == sum(map(len, (CATALOGUE.functions, CATALOGUE.skills, CATALOGUE.qualifications, CATALOGUE.routes, CATALOGUE.abbreviations)))


def test_learning_steps_and_abbreviations_are_told() -> None:
    skill = next(iter(CATALOGUE.skills.values()))
    step = replace(skill.learning[0], time="1 week")
    short, long = next(iter(CATALOGUE.abbreviations.items()))
    new = replace(
        CATALOGUE, skills={**CATALOGUE.skills, skill.id: replace(skill, learning=(step, *skill.learning[1:]))},
        abbreviations={**CATALOGUE.abbreviations, short: "anders"},
    )
    told = [str(field) for change in catalogue_changes(CATALOGUE, new) for field in change.fields]
    assert told == [f"leerstap '{step.share}: {step.text}', duur: {skill.learning[0].time} → 1 week", f"voluit: {long} → anders"]
