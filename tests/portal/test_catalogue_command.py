"""`wijzer catalogue`: checked, out to a workbook and back in with a preview, and mistakes told at their place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.portal.command_line import ROOT, Answer, wijzer


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the knowledge that a test may change."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def tree(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_catalogue_check_counts_first_and_shows_a_few_and_fails_on_errors_only(tmp_path: Path, data: Path) -> None:
    answer = wijzer("catalogue", "check", var=tmp_path, WIJZER_DATA=str(data))
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("0 fouten, ") and "Alles zien: --all" in answer.stdout
    file = data / "catalogue" / "functions" / "inkoop.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Contractmanager", "title: Inkoopmedewerker"), encoding="utf-8")
    answer = wijzer("catalogue", "check", "--json", var=tmp_path, WIJZER_DATA=str(data))
    assert answer.returncode == 1
    found = json.loads(answer.stdout)
    (error,) = [finding for finding in found["findings"] if finding["severity"] == "fout"]
    assert set(error["places"]) == {"contractmanager", "inkoopmedewerker"} and found["errors"] == 1
    assert {area["area"] for area in found["coverage"]} >= {"inkoop", "zorg"}


def test_a_workbook_goes_out_and_comes_back_in_with_a_preview_first(tmp_path: Path, data: Path) -> None:
    """Export, import unchanged, edit, preview, apply, and see the difference with the original."""
    def run(*arguments: str) -> Answer:
        return wijzer("catalogue", *arguments, var=tmp_path, WIJZER_DATA=str(data))

    before, file = tree(data), tmp_path / "catalogus.xlsx"
    assert run("export", str(file)).returncode == 0
    assert "is er al" in run("export", str(file)).stderr
    assert "Er is geen verschil." in run("import", str(file), "--apply").stdout
    assert tree(data) == before
    workbook = load_workbook(file)
    sheet = workbook["Vaardigheden"]
    row = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == "telefoneren")
    sheet.cell(row, 3).value = 'bellen: "kort"'
    workbook.save(file)
    preview = run("import", str(file))
    assert 'naam: zakelijk telefoneren → bellen: "kort"' in preview.stdout and "nog niets veranderd" in preview.stderr
    assert tree(data) == before
    assert "Overgenomen: 1 onderdelen" in run("import", str(file), "--apply").stderr
    after = tree(data)
    assert [name for name in after if after[name] != before.get(name)] == ["catalogue/skills/mensen.yml"]
    assert 'naam: zakelijk telefoneren → bellen: "kort"' in run("diff", str(ROOT / "data")).stdout

    theirs = data / "catalogue" / "skills" / "mensen.yml"
    theirs.write_text(theirs.read_text(encoding="utf-8").replace("kort", "kort en goed"), encoding="utf-8")
    newer = tree(data)
    refused = run("import", str(file), "--apply")
    assert refused.returncode != 0 and "--over-newer" in refused.stderr and "gemaakt van versie" in refused.stderr
    assert tree(data) == newer
    assert run("import", str(file), "--apply", "--over-newer").returncode == 0
    assert tree(data) == after


def test_mistakes_in_a_workbook_are_told_with_sheet_row_and_column_and_nothing_changes(tmp_path: Path, data: Path) -> None:
    before, file = tree(data), tmp_path / "catalogus.xlsx"
    wijzer("catalogue", "export", str(file), var=tmp_path, WIJZER_DATA=str(data))
    workbook = load_workbook(file)
    workbook["Taken"]["C2"], workbook["Functies"]["B3"] = "onzin", "=A1"
    workbook.save(file)
    answer = wijzer("catalogue", "import", str(file), "--apply", var=tmp_path, WIJZER_DATA=str(data))
    assert answer.returncode != 0 and "Traceback" not in answer.stderr
    assert "blad Taken, rij 2, kolom soort: 'onzin'" in answer.stderr and "blad Functies, rij 3, kolom naam: hier staat een formule" in answer.stderr
    assert tree(data) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import", "esco"), "esco MAP"),
        (("import", "weg.xlsx"), "kan niet gelezen worden"),
        (("import", "a.xlsx", "b"), "esco MAP"),
        (("export", "a.csv"), ".xlsx"),
        (("diff", "weg"), "is er niet"),
    ],
)
def test_a_wrong_use_of_the_catalogue_commands_gets_one_line(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = wijzer("catalogue", *arguments, var=tmp_path)
    assert answer.returncode != 0
    assert told in answer.stderr and len(answer.stderr.strip().splitlines()) == 1
