"""A burgerservicenummer never passes the door, however it is written; other numbers do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citizen_number import MASK, mask_citizen_numbers, passes_eleven_test

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@pytest.mark.parametrize(
    "text",
    ["111222333", "111.222.333", "111 222 333", "11-12-22-333", "mijn bsn:111222333!", "bsn 1112.22.333 en ik werk", "١١١٢٢٢٣٣٣"],
)
def test_a_number_is_masked_however_it_is_grouped(text: str) -> None:
    masked, found = mask_citizen_numbers(text)
    assert found
    assert MASK in masked
    assert "222" not in masked


@pytest.mark.parametrize("text", ["123456789", "06-12345678", "schaal 7, 36 uur", "110 naar 70 fte", "2026-11-24", "000000000", ""])
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
