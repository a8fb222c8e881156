"""A burgerservicenummer never passes the door, however it is written; other numbers do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.citizen_number import MASK, mask_citizen_numbers, passes_eleven_test

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@pytest.mark.parametrize(
    "text",
    ["111222333", "111.222.333", "111 222 333", "11-12-22-333", "mijn bsn:111222333!", "bsn 1112.22.333 en ik werk", "١١١٢٢٢٣٣٣",
     "111  222  333", "111\t222\t333", "111\n222\n333", "111 - 222 - 333", "111. 222. 333", "111, 222, 333", "111_222_333", "111: 222: 333", "111'222'333",
     "111|222|333", "(111)(222)(333)", "111–222–333", "111\u2011222\u2011333", "111\u2009222\u202f333", "11\u200b1222333", "111\u00ad222\u00ad333", "¹¹¹²²²³³³",
     "bsn 0111222333", "mijn burgerservicenummer: 111222333444", "ik werk hier sinds 2001. mijn bsn is 1112 2233 3"],
)
def test_a_number_is_masked_however_it_is_grouped(text: str) -> None:
    masked, found = mask_citizen_numbers(text)
    assert found
    assert MASK in masked
    assert "222" not in masked


@pytest.mark.parametrize("text", ["123456789", "06-12345678", "schaal 7, 36 uur", "110 naar 70 fte", "2026-11-24", "000000000", "",
    "1990-2001", "van 1989 - 2020", "van 1901 tot 2003", "geboren 12-04-1965", "2019-03-08", "06 12 34 56 78", "+31 6 12345678", "0031612345678", "076-5294000"])
def test_other_numbers_stay(text: str) -> None:
    assert mask_citizen_numbers(text) == (text, False)


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_the_eleven_test_is_the_weighted_sum(digits: list[int]) -> None:
    number = "".join(map(str, digits))
    expected = sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0 and any(digits)
    assert passes_eleven_test(number) is expected


@given(st.text(max_size=200))
def test_masking_twice_is_masking_once(text: str) -> None:
    once, _ = mask_citizen_numbers(text)
    assert mask_citizen_numbers(once) == (once, False)


@given(st.integers(1950, 2030), st.integers(1950, 2030))
def test_years_are_never_taken_for_one(first: int, last: int) -> None:
    text = f"ik werkte er van {first}-{last} en {first} - {last}"
    assert mask_citizen_numbers(text) == (text, False)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.integers(10_000_000, 99_999_999))
def test_dates_and_mobile_numbers_are_never_taken_for_one(day: date, number: int) -> None:
    for text in (f"{day:%d-%m-%Y}", f"06-{number}", f"06 {number}", f"+31 6 {number}"):
        assert mask_citizen_numbers(text) == (text, False)
