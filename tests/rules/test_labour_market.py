"""Figures of the labour market: never without period and source, never younger than they are."""

from __future__ import annotations

from datetime import date

import pytest

from rules.catalogue import Sector
from rules.errors import LabourMarketError
from rules.knowledge import Knowledge
from rules.labour_market import LabourMarket, occupations_in, parse_labour_market
from rules.person import Person
from rules.reasoning import reason

HEADER = "region,sector,statement,period,as_of,about,read,source,address\n"
REGIONS = "- {id: twente, name: Twente}\n- {id: zeeland, name: Zeeland}\n"
TODAY = date(2026, 12, 1)


def market(*rows: str) -> LabourMarket:
    return parse_labour_market({"regions.yml": REGIONS, "tightness.csv": HEADER + "\n".join(rows)}, "v")


NATIONAL = "nederland,zorg,tekort,2026Q1,2026-03,,gelezen,Bron N,https://n"
RECENT = "twente,zorg,krap,2026Q2,2026-06,,gelezen,Bron T,https://t"
OLD = "zeeland,zorg,zeer krap,2021Q1,2021-03,,gelezen,Bron Z,https://z"


def test_the_region_goes_before_the_country() -> None:
    note = market(NATIONAL, RECENT).note("twente", Sector.CARE, TODAY)
    assert (note.national, note.region, note.tightness, note.source, note.address) == (False, "twente", "krap", "Bron T", "https://t")
    assert "in de regio Twente" in note.text
    assert "Bron: Bron T" in note.text and "het tweede kwartaal van 2026" in note.text and note.period == "2026Q2"


def test_a_region_without_a_figure_shows_the_country_and_says_so() -> None:
    note = market(NATIONAL, RECENT).note("zeeland", Sector.CARE, TODAY)
    assert note.national
    assert "in Nederland" in note.text
    assert "Van de regio Zeeland heb ik geen cijfer, daarom kijk ik naar het hele land." in note.text


def test_a_regional_figure_past_its_shelf_life_gives_way_and_that_is_said() -> None:
    note = market(NATIONAL, OLD).note("zeeland", Sector.CARE, TODAY)
    assert note.national
    assert "Het cijfer van de regio Zeeland is te oud, daarom kijk ik naar het hele land." in note.text
    assert not market(OLD).note("zeeland", Sector.CARE, TODAY).national


def test_a_figure_older_than_a_year_says_its_age_in_years_and_months() -> None:
    assert "al 5 jaar en 9 maanden oud" in market(OLD).note("zeeland", Sector.CARE, TODAY).text
    assert "oud" not in market(RECENT).note("twente", Sector.CARE, TODAY).text


@pytest.mark.parametrize(("as_of", "said"), [("2025-12", ""), ("2025-11", "al 1 jaar en 1 maand oud"), ("2024-12", "al 2 jaar oud")])
def test_the_age_is_said_from_the_thirteenth_month(as_of: str, said: str) -> None:
    text = market(f"twente,zorg,krap,{as_of},{as_of},,gelezen,B,https://b").note("twente", Sector.CARE, TODAY).text
    assert said in text
    assert ("oud" in text) == bool(said)


@pytest.mark.parametrize("period", ["2024", "ca.2024", "2024-2028"])
def test_the_age_of_an_estimated_date_is_an_estimate(period: str) -> None:
    text = market(f"twente,zorg,krap,{period},2024-07,,gelezen,B,https://b").note("twente", Sector.CARE, TODAY).text
    assert "al ongeveer 2 jaar en 5 maanden oud" in text


def test_a_figure_from_after_today_is_not_known_yet() -> None:
    assert market(NATIONAL, RECENT).note("twente", Sector.CARE, date(2026, 4, 1)).national


def test_no_figure_at_all_is_said() -> None:
    note = market(NATIONAL).note("twente", Sector.ICT, TODAY)
    assert (note.tightness, note.source) == ("onbekend", "")
    assert "geen cijfer" in note.text


def test_all_sectors_together_stand_in_and_say_so() -> None:
    note = market("twente,alle,krap,2026Q2,2026-06,,gelezen,Bron T,https://t").note("twente", Sector.ICT, TODAY)
    assert "geen apart cijfer" in note.text and "alle sectoren samen" in note.text


