"""UWV's tables to our figures: regions, classes and words are recognised, and nothing is filled in."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.errors import RequestIncomplete, TableError
from rules.files.labour_market_files import load_occupation_classes, load_regions
from rules.files.tables import read_tables
from rules.files.uwv_columns import Column, known_column, known_headings
from rules.files.uwv_request import Wanted
from rules.files.uwv_tables import Ours, UwvTable, read_uwv, region_key, tightness_of
from tests.rules.conftest import DATA
from tests.rules.workbooks import workbook

TODAY = date(2026, 11, 25)
OURS = Ours(load_regions(DATA), load_occupation_classes(DATA))
WANTED = Wanted("UWV Spanningsindicator", "https://www.uwv.nl/tabel", "2026Q2", "2026-06")
SKIPPING = dataclasses.replace(WANTED, skip_unknown=True)
HEADING = ("Arbeidsmarktregio", "Beroepsklasse", "Spanningsindicator", "Typering")
Rows = Sequence[Sequence[object]]


def from_bytes(content: bytes, name: str = "t.xlsx", wanted: Wanted = WANTED) -> UwvTable:
    return read_uwv(name, read_tables(name, content, known_headings), wanted, OURS, TODAY)


def take(*rows: Sequence[object], heading: Sequence[object] = HEADING, wanted: Wanted = WANTED) -> UwvTable:
    return from_bytes(workbook(Blad=[heading, *rows]), wanted=wanted)


def said(table: UwvTable) -> list[tuple[str, str, str]]:
    return [(row.region, row.sector, row.statement) for row in table.rows]


def mistakes(*rows: Sequence[object], heading: Sequence[object] = HEADING, wanted: Wanted = WANTED) -> list[str]:
    with pytest.raises(TableError) as caught:
        take(*rows, heading=heading, wanted=wanted)
    return [str(problem) for problem in caught.value.problems]


def test_a_row_becomes_a_figure_with_date_and_source() -> None:
    (row,) = take(("Twente", "ICT beroepen", 1.6, "Krap")).rows
    assert dataclasses.astuple(row) == (
        "twente", "ict", "krap", "2026Q2", "2026-06", "", "gelezen", "UWV Spanningsindicator", "https://www.uwv.nl/tabel",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_csv_of_excel_with_dutch_numbers_is_read(encoding: str) -> None:
    text = "Spanning per regio;;\r\n;;\r\nArbeidsmarktregio;Beroepsklasse;Spanningsindicator\r\nTwente;Commerciële beroepen;1,49\r\n"
    assert said(from_bytes(text.encode(encoding), "t.csv")) == [("twente", "zakelijke-dienstverlening", "gemiddeld")]


@pytest.mark.parametrize(
    ("value", "statement"),
    [(9.38, "zeer krap"), (4, "zeer krap"), (3.99, "krap"), (1.5, "krap"), (1.49, "gemiddeld"), (0.67, "gemiddeld"), (0.66, "ruim"), (0.25, "ruim"), (0.24, "zeer ruim"), (0, "zeer ruim")],
)
def test_a_number_gets_the_class_of_uwv(value: float, statement: str) -> None:
    assert tightness_of(value) == statement
    assert said(take(("Twente", "ICT", value, ""))) == [("twente", "ict", statement)]


@pytest.mark.parametrize("word", ["zeer krap", "Zeer krap", "ZEER KRAPPE ARBEIDSMARKT", " zeer  krap "])
def test_a_class_is_known_however_it_is_written(word: str) -> None:
    assert said(take(("Twente", "ICT", "", word))) == [("twente", "ict", "zeer krap")]


def test_the_class_that_the_table_names_goes_before_the_number() -> None:
    assert said(take(("Twente", "ICT", 4.02, "krap"))) == [("twente", "ict", "krap")]


def test_a_class_that_the_number_denies_is_refused() -> None:
    (told,) = mistakes(("Twente", "ICT", 4.2, "ruim"))
    assert "regel 2" in told and "blad Blad, kolom D (Typering)" in told and "4.2" in told


@pytest.mark.parametrize("nothing", ["", "-", "x", "n.b.", "#N/A"])
def test_a_row_without_a_figure_stays_without(nothing: str) -> None:
    table = take(("Twente", "ICT", nothing, ""), ("Twente", "Zorg en welzijn", "2,0", ""))
    assert said(table) == [("twente", "zorg", "krap")]
    assert table.without_figure == 1


@pytest.mark.parametrize("wrong", ["veel", "-1", "1.234.567", "nan", "1,2,3", "€ 5"])
def test_what_is_no_class_and_no_number_is_refused(wrong: str) -> None:
    (told,) = mistakes(("Twente", "ICT", wrong, ""))
    assert "kolom C (Spanningsindicator)" in told and "geen typering en geen getal" in told


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("Twente", "twente"),
        ("Arbeidsmarktregio TWENTE", "twente"),
        ("Food Valley", "foodvalley"),
        ("Zuid-Kennemerland & IJmond", "zuid-kennemerland-en-ijmond"),
        ("Zaanstreek-Waterland", "zaanstreek-waterland"),
        ("Helmond - De Peel", "helmond-de-peel"),
        ("Zwolle", "regio-zwolle"),
        ("regio-zwolle", "regio-zwolle"),
        ("Fryslân", "friesland"),
        ("AM05", "twente"),
        ("Nederland", "nederland"),
    ],
)
def test_a_region_is_known_however_it_is_written(written: str, region: str) -> None:
    assert said(take((written, "ICT", 2, ""))) == [(region, "ict", "krap")]


def test_every_region_has_names_of_its_own() -> None:
    keys = [{region_key(name) for name in (region.name, region.id, region.code, *region.spellings)} for region in OURS.regions]
    assert sum(map(len, keys)) == len(set().union(*keys))
    assert all(region.code for region in OURS.regions)


@pytest.mark.parametrize("written", ["Enschede", "Overijssel", "Twentse", "Noord-Holland"])
def test_a_town_or_province_is_no_region(written: str) -> None:
    (told,) = mistakes((written, "ICT", 2, ""))
    assert "kolom A (Arbeidsmarktregio)" in told and written in told


@pytest.mark.parametrize(
    ("written", "sectors"),
    [
        ("01 Pedagogische beroepen", {"onderwijs", "kinderopvang"}),
        ("Zorg- & welzijnsberoepen", {"zorg"}),
        ("Openbaar bestuur, veiligheid en juridische beroepen", {"overheid", "veiligheid"}),
        ("Bedrijfseconomische en administratieve beroepen", {"administratief"}),
        ("Totaal", {"alle"}),
        ("transport-en-logistiek", {"transport-en-logistiek"}),
    ],
)
def test_a_class_counts_for_our_sectors(written: str, sectors: set[str]) -> None:
    assert {sector for _, sector, _ in said(take(("Twente", written, 2, "")))} == sectors


def test_a_class_that_is_wider_than_the_sector_says_so() -> None:
    assert {row.about for row in take(("Twente", "Pedagogische beroepen", 2, "")).rows} == {"pedagogische beroepen samen"}


def test_a_class_without_a_sector_of_ours_is_counted_and_left_out() -> None:
    table = take(("Twente", "Managers", 2, ""), ("Twente", "ICT", 2, ""))
    assert (len(table.rows), table.left_out) == (1, 1)


def test_the_better_fitting_group_goes_before_its_class() -> None:
    heading = ("Regio", "Beroepsklasse", "Beroepsgroep", "Spanning")
    rows = (("Twente", "Pedagogisch", "Totaal", 2), ("Twente", "Pedagogisch", "Pedagogisch medewerkers", 5), ("Twente", "Pedagogisch", "Sportinstructeurs", 1))
    table = take(*rows, heading=heading)
    assert sorted(said(table)) == [("twente", "kinderopvang", "zeer krap"), ("twente", "onderwijs", "krap")]
    assert (table.less_precise, table.left_out) == (1, 1)


def test_unknown_names_are_told_by_row_and_skipped_only_when_asked() -> None:
    rows = (("Oz", "ICT", 2, ""), ("Twente", "Tovenaars", 2, ""), ("Twente", "ICT", 2, ""))
    told = mistakes(*rows)
    assert ["regel 2" in told[0], "'Oz'" in told[0], "regel 3" in told[1], "'Tovenaars'" in told[1], len(told)] == [True, True, True, True, 2]
    table = take(*rows, wanted=SKIPPING)
    assert said(table) == [("twente", "ict", "krap")]
    assert [problem.line for problem in table.skipped] == [2, 3]


def test_two_rows_that_deny_each_other_are_refused_and_the_same_row_twice_is_not() -> None:
    (told,) = mistakes(("Twente", "ICT", 2, ""), ("Twente", "ICT-beroepen", 5, ""))
    assert "regel 3" in told and "rij 2" in told
    assert len(take(("Twente", "ICT", 2, ""), ("Twente", "ICT", 2, "")).rows) == 1


@pytest.mark.parametrize("cell", ["2e kwartaal 2025", "2025Q2", "juni 2025", date(2025, 6, 30)])
def test_an_own_column_for_the_period_goes_before_the_option(cell: object) -> None:
    (row,) = take(("Twente", "ICT", 2, cell), heading=("Regio", "Sector", "Spanning", "Periode")).rows
    assert row.as_of == "2025-06" and row.period in {"2025Q2", "2025-06"}


def test_year_and_quarter_in_two_columns_are_read_together() -> None:
    (row,) = take(("Twente", "ICT", 2, 2025, 3), heading=("Regio", "Sector", "Spanning", "Jaar", "Kwartaal")).rows
    assert (row.period, row.as_of) == ("2025Q3", "2025-09")


@pytest.mark.parametrize(("cell", "told"), [("2027Q1", "toekomst"), ("2025", "geen kwartaal of maand"), ("gisteren", "geen kwartaal of maand")])
def test_a_period_that_cannot_be_is_refused(cell: str, told: str) -> None:
    (problem,) = mistakes(("Twente", "ICT", 2, cell), heading=("Regio", "Sector", "Spanning", "Periode"))
    assert told in problem and "kolom D (Periode)" in problem


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"source": ""}, "--source"),
        ({"source": "=HYPERLINK(1)"}, "--source"),
        ({"address": "uwv"}, "--address"),
        ({"address": "javascript:alert(1)"}, "--address"),
        ({"period": ""}, "--period"),
        ({"as_of": ""}, "--as-of"),
        ({"as_of": "2026-12", "period": "2026-12"}, "toekomst"),
        ({"as_of": "2026-03"}, "2026-06"),
        ({"region": "oz"}, "--region"),
    ],
)
def test_no_figure_comes_in_without_source_address_and_date(change: dict[str, str], told: str) -> None:
    with pytest.raises(RequestIncomplete, match=told) as caught:
        take(("Twente", "ICT", 2, ""), wanted=dataclasses.replace(WANTED, **change))
    assert len(caught.value.missing) == 1


def test_a_table_without_a_column_for_the_region_or_sector_asks_what_it_is_about() -> None:
    heading, row = ("Land", "Vak", "Spanning"), ("NL", "alles", 2)
    assert ["--region nederland" in line or "--all-sectors" in line for line in mistakes(row, heading=heading)] == [True, True]
    told = dataclasses.replace(WANTED, region="nederland", all_sectors=True)
    assert said(take(row, heading=heading, wanted=told)) == [("nederland", "alle", "krap")]


def test_the_heading_is_found_among_the_first_rows_and_remarks_are_passed_over() -> None:
    rows: Rows = [["Spanningsindicator UWV"], *[[]] * 13, HEADING, ("Twente", "ICT", 2, ""), ["Bron: UWV"]]
    assert len(from_bytes(workbook(Blad=rows)).rows) == 1
    with pytest.raises(TableError, match="eerste 15 rijen"):
        from_bytes(workbook(Blad=[[], *rows]))


def test_of_more_sheets_with_a_table_one_is_chosen() -> None:
    table = [HEADING, ("Twente", "ICT", 2, "")]
    content = workbook(Uitleg=[["Over deze tabel", "spanning"]], Nu=table, Toen=table)
    with pytest.raises(TableError, match="'Nu', 'Toen'"):
        from_bytes(content)
    assert len(from_bytes(content, wanted=dataclasses.replace(WANTED, sheet="nu")).rows) == 1
    with pytest.raises(TableError, match="geen blad 'Ooit'"):
        from_bytes(content, wanted=dataclasses.replace(WANTED, sheet="Ooit"))


def test_formulas_in_the_table_are_refused_and_elsewhere_not() -> None:
    with pytest.raises(TableError, match=r"formules \(C2\)"):
        take(("Twente", "ICT", "=1+1", ""))
    assert from_bytes(workbook(Uitleg=[["=1+1"]], Nu=[HEADING, ("Twente", "ICT", 2, "")])).rows


def test_a_column_that_is_there_twice_is_refused() -> None:
    (told,) = mistakes(("Twente", "ICT", 2, 3), heading=("Regio", "Sector", "Spanning 2026Q1", "Spanning 2026Q2"))
    assert "kolom C en D" in told


@pytest.mark.parametrize("rows", [[], [("", "ICT", 2, "")], [("Twente", "", 2, "")]])
def test_an_empty_table_or_cell_is_refused(rows: Rows) -> None:
    (told,) = mistakes(*rows)
    assert "geen enkel cijfer" in told or "is leeg" in told


def test_of_many_mistakes_the_first_are_shown() -> None:
    told = mistakes(*[("Oz", "ICT", 2, "")] * 100)
    assert len(told) == 41 and "nog 60" in told[-1]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ARBEIDSMARKTREGIO", Column.REGION),
        ("Arbeidsmarkt-regio's", None),
        ("Spanningsindicator (2e kwartaal 2026)", Column.VALUE),
        ("Spanningsindicator 2026Q2", Column.VALUE),
        ("Typering\nspanning", Column.STATEMENT),
        ("Beroepsklasse (BRC)", Column.CLASS),
        ("Gemeente", None),
        ("Provincie", None),
    ],
)
def test_headings_are_known_by_name(heading: str, column: Column | None) -> None:
    assert known_column(heading) is column


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from([*HEADING, "Twente", "ICT", "2,1", "krap"]), max_size=5), max_size=8))
def test_any_cells_give_figures_or_a_clear_error(cells: list[list[str]]) -> None:
    text = "\n".join(";".join(cell.replace(";", "").replace('"', "").replace("\n", "").replace("\r", "") for cell in row) for row in [HEADING, *cells])
    try:
        table = from_bytes(text.encode("utf-8", "replace"), "t.csv", SKIPPING)
    except TableError as error:
        assert all(problem.message.endswith(".") for problem in error.problems)
    else:
        assert table.rows and all(row.region and row.as_of == "2026-06" for row in table.rows)
