"""A burgerservicenummer in what someone types: recognised by the eleven test, masked before anything sees it."""

from __future__ import annotations

import re

LEFT_OUT = "nummer weggelaten"
MASK = f"[{LEFT_OUT}]"

# Digits with single dots, blanks, dashes or slashes between them: as people group a long number.
_DIGITS = re.compile(r"\d+(?:[ .\-/\u00a0]\d+)*")
_PART = re.compile(r"\d+")
_LENGTHS = (8, 9)
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
    found = False

    def mask(run: re.Match[str]) -> str:
        nonlocal found
        text, parts, number = run.group(), list(_PART.finditer(run.group())), 0
        kept: list[str] = []
        seen = 0
        while number < len(parts):
            last = _last_part(parts, number)
            if last is not None:
                found = True
                kept += [text[seen : parts[number].start()], MASK]
                seen = parts[last].end()
                number = last
            number += 1
        return "".join(kept) + text[seen:]

    return _DIGITS.sub(mask, text), found


def says_only_a_number(text: str) -> bool:
    """Whether a masked text holds nothing besides the number that was left out.

    >>> says_only_a_number("[nummer weggelaten]"), says_only_a_number("mijn bsn is [nummer weggelaten] hoor"), says_only_a_number("Breda")
    (True, True, False)
    """
    rest = re.findall(r"[^\W_]+", text.replace(MASK, " ").lower())
    return MASK in text and all(word in _AROUND for word in rest)


def _last_part(parts: list[re.Match[str]], first: int) -> int | None:
    """Where a citizen number ends that begins with this part of a grouped number; None when none does."""
    digits = ""
    for place in range(first, len(parts)):
        digits += "".join(str(int(sign)) for sign in parts[place].group())
        if len(digits) > max(_LENGTHS):
            return None
        if len(digits) in _LENGTHS and passes_eleven_test(digits):
            return place
    return None
