"""Files change only where their entries changed; comments and all other text stay to the byte."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest

from rules.catalogue import Catalogue
from rules.errors import CatalogueError
from rules.files.catalogue_editing import edit_catalogue
from rules.files.catalogue_parsing import parse_catalogue
from tests.rules.catalogue_subset import FILES, small


@pytest.fixture(scope="module")
def whole() -> Catalogue:
    return parse_catalogue(FILES, "")


def changed_lines(before: str, after: str) -> list[str]:
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if line[0] in "+-" and not line.startswith(("+++", "---"))]


def test_nothing_changes_when_nothing_is_wanted_otherwise(whole: Catalogue) -> None:
    assert edit_catalogue(FILES, whole) == FILES


def test_one_changed_field_changes_one_line(whole: Catalogue) -> None:
    phone = replace(whole.skills["telefoneren"], label="bellen: kort")
    edited = edit_catalogue(FILES, replace(whole, skills={**whole.skills, phone.id: phone}))
    assert {name for name in FILES if edited[name] != FILES[name]} == {"skills/mensen.yml"}
    assert changed_lines(FILES["skills/mensen.yml"], edited["skills/mensen.yml"]) == [
        f"-  label: {whole.skills['telefoneren'].label}", '+  label: "bellen: kort"',
    ]


def test_comments_between_entries_stay_and_those_inside_unchanged_ones_too() -> None:
    files, catalogue = small("inkoopmedewerker")
    name = "functions/inkoop.yml"
    marked = files[name].replace("  tasks:\n", "  tasks:  # in order of time spent\n", 1)
    files = {**files, name: f"# above\n{marked}\n# below\n", "abbreviations.yml": "# one\n" + files["abbreviations.yml"] + "# two"}
    assert edit_catalogue(files, catalogue) == files
    short = next(iter(catalogue.abbreviations))
    edited = edit_catalogue(files, replace(catalogue, abbreviations={**catalogue.abbreviations, short: "anders", "zz": "nieuw"}))
    assert edited[name] == files[name]
    assert edited["abbreviations.yml"].startswith("# one\n") and "# two\n- {short: zz, long: nieuw}\n" in edited["abbreviations.yml"]
    function = replace(catalogue.functions["inkoopmedewerker"], title="Inkoper")
    edited = edit_catalogue(files, replace(catalogue, functions={function.id: function}))
    assert edited[name].startswith("# above\n- id: inkoopmedewerker\n  title: Inkoper\n") and edited[name].endswith("\n# below\n")


def test_a_new_function_goes_to_the_file_of_its_area_and_an_old_one_stays_in_its_file() -> None:
    files, catalogue = small("inkoopmedewerker")
    old = replace(catalogue.functions["inkoopmedewerker"], area="elders")
    new = replace(old, id="nieuw", area="proef", tasks=tuple(replace(task, id=task.id.replace(old.id, "nieuw"), function_id="nieuw") for task in old.tasks))
    edited = edit_catalogue(files, replace(catalogue, functions={old.id: old, new.id: new}))
    assert "area: elders" in edited["functions/inkoop.yml"]
    assert edited["functions/proef.yml"].startswith("- id: nieuw\n")
    assert "functions/elders.yml" not in edited


def test_a_skill_moves_with_its_theme_and_an_empty_file_goes() -> None:
    files, catalogue = small("inkoopmedewerker")
    moved = {skill.id: replace(skill, theme="een-thema") for skill in catalogue.skills.values()}
    edited = edit_catalogue(files, replace(catalogue, skills=moved))
    assert [name for name in edited if name.startswith("skills/")] == ["skills/een-thema.yml"]


def test_a_removed_entry_takes_only_its_own_text() -> None:
    files, catalogue = small("inkoopmedewerker", "contractmanager")
    edited = edit_catalogue(files, replace(catalogue, functions={"inkoopmedewerker": catalogue.functions["inkoopmedewerker"]}))
    assert files["functions/inkoop.yml"].startswith(edited["functions/inkoop.yml"].rstrip("\n"))
    assert "contractmanager" not in edited["functions/inkoop.yml"]


def test_ends_of_lines_of_what_did_not_change_stay() -> None:
    files, catalogue = small("inkoopmedewerker", "contractmanager")
    files = {**files, "functions/inkoop.yml": files["functions/inkoop.yml"].replace("\n", "\r\n")}
    function = replace(catalogue.functions["contractmanager"], title="Anders")
    edited = edit_catalogue(files, replace(catalogue, functions={**catalogue.functions, function.id: function}))
    kept = edited["functions/inkoop.yml"]
    own = kept[kept.index("- id: inkoopmedewerker"):].split("- id: contractmanager")[0]
    assert own in files["functions/inkoop.yml"] and own.count("\r\n") > 50


def test_entries_that_cannot_be_cut_apart_are_said() -> None:
    files, catalogue = small("inkoopmedewerker")
    files = {**files, "abbreviations.yml": "[{short: aa, long: b}, {short: cc, long: d}]\n"}
    with pytest.raises(CatalogueError, match=r"abbreviations.yml, regel 1: begint niet met een streepje"):
        edit_catalogue(files, replace(catalogue, abbreviations={"aa": "b", "cc": "anders"}))


def test_an_entry_that_others_lean_on_is_not_cut_loose() -> None:
    """An anchor in one entry that another uses: rewriting the first would break the second, so it is refused."""
    files, catalogue = small("inkoopmedewerker")
    files = {**files, "abbreviations.yml": "- {short: aa, long: &long lang}\n- {short: cc, long: *long}\n"}
    with pytest.raises(CatalogueError, match=r"abbreviations\.yml"):
        edit_catalogue(files, replace(catalogue, abbreviations={"aa": "anders", "cc": "lang"}))
