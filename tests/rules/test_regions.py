"""From an answer to labour-market regions, with the real list of regions."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import LabourMarketError
from rules.matching.regions import RegionFinder, parse_regions

FILE = Path(__file__).resolve().parents[2] / "data" / "labour_market" / "regions.yml"
REGIONS = parse_regions(FILE.read_text(encoding="utf-8"))
FINDER = RegionFinder(REGIONS)


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Breda", "west-brabant"),
        ("regio Twente", "twente"),
        ("ik werk bij de gemeente Enschede", "twente"),
        ("Den Haag", "haaglanden"),
        ("'s-Hertogenbosch", "noordoost-brabant"),
        ("den bosch", "noordoost-brabant"),
        ("sudwest fryslan", "friesland"),
        ("Bergen op Zoom", "west-brabant"),
        ("gemeente ZWOLLE!!", "regio-zwolle"),
        ("Bergen (L.)", "noord-limburg"),
        ("bergen nh", "noord-holland-noord"),
    ],
)
def test_towns_and_regions_are_found_as_typed(typed: str, region: str) -> None:
    matches = FINDER.find(typed)
    assert [match.region_id for match in matches] == [region]
    assert matches[0].exact


@pytest.mark.parametrize("typed", ["moet echt", "echt, dat wil ik niet", "best veel", "in heel nederland", "ik leg de dieren vast", "ik wil leiden en begeleiden"])
def test_an_ordinary_word_is_no_town(typed: str) -> None:
    assert not any(match.exact for match in FINDER.find(typed)) and not FINDER.find_within(typed)


@pytest.mark.parametrize("typed", ["leiden", "leiden, liefst in de avond", "omgeving leiden", "ik woon in Leiden bij mijn ouders", "leiden en omgeving", "leiden of alphen"])
def test_a_town_that_is_a_word_too_is_found_where_a_place_stands(typed: str) -> None:
    assert "holland-rijnland" in [match.region_id for match in FINDER.find(typed)]


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Enshede", "twente"),
        ("rotterdan", "rijnmond"),
        ("groningn", "groningen"),
        ("alkmar", "noord-holland-noord"),
        ("den hage", "haaglanden"),
    ],
)
def test_misspelt_towns_are_found_and_not_taken_for_sure(typed: str, region: str) -> None:
    matches = FINDER.find(typed)
    assert matches[0].region_id == region
    assert not matches[0].exact


@pytest.mark.parametrize(
    ("typed", "regions"),
    [
        ("Bergen", {"noord-holland-noord", "noord-limburg"}),
        ("Brabant", {"west-brabant", "midden-brabant", "noordoost-brabant", "zuidoost-brabant"}),
        ("Limburg", {"noord-limburg", "midden-limburg", "zuid-limburg"}),
    ],
)
def test_ambiguous_names_give_several_candidates(typed: str, regions: set[str]) -> None:
    assert {match.region_id for match in FINDER.find(typed)} == regions


@pytest.mark.parametrize("typed", ["", "🙂", "weet ik niet", "ergens in het zuiden", "x" * 100_000, "<b></b>"])
def test_no_place_gives_no_candidates(typed: str) -> None:
    assert FINDER.find(typed) == ()


MUNICIPALITIES = [(municipality, region.id) for region in REGIONS for municipality in region.municipalities]


def test_there_are_342_municipalities_in_35_regions_each_in_one() -> None:
    """The division of 2026."""
    assert len(REGIONS) == 35
    assert len(MUNICIPALITIES) == len({name for name, _ in MUNICIPALITIES}) == 342


def without_accents(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


@pytest.mark.parametrize("spelt", [str, str.lower, str.upper, without_accents, lambda name: f"ik woon in {name.lower()}."])
def test_every_municipality_finds_its_own_region_and_no_other(spelt: Callable[[str], str]) -> None:
    wrong = {
        spelt(name): found
        for name, region_id in MUNICIPALITIES
        if (found := [match.region_id for match in FINDER.find(spelt(name)) if match.exact]) != [region_id]
    }
    assert not wrong


def test_place_in_passing_is_heard() -> None:
    assert [match.region_id for match in FINDER.find_within("ik werk in Breda aan de balie")] == ["west-brabant"]


def test_plain_words_that_are_also_towns_are_not_heard_in_passing() -> None:
    assert FINDER.find_within("het beste is dat ik haren knip en best veel regel") == ()


@given(st.text(max_size=120))
def test_any_text_is_answered_within_the_limit(text: str) -> None:
    assert len(FINDER.find(text, 3)) <= 3


def test_broken_file_names_line_and_field() -> None:
    with pytest.raises(LabourMarketError) as raised:
        parse_regions(
            "- id: a\n  name: A\n  municipalities: []\n- id: a\n  name: B\n  municipalities: [X]\n", "kapot.yml"
        )
    assert {problem.line for problem in raised.value.problems} >= {3, 4}
    assert "kapot.yml" in str(raised.value)