def test_a_partial_figure_says_what_it_is_about() -> None:
    note = market("nederland,veiligheid,tekort,2026Q1,2026-03,alleen politie,gelezen,B,https://b").note(None, Sector.SAFETY, TODAY)
    assert "alleen politie" in note.text


PARTIAL = "nederland,zakelijke-dienstverlening,zeer krap,2023Q1,2023-03,alleen accountants en boekhouders,gelezen,B,https://b"
ALL = "nederland,alle,krap,2025,2025-07,prognose,gelezen,A,https://a"


def test_a_figure_about_other_occupations_does_not_stand_for_this_one() -> None:
    figures = market(PARTIAL, ALL)
    other = figures.note(None, Sector.BUSINESS_SERVICES, TODAY, ("Klantenservicemedewerker",))
    assert other.source == "A"
    assert "alleen een cijfer dat niet over dit werk gaat (alleen accountants en boekhouders)" in other.text
    assert "Voor alle sectoren samen" in other.text
    assert figures.note(None, Sector.BUSINESS_SERVICES, TODAY, ("Boekhouder",)).source == "B"
    assert figures.note(None, Sector.BUSINESS_SERVICES, TODAY).source == "B"


@pytest.mark.parametrize(
    ("about", "occupations"),
    [
        ("prognose tot 2028", []),
        ("een deel van de beroepen", []),
        ("drie regio’s samen", []),
        ("vooral koks", []),
        ("verzorgenden ig; drie regio’s samen", ["verzorgenden ig"]),
        ("leraren in basis- en voortgezet onderwijs", ["leraren", "voortgezet onderwijs"]),
    ],
)
def test_a_remark_names_occupations_or_limits_nothing(about: str, occupations: list[str]) -> None:
    assert occupations_in(about) == occupations


def test_a_regional_figure_about_others_gives_way_and_that_is_said() -> None:
    figures = market("twente,veiligheid,tekort,2026Q2,2026-06,alleen defensie,gelezen,D,https://d", "nederland,veiligheid,tekort,2026Q1,2026-03,,gelezen,N,https://n")
    note = figures.note("twente", Sector.SAFETY, TODAY, ("Politieagent",))
    assert note.source == "N"
    assert "Van de regio Twente heb ik alleen een cijfer dat niet over dit werk gaat (alleen defensie)" in note.text


def test_a_region_with_a_figure_over_all_sectors_lacks_one_over_this_sector_only() -> None:
    note = market(NATIONAL, "zeeland,alle,krap,2026Q1,2026-03,,gelezen,Z,https://z").note("zeeland", Sector.CARE, TODAY)
    assert "Van de regio Zeeland heb ik over deze sector geen cijfer" in note.text


@pytest.mark.parametrize(
    ("row", "field", "told"),
    [
        ("nergens,zorg,krap,2026,2026-01,,g,b,a", "region", "regions.yml"),
        ("twente,zorgg,krap,2026,2026-01,,g,b,a", "sector", "geen sector"),
        ("twente,zorg,druk,2026,2026-01,,g,b,a", "statement", "zeer krap"),
        ("twente,zorg,krap,2026,2026-13,,g,b,a", "as_of", "jaar-maand"),
        ("twente,zorg,krap,2026,2026-01,,g,,a", "source", "bron"),
    ],
)
def test_a_wrong_row_is_named_with_line_and_column(row: str, field: str, told: str) -> None:
    with pytest.raises(LabourMarketError) as caught:
        market(RECENT, row)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == ("tightness.csv", 3, field)
    assert told in problem.message


def test_a_missing_column_is_named() -> None:
    with pytest.raises(LabourMarketError, match="as_of"):
        parse_labour_market({"regions.yml": REGIONS, "tightness.csv": "region,sector\n"}, "v")


def test_a_shortage_in_all_of_government_is_none_of_work_that_shrinks(knowledge: Knowledge) -> None:
    """It is said to be about the sector, and gives no points to fixed steps; to other municipal work it does."""
    for function_id, counts in (("managementassistent", False), ("wmo-consulent", True)):
        person = Person(function_id="bode", function_words="bode", region_id="haaglanden")
        judged = reason(person, knowledge, TODAY).of(function_id)
        assert "hele sector" in judged.market.text
        assert ("markt-tekort-landelijk" in {rule.id for rule in judged.fired}) is counts
