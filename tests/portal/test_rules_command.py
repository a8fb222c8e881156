"""`wijzer rules`: what it prints, when it fails, and mistakes in one clear line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.portal.command_line import ROOT, wijzer

RULES = Path("rulebook") / "50-wanneer-is-het-goed.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the knowledge that a test may change."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def change(data: Path, old: str, new: str) -> None:
    text = (data / RULES).read_text(encoding="utf-8")
    assert old in text
    (data / RULES).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_counts_first_and_fails_on_errors_only(tmp_path: Path, data: Path) -> None:
    answer = wijzer("rules", "check", "--today", "2026-12-01", var=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert " regels: 0 fouten, " in answer.stdout and "Veld dat geen regel leest (let op):" in answer.stdout
    change(data, "hard_broken: {at_least: 1}", "hard_broken: {at_least: 1, at_most: 0}")
    answer = wijzer("rules", "check", "--json", var=tmp_path, WIJZER_DATA=str(data))
    assert answer.returncode == 1
    found = json.loads(answer.stdout)
    (error,) = [item for item in found["findings"] if item["severity"] == "fout"]
    assert found["errors"] == 1 and error["file"] == RULES.name and error["field"] == "eis-gebroken.when.match.hard_broken"


def test_check_of_a_rule_without_a_source_names_file_and_field(tmp_path: Path, data: Path) -> None:
    change(data, 'source: "Digitale', 'source: ""  # "Digitale')
    answer = wijzer("rules", "check", var=tmp_path, WIJZER_DATA=str(data))
    assert answer.returncode != 0 and "eis-gebroken.source: ontbreekt" in answer.stderr and RULES.name in answer.stderr


def test_list_by_model_and_about(tmp_path: Path) -> None:
    answer = wijzer("rules", "list", "--model", "m9", "--about", "candidate", var=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert "M9 Digitale niveaus" in answer.stdout and "70-digitaal.yml" in answer.stdout
    assert "digitaal-een-stap · Digitaal één stap te gaan · vanaf 2026-01-01" in answer.stdout
    assert wijzer("rules", "list", "--model", "M9", "--about", "own-work", var=tmp_path).stdout == "0 regels\n"
    wrong = wijzer("rules", "list", "--model", "M99", var=tmp_path)
    assert wrong.returncode != 0 and "'M99' is geen model" in wrong.stderr


def test_the_page_is_printed_as_it_is_committed(tmp_path: Path) -> None:
    assert wijzer("rules", "list", "--markdown", var=tmp_path).stdout == (ROOT / "docs" / "RULES.md").read_text(encoding="utf-8")
    assert wijzer("rules", "list", "--markdown", "--model", "M9", var=tmp_path).returncode != 0


def test_explain_tells_the_rule_its_source_its_functions_and_its_cases(tmp_path: Path) -> None:
    answer = wijzer("rules", "explain", "voorwaarde-zwaar-werk", var=tmp_path)
    assert answer.returncode == 0, answer.stderr
    for told in ("Als de hoeveelheid zwaar lichamelijk werk veel is", "Omdat: ", "Bron: ", "Kan afgaan bij 2", "Gaat af als: ", "Blijft stil als: "):
        assert told in answer.stdout
    wrong = wijzer("rules", "explain", "voorwaarde-zwaar", var=tmp_path)
    assert wrong.returncode != 0 and "Bedoel je: voorwaarde-zwaar-werk" in wrong.stderr


def test_test_passes_for_the_project_and_says_what_fails_in_a_file(tmp_path: Path) -> None:
    answer = wijzer("rules", "test", "--today", "2026-12-01", var=tmp_path)
    assert answer.returncode == 0 and answer.stdout.endswith("gevallen goed, 0 niet goed\n"), answer.stdout
    file = tmp_path / "mijn-gevallen.yml"
    file.write_text("- rule: wens-sector\n  fires: {match: {wish_sector: false}}\n", encoding="utf-8")
    answer = wijzer("rules", "test", str(file), var=tmp_path)
    assert answer.returncode == 1
    assert "NIET GOED: wens-sector moet afgaan" in answer.stdout and "(hier: nee)" in answer.stdout
    missing = wijzer("rules", "test", str(tmp_path / "weg.yml"), var=tmp_path)
    assert missing.returncode != 0 and "weg.yml is er niet" in missing.stderr


def test_diff_tells_two_folders_apart_whichever_way_they_are_named(tmp_path: Path, data: Path) -> None:
    assert wijzer("rules", "diff", str(ROOT / "data"), str(data / "rulebook"), var=tmp_path).stdout == "Er is geen verschil.\n"
    change(data, "title: Dit zoek je samen uit", "title: Samen uitzoeken")
    answer = wijzer("rules", "diff", str(ROOT / "data"), str(data), var=tmp_path)
    assert answer.returncode == 0 and "titel: Dit zoek je samen uit → Samen uitzoeken" in answer.stdout


def test_list_tells_why_a_question_is_asked(tmp_path: Path) -> None:
    answer = wijzer("rules", "list", "--question", "digital", var=tmp_path).stdout.splitlines()
    assert answer[0].endswith("zo telt het antwoord mee op de vraag over jij en de computer (digital)")
    assert answer[3] == "  digitaal-meer-stappen · Digitaal valt er veel te leren · vaardigheden -6"
    assert any(line.startswith("Bepaalt alleen wat er op een kaart") for line in answer)
    wrong = wijzer("rules", "list", "--question", "consent", var=tmp_path)
    assert wrong.returncode != 0 and "Kies uit: function, region, tasks" in wrong.stderr
    assert wijzer("rules", "list", "--question", "digital", "--model", "M9", var=tmp_path).returncode != 0


def test_explain_names_the_questions_that_a_rule_rests_on(tmp_path: Path) -> None:
    assert "Rust op de vraag over: jij en de computer (digital)" in wijzer("rules", "explain", "digitaal-meer-stappen", var=tmp_path).stdout
