"""An entry of the catalogue as a form: what is shown is what is read back, and everything that is wrong is told at its field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.catalogue import Catalogue
from rules.editing.entry_form import (
    FUNCTION,
    QUALIFICATION,
    ROUTE,
    SKILL,
    EntryKind,
    Form,
    catalogue_with,
    form_of,
    without,
)
from rules.errors import CatalogueError, FormError
from rules.files.catalogue_editing import edit_catalogue
from rules.files.catalogue_files import read_catalogue_files
from rules.knowledge import Knowledge
from tests.rules.conftest import DATA

KINDS = (FUNCTION, SKILL, ROUTE, QUALIFICATION)


@pytest.fixture(scope="session")
def catalogue(knowledge: Knowledge) -> Catalogue:
    return knowledge.catalogue


def changed(form: Form, sheet: str, column: str, text: str, row: int = 0) -> Form:
    rows = [dict(texts) for texts in form[sheet]]
    rows[row][column] = text
    return {**form, sheet: rows}


def wrong(kind: EntryKind, catalogue: Catalogue, form: Form, instead: str = "") -> Mapping[tuple[str, int, str], str]:
    with pytest.raises(FormError) as caught:
        catalogue_with(kind, catalogue, form, instead=instead)
    return {(problem.file, problem.line, problem.field): problem.message for problem in caught.value.problems}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.group)
def test_a_form_that_nobody_touched_changes_nothing(kind: EntryKind, catalogue: Catalogue) -> None:
    for identity in kind.entries(catalogue):
        assert catalogue_with(kind, catalogue, form_of(kind, catalogue, identity), instead=identity) == catalogue, identity


def test_a_changed_function_leaves_every_other_entry_to_the_byte(catalogue: Catalogue) -> None:
    form = changed(form_of(FUNCTION, catalogue, "kok"), "Functies", "naam", "Kok in de zorg")
    wanted = catalogue_with(FUNCTION, catalogue, form, instead="kok")
    assert wanted.functions["kok"] == dataclasses.replace(catalogue.functions["kok"], title="Kok in de zorg")
    before = read_catalogue_files(DATA)
    after = edit_catalogue(before, wanted)
    differing = [name for name in before if before[name] != after[name]]
    assert len(differing) == 1
    lines = set(after[differing[0]].splitlines()) - set(before[differing[0]].splitlines())
    assert lines == {"  title: Kok in de zorg"}


def test_a_new_function_gets_an_id_of_its_name(catalogue: Catalogue) -> None:
    form = changed(form_of(FUNCTION, catalogue, "kok"), "Functies", "naam", "Kok op een schip")
    wanted = catalogue_with(FUNCTION, catalogue, changed(form, "Functies", "id", ""))
    assert wanted.functions["kok-op-een-schip"].tasks[0].function_id == "kok-op-een-schip"
    assert len(wanted.functions) == len(catalogue.functions) + 1


def test_an_id_that_is_taken_is_refused(catalogue: Catalogue) -> None:
    told = wrong(FUNCTION, catalogue, form_of(FUNCTION, catalogue, "kok"))
    assert "bestaat al" in told["Functies", 1, "id"]


def test_all_that_is_wrong_is_told_at_its_field_at_once(catalogue: Catalogue) -> None:
    form = form_of(FUNCTION, catalogue, "kok")
    for sheet, column, text, row in (
        ("Functies", "naam", "", 0), ("Functies", "contact (0–1)", "veel", 0), ("Functies", "route", "bestaat-niet", 0),
        ("Taken", "soort", "leuk", 1), ("Taken", "vaardigheden", "bestaat-niet", 2), ("Vaardigheden per functie", "niveau (1–4)", "9", 0),
    ):
        form = changed(form, sheet, column, text, row)
    told = wrong(FUNCTION, catalogue, form, "kok")
    assert set(told) >= {
        ("Functies", 1, "naam"), ("Functies", 1, "contact (0–1)"), ("Functies", 1, "route"), ("Taken", 2, "soort"), ("Taken", 3, "vaardigheden"),
        ("Vaardigheden per functie", 1, "niveau (1–4)"),
    }


def test_too_few_tasks_are_told_at_the_tasks(catalogue: Catalogue) -> None:
    form = form_of(FUNCTION, catalogue, "kok")
    told = wrong(FUNCTION, catalogue, {**form, "Taken": form["Taken"][:2]}, "kok")
    assert any("minstens 6" in message for (sheet, _, _), message in told.items() if sheet == "Taken")


def test_an_empty_form_tells_what_is_needed(catalogue: Catalogue) -> None:
    for kind in KINDS:
        told = wrong(kind, catalogue, {})
        assert any(field == "naam" for _, _, field in told), kind.group


def test_a_skill_moves_with_its_theme(catalogue: Catalogue) -> None:
    skill = catalogue.skills["nauwkeurig-werken"]
    form = changed(form_of(SKILL, catalogue, skill.id), "Vaardigheden", "thema", "mensen")
    wanted = catalogue_with(SKILL, catalogue, form, instead=skill.id)
    assert wanted.skills[skill.id] == dataclasses.replace(skill, theme="mensen")
    after = edit_catalogue(read_catalogue_files(DATA), wanted)
    assert "- id: nauwkeurig-werken\n" in after["skills/mensen.yml"] and "- id: nauwkeurig-werken\n" not in after["skills/administratie.yml"]


def test_a_theme_that_can_be_no_file_is_refused(catalogue: Catalogue) -> None:
    form = changed(form_of(SKILL, catalogue, "nauwkeurig-werken"), "Vaardigheden", "thema", "../elders")
    assert "kan geen thema zijn" in wrong(SKILL, catalogue, form, "nauwkeurig-werken")["Vaardigheden", 1, "thema"]


def test_what_is_still_used_cannot_go(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="nauwkeurig-werken"):
        edit_catalogue(read_catalogue_files(DATA), without(SKILL, catalogue, "nauwkeurig-werken"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_typed_is_kept_as_it_is_or_refused(catalogue: Catalogue, data: st.DataObject) -> None:
    """What is accepted is the same when its form is read again."""
    kind = data.draw(st.sampled_from(KINDS))
    identity = data.draw(st.sampled_from(sorted(kind.entries(catalogue))[:20]))
    form = form_of(kind, catalogue, identity)
    sheet = data.draw(st.sampled_from([table.title for table in kind.sheets]))
    row = data.draw(st.integers(0, len(form[sheet]) - 1))
    column = data.draw(st.sampled_from(sorted(set(form[sheet][row]) - {"id"} or {"vaardigheid"})))
    typed = data.draw(st.one_of(st.text(max_size=40), st.sampled_from(["", "null", "true", "- x", "a: b", "#", "=1+1", "0,5", "-1", "1e400", "nan", "\ud7ff", "{}"])))
    try:
        wanted = catalogue_with(kind, catalogue, changed(form, sheet, column, typed, row), instead=identity)
    except FormError:
        return
    assert catalogue_with(kind, catalogue, form_of(kind, wanted, identity), instead=identity) == wanted
