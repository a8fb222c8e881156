"""Amounts and numbers as Dutch readers write and read them."""

from __future__ import annotations

import re

from portal.hr.errors import FieldRefused

_WHOLE = re.compile(r"(?:€\s*)?(\d{1,12}|\d{1,3}(?:[. ]\d{3}){1,4})(?:,(?:00?|-|–))?")


def euros(amount: int) -> str:
    """
    >>> euros(344760), euros(-1500)
    ('€\\xa0344.760', '−€\\xa01.500')
    """
    return f"{'−' if amount < 0 else ''}€\u00a0{number(abs(amount))}"


def number(count: int) -> str:
    """
    >>> number(5000)
    '5.000'
    """
    return f"{count:,}".replace(",", ".")


def counted(count: int, one: str, many: str) -> str:
    """
    >>> counted(1, "rij", "rijen"), counted(5000, "rij", "rijen")
    ('1 rij', '5.000 rijen')
    """
    return f"{number(count)} {one if count == 1 else many}"


def people(count: int) -> str:
    """
    >>> people(1), people(2)
    ('1 persoon', '2 mensen')
    """
    return counted(count, "persoon", "mensen")


def in_short(amount: int) -> str:
    """Millions with one decimal, smaller amounts whole.

    >>> in_short(179_641_714), in_short(344_760)
    ('€\\xa0179,6 miljoen', '€\\xa0344.760')
    """
    if abs(amount) < 1_000_000:
        return euros(amount)
    tenths = (abs(amount) + 50_000) // 100_000
    return f"{'−' if amount < 0 else ''}€\u00a0{number(tenths // 10)},{tenths % 10} miljoen"


def whole(text: str, most: int, least: int = 0) -> int:
    """A whole number as somebody typed it, with or without euro sign and thousands. Raises FieldRefused, in words that go with the field.

    >>> whole(" € 157.800,- ", 1_000_000)
    157800
    """
    found = _WHOLE.fullmatch(text.strip().replace("\u00a0", " "))
    if found is None:
        raise FieldRefused("Vul een heel getal in, zonder letters en zonder centen, zoals 157.800.")
    value = int(re.sub(r"\D", "", found[1]))
    if not least <= value <= most:
        raise FieldRefused(f"Vul een getal in van {number(least)} tot en met {number(most)}.")
    return value
