"""`wijzer labour-market`: a preview first, a whole file or none, and every mistake in lines that say what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from portal.commands.root import app
from tests.portal.command_line import wijzer
from tests.rules.workbooks import workbook

DATA = Path(__file__).parents[2] / "data"
DAY = ("--today", "2026-11-25")
TOLD = ("--source", "UWV Spanningsindicator", "--address", "https://www.uwv.nl/tabel", "--period", "2026Q2", "--as-of", "2026-06", *DAY)
Run = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "labour_market", tmp_path / "data" / "labour_market")
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("WIJZER_DATA", str(data))
    return lambda *arguments: CliRunner().invoke(app, ["labour-market", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "spanning.xlsx"
    rows = [("Twente", "ICT beroepen", 1.2), ("Twente", "Managers", 9), ("FoodValley", "Zorg en welzijn", 4.5), ("Drenthe", "ICT beroepen", "")]
    path.write_bytes(workbook(Blad=[("Regio", "Beroepsklasse", "Spanningsindicator"), *rows]))
    return path


def tightness(data: Path) -> str:
    return (data / "labour_market" / "tightness.csv").read_text(encoding="utf-8")


def test_a_preview_tells_what_would_happen_and_changes_nothing(run: Run, data: Path, file: Path) -> None:
    before = tightness(data)
    answer = run("import", file, *TOLD)
    assert answer.exit_code == 0, answer.output
    assert "twente, ict: tekort [2021Q4] → gemiddeld [2026Q2] (jonger)" in answer.output
    assert "foodvalley, zorg: zeer krap [2026Q2, zorg en welzijn samen] (nieuw)" in answer.output
    assert "1 rijen zonder cijfer" in answer.output and "1 rijen van beroepen die bij geen van onze sectoren" in answer.output
    assert "--apply" in answer.output
    assert tightness(data) == before


def test_apply_writes_and_the_advice_counts_with_it(run: Run, data: Path, file: Path) -> None:
    assert run("import", file, *TOLD, "--apply").exit_code == 0
    assert "twente,ict,gemiddeld,2026Q2,2026-06,,gelezen,UWV Spanningsindicator,https://www.uwv.nl/tabel\n" in tightness(data)
    line = next(line for line in run("show", "--region", "twente", *DAY).output.splitlines() if line.startswith("ict "))
    assert "gemiddeld" in line and "5 maanden" in line and "oud" not in line and "https://www.uwv.nl/tabel" in line


def test_the_same_table_twice_changes_nothing_and_a_mended_one_replaces(run: Run, data: Path, file: Path) -> None:
    run("import", file, *TOLD, "--apply")
    once = tightness(data)
    assert "2 stonden er al precies zo in" in run("import", file, *TOLD, "--apply").output
    assert tightness(data) == once
    file.write_bytes(workbook(Blad=[("Regio", "Beroepsklasse", "Typering"), ("Twente", "ICT", "ruim")]))
    assert "gemiddeld [2026Q2] → ruim [2026Q2] (vervangt)" in run("import", file, *TOLD, "--apply").output
    assert len(tightness(data).splitlines()) == len(once.splitlines())


def test_unknown_names_stop_the_import_unless_they_may_be_skipped(run: Run, data: Path, file: Path) -> None:
    file.write_bytes(workbook(Blad=[("Regio", "Sector", "Typering"), ("Oz", "ICT", "ruim"), ("Twente", "ICT", "ruim")]))
    before = tightness(data)
    assert "'Oz' is geen arbeidsmarktregio" in str(run("import", file, *TOLD, "--apply").exception)
    assert tightness(data) == before
    answer = run("import", file, *TOLD, "--apply", "--skip-unknown")
    assert "Overgeslagen omdat ik de naam niet ken (1)" in answer.output and "regel 2" in answer.output
    assert "twente,ict,ruim,2026Q2" in tightness(data)


def test_a_mistake_is_lines_and_never_a_stack_trace(tmp_path: Path) -> None:
    broken = tmp_path / "kapot.csv"
    broken.write_bytes(bytes(range(256)))
    for arguments in ((str(broken), *TOLD), (str(broken),), (str(tmp_path / "weg.csv"), *TOLD)):
        answer = wijzer("labour-market", "import", *arguments, var=tmp_path)
        assert answer.returncode != 0
        assert answer.stderr.startswith("wijzer: ") and "Traceback" not in answer.stderr


def test_show_marks_old_figures_and_the_national_picture(run: Run) -> None:
    lines = run("show", "--region", "zuid-limburg", *DAY).output.splitlines()
    assert lines[0].startswith("Zuid-Limburg, op 2026-11-25")
    care = next(line for line in lines if line.startswith("zorg "))
    assert "landelijk" in care and "oud" in care and "1 jaar en 1 maand" in care and "https://" in care
    assert "landelijk" not in run("show", *DAY).output


@pytest.mark.parametrize(("typed", "told"), [("Enschede", "Twente"), ("Den Bosch", "Noordoost-Brabant"), ("twente", "Twente")])
def test_show_takes_a_place_too(run: Run, typed: str, told: str) -> None:
    assert run("show", "--region", typed).output.startswith(f"{told}, op ")


@pytest.mark.parametrize(("typed", "told"), [("Enshede", "Bedoel je twente?"), ("Bergen", "noord-limburg"), ("Atlantis", "zeker ken.")])
def test_show_never_guesses_a_region(run: Run, typed: str, told: str) -> None:
    assert told in str(run("show", "--region", typed).exception)


def test_terms_are_told_with_source_and_age(run: Run) -> None:
    output = run("terms", "--topic", "van-werk-naar-werk", *DAY).output
    assert "Ik ken alleen deze oude afspraak (6 jaar en 11 maanden oud)." in output and "https://" in output
    assert "keuzebudget" in run("terms", *DAY).output and "keuzebudget" not in output
    assert "van-werk-naar-werk" in str(run("terms", "--topic", "vakantie").exception)


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    assert "geen datum" in str(run("show", "--today", "morgen").exception)
