"""A burgerservicenummer in what someone types: recognised by the eleven test, masked before anything sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

LEFT_OUT = "nummer weggelaten"
MASK = f"[{LEFT_OUT}]"

# Digits with anything but letters between them, a few signs at most: as people group a long number, or paste it from a form.
_DIGITS = re.compile(r"\d+(?:[\W_]{1,4}\d+)*")
_PART = re.compile(r"\d+")
_LENGTH, _WITHOUT_ZERO = 9, 8
_NAMED = re.compile(r"\b(?:bsn|burger ?service ?(?:nummer|nr)|sofi ?(?:nummer|nr)?)\b", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:0031|31|0)[1-9]\d{8}")
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\W{1,3}(?:0?[1-9]|1[0-2])\W{1,3}(?:19|20)\d\d|(?:19|20)\d\d\W{1,3}(?:0?[1-9]|1[0-2])\W{1,3}(?:0?[1-9]|[12]\d|3[01])")
_YEARS = re.compile(r"(?:19|20)\d\d\W{1,3}(?:19|20)\d\d")
_AROUND = frozenset({"mijn", "m", "n", "het", "dit", "is", "nummer", "bsn", "burgerservicenummer", "sofinummer", "en", "hier", "hoor", "dan", "was"})


def passes_eleven_test(digits: str) -> bool:
    """Whether the digits can be a burgerservicenummer (weights 9…2 and -1, sum divisible by 11).

    >>> passes_eleven_test("111222333"), passes_eleven_test("123456789")
    (True, False)
    """
    padded = digits.zfill(9)
    if not (padded.isascii() and padded.isdigit()) or int(padded) == 0:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, padded, strict=True)) % 11 == 0


def mask_citizen_numbers(text: str) -> tuple[str, bool]:
    """The text without citizen numbers, and whether there were any.

    >>> mask_citizen_numbers("mijn bsn is 1112.22.333 hoor")
    ('mijn bsn is [nummer weggelaten] hoor', True)
    """
    plain = "".join(_digit(sign) for sign in text)
    named = bool(_NAMED.search(plain))
    kept: list[str] = []
    seen = 0
    for run in _DIGITS.finditer(plain):
        for first, last in _numbers(run.group(), named):
            kept += [text[seen : run.start() + first], MASK]
            seen = run.start() + last
    return "".join(kept) + text[seen:], bool(kept)


def _digit(sign: str) -> str:
    """A digit of any script, or raised, as 0–9; any other sign as it is."""
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)


def says_only_a_number(text: str) -> bool:
    """Whether a masked text holds nothing besides the number that was left out.

    >>> says_only_a_number("[nummer weggelaten]"), says_only_a_number("mijn bsn is [nummer weggelaten] hoor"), says_only_a_number("Breda")
    (True, True, False)
    """
    rest = re.findall(r"[^\W_]+", text.replace(MASK, " ").lower())
    return MASK in text and all(word in _AROUND for word in rest)


def _numbers(run: str, named: bool) -> Iterator[tuple[int, int]]:
    """Where in a run of digits and separators citizen numbers begin and end.

    When the words name it, any nine or eight digits that pass count; else telephone numbers, dates and years stay.
    """
    if not named and (_TELEPHONE.fullmatch("".join(_PART.findall(run))) or _YEARS.fullmatch(run) or _DATE.fullmatch(run)):
        return
    parts = list(_PART.finditer(run))
    number = 0
    while number < len(parts):
        last = _last_part(parts, number, named)
        if last is not None:
            yield parts[number].start(), parts[last].end()
            number = last
        elif named and _hides_one(parts[number].group()):
            yield parts[number].span()
        number += 1


def _last_part(parts: Sequence[re.Match[str]], first: int, named: bool) -> int | None:
    """Where a citizen number ends that begins with this part of a grouped number; None when none does."""
    digits = ""
    for place in range(first, len(parts)):
        digits += parts[place].group()
        if len(digits) > _LENGTH:
            return None
        whole = len(digits) == _LENGTH or (len(digits) == _WITHOUT_ZERO and (named or place == first))
        if whole and passes_eleven_test(digits):
            return place
    return None


def _hides_one(digits: str) -> bool:
    """Whether a longer number holds one: typed with a nought too many, or glued to another."""
    return any(passes_eleven_test(digits[place : place + _LENGTH]) for place in range(len(digits) - _LENGTH + 1))
