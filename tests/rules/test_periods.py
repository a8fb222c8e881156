"""Periods: as tables write them, as people say them, and how old they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.periods import age_in_words, is_precise, period_in_words, read_period


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "minder dan een maand"), (1, "1 maand"), (11, "11 maanden"), (12, "1 jaar"), (13, "1 jaar en 1 maand"), (38, "3 jaar en 2 maanden")],
)
def test_an_age_is_said_in_years_and_months(months: int, said: str) -> None:
    assert age_in_words(months) == said


@pytest.mark.parametrize(
    ("period", "said", "precise"),
    [
        ("2026Q2", "het tweede kwartaal van 2026", True),
        ("2025-12", "december 2025", True),
        ("2025", "2025", False),
        ("ca.2023", "ongeveer 2023", False),
        ("2023-2028", "2023 tot en met 2028", False),
        ("zomer 2025", "zomer 2025", False),
    ],
)
def test_a_period_is_said_in_plain_words(period: str, said: str, precise: bool) -> None:
    assert (period_in_words(period), is_precise(period)) == (said, precise)


@pytest.mark.parametrize(
    "written",
    ["2026Q2", "2026 Q2", "Q2 2026", "q2-2026", "2e kwartaal 2026", "2e kwartaal van 2026", "kwartaal 2 van 2026", "2026KW02", "2026 K2", "2e kw. 2026"],
)
def test_a_quarter_is_read_however_it_is_written(written: str) -> None:
    assert read_period(written) == ("2026Q2", "2026-06")


@pytest.mark.parametrize("written", ["2026-06", "juni 2026", "Juni 2026", "jun-2026", "2026-06-30", "2026-06-30 00:00:00"])
def test_a_month_is_read_however_it_is_written(written: str) -> None:
    assert read_period(written) == ("2026-06", "2026-06")


@pytest.mark.parametrize("written", ["", "2026", "kwartaal 5 2026", "2026-13", "ju 2026", "foo 2026", "Q2", "26Q2", "2026Q2 (voorlopig) en meer"])
def test_what_names_no_month_or_quarter_is_not_guessed(written: str) -> None:
    assert read_period(written) is None


@given(st.text(max_size=40))
def test_any_text_is_a_period_with_a_month_or_none(text: str) -> None:
    found = read_period(text)
    assert found is None or (is_precise(found[0]) and is_precise(found[1]))
