"""Facts about agreements: dated, sourced, and honest about how old they are."""

from __future__ import annotations

from datetime import date

import pytest

from rules.employment_terms import Standing, parse_terms
from rules.errors import LabourMarketError
from rules.files.knowledge_files import load_terms
from tests.rules.conftest import DATA

HEADER = "id,topic,agreement,standing,as_of,period,text,value,read,source,address\n"
ROW = "a,fonds,CAO,geldt,2026-01,2026,Er is geld.,€ 5,gelezen,Bron,https://b\n"
TODAY = date(2026, 12, 1)


def test_the_published_facts_cover_what_a_coach_is_asked_about() -> None:
    terms = load_terms(DATA)
    assert {term.topic for term in terms} >= {"van-werk-naar-werk", "aanvulling-op-uitkering", "keuzebudget", "leren-en-loopbaan", "inschaling"}
    assert len(terms) >= 60
    assert all(len(sentence.split()) <= 25 for term in terms for sentence in term.text.split(". "))


def test_what_is_only_known_from_the_old_agreement_says_so() -> None:
    old = [term for term in load_terms(DATA) if term.agreement == "CAR-UWO"]
    assert old and all(term.standing is Standing.OLD and "oude afspraak" in term.caution(TODAY) for term in old)


@pytest.mark.parametrize(
    ("standing", "as_of", "said"),
    [
        ("geldt", "2026-01", ""),
        ("geldt", "2025-11", "1 jaar en 1 maand oud"),
        ("oud", "2026-01", "Vraag HR wat nu geldt"),
        ("afgelopen", "2026-01", "voorbij"),
        ("onbekend", "", "noemt geen datum"),
    ],
)
def test_a_fact_says_whether_to_ask_what_counts_now(standing: str, as_of: str, said: str) -> None:
    (term,) = parse_terms("terms.csv", HEADER + ROW.replace("geldt,2026-01", f"{standing},{as_of}"))
    assert said in term.caution(TODAY)
    assert bool(term.caution(TODAY)) == bool(said)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("Er is geld.", "", "text"),
        ("Bron", "", "source"),
        ("https://b", "ergens", "address"),
        ("geldt", "misschien", "standing"),
        ("2026-01,", "januari,", "as_of"),
        ("2026-01,", ",", "as_of"),
        ("geldt", "onbekend", "as_of"),
    ],
)
def test_a_wrong_row_is_named_with_line_and_column(old: str, new: str, field: str) -> None:
    with pytest.raises(LabourMarketError) as caught:
        parse_terms("terms.csv", HEADER + ROW + ROW.replace("a,", "b,", 1).replace(old, new, 1))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == ("terms.csv", 3, field)


@pytest.mark.parametrize(("text", "told"), [(HEADER + ROW + ROW, "twee keer"), ("id,topic\n", "agreement"), (HEADER + ROW.replace("geld.", "geld, veel."), "te veel cellen")])
def test_a_broken_file_is_refused(text: str, told: str) -> None:
    with pytest.raises(LabourMarketError, match=told):
        parse_terms("terms.csv", text)
