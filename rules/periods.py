"""Periods of figures: as sources write them, as people say them, and how old they are."""

from __future__ import annotations

import re

from rules.language.text import fold

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
_ORDINALS = ("eerste", "tweede", "derde", "vierde")

_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_RANGE = re.compile(r"(\d{4})-(\d{4})")
_WRITTEN_QUARTERS = (
    re.compile(r"(?P<year>\d{4}) ?(?:q|k|kw|kwartaal) ?0?(?P<quarter>[1-4])"),
    re.compile(r"(?:q|k|kw|kwartaal) ?0?(?P<quarter>[1-4]) (?:van )?(?P<year>\d{4})"),
    re.compile(r"(?P<quarter>[1-4]) ?(?:e|ste|de)? ?(?:kwartaal|kw|k|q) (?:van )?(?P<year>\d{4})"),
)
_WRITTEN_MONTHS = (
    re.compile(r"(?P<year>\d{4}) (?P<month>\d{1,2})(?: \d{1,2})?(?: 00 00 00)?"),
    re.compile(r"(?P<name>[a-z]+) (?P<year>\d{4})"),
)


def age_in_words(months: int) -> str:
    """An age in years and months.

    >>> age_in_words(17), age_in_words(24), age_in_words(0)
    ('1 jaar en 5 maanden', '2 jaar', 'minder dan een maand')
    """
    years, rest = divmod(months, 12)
    parts = [f"{years} jaar"] if years else []
    if rest:
        parts.append("1 maand" if rest == 1 else f"{rest} maanden")
    return " en ".join(parts) or "minder dan een maand"


def period_in_words(period: str) -> str:
    """A period of the figures as people say it; what is not known stays as it is.

    >>> period_in_words("2022Q1"), period_in_words("2025-12"), period_in_words("ca.2022")
    ('het eerste kwartaal van 2022', 'december 2025', 'ongeveer 2022')
    """
    if period.startswith("ca."):
        return f"ongeveer {period_in_words(period.removeprefix('ca.').strip())}"
    if quarter := _QUARTER.fullmatch(period):
        return f"het {_ORDINALS[int(quarter[2]) - 1]} kwartaal van {quarter[1]}"
    if month := _MONTH.fullmatch(period):
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}"
    if years := _RANGE.fullmatch(period):
        return f"{years[1]} tot en met {years[2]}"
    return period


def is_precise(period: str) -> bool:
    """Whether a period names its month or quarter, so that its age is more than an estimate."""
    return bool(_QUARTER.fullmatch(period) or _MONTH.fullmatch(period))


def read_period(text: str) -> tuple[str, str] | None:
    """A period as a table writes it: how the figures write it, and its last month (`as_of`); None when it names no month or quarter.

    >>> read_period("2e kwartaal 2026"), read_period("2026KW02"), read_period("juni 2026")
    (('2026Q2', '2026-06'), ('2026Q2', '2026-06'), ('2026-06', '2026-06'))
    """
    words = " ".join(re.findall(r"[a-z]+|[0-9]+", fold(text[:60])))
    for pattern in _WRITTEN_QUARTERS:
        if found := pattern.fullmatch(words):
            quarter = int(found["quarter"])
            return f"{found['year']}Q{quarter}", f"{found['year']}-{quarter * 3:02d}"
    for pattern in _WRITTEN_MONTHS:
        if found := pattern.fullmatch(words):
            named = found.groupdict()
            month = int(named["month"]) if "month" in named else _month_number(named["name"])
            if 1 <= month <= 12:
                return (f"{named['year']}-{month:02d}",) * 2
    return None


def _month_number(name: str) -> int:
    return next((number for number, month in enumerate(MONTHS, start=1) if len(name) >= 3 and month.startswith(name)), 0)
